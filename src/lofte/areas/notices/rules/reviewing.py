"""Reading the whole policy through, and when that must be done again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from lofte.kernel.deadlines import add_months
from lofte.kernel.errors import Invalid


class Outcome(StrEnum):
    """What came of reading the policy through: it may stand, or another version is due."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"


class UnknownOutcome(Invalid):
    """A review ends with: unchanged, or changed."""

    code = "unknown_outcome"


def parse_outcome(outcome: str) -> Outcome:
    try:
        return Outcome(outcome)
    except ValueError:
        raise UnknownOutcome(outcome=outcome) from None


def review_due(last: date) -> date:
    """The last day on which a policy read through on `last` was read within a year."""
    return add_months(last, 12)
