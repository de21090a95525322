"""Keys that are rows of other keys: an employee is a person, a person is a party.

What refers to one of them is found in all above it. The name says which is meant; where it
says no more of one than of the other, all values standing in the smaller key does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import numpy as np

from lofte.discovery.references.facts import ColumnFacts
from lofte.discovery.references.keys import Key

_HARDLY = 0.02
_FEWEST = 3
_AS_ONE = 20
_ALIKE = 0.1


class Weighed(Protocol):
    """A key that a column may refer to."""

    @property
    def key(self) -> Key: ...

    @property
    def total(self) -> float: ...


_W = TypeVar("_W", bound=Weighed)


@dataclass(frozen=True, slots=True)
class Kin:
    """For each key that is part of another, the keys above it."""

    above: Mapping[Key, frozenset[Key]] = field(default_factory=dict)

    def are(self, one: Key, other: Key) -> bool:
        """Whether one is part of the other."""
        return self.is_below(one, other) or self.is_below(other, one)

    def is_below(self, low: Key, high: Key) -> bool:
        return high in self.above.get(low, frozenset())


def kin_of(pairs: Iterable[tuple[Key, Key]]) -> Kin:
    """From each primary key that refers to another, to that other."""
    direct = dict(pairs)
    above: dict[Key, frozenset[Key]] = {}
    for low in direct:
        found: dict[Key, None] = {}
        key = low
        while key in direct and direct[key] not in found and direct[key] is not low:
            key = direct[key]
            found[key] = None
        above[low] = frozenset(found)
    return Kin(above)


def nearest(column: ColumnFacts, ranked: Sequence[_W], named: Iterable[_W], kin: Kin) -> _W:
    """The likeliest; or of those below it that the column's name speaks of, the smallest in
    which all its values stand, where chance would hardly have it so."""
    first = _above(ranked, kin)
    below = [each for each in named if kin.is_below(each.key, first.key)]
    proven = [each for each in below if _proven(column, each.key, first.key)]
    return min(proven, key=lambda each: len(each.key.column.distinct), default=first)


def _above(ranked: Sequence[_W], kin: Kin) -> _W:
    """The likeliest, or what is above it where nothing tells the two apart."""
    first = ranked[0]
    alike = [
        each
        for each in ranked[1:]
        if each.total > first.total - _ALIKE and kin.is_below(first.key, each.key)
    ]
    return alike[-1] if alike else first


def _proven(column: ColumnFacts, low: Key, high: Key) -> bool:
    ours, theirs = column.distinct, low.column.distinct
    if not low.table.complete or not _FEWEST <= len(ours) < len(theirs):
        return False
    chance = (len(theirs) / max(1, len(high.column.distinct))) ** min(len(ours), _AS_ONE)
    return chance < _HARDLY and bool(np.isin(ours, theirs).all())
