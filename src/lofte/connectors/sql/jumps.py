"""Points of a key to jump to, so that a sample comes from all over a large table.

From each point the next few rows are read by the key's index, which costs the same in a table
of any size. Rows after a gap in the keys come a little more often than others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

BLOCK = 32
"""Rows read from each point."""
_MORE = 1.25
"""Times as many as wanted, for blocks that meet."""


@dataclass(frozen=True, slots=True)
class Points:
    """Where to jump between the lowest and the highest key, in order, for so many rows."""

    low: int
    high: int
    rows: int
    seed: int

    def __iter__(self) -> Iterator[int]:
        random = Random(self.seed)  # noqa: S311 (a lottery of rows, no secret)
        count = int(self.rows * _MORE) // BLOCK + 1
        return iter(sorted({random.randint(self.low, self.high) for _ in range(count)}))

    def numbers(self) -> list[int]:
        """The keys of the next rows after each point, if keys have no gaps."""
        found = {point + at for point in self for at in range(BLOCK)}
        return sorted(number for number in found if number <= self.high)


class Density:
    """How many rows there are to a key, learned from the blocks read."""

    def __init__(self) -> None:
        self._blocks: dict[int, tuple[int, int]] = {}

    def row(self, point: int, key: int) -> None:
        """A row found by jumping to the point."""
        rows, last = self._blocks.get(point, (0, key))
        self._blocks[point] = rows + 1, max(last, key)

    def estimate(self, points: Points) -> int:
        """Of all rows between the lowest key and the highest."""
        rows = sum(rows for rows, _ in self._blocks.values())
        keys = sum(last - point + 1 for point, (_, last) in self._blocks.items())
        span = points.high - points.low + 1
        return min(span, round(span * rows / max(keys, 1)))
