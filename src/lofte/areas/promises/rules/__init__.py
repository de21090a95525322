"""What a sentence is, what the law makes of it, and how it stands today."""

from __future__ import annotations

from lofte.areas.promises.rules.attesting import (
    LONGEST_DAYS,
    AttestationPeriod,
    ControlSpeaks,
    NotForAttestation,
    check_attestation,
)
from lofte.areas.promises.rules.deciding import deciding, never_asked
from lofte.areas.promises.rules.findings import Finding, Severity, legal_findings
from lofte.areas.promises.rules.kinds import Kind, Reading, classify
from lofte.areas.promises.rules.linking import CONFIDENT, suggested_link
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
    "CONFIDENT",
    "CONTROLS",
    "LONGEST_DAYS",
    "ORDER",
    "AttestationPeriod",
    "ControlSpeaks",
    "EvidenceFact",
    "Finding",
    "Kind",
    "NotForAttestation",
    "NotOnTheBoard",
    "Reading",
    "Severity",
    "Status",
    "Suggestion",
    "Summary",
    "Verdict",
    "check_attestation",
    "classify",
    "deciding",
    "legal_findings",
    "never_asked",
    "on_board",
    "status_of",
    "suggest",
    "suggested_link",
    "summary",
]
