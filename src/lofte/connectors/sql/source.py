"""A database as something to scan: its tables dealt into slices that any process can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from lofte.connectors.sql.losses import left_out, lost
from lofte.discovery.ports import Connector, SourceUnavailable
from lofte.discovery.schema import Kind, Schema, Table, TableName
from lofte.discovery.sources import advanced
from lofte.infra.outbound import Allowed
from lofte.kernel.errors import Refused

if TYPE_CHECKING:
    from lofte.discovery.losses import NotScanned
    from lofte.discovery.samples import TableSample

MOST_SLICES = 8
"""Each slice is a connection of its own, though only as many at once as there are workers."""
_SCANNED = frozenset({Kind.TABLE, Kind.PARTITIONED, Kind.MATERIALIZED})
_REOPENED = 3
_USUAL_ROWS = 10_000


class Opening(Protocol):
    """A function of a module, so that it can be pickled by its name."""

    def __call__(self, url: str, *, allowed: Allowed) -> Connector: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSource:
    """One database. `system` is its URL without the password."""

    system: str
    url: str = field(repr=False)
    opening: Opening
    allowed: Allowed

    def partitions(self) -> Sequence[DatabasePartition]:
        """Slices of about equal weight; the heaviest table of each stands first."""
        with closing(self.opening(self.url, allowed=self.allowed)) as connector:
            schema = connector.reflect()
        return [
            DatabasePartition(
                source=self,
                name=_named(tables),
                weight=sum(weigh(table) for table in tables),
                tables=tuple((table.full_name, weigh(table)) for table in tables),
            )
            for tables in dealt(schema)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabasePartition:
    """Some tables of a database, read over a connection of their own."""

    source: DatabaseSource
    name: str
    weight: int
    tables: tuple[tuple[TableName, int], ...]

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        """A connection that is lost is opened anew for the next table, a few times."""
        left, tries = list(self.tables), _REOPENED
        while left:
            try:
                yield from self._read(left, rows, seed)
            except Refused as refusal:
                tries -= 1
                if tries and left and isinstance(refusal, SourceUnavailable):
                    yield self._lost(left.pop(0), refusal)
                    continue
                yield from (self._lost(table, refusal) for table in left)
                return

    def _read(
        self, left: list[tuple[TableName, int]], rows: int, seed: int
    ) -> Iterator[TableSample | NotScanned]:
        """Each table is taken off once it is told. Raises when the system is lost."""
        source = self.source
        with closing(source.opening(source.url, allowed=source.allowed)) as connector:
            schema = connector.reflect()
            while left:
                yield from _sampled(source.system, connector, schema, left[0][0], rows, seed)
                advanced(left.pop(0)[1])

    def _lost(self, table: tuple[TableName, int], refusal: Refused) -> NotScanned:
        return lost(self.source.system, table[0], refusal)


def _sampled(
    system: str, connector: Connector, schema: Schema, name: TableName, rows: int, seed: int
) -> Iterator[TableSample | NotScanned]:
    table = schema.table(name)
    if table is not None and table.kind not in _SCANNED:
        yield left_out(system, table)
        return
    try:
        found = connector.sample(name, rows=rows, seed=seed)
    except SourceUnavailable:
        raise
    except Refused as refusal:
        yield lost(system, name, refusal)
        return
    yield found


def to_scan(schema: Schema) -> list[Table]:
    """Tables with rows of their own, materialised copies, and foreign tables, to be told of.

    Views show rows of tables that are looked at themselves. Where views are all that is shown
    to us, they are told of: what lies behind them was not looked at.
    """
    tables = [table for table in schema if table.kind is not Kind.VIEW]
    return tables or list(schema)


def weigh(table: Table) -> int:
    """About how many values a sample of usual size has, and something for asking at all."""
    rows = min(table.rows_estimate or _USUAL_ROWS, _USUAL_ROWS)
    return (rows + 500) * max(len(table.columns), 1)


def dealt(schema: Schema, *, most: int = MOST_SLICES) -> list[list[Table]]:
    """The heaviest first, each to the lightest slice so far."""
    slices: list[list[Table]] = []
    weights: list[int] = []
    tables = to_scan(schema)
    for table in sorted(tables, key=weigh, reverse=True):
        if len(slices) < min(most, -(-len(tables) // 4)):
            slices.append([])
            weights.append(0)
        lightest = weights.index(min(weights))
        slices[lightest].append(table)
        weights[lightest] += weigh(table)
    return slices


def _named(tables: Sequence[Table]) -> str:
    first = str(tables[0].full_name)
    return first if len(tables) == 1 else f"{first} and {len(tables) - 1} more"
