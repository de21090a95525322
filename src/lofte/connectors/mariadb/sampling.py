"""Rows from all over a MariaDB table, written as lines of CSV by the server.

The driver is written in Python: ten values of a row cost it ten times as much as one line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pymysql
import sqlalchemy as sa
from pymysql.cursors import SSCursor
from sqlalchemy.dialects import mysql

from lofte.connectors.sql.conditions import listed, one
from lofte.connectors.sql.drawing import CELL, Drawn, lottery
from lofte.connectors.sql.jumps import BLOCK, Density, Points
from lofte.connectors.sql.lines import from_hex, from_moments, from_numbers, parsed
from lofte.connectors.sql.reservoir import Reservoir
from lofte.connectors.sql.sampling import (
    Bases,
    ends,
    is_large,
    leading,
    portions,
)
from lofte.connectors.sql.tables import Selection

_MORE = 1.5
"""Times as many rows as wanted are read where chance picks them."""
_ROWS_AT_ONCE = 1000

# Statements are sent as they are: no parameters, and % is a character like others.
_DIALECT = mysql.dialect(paramstyle="named")


def draw(
    connection: sa.Connection, source: Selection, bases: Bases, *, rows: int, seed: int
) -> Drawn:
    """`rows` rows, or all where it is 0. Raises what the driver raises."""
    driver: pymysql.connections.Connection = connection.connection.driver_connection
    # Written once, and not once for each block.
    line: sa.ColumnElement[Any] = sa.literal_column(_sql(_line(source, bases)))
    large = bool(rows) and is_large(connection, source)
    if large and leading(source, bases):
        lines, estimate = _jumped(driver, source, line, rows=rows, seed=seed)
        if len(lines) >= rows:
            return _drawn(source, bases, lines, rows=estimate)
    if large and (source.table.rows_estimate or 0) > 2 * _MORE * rows:
        lines = _picked(driver, source, line, rows=rows, seed=seed)
        if len(lines) >= rows:
            return _drawn(source, bases, lines, rows=source.table.rows_estimate)
    reservoir = _read(driver, _all(source, line), rows=rows, seed=seed)
    lines = [str(row[0]) for row in reservoir.drawn()]
    return _drawn(
        source, bases, lines, rows=reservoir.seen, counted=True, complete=reservoir.complete
    )


def _jumped(
    driver: pymysql.connections.Connection,
    source: Selection,
    line: sa.ColumnElement[Any],
    *,
    rows: int,
    seed: int,
) -> tuple[list[str], int | None]:
    """Lines of different rows, and how many rows there are."""
    alone = len(source.table.primary_key) == 1
    ((low, high),) = _asked(driver, ends(source))
    points = Points(low, high, rows, seed)
    found = _numbered(driver, source, line, points.numbers()) if alone else []
    estimate = round((high - low + 1) * len(found) / len(points.numbers()))
    if len(found) < rows:
        # The key has gaps, or more columns.
        found, density = _beyond(driver, source, line, points)
        estimate = density.estimate(points)
    chosen = [found[at] for at in lottery(len(found), rows=rows, seed=seed)]
    return chosen, estimate if alone else source.table.rows_estimate


def _numbered(
    driver: pymysql.connections.Connection,
    source: Selection,
    line: sa.ColumnElement[Any],
    numbers: Sequence[int],
) -> list[str]:
    """The rows with these keys, in order. One statement for all is what costs the least."""
    key = source.clause.c[source.table.primary_key[0]]
    statement = sa.select(key, line).select_from(source.clause).where(key.in_(listed(numbers)))
    return [text for _, text in sorted(_asked(driver, statement))]


def _beyond(
    driver: pymysql.connections.Connection,
    source: Selection,
    line: sa.ColumnElement[Any],
    points: Points,
) -> tuple[list[str], Density]:
    """The next rows after each point; no row twice, for the key is in the line."""
    density, found = Density(), dict[str, None]()
    key = [source.clause.c[name] for name in source.table.primary_key]
    for portion in portions(points):
        blocks = [
            sa.select(sa.literal_column(str(point)), key[0], line)
            .select_from(source.clause)
            .where(key[0] >= one(point))
            .order_by(*key)
            .limit(sa.literal_column(str(BLOCK)))
            for point in portion
        ]
        for point, number, text in _asked(driver, sa.union_all(*blocks)):
            found[text] = None
            density.row(point, number)
    return list(found), density


def _picked(
    driver: pymysql.connections.Connection,
    source: Selection,
    line: sa.ColumnElement[Any],
    *,
    rows: int,
    seed: int,
) -> list[str]:
    """The server reads through and picks by chance; the same seed, the same rows."""
    share = _MORE * rows / (source.table.rows_estimate or 1)
    picked = _all(source, line).where(sa.func.rand(seed) < sa.literal(share))
    return [str(row[0]) for row in _read(driver, picked, rows=rows, seed=seed).drawn()]


def _read(
    driver: pymysql.connections.Connection,
    statement: sa.Select[Any],
    *,
    rows: int,
    seed: int,
) -> Reservoir:
    reservoir = Reservoir(rows=rows, seed=seed)
    with SSCursor(driver) as cursor:
        cursor.execute(_sql(statement))
        while batch := cursor.fetchmany(_ROWS_AT_ONCE):
            reservoir.offer(batch)
    return reservoir


def _asked(
    driver: pymysql.connections.Connection, statement: sa.ClauseElement
) -> Sequence[tuple[Any, ...]]:
    with driver.cursor() as cursor:
        cursor.execute(_sql(statement))
        found: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return found


def _all(source: Selection, line: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return sa.select(line.label("line")).select_from(source.clause)


def _line(source: Selection, bases: Bases) -> sa.ColumnElement[Any]:
    values = [
        _value(source.clause.c[column.name], bases[source.table.full_name, column.name] or "")
        for column in source.readable
    ]
    return sa.func.concat_ws(",", *values)


def _value(value: sa.ColumnElement[Any], base: str) -> sa.ColumnElement[Any]:
    """Null as nothing, texts in quotes, and numbers as they are."""
    if base in ("integer", "decimal", "real"):
        return sa.func.ifnull(value, "")
    if base in ("float", "bits"):
        # A FLOAT is written with six digits, unless it is reckoned with.
        return sa.func.ifnull(value + sa.literal_column("0e0" if base == "float" else "0"), "")
    if base in ("boolean", "truth"):
        number = value + 0
        truth = sa.case((number == 1, "true"), (number == 0, "false"), else_=number)
        return sa.func.ifnull(truth, "")
    return sa.case((value.is_(None), ""), else_=sa.func.concat('"', _quoted(value, base), '"'))


def _quoted(value: sa.ColumnElement[Any], base: str) -> sa.ColumnElement[Any]:
    if base == "bytes":
        return sa.func.hex(sa.func.left(value, CELL))
    if base in _SHAPES:
        return sa.func.left(sa.func.st_astext(value), CELL)
    text = sa.cast(sa.func.left(value, CELL) if base.startswith("text") else value, sa.Text)
    return sa.func.replace(sa.func.left(text, CELL), '"', '""')


_SHAPES = frozenset(
    {"geometry", "point", "linestring", "polygon", "multipoint", "multilinestring",
     "multipolygon", "geometrycollection"}
)  # fmt: skip


def _drawn(
    source: Selection,
    bases: Bases,
    lines: Sequence[str],
    *,
    rows: int | None,
    counted: bool = False,
    complete: bool = False,
) -> Drawn:
    found = [bases[source.table.full_name, column.name] or "" for column in source.readable]
    columns = parsed("\n".join(lines).encode(), len(found))
    return Drawn(
        texts=[
            _FORMS.get(base, _as_is)(texts) for base, texts in zip(found, columns, strict=True)
        ],
        binary=[base == "bytes" for base in found],
        rows=rows,
        counted=counted,
        complete=complete,
    )


def _as_is(texts: pa.Array) -> pa.Array:
    return texts


def _instants(texts: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(from_moments(texts), "$", "+00")


_FORMS: Mapping[str, Callable[[pa.Array], pa.Array]] = {
    "real": lambda texts: from_numbers(texts, pa.float64()),
    "float": lambda texts: from_numbers(texts, pa.float32()),
    "bytes": from_hex,
    "datetime": from_moments,
    "time": from_moments,
    "timestamp": _instants,
}


def _sql(statement: sa.ClauseElement) -> str:
    compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True})
    return str(compiled)
