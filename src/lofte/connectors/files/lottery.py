"""Which rows of a table are drawn: those with the lowest ranks.

A rank is a hash of the row's position and the seed (SplitMix64), so it does not matter in
how many parts, in what order or from what kind of file the rows come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ranks = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

MOST_BYTES = 32 << 20
"""Of the rows drawn of one table. Fewer rows are drawn of tables with larger ones."""

_AT_ONCE = 1 << 20
_CODEC = "zstd"
_FACTS = np.dtype([("rank", np.uint64), ("length", np.int64), ("tag", np.int32)])
_NONE = np.empty(0, dtype=_FACTS)
_ALL = np.uint64(2**64 - 1)


def ranks(seed: int, first: int, count: int) -> Ranks:
    """The ranks of the rows from position `first` on."""
    return ranks_at(seed, np.arange(first, first + count, dtype=np.uint64))


def ranks_at(seed: int, positions: Ranks) -> Ranks:
    """The ranks of these positions."""
    with np.errstate(over="ignore"):
        mixed = _mix(np.array([seed & (2**64 - 1)], dtype=np.uint64))
        return _mix(positions + mixed)


@dataclass(frozen=True, slots=True)
class Draw:
    """The positions drawn, ascending, and their ranks."""

    positions: Places
    ranks: Ranks

    def within(self, first: int, end: int) -> Places:
        low, high = np.searchsorted(self.positions, [first, end])
        return self.positions[low:high]


def draw(seed: int, spans: Iterable[tuple[int, int]], rows: int) -> Draw:
    """The `rows` lowest of the positions in these spans, which are ascending and half-open;
    all of them where `rows` is 0."""
    found, places = np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    for first, end in spans:
        for begin in range(first, end, _AT_ONCE):
            some = ranks(seed, begin, min(_AT_ONCE, end - begin))
            found = np.concatenate([found, some])
            places = np.concatenate([places, np.arange(begin, begin + len(some))])
            kept = lowest(found, rows)
            found, places = found[kept], places[kept]
    return Draw(places, found)


def lowest(found: Ranks, rows: int) -> Places:
    """Where the `rows` lowest ranks stand, in order of place; all where `rows` is 0."""
    if not rows or len(found) <= rows:
        return np.arange(len(found), dtype=np.int64)
    return np.sort(np.argpartition(found, rows - 1)[:rows])


class Drawing:
    """The rows with the lowest ranks among all that were offered; they stay raw bytes. A tag
    tells rows apart that are written differently."""

    def __init__(self, *, rows: int, seed: int, most: int = MOST_BYTES) -> None:
        self.seen = 0
        self._rows, self._seed, self._most = rows, seed, most
        self._bar = _ALL
        self._kept: list[bytes] = []
        self._facts = _NONE
        self._packed: pa.Buffer | None = None

    def offer(self, window: bytes, starts: Places, ends: Places, tag: int = 0) -> None:
        """Take part with the next rows, which stand at these places of the window."""
        found = ranks(self._seed, self.seen, len(starts))
        self.seen += len(starts)
        chosen = np.flatnonzero(found <= self._bar)
        if not len(chosen):
            return
        self._unpack()
        starts, ends = starts[chosen], ends[chosen]
        pairs = zip(starts.tolist(), ends.tolist(), strict=True)
        self._kept += [window[start:end] for start, end in pairs]
        facts = np.empty(len(chosen), dtype=_FACTS)
        facts["rank"], facts["length"], facts["tag"] = found[chosen], ends - starts, tag
        self._facts = np.concatenate([self._facts, facts])
        if self._rows and (
            len(self._kept) >= 2 * self._rows or self._weight > 1.5 * self._most
        ):
            self._trim()

    def drawn(self) -> tuple[list[bytes], Ranks]:
        """The rows drawn, as they came, and their ranks."""
        self._unpack()
        self._trim()
        return self._kept, self._facts["rank"]

    @property
    def tags(self) -> list[int]:
        """Of the rows drawn, as they came."""
        tags: list[int] = self._facts["tag"].tolist()
        return tags

    @property
    def size(self) -> int:
        """Bytes held."""
        held = self._weight if self._packed is None else int(self._packed.size)
        return held + self._facts.nbytes

    def pack(self) -> None:
        """Hold the rows so far in less memory, until the next one comes."""
        if self._kept:
            self._trim()
            self._packed = pa.compress(b"".join(self._kept), codec=_CODEC)
            self._kept = []

    @property
    def _weight(self) -> int:
        return int(self._facts["length"].sum())

    def _unpack(self) -> None:
        if self._packed is not None:
            whole = pa.decompress(self._packed, self._weight, codec=_CODEC, asbytes=True)
            ends = np.cumsum(self._facts["length"])
            pairs = zip((ends - self._facts["length"]).tolist(), ends.tolist(), strict=True)
            self._kept = [whole[start:end] for start, end in pairs]
            self._packed = None

    def _trim(self) -> None:
        """Let go of the highest ranks beyond the rows and bytes we may have. A row let go now
        would be let go at last too: what is below it only grows."""
        keep = lowest(self._facts["rank"], self._rows)
        if self._rows and int(self._facts["length"][keep].sum()) > self._most:
            keep = self._fitting(keep)
        if len(keep) < len(self._kept):
            self._facts = self._facts[keep]
            self._kept = [self._kept[at] for at in keep.tolist()]
            self._bar = self._facts["rank"].max()

    def _fitting(self, places: Places) -> Places:
        """As many of them, from the lowest rank, as we have bytes for; one at least."""
        ascending = places[np.argsort(self._facts["rank"][places], kind="stable")]
        sizes = np.cumsum(self._facts["length"][ascending])
        count = max(1, int(np.searchsorted(sizes, self._most, side="right")))
        return np.sort(ascending[:count])


def _mix(value: Ranks) -> Ranks:
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
