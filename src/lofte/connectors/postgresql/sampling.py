"""Rows from all over a PostgreSQL table, copied out as CSV and read by Arrow.

Of a large table some pages are read, drawn by seed among all of them; of their rows those with
the lowest hashes of place and seed. The same seed draws the same rows as long as the table is
not written to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa
from psycopg import sql
from psycopg.abc import PQGen
from sqlalchemy.dialects import postgresql

from lofte.connectors.sql.drawing import CELL, MOST_BYTES, Drawn
from lofte.connectors.sql.lines import from_hex, parsed
from lofte.connectors.sql.tables import Selection
from lofte.discovery.schema import Column, TableName
from lofte.discovery.written import TEXT, of_number

PAGES_AT_ONCE = 1024
"""Pages of 8 KiB that are read whole, and their rows counted."""
THINNING = 3
"""Times as many rows are looked at as drawn, so that they come from more pages."""
WHOLE = 50.0
"""Per cent of the pages from which on a table is read whole."""

Bases = Mapping[tuple[TableName, str], str | None]

# Statements are copied as they are: no parameters, and % is a character like others.
_DIALECT = postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class _Size:
    """`rows` is the planner's estimate, from the pages there are now."""

    pages: int
    rows: int


def draw(
    connection: sa.Connection, source: Selection, bases: Bases, *, rows: int, seed: int
) -> Drawn:
    """`rows` rows, or all where it is 0. Raises what the driver raises."""
    size = _size(connection, source)
    small = size.pages <= PAGES_AT_ONCE
    percent = 100.0 if small or not rows else 100 * THINNING * rows / max(size.rows, 1)
    while True:
        statement = _statement(source, bases, rows=rows, seed=seed, percent=percent)
        texts, whole = copied(connection, statement, len(source.readable))
        if percent > WHOLE or len(texts[0]) >= rows:
            break
        percent *= 8  # The estimate was far too high: rows were deleted, pages are empty.
    found = len(texts[0])
    complete = whole and percent > WHOLE and (not rows or found < rows)
    count = found if complete else _rows(connection, source, size, small=small)
    return Drawn(
        texts=_in_form(source, bases, texts),
        binary=[_base(source, bases, column) == "bytea" for column in source.readable],
        rows=count,
        counted=complete or small,
        complete=complete or (small and count == found),
    )


def copied(
    connection: sa.Connection, statement: sa.Select[Any], width: int
) -> tuple[list[pa.Array], bool]:
    """The columns a statement gives, as texts, and whether these are all its rows."""
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    copying = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(sql.SQL(_sql(statement)))
    held: list[bytes] = []
    with connection.begin_nested() as inside:
        try:
            with driver.cursor() as cursor, cursor.copy(copying) as copy:
                driver.wait(_receiving(copy, held))
        except _Enough:
            inside.rollback()
            return parsed(b"".join(held), width), False
    return parsed(b"".join(held), width), True


class _Enough(Exception):
    """More rows than can be held. Leaving a copy by an error makes the driver cancel it."""


def _receiving(copy: psycopg.Copy, held: list[bytes]) -> PQGen[None]:
    """All rows, or as many as can be held. Waiting for the server once, and not for each row,
    halves the time."""
    size = 0
    while row := (yield from copy._read_gen()):
        held.append(bytes(row))
        size += len(row)
        if size > MOST_BYTES:
            raise _Enough


def _statement(
    source: Selection, bases: Bases, *, rows: int, seed: int, percent: float
) -> sa.Select[Any]:
    """The rows are chosen first and written as texts then: large values are slow to read."""
    clause = source.clause
    drawn: sa.FromClause = clause
    if percent <= WHOLE:
        pages = sa.func.pg_catalog.system(sa.literal(percent))
        drawn = sa.tablesample(clause, pages, seed=sa.literal(seed), name="t")
    else:
        drawn = clause.alias("t")
    columns = [
        drawn.c[column.name].label(f"c{at}") for at, column in enumerate(source.readable)
    ]
    chosen = source.hinted(sa.select(*columns).select_from(drawn), drawn)
    if rows:
        chosen = chosen.order_by(_hash(source, columns, seed)).limit(rows)
    found = chosen.subquery("s")
    return sa.select(
        *(
            _written(found.c[f"c{at}"], _base(source, bases, column), column)
            for at, column in enumerate(source.readable)
        )
    )


