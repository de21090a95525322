"""How a promise stands: computed from evidence and time, never typed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Literal

from lofte.areas.promises.rules.kinds import Kind
from lofte.kernel.errors import Invalid

Verdict = Literal["kept", "at_risk", "broken", "error"]


class Status(StrEnum):
    KEPT = "kept"
    AT_RISK = "at_risk"
    BROKEN = "broken"
    UNPROVEN = "unproven"
    NOT_MACHINE_PROVABLE = "not_machine_provable"
    LEGALLY_VOID = "legally_void"


ORDER = (
    Status.BROKEN,
    Status.LEGALLY_VOID,
    Status.UNPROVEN,
    Status.AT_RISK,
    Status.NOT_MACHINE_PROVABLE,
    Status.KEPT,
)
"""Worst first: what is broken today, what never held, what nobody knows, then the rest."""


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """What one control answered, when, and for how long the answer may be relied on."""

    control: str
    verdict: Verdict
    at: datetime
    fresh_for: timedelta

    def is_fresh(self, now: datetime) -> bool:
        """From the moment it was found up to, and not including, the end of its time."""
        return self.at <= now < self.at + self.fresh_for


class NotOnTheBoard(Invalid):
    """Boilerplate promises nothing, so it has no status. Choose another kind first."""

    code = "not_on_the_board"


@dataclass(frozen=True, slots=True)
class Summary:
    """The board in a line. `kept` counts only what fresh evidence shows to be kept."""

    total: int
    kept: int
    worst: Status | None
    counts: tuple[tuple[Status, int], ...]


def on_board(*, kind: Kind, void: bool) -> bool:
    """All but boilerplate is shown; boilerplate the law voids is shown as well."""
    return void or kind is not Kind.BOILERPLATE


def status_of(
    *,
    kind: Kind,
    void: bool,
    evidence: Sequence[EvidenceFact],
    attested_until: date | None,
    now: datetime,
) -> Status:
    """Void wins; then a fresh break; then doubt; then the worst of what is known.

    `evidence` holds the latest fact of each control. An attestation counts for work
    that no control speaks for, through its last day where `now` is.
    """
    if not on_board(kind=kind, void=void):
        raise NotOnTheBoard()
    if void:
        return Status.LEGALLY_VOID
    if not evidence:
        return _without_control(kind, attested_until, now)
    return _from_evidence(evidence, now)


def summary(counts: Mapping[Status, int]) -> Summary:
    """The counts worst first, without zeros."""
    ordered = tuple((status, counts[status]) for status in ORDER if counts.get(status))
    return Summary(
        total=sum(number for _, number in ordered),
        kept=counts.get(Status.KEPT, 0),
        worst=ordered[0][0] if ordered else None,
        counts=ordered,
    )


def _without_control(kind: Kind, attested_until: date | None, now: datetime) -> Status:
    attested = attested_until is not None and now.date() <= attested_until
    if kind is Kind.PROCESS and attested:
        return Status.NOT_MACHINE_PROVABLE
    return Status.UNPROVEN


def _from_evidence(evidence: Sequence[EvidenceFact], now: datetime) -> Status:
    fresh = {fact.verdict for fact in evidence if fact.is_fresh(now)}
    if "broken" in fresh:
        return Status.BROKEN
    # One control that does not answer is enough: what was true is not what is true.
    if "error" in fresh or not all(fact.is_fresh(now) for fact in evidence):
        return Status.UNPROVEN
    return Status.AT_RISK if "at_risk" in fresh else Status.KEPT
