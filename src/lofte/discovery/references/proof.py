"""Keys whose values cannot be met by chance, by value: found whatever a column is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from lofte.discovery.references.facts import ColumnFacts, Shape
from lofte.discovery.references.keys import Key, Standing

_TRIED = 64
_MET = 0.5
_SPARSE = 0.1
_LONG = 6


class Proofs:
    """An index from values to the keys that hold them."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._keys = [key for key in keys if _proves(key)]
        hashes = [key.column.distinct for key in self._keys]
        owners = [np.full(len(each), place, np.int32) for place, each in enumerate(hashes)]
        every = np.concatenate(hashes) if hashes else np.empty(0, np.uint64)
        order = np.argsort(every, kind="stable")
        self._hashes = every[order]
        self._owners = np.concatenate(owners)[order] if owners else np.empty(0, np.int32)

    def met(self, column: ColumnFacts) -> Iterator[Key]:
        """Keys in which at least half of some of the column's values stand, or as many as a
        sample of the key lets expect."""
        if not self._keys or len(column.distinct) < 3:
            return
        tried = column.distinct[:: max(1, len(column.distinct) // _TRIED)]
        low = np.searchsorted(self._hashes, tried, side="left")
        high = np.searchsorted(self._hashes, tried, side="right")
        owners = [self._owners[a:b] for a, b in zip(low, high, strict=True) if b > a]
        counted = np.bincount(np.concatenate(owners)) if owners else np.empty(0, np.int64)
        for place in np.flatnonzero(counted):
            key = self._keys[place]
            if key.column is not column and counted[place] >= _expected(key) * len(tried) / 2:
                yield key


def _expected(key: Key) -> float:
    if key.table.complete or not key.table.rows:
        return 1.0
    return min(1.0, key.column.drawn / key.table.rows)


def _proves(key: Key) -> bool:
    """Random ids, sparse numbers, and the long codes of a primary key."""
    column = key.column
    if len(column.distinct) < 3:
        return False
    if column.shape is Shape.INTEGER:
        times = (key.table.rows or column.drawn) / max(column.drawn, 1)
        return column.density * times < _SPARSE
    if column.shape is Shape.UUID:
        return True
    return key.standing is not Standing.ALTERNATE and column.length >= _LONG
