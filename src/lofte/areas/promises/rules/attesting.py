"""When a person's word may stand in for proof, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lofte.areas.promises.rules.kinds import Kind
from lofte.kernel.errors import Conflict, Invalid

LONGEST_DAYS = 366


class NotForAttestation(Conflict):
    """Only a promise of people's work can be attested. Link a control to this one instead."""

    code = "not_for_attestation"


class ControlSpeaks(Conflict):
    """A control speaks for this promise, and a word counts for nothing beside it."""

    code = "control_speaks"


class AttestationPeriod(Invalid):
    """An attestation lasts at least through tomorrow and at most 366 days."""

    code = "attestation_period"


def check_attestation(
    *, kind: Kind, void: bool, controls: Sequence[str], until: date, today: date
) -> None:
    """Refuse a word that would count for nothing, or stand for too long."""
    if void or kind is not Kind.PROCESS:
        raise NotForAttestation(kind=str(kind))
    if controls:
        raise ControlSpeaks(controls=tuple(controls))
    if not 1 <= (until - today).days <= LONGEST_DAYS:
        raise AttestationPeriod(until=until, most_days=LONGEST_DAYS)
