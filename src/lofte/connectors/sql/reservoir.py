"""Rows drawn by seed while a table is read from end to end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from lofte.connectors.sql.drawing import MOST_BYTES

Row = Sequence[object]


class Reservoir:
    """Each row gets a rank by lottery; those with the lowest are kept, all where `rows` is 0.
    Larger rows than can be held make fewer."""

    def __init__(self, *, rows: int, seed: int) -> None:
        self.seen = 0
        self._rows = rows
        self._random = np.random.default_rng(seed)
        self._bar = 1.0
        self._kept: list[tuple[float, int, Row]] = []
        self._size = 0

    def offer(self, rows: Sequence[Row]) -> None:
        ranks = self._random.random(len(rows))
        for at in np.flatnonzero(ranks < self._bar).tolist():
            self._kept.append((ranks[at], self.seen + at, rows[at]))
            self._size += weight(rows[at])
        self.seen += len(rows)
        if (self._rows and len(self._kept) > 2 * self._rows) or self._size > MOST_BYTES:
            self._trim()

    def drawn(self) -> list[Row]:
        """In the order they came in."""
        self._kept.sort()
        kept = self._kept[: self._rows or None]
        return [row for _, _, row in sorted(kept, key=lambda one: one[1])]

    @property
    def complete(self) -> bool:
        return self.seen == len(self._kept) and (not self._rows or self.seen <= self._rows)

    def _trim(self) -> None:
        """The highest ranks go, and none so high comes again."""
        self._kept.sort()
        keep = min(self._rows or len(self._kept), len(self._kept))
        while (
            keep > 1 and sum(weight(row) for _, _, row in self._kept[:keep]) > MOST_BYTES // 2
        ):
            keep //= 2
        self._bar = self._kept[keep][0] if keep < len(self._kept) else self._bar
        del self._kept[keep:]
        self._size = sum(weight(row) for _, _, row in self._kept)


def weight(row: Row) -> int:
    """About how many bytes a row takes."""
    return sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)


def columns_of(rows: Iterable[Row], width: int) -> list[tuple[object, ...]]:
    found = list(zip(*rows, strict=True))
    return found or [()] * width
