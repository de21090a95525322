"""Going through a whole log and comparing all that can be told about it.

The hot loop of verification: per entry two hashes and a comparison of bytes, no parsing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from lofte.areas.ledger.rules import envelopes
from lofte.areas.ledger.rules.tree import WIDTH, Frontier, Tile

Row = tuple[int, bytes, bytes, bytes, bytes]
"""idx, event, kind, subject, envelope: texts as the bytes they are in the envelope."""

Sound = Callable[[bytes, bytes, bytes, bytes], bool]
"""Whether event, kind and subject of a row are those of its envelope."""


class Fault(NamedTuple):
    """A place that does not hold: the table, whose log, where in it, and what is wrong."""

    table: str
    log: UUID | None
    place: str
    wrong: str

    def __str__(self) -> str:
        whose = f" of {self.log}" if self.log else ""
        return f"{self.table}{whose}, {self.place}: {self.wrong}"


class Mark(NamedTuple):
    """A size and root that something else tells of this log, and where it is told."""

    size: int
    root: bytes
    place: str


@dataclass(slots=True)
class Walk:
    """One log under verification."""

    log: UUID
    marks: Iterator[Mark]
    tiles: dict[tuple[int, int], bytes]
    every_entry_told: bool = True
    """Heads are told as entries are appended; only signing comes later."""
    frontier: Frontier = field(default_factory=Frontier)
    faults: list[Fault] = field(default_factory=list)
    good: int = 0
    """Up to here, the entries are those that were told of."""
    _next: Mark | None = None

    def through(self, rows: Iterable[Row], sound: Sound) -> None:
        """Go through every row; the first row out of place ends the walk."""
        frontier, wanted = self.frontier, self._advance()
        for idx, event, kind, subject, envelope in rows:
            if idx != frontier.size:
                self._out_of_place(idx)
                return
            if not sound(event, kind, subject, envelope):
                self._wrong(
                    "ledger_entry", f"entry {idx}", "its columns are not its envelope's"
                )
            leaf = sha256(b"\x00" + envelope).digest()
            if idx % WIDTH == WIDTH - 1:
                self._compare_tiles(frontier.grow(leaf))
            else:
                frontier.push(leaf)
            if frontier.size == wanted:
                wanted = self._compare_mark()
        self._end()

    def _advance(self) -> int:
        """Take the next mark; the size at which to compare it, or -1 when there is none."""
        self._next = next(self.marks, None)
        if self._next is None:
            return -1
        if self._next.size <= self.good:
            self._wrong("ledger_entry", self._next.place, "tells of a log that did not grow")
            return self._give_up()
        return self._next.size

    def _give_up(self) -> int:
        # Once one root differs, all later ones do, and would say nothing more.
        self._next, self.marks, self.every_entry_told = None, iter(()), False
        return -1

    def _compare_tiles(self, tiles: list[Tile]) -> None:
        for level, n, root in tiles:
            stored, width = self.tiles.pop((level, n), None), WIDTH**level
            if stored == root:
                continue
            wrong = "is missing" if stored is None else "is not the root of its entries"
            entries = f"{n * width}..{(n + 1) * width - 1}"
            self._wrong("ledger_tile", f"level {level} tile {n} (entries {entries})", wrong)

    def _compare_mark(self) -> int:
        mark = self._next
        if mark is None or self.frontier.root() == mark.root:
            self.good = self.frontier.size
            return self._advance()
        entries = f"entries {self.good}..{mark.size - 1}"
        self._wrong("ledger_entry", entries, f"are not those that {mark.place} tells of")
        return self._give_up()

    def _out_of_place(self, idx: int) -> None:
        size = self.frontier.size
        missing = f"entry {size}" if idx == size + 1 else f"entries {size}..{idx - 1}"
        wrong = "is missing" if idx > size else "is there twice"
        self._wrong("ledger_entry", missing if idx > size else f"entry {idx}", wrong)

    def _end(self) -> None:
        size = self.frontier.size
        if self._next is not None:
            missing = f"entries {size}..{self._next.size - 1}"
            self._wrong(
                "ledger_entry", missing, f"are missing; {self._next.place} tells of them"
            )
        elif self.every_entry_told and self.good < size:
            self._wrong(
                "ledger_entry", f"entries {self.good}..{size - 1}", "no head tells of them"
            )
        for level, n in self.tiles:
            self._wrong("ledger_tile", f"level {level} tile {n}", "belongs to no entries")

    def _wrong(self, table: str, place: str, wrong: str) -> None:
        self.faults.append(Fault(table, self.log, place, wrong))


def sound_in(tenant: UUID) -> Sound:
    """How the rows of a tenant's log are compared with their envelopes."""
    end = b'","tenant":"%b","v":1}' % str(tenant).encode()

    def sound(event: bytes, kind: bytes, subject: bytes, envelope: bytes) -> bool:
        return envelope.endswith(
            b',"id":"%b","kind":"%b","subject":"%b%b' % (event, kind, subject, end)
        )

    return sound


def sound_in_global(event: bytes, kind: bytes, subject: bytes, envelope: bytes) -> bool:
    """The same for the global log, which has heads and refusals."""
    if kind == envelopes.HEAD.encode():
        start = b'{"kind":"%b","log":"%b","root":"' % (kind, subject)
        return not event and envelope.startswith(start)
    refused = b'{"digest":"%b","kind":"%b","v":1}' % (subject, envelopes.REFUSED.encode())
    return not event and envelope == refused


def head_marks(tenant: UUID, told: Iterable[tuple[int, bytes]]) -> Iterator[Mark]:
    """The heads that the global log tells of a log; a malformed one has an impossible root."""
    name = envelopes.log_name(tenant)
    for idx, entry in told:
        size, root = envelopes.head_size(entry), envelopes.head_root(entry)
        whole = envelopes.head_entry(log=name, root=root, size=size)
        yield Mark(size, root if entry == whole else b"", f"entry {idx} of the global log")
