"""Which of several answers a status rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from lofte.areas.promises.rules.status import EvidenceFact

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def never_asked(control: str) -> EvidenceFact:
    """A linked control that has not answered yet: as good as one that does not answer."""
    return EvidenceFact(control, "error", _NEVER, timedelta(0))


def deciding(evidence: Sequence[EvidenceFact], *, now: datetime) -> EvidenceFact | None:
    """The worst of the facts, as `status_of` weighs them; of equals the oldest."""
    return min(evidence, key=lambda fact: (_badness(fact, now), fact.at), default=None)


def _badness(fact: EvidenceFact, now: datetime) -> int:
    if not fact.is_fresh(now) or fact.verdict == "error":
        return 1
    return {"broken": 0, "at_risk": 2, "kept": 3}[fact.verdict]
