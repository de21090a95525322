"""What has been found so far, and which parts are left. An engine takes parts and fills it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lofte.discovery.losses import NotScanned
from lofte.discovery.scanning import reasons
from lofte.discovery.scanning.parts import Part, Whole, Wish
from lofte.discovery.schema import TableName
from lofte.discovery.verdicts import Report, TableVerdict

if TYPE_CHECKING:
    from lofte.discovery.references.facts import TableFacts
    from lofte.discovery.samples import TableSample
    from lofte.discovery.scanning.examining import Finding
    from lofte.discovery.scanning.merging import Ranked


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a scan has come: `done` of `most` weight read, `tables` judged."""

    done: int
    most: int
    tables: int
    missed: int


Progress = Callable[[Standing], None]
Engine = Callable[["Gathering", Progress], None]
"""Reads every part of a gathering. Whatever happens to one part, the others are read."""


class Gathering:
    """Every part is taken, and then ended or lost. The order in which that happens leaves no
    trace in the report."""

    def __init__(
        self, parts: Sequence[Part], missed: Iterable[NotScanned] = (), *, wish: Wish
    ) -> None:
        self.wish = wish
        self.facts: list[TableFacts] = []
        self._waiting = deque(parts)
        self._reading: set[Part] = set()
        self._left = Counter(part.whole for part in parts if part.whole)
        self._pieces: dict[Whole, dict[TableName, dict[int, Ranked]]] = {}
        self._tables: list[tuple[int, TableVerdict]] = []
        self._missed = list(missed)
        self._most = sum(part.weight for part in parts)
        self._done = 0
        self._ahead: Counter[Part] = Counter()

    def take(self) -> Part | None:
        """The next part to read; None while nothing waits."""
        if not self._waiting:
            return None
        part = self._waiting.popleft()
        self._reading.add(part)
        return part

    def found(self, part: Part, finding: Finding) -> None:
        if isinstance(finding, TableVerdict):
            self._tables.append((part.number, finding))
        elif isinstance(finding, NotScanned):
            self._missed.append(finding)
        elif part.whole:
            self._keep(part, part.whole, cast("TableSample", finding))
        else:
            self.facts.append(cast("TableFacts", finding))

    def advanced(self, part: Part, weight: int) -> None:
        """So much more of the part has been read; never more than there is of it."""
        self._ahead[part] = min(self._ahead[part] + weight, part.weight)

    def ended(self, part: Part) -> None:
        """The part has been read. With the last piece of a whole, what they brought together
        waits to be judged, before anything else is read."""
        self._reading.remove(part)
        self._ahead.pop(part, None)
        self._done += part.weight
        if part.whole:
            self._left[part.whole] -= 1
            if not self._left[part.whole]:
                self._waiting.extendleft(self._joined(part, part.whole))

    def lost(self, part: Part, missed: NotScanned) -> None:
        """The part cannot be read to its end; what it brought before stands."""
        self.found(part, missed)
        self.ended(part)

    def stop(self) -> None:
        """Nothing more is read: all that is left is not scanned."""
        for part in (*self._reading, *self._waiting):
            self._missed.append(reasons.stopped(part.system, part.name))
        for tables in self._pieces.values():
            for name, pieces in tables.items():
                system = next(iter(pieces.values())).sample.system
                self._missed.append(reasons.stopped(system, str(name)))
        self._waiting.clear()

    @property
    def standing(self) -> Standing:
        done = self._done + self._ahead.total()
        tables, missed = len(self._tables), len(self._missed)
        return Standing(done=done, most=max(self._most, done), tables=tables, missed=missed)

    def report(self) -> Report:
        """In order of system and table; of two tables of one name, the source given first."""
        tables = sorted(self._tables, key=lambda one: (one[1].system, one[1].table, one[0]))
        missed = sorted(set(self._missed), key=lambda one: (one.system, one.place, one.reason))
        return Report(tables=tuple(table for _, table in tables), not_scanned=tuple(missed))

    def _keep(self, part: Part, whole: Whole, sample: TableSample) -> None:
        from lofte.discovery.scanning import merging

        tables = self._pieces.setdefault(whole, {})
        pieces = tables.setdefault(sample.table.full_name, {})
        pieces[part.number] = merging.ranked(sample, seed=self.wish.seed + part.number)
        rows = self.wish.rows
        if rows and sum(piece.sample.drawn for piece in pieces.values()) > 2 * rows:
            fewer = merging.pruned(list(pieces.values()), rows=rows)
            pieces.update(zip(pieces, fewer, strict=True))

    def _joined(self, last: Part, whole: Whole) -> list[Part]:
        """One part for each table of a whole. It has the number of the first piece, so that
        the order of reading leaves no trace."""
        from lofte.discovery.scanning import merging

        joined = []
        for pieces in self._pieces.pop(whole, {}).values():
            ordered = [pieces[number] for number in sorted(pieces)]
            sample = merging.merge(ordered, rows=self.wish.rows)
            joined.append(
                Part(
                    number=min(pieces),
                    source=last.source,
                    system=last.system,
                    partition=merging.Merged(sample),
                )
            )
        return joined
