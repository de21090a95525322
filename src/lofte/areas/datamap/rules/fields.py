"""How one field of the map stands: what was found in it, and what a person said of it.

A decision covers the types that were found when it was made. Something else found later is
news, and waits for a person again; the same found again is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lofte.discovery.types import Type


class Standing(StrEnum):
    """`undeclared`: personal data was found and nobody has said so. `declared`: a person said
    that it is personal data. `dismissed`: a person said that what was found is none. `clear`:
    looked at, and nothing found. `undetermined`: looked at, and it cannot be told."""

    UNDECLARED = "undeclared"
    DECLARED = "declared"
    DISMISSED = "dismissed"
    CLEAR = "clear"
    UNDETERMINED = "undetermined"
    NOT_SCANNED = "not_scanned"


class Choice(StrEnum):
    """What a person did: took the verdict over, gave another type, said what the field is for
    without a type of ours, or said that it is no personal data."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    DECLARED = "declared"
    DISMISSED = "dismissed"


NOT_ABOUT_PEOPLE = frozenset(
    {
        Type.ORGANISATIONSNUMMER,
        Type.VAT_NUMBER,
        Type.BANKGIRO,
        Type.PLUSGIRO,
        Type.API_KEY,
    }
)
"""Types that by themselves say something of a business or a machine. They are on the map, and
a person may declare them; undeclared they break no promise."""

_SECRET = frozenset(
    {Type.PASSWORD, Type.API_KEY, Type.PAYMENT_CARD, Type.IBAN, Type.BANK_ACCOUNT}
)
# Art. 9 and 87 GDPR: health, and national identification numbers.
_PROTECTED = frozenset(
    {Type.HEALTH_TERM, Type.PERSONNUMMER, Type.SAMORDNINGSNUMMER, Type.RESERVNUMMER}
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the last verdict found: the dominant type, if any, and all types, itself too."""

    type: Type | None
    types: frozenset[Type]
    confidence: float
    undetermined: bool = False

    @property
    def personal(self) -> frozenset[Type]:
        return self.types - NOT_ABOUT_PEOPLE


@dataclass(frozen=True, slots=True)
class Decided:
    """A standing decision, and the types it covers."""

    choice: Choice
    covers: frozenset[Type]


def standing(found: Found | None, decided: Decided | None) -> Standing:
    """How a field stands. What a decision does not cover is undeclared, whatever it said."""
    if news(found, decided):
        return Standing.UNDECLARED
    if decided is not None:
        dismissed = decided.choice is Choice.DISMISSED
        return Standing.DISMISSED if dismissed else Standing.DECLARED
    if found is None:
        return Standing.NOT_SCANNED
    return Standing.UNDETERMINED if found.undetermined else Standing.CLEAR


def news(found: Found | None, decided: Decided | None) -> frozenset[Type]:
    """Types of personal data that were found and that no decision covers."""
    if found is None:
        return frozenset()
    return found.personal - (decided.covers if decided else frozenset())


def sensitivity(types: Iterable[Type]) -> int:
    """3 what the law protects in particular, 2 what opens something or costs money, 1 other
    personal data, 0 what is about no person."""
    return max((_sensitivity(one) for one in types), default=0)


def urgency(found: Found, uncovered: Iterable[Type] = ()) -> float:
    """Where in the queue a field stands: how sensitive, times how certain. Never negative."""
    types = frozenset(uncovered) or found.types
    return (1 + sensitivity(types)) * max(found.confidence, 0.0)


def _sensitivity(one: Type) -> int:
    if one in _PROTECTED:
        return 3
    if one in _SECRET:
        return 2
    return 0 if one in NOT_ABOUT_PEOPLE else 1
