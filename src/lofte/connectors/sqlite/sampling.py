"""Rows from all over a SQLite table, by jumps over its row numbers; small tables whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from lofte.connectors.sql.drawing import CELL, Drawn, lottery
from lofte.connectors.sql.jumps import BLOCK, Density, Points
from lofte.connectors.sql.reservoir import Reservoir, Row, columns_of
from lofte.connectors.sql.tables import Selection
from lofte.connectors.sql.values import column_texts
from lofte.connectors.sqlite.catalogue import affinity
from lofte.discovery.schema import Table

SMALL = 50_000
"""Rows of a table that is counted, and read whole."""

_DIALECT = sqlite.dialect(paramstyle="qmark")
_ROWIDS = ("rowid", "_rowid_", "oid")


def draw(driver: sqlite3.Connection, source: Selection, *, rows: int, seed: int) -> Drawn:
    """`rows` rows, or all where it is 0. Raises what the driver raises."""
    rowid = _rowid(driver, source.table) if rows and _is_large(driver, source) else None
    if rowid is None:
        return _read_through(driver, source, rows=rows, seed=seed)
    return _jumped(driver, source, rowid, rows=rows, seed=seed)


def _read_through(
    driver: sqlite3.Connection, source: Selection, *, rows: int, seed: int
) -> Drawn:
    reservoir = Reservoir(rows=rows, seed=seed)
    cursor = driver.execute(_sql(_columns(source)))
    while batch := cursor.fetchmany(1000):
        reservoir.offer(batch)
    return _drawn(
        source,
        reservoir.drawn(),
        rows=reservoir.seen,
        counted=True,
        complete=reservoir.complete,
    )


def _jumped(
    driver: sqlite3.Connection, source: Selection, rowid: str, *, rows: int, seed: int
) -> Drawn:
    number: sa.ColumnClause[int] = sa.literal_column(rowid)
    clause = source.clause
    ends = [sa.select(end(number)).select_from(clause) for end in (sa.func.min, sa.func.max)]
    (low,), (high,) = (driver.execute(_sql(end)).fetchone() for end in ends)
    points, density = Points(low, high, rows, seed), Density()
    statement = _sql(
        _columns(source)
        .add_columns(number)
        .where(number >= sa.literal_column("?"))
        .order_by(number)
        .limit(sa.literal_column(str(BLOCK)))
    )
    found: dict[int, Row] = {}
    for point in points:
        block = driver.execute(statement, (point,)).fetchall()
        for *row, key in block:
            found[key] = row
            density.row(point, key)
    chosen = [found[key] for key in sorted(found)]
    drawn = [chosen[at] for at in lottery(len(chosen), rows=rows, seed=seed)]
    return _drawn(source, drawn, rows=density.estimate(points), counted=False, complete=False)


def _drawn(
    source: Selection, found: Sequence[Row], *, rows: int, counted: bool, complete: bool
) -> Drawn:
    columns = columns_of(found, len(source.readable))
    bases = [affinity(column.type) for column in source.readable]
    pairs = list(zip(columns, bases, strict=True))
    return Drawn(
        texts=[column_texts(values, truth=base == "boolean") for values, base in pairs],
        binary=[bytes in set(map(type, values)) for values in columns],
        rows=rows,
        counted=counted,
        complete=complete,
    )


def _columns(source: Selection) -> sa.Select[Any]:
    """What is long is cut before it is held."""
    clause = source.clause
    columns = [clause.c[column.name] for column in source.readable]
    return sa.select(
        *(
            sa.case(
                (sa.func.typeof(column).in_(("text", "blob")), sa.func.substr(column, 1, CELL)),
                else_=column,
            ).label(f"c{at}")
            for at, column in enumerate(columns)
        )
    ).select_from(clause)


def _is_large(driver: sqlite3.Connection, source: Selection) -> bool:
    some: sa.Select[Any] = (
        sa.select(sa.literal_column("1")).select_from(source.clause).limit(SMALL + 1)
    )
    counted = sa.select(sa.func.count()).select_from(some.subquery("s"))
    (count,) = driver.execute(_sql(counted)).fetchone()
    return bool(count > SMALL)


def _rowid(driver: sqlite3.Connection, table: Table) -> str | None:
    """What its row numbers are called, unless it has none or columns took all their names."""
    found = driver.execute(
        "SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND name = ? "
        "AND type = 'table' AND NOT wr",
        (table.name,),
    ).fetchone()
    taken = {column.name.lower() for column in table.columns}
    return next((name for name in _ROWIDS if found and name not in taken), None)


def _sql(statement: sa.Select[Any]) -> str:
    compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True})
    return str(compiled)
