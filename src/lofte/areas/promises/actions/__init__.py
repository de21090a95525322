"""Everything that changes promises: publishing, linking, attesting, asking for evidence."""

from lofte.areas.promises.actions.attesting import attest
from lofte.areas.promises.actions.evidence import (
    Answer,
    ask_for_evidence,
    run_evidence,
    take_snapshot,
)
from lofte.areas.promises.actions.linking import (
    AlreadyLinked,
    NotServing,
    UnknownControl,
    UnknownKind,
    choose_kind,
    link_control,
    link_suggested,
    name_owner,
    unlink_control,
)
from lofte.areas.promises.actions.publishing import (
    Published,
    adopt_version,
    publish_policy,
    publish_version,
)

__all__ = [
    "AlreadyLinked",
    "Answer",
    "NotServing",
    "Published",
    "UnknownControl",
    "UnknownKind",
    "adopt_version",
    "ask_for_evidence",
    "attest",
    "choose_kind",
    "link_control",
    "link_suggested",
    "name_owner",
    "publish_policy",
    "publish_version",
    "run_evidence",
    "take_snapshot",
    "unlink_control",
]
