"""What a sentence is, what the law makes of it, and how it stands today."""

from __future__ import annotations

from lofte.areas.promises.rules.findings import Finding, Severity, legal_findings
from lofte.areas.promises.rules.kinds import Kind, Reading, classify
from lofte.areas.promises.rules.status import (
    ORDER,
    EvidenceFact,
    NotOnTheBoard,
    Status,
    Summary,
    Verdict,
    on_board,
    status_of,
    summary,
)
from lofte.areas.promises.rules.suggestions import CONTROLS, Suggestion, suggest

__all__ = [
    "CONTROLS",
    "ORDER",
    "EvidenceFact",
    "Finding",
    "Kind",
    "NotOnTheBoard",
    "Reading",
    "Severity",
    "Status",
    "Suggestion",
    "Summary",
    "Verdict",
    "classify",
    "legal_findings",
    "on_board",
    "status_of",
    "suggest",
    "summary",
]