def _hash(
    source: Selection, columns: Sequence[sa.ColumnElement[Any]], seed: int
) -> sa.ColumnElement[Any]:
    """Of the row's place; who was granted some columns only is not told it, but the values."""
    if len(source.readable) == len(source.table.columns):
        place: sa.ColumnElement[str] = sa.cast(sa.literal_column("t.ctid"), sa.Text)
    else:
        place = sa.cast(sa.func.row(*(column.element for column in columns)), sa.Text)
    return sa.func.pg_catalog.hashtextextended(place, seed)


def _written(
    value: sa.ColumnElement[Any], base: str | None, column: Column
) -> sa.ColumnElement[Any]:
    """As the type's own output, unless our form is another one."""
    if column.type.endswith("[]"):
        return sa.func.left(sa.cast(sa.func.to_jsonb(value), sa.Text), CELL)
    if base == "bytea":
        return sa.func.substr(value, 1, CELL)
    if base in ("bool", "bpchar") or base in _SHORT:
        return sa.cast(value, sa.Text) if base in ("bool", "bpchar") else value
    return sa.func.left(sa.cast(value, sa.Text), CELL)


def _in_form(source: Selection, bases: Bases, texts: Sequence[pa.Array]) -> list[pa.Array]:
    return [
        _FORMS.get(_base(source, bases, column) or "", _as_is)(column_texts)
        for column, column_texts in zip(source.readable, texts, strict=True)
    ]


def _as_is(texts: pa.Array) -> pa.Array:
    return texts


def _numbers(texts: pa.Array) -> pa.Array:
    """PostgreSQL writes exponents from 1e+15 on, of short numbers from 1e+06; and the sign of
    a zero."""
    mask = pc.fill_null(pc.match_substring_regex(texts, r"e\+(0\d|1[0-5])$|^-0$"), False)
    if not pc.any(mask).as_py():
        return texts
    others = [of_number(float(text)) for text in texts.filter(mask).to_pylist()]
    return pc.replace_with_mask(texts, mask, pa.array(others, TEXT))


def _bytes(texts: pa.Array) -> pa.Array:
    return from_hex(texts, prefix="\\x")


_FORMS: Mapping[str, Callable[[pa.Array], pa.Array]] = {
    "float4": _numbers,
    "float8": _numbers,
    "bytea": _bytes,
}
_SHORT = frozenset(
    {"int2", "int4", "int8", "float4", "float8", "numeric", "name", "date", "time", "timetz",
     "timestamp", "timestamptz", "interval", "uuid", "inet", "cidr"}
)  # fmt: skip
"""Types whose output is short, and ours: an address without `/32`, for one."""


def _base(source: Selection, bases: Bases, column: Column) -> str | None:
    return bases[source.table.full_name, column.name]


def _size(connection: sa.Connection, source: Selection) -> _Size:
    name = sa.literal(_DIALECT.identifier_preparer.format_table(source.clause))
    place = sa.func.to_regclass(name)
    leaves = sa.func.pg_partition_tree(place).table_valued("relid")
    of_leaves = sa.select(sa.func.sum(sa.func.pg_relation_size(leaves.c.relid)))
    found = sa.func.coalesce(of_leaves.scalar_subquery(), sa.func.pg_relation_size(place))
    size = connection.scalar(sa.select(found)) or 0
    clause = source.clause
    statement = source.hinted(sa.select(sa.literal_column("1")).select_from(clause), clause)
    driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    explaining = sql.SQL("EXPLAIN (FORMAT JSON) {}").format(sql.SQL(_sql(statement)))
    ((explained,),) = driver.execute(explaining).fetchall()
    return _Size(int(size) // 8192, int(explained[0]["Plan"]["Plan Rows"]))


def _rows(connection: sa.Connection, source: Selection, size: _Size, *, small: bool) -> int:
    return int(connection.scalar(source.count()) or 0) if small else size.rows


def _sql(statement: sa.Select[Any]) -> str:
    compiled = statement.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": True})
    return str(compiled)
