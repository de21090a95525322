"""Rows from all over a table, by nothing but standard SQL.

A small table is read whole. A large one whose key begins with a whole number is read in blocks
from points of that key; any other is read through, as far as time allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from lofte.connectors.sql.conditions import one
from lofte.connectors.sql.drawing import CELL, Drawn, lottery
from lofte.connectors.sql.jumps import BLOCK, Density, Points
from lofte.connectors.sql.reservoir import Reservoir, Row, columns_of
from lofte.connectors.sql.tables import Selection, substring
from lofte.connectors.sql.values import column_texts
from lofte.discovery.schema import TableName

SMALL = 50_000
"""Rows of a table that is counted, and read whole."""
POINTS_AT_ONCE = 30
"""Points asked for in one statement."""
_ROWS_AT_ONCE = 1000

Bases = Mapping[tuple[TableName, str], str | None]


def draw(
    connection: sa.Connection, source: Selection, bases: Bases, *, rows: int, seed: int
) -> Drawn:
    """`rows` rows, or all where it is 0. Raises what the driver raises."""
    key = leading(source, bases)
    if rows and key and is_large(connection, source):
        found = _jumped(connection, source, bases, rows=rows, seed=seed)
        if len(found.texts[0]) >= rows:
            return found
    return _read_through(connection, source, bases, rows=rows, seed=seed)


def leading(source: Selection, bases: Bases) -> str | None:
    """The whole number that the table's key begins with."""
    name = source.table.full_name
    first = next(iter(source.table.primary_key), None)
    fit = first and bases.get((name, first)) == "integer"
    return first if fit and source.table.can_read(*source.table.primary_key) else None


def is_large(connection: sa.Connection, source: Selection) -> bool:
    return int(connection.scalar(counted_to(source, SMALL + 1)) or 0) > SMALL


def counted_to(source: Selection, most: int) -> sa.Select[Any]:
    """How many rows there are, counted no further than so many."""
    some: sa.Select[Any] = (
        sa.select(sa.literal_column("1").label("one")).select_from(source.clause).limit(most)
    )
    return sa.select(sa.func.count()).select_from(some.subquery("s"))


def ends(source: Selection) -> sa.Select[Any]:
    """The lowest and the highest of the leading column, each by the index."""
    column = source.clause.c[source.table.primary_key[0]]
    found = [sa.select(end(column)).scalar_subquery() for end in (sa.func.min, sa.func.max)]
    return sa.select(*(one.label(f"e{at}") for at, one in enumerate(found)))


def blocks(
    source: Selection, columns: Sequence[sa.ColumnElement[Any]], points: Sequence[int]
) -> sa.CompoundSelect[Any]:
    """Of each point its number and the next rows, as these columns."""
    key = [source.clause.c[name] for name in source.table.primary_key]
    found = [
        sa.select(sa.literal_column(str(at)).label("at"), *columns)
        .select_from(source.clause)
        .where(key[0] >= one(point))
        .order_by(*key)
        .limit(BLOCK)
        .subquery(f"b{at}")
        for at, point in enumerate(points)
    ]
    return sa.union_all(*(sa.select(block) for block in found))


def portions(points: Points) -> Iterator[list[int]]:
    remaining = iter(points)
    while portion := list(islice(remaining, POINTS_AT_ONCE)):
        yield portion


def _jumped(
    connection: sa.Connection, source: Selection, bases: Bases, *, rows: int, seed: int
) -> Drawn:
    names = source.table.primary_key
    key = [source.clause.c[name].label(f"k{at}") for at, name in enumerate(names)]
    low, high = connection.execute(ends(source)).one()
    points, density, width = Points(low, high, rows, seed), Density(), len(source.readable)
    found: dict[Row, Row] = {}
    for portion in portions(points):
        columns = [*written(source, bases), *key]
        for at, *row in connection.execute(blocks(source, columns, portion)):
            found[tuple(row[width:])] = row[:width]
            density.row(portion[at], row[width])
    chosen = [row for _, row in sorted(found.items())]
    drawn = [chosen[at] for at in lottery(len(chosen), rows=rows, seed=seed)]
    estimate = density.estimate(points) if len(key) == 1 else source.table.rows_estimate
    return in_columns(source, bases, drawn, rows=estimate, counted=False, complete=False)


def _read_through(
    connection: sa.Connection, source: Selection, bases: Bases, *, rows: int, seed: int
) -> Drawn:
    reservoir = Reservoir(rows=rows, seed=seed)
    statement = sa.select(*written(source, bases)).select_from(source.clause)
    options = {"stream_results": True, "yield_per": _ROWS_AT_ONCE}
    with connection.execute(statement, execution_options=options) as result:
        for part in result.partitions():
            reservoir.offer(part)
    return in_columns(
        source,
        bases,
        reservoir.drawn(),
        rows=reservoir.seen,
        counted=True,
        complete=reservoir.complete,
    )


def in_columns(
    source: Selection,
    bases: Bases,
    found: Sequence[Row],
    *,
    rows: int | None,
    counted: bool,
    complete: bool,
) -> Drawn:
    """Rows of Python's values, as texts."""
    columns = columns_of(found, len(source.readable))
    name = source.table.full_name
    truths = [bases.get((name, column.name)) == "boolean" for column in source.readable]
    return Drawn(
        texts=[
            column_texts(values, truth=truth)
            for values, truth in zip(columns, truths, strict=True)
        ],
        binary=[bytes in set(map(type, values)) for values in columns],
        rows=rows,
        counted=counted,
        complete=complete,
    )


def written(source: Selection, bases: Bases) -> list[sa.ColumnElement[Any]]:
    """What is long is cut before it travels."""
    return [
        _cut(
            source.clause.c[column.name], bases.get((source.table.full_name, column.name))
        ).label(f"c{at}")
        for at, column in enumerate(source.readable)
    ]


def _cut(value: sa.ColumnElement[Any], base: str | None) -> sa.ColumnElement[Any]:
    """Oracle's SUBSTR is known to the others under longer names."""
    if base not in ("text", "bytes"):
        return value
    return substring(value, sa.literal_column("1"), sa.literal_column(str(CELL)))
