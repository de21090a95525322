"""A whole tree in memory, read by blocks as the one in the database is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lofte.areas.ledger.rules.tree import WIDTH, Frontier, leaf_hash


class Grown:
    def __init__(self, entries: Iterable[bytes]) -> None:
        self.frontier = Frontier()
        self.levels: dict[int, list[bytes]] = {0: []}
        self.asked: set[tuple[int, int]] = set()
        for entry in entries:
            self._append(leaf_hash(entry))

    def _append(self, leaf: bytes) -> None:
        self.levels[0].append(leaf)
        for tile in self.frontier.grow(leaf):
            level = self.levels.setdefault(tile.level, [])
            assert len(level) == tile.n
            level.append(tile.root)

    def block(self, level: int, n: int) -> Sequence[bytes]:
        self.asked.add((level, n))
        return self.levels[level][n * WIDTH : (n + 1) * WIDTH]
