"""Rows from all over a DuckDB table, by its own sampling.

Of a large table some vectors of 2,048 rows are read, drawn by seed among all of them, and of
their rows a reservoir.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import pyarrow as pa
import sqlalchemy as sa
from duckdb_engine import Dialect

from lofte.connectors.sql.drawing import CELL, MOST_BYTES, Drawn
from lofte.connectors.sql.sampling import Bases
from lofte.connectors.sql.tables import Selection
from lofte.discovery.written import TEXT, as_texts

THINNING = 20
"""Times as many rows are looked at as drawn, so that they come from more vectors,"""
LEAST = 400_000
"""and no fewer than these: two hundred vectors."""
_WHOLE = 50.0
"""Per cent from which on a table is read whole."""
_TYPED = frozenset({"real", "bytes", "nested"})
"""Bases that come as Arrow has them; all others are written by DuckDB."""
_ROWS_AT_ONCE = 2048
_DIALECT = Dialect(paramstyle="named")


def draw(
    driver: duckdb.DuckDBPyConnection,
    source: Selection,
    bases: Bases,
    *,
    rows: int,
    seed: int,
) -> Drawn:
    """`rows` rows, or all where it is 0; counted, for that is in the file's own lists. Raises
    what the driver raises."""
    ((count,),) = driver.execute(_sql(source.count())).fetchall()
    share = 100 * max(THINNING * rows, LEAST) / max(count, 1)
    found, whole = _read(driver, _statement(source, bases, rows, seed, share), source)
    if rows and share < _WHOLE and len(found[0]) < rows:
        found, whole = _read(driver, _statement(source, bases, rows, seed, 100), source)
    return Drawn(
        texts=[as_texts(column) for column in found],
        binary=[bases[source.table.full_name, c.name] == "bytes" for c in source.readable],
        rows=count,
        counted=True,
        complete=whole and len(found[0]) == count,
    )


def _statement(
    source: Selection, bases: Bases, rows: int, seed: int, share: float
) -> sa.Select[Any]:
    """The rows are drawn first, and written as texts then."""
    drawn: sa.FromClause = source.clause
    if rows and share < _WHOLE:
        drawn = _sampled(drawn, sa.func.system, f"{share:.6f} PERCENT", seed)
    if rows:
        chosen = sa.select(*(drawn.c[column.name] for column in source.readable))
        drawn = _sampled(
            chosen.select_from(drawn).subquery("s"), sa.func.reservoir, f"{rows} ROWS", seed
        )
    name = source.table.full_name
    return sa.select(
        *(
            _written(drawn.c[column.name], bases[name, column.name]).label(f"c{at}")
            for at, column in enumerate(source.readable)
        )
    ).select_from(drawn)


def _sampled(
    of: sa.FromClause, method: Callable[..., Any], size: str, seed: int
) -> sa.FromClause:
    return sa.tablesample(of, method(sa.literal_column(size)), seed=_seed(seed))


def _seed(seed: int) -> sa.ColumnElement[Any]:
    return sa.literal_column(str(seed % 2**31))


def _written(value: sa.ColumnElement[Any], base: str | None) -> sa.ColumnElement[Any]:
    if base in _TYPED:
        return value
    return sa.func.left(sa.cast(value, sa.String), CELL)


def _read(
    driver: duckdb.DuckDBPyConnection, statement: sa.Select[Any], source: Selection
) -> tuple[Sequence[pa.ChunkedArray], bool]:
    """The columns, and whether these are all rows the statement has."""
    held: list[pa.RecordBatch] = []
    size = 0
    with driver.sql(_sql(statement)).to_arrow_reader(_ROWS_AT_ONCE) as reader:
        for batch in reader:
            held.append(batch)
            size += batch.nbytes
            if size > MOST_BYTES:
                return pa.Table.from_batches(held).columns, False
    if not held:
        return [pa.chunked_array([], TEXT)] * len(source.readable), True
    return pa.Table.from_batches(held).columns, True


def _sql(statement: sa.Select[Any]) -> str:
    compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True})
    return str(compiled)
