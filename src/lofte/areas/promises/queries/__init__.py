"""Everything read from promises. Returns frozen rows, never model instances."""

from lofte.areas.promises.queries.board import (
    Board,
    BoardRow,
    Group,
    Span,
    WeekPoint,
    board,
    year,
)
from lofte.areas.promises.queries.evidence import (
    ControlRow,
    EvidenceRow,
    controls,
    latest,
    runs,
)
from lofte.areas.promises.queries.proof import (
    AmbiguousSentence,
    AttestationRow,
    LinkedControl,
    PageBlock,
    PageSentence,
    PolicyPage,
    Proof,
    policy_page,
    promise,
    promise_id_of,
)
from lofte.areas.promises.queries.registry import ALL
from lofte.areas.promises.queries.standing import Standing, current

__all__ = [
    "ALL",
    "AmbiguousSentence",
    "AttestationRow",
    "Board",
    "BoardRow",
    "ControlRow",
    "EvidenceRow",
    "Group",
    "LinkedControl",
    "PageBlock",
    "PageSentence",
    "PolicyPage",
    "Proof",
    "Span",
    "Standing",
    "WeekPoint",
    "board",
    "controls",
    "current",
    "latest",
    "policy_page",
    "promise",
    "promise_id_of",
    "runs",
    "year",
]
