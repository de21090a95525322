"""How much the values speak for a reference, beside what chance would give.

Small whole numbers stand in every other table's ids, so that finding them there proves next to
nothing; that a random uuid does proves everything. The chance that a value stands in the key
without referring to it is the density of the key over the range of the values.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
import pyarrow as pa

from lofte.discovery.references.facts import ColumnFacts, Hashes, Shape
from lofte.discovery.references.hashes import hashed
from lofte.discovery.references.keys import Key
from lofte.discovery.references.model import Known
from lofte.discovery.schema import ColumnName

STRAY = 0.02
"""The share of values that refer to nothing though the column refers: rows deleted, errors."""

MOST = 6.0
LEAST = -8.0
_ENOUGH = 20
_DENSEST = 0.95
_RAREST = 1e-9
_FEW_KEYS = 20
_TELLING = 100
_MISSING = ("0", "-1")


@dataclass(frozen=True, slots=True)
class Inclusion:
    """`weight` in log-odds; `share` of the values looked up that were found, or None when
    they could not be looked up; `chance` that a value is found without referring."""

    weight: float
    share: float | None = None
    chance: float = 1.0


NOTHING = Inclusion(0.0)


def weigh(column: ColumnFacts, key: Key, known: Known | None) -> Inclusion:
    """The weight of the column's values standing in the key."""
    if not len(column.distinct):
        return NOTHING
    chance = chance_of(column, key)
    found = _looked_up(column, key, known)
    if found is None:
        return _by_sample(column, key, chance)
    hits, looked = found
    return Inclusion(weight_of(hits, looked, chance), hits / looked, chance)


def chance_of(column: ColumnFacts, key: Key) -> float:
    """That a value of the column stands in the key by chance."""
    if column.shape is Shape.INTEGER and key.column.shape is Shape.INTEGER:
        return _density(column, key)
    if column.shape is Shape.UUID:
        return _RAREST
    return 0.5 if column.length <= 3 else 0.1 if column.length <= 8 else 0.02


def coverage(column: ColumnFacts, key: Key) -> float:
    """Whole numbers that refer usually span the key's from its first to its last; what spans
    little counts or measures something. Log-odds between -3 and 1.5."""
    numbers, ids = column.numbers, key.column.numbers
    if len(ids) < 4 or len(numbers) < 4 or column is key.column:
        return 0.0
    low, high = np.searchsorted(ids, numbers[0]), np.searchsorted(ids, numbers[-1], "right")
    span = float(high - low) / len(ids)
    expected = (len(numbers) - 1) / (len(numbers) + 1)
    few = len(ids) < _FEW_KEYS
    if span >= min(0.9, expected):
        within = numbers[0] >= ids[0] and numbers[-1] <= ids[-1]
        return 1.5 if within and not (few and ids[0] <= 1) else 0.0
    return 0.0 if few else max(-3.0, len(numbers) * log(max(span, 0.01)))


def _density(column: ColumnFacts, key: Key) -> float:
    """How densely the key fills the range of the values; of a sample that has too little of
    that range, how densely it fills its own."""
    ids, numbers = key.column.numbers, column.numbers
    if not len(ids) or not len(numbers):
        return _DENSEST
    rows = max(key.table.rows or 0, key.column.drawn) / max(key.column.drawn, 1)
    low, high = max(numbers[0], ids[0]), min(numbers[-1], ids[-1])
    within = np.searchsorted(ids, high, side="right") - np.searchsorted(ids, low)
    if high < low or (not key.table.complete and within < _TELLING):
        within, low, high = len(ids), ids[0], ids[-1]
    return float(min(_DENSEST, within * rows / (float(high) - float(low) + 1)))


def _looked_up(column: ColumnFacts, key: Key, known: Known | None) -> tuple[int, int] | None:
    """How many distinct values are found of how many, in all of the key; None if unknown."""
    if key.table.complete:
        return _in_all(column, key)
    if known is None or not column.texts:
        return None
    texts = [text for text in column.texts if text not in _MISSING] or list(column.texts)
    place = key.table.place
    hits = known(place.system, ColumnName(place.table, key.column.name), texts)
    return None if hits is None else (min(hits, len(texts)), len(texts))


def _in_all(column: ColumnFacts, key: Key) -> tuple[int, int] | None:
    """Of the distinct values, or of the rows where that is more: a few deleted rows leave many
    values, or many rows, that refer to nothing. What stands for nothing does not count."""
    strays = _missing()[~np.isin(_missing(), key.column.distinct)]
    best = None
    for values in (column.distinct, column.rows[column.rows != 0]):
        telling = values[~np.isin(values, strays)]
        hits = int(np.isin(telling, key.column.distinct).sum())
        if len(telling) and (best is None or hits * best[1] > best[0] * len(telling)):
            best = (hits, len(telling))
    if best is None:
        return None
    looked = min(best[1], len(column.distinct))
    return round(best[0] * looked / best[1]), looked


@lru_cache(maxsize=1)
def _missing() -> Hashes:
    return hashed(pa.array(_MISSING, pa.large_string()))


def weight_of(hits: float, looked: float, chance: float) -> float:
    """Of finding `hits` of `looked`, when referring beside when not; as if at most 20 values
    had been looked up, since they depend on one another."""
    many = min(looked, _ENOUGH)
    chance = min(max(chance, _RAREST), _DENSEST)
    found = many * hits / looked * log((1 - STRAY) / chance)
    missed = many * (1 - hits / looked) * log(STRAY / (1 - chance))
    orphans = -8.0 * (1 - hits / looked)
    return max(LEAST, min(MOST, found + missed) + orphans)


def _by_sample(column: ColumnFacts, key: Key, chance: float) -> Inclusion:
    """Where only a sample of the key is at hand: whole numbers by its range, what is rare by
    how many of the values are met in the sample beside how many should be."""
    rows = max(key.table.rows or 0, key.column.drawn)
    if not key.column.drawn:
        return NOTHING
    if chance > 0.2:
        return _by_range(column, key)
    expected = len(column.distinct) * key.column.drawn / rows
    hits = float(np.isin(column.distinct, key.column.distinct).sum())
    if hits >= max(3.0, expected / 4):
        return Inclusion(MOST, min(1.0, hits / expected), chance)
    return Inclusion(-4.0 if expected >= 10 and hits < expected / 8 else 0.0)


def _by_range(column: ColumnFacts, key: Key) -> Inclusion:
    ids, numbers = key.column.numbers, column.numbers
    if not len(ids) or not len(numbers):
        return NOTHING
    slack = 5 * (float(ids[-1]) - float(ids[0])) / len(ids)
    within = (numbers >= ids[0] - slack) & (numbers <= ids[-1] + slack)
    return Inclusion(weight_of(float(within.sum()), len(numbers), _DENSEST))
