"""The shape of a SQLite file, table by table, so that one broken view costs only itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lofte.connectors.sql.catalogue import Catalogue
from lofte.discovery.schema import Column, ForeignKey, Kind, Schema, Table, TableName

_TABLES = """
SELECT name, type FROM pragma_table_list
WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
ORDER BY name
"""
_COLUMNS = "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?, 'main')"
_KEYS = """
SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?, 'main') ORDER BY id, seq
"""
_UNIQUE = """
SELECT l.name, i.name AS "column"
FROM pragma_index_list(?, 'main') AS l
JOIN pragma_index_info(l.name, 'main') AS i
WHERE l."unique" AND NOT l.partial
ORDER BY l.name, i.seqno
"""
_ESTIMATES = "SELECT tbl, max(CAST(stat AS INTEGER)) AS n FROM sqlite_stat1 GROUP BY tbl"
_HIDDEN = 1
"""A column that only its virtual table knows how to use."""

_Row = Mapping[str, Any]


def read_catalogue(connection: sa.Connection) -> Catalogue:
    """Tables, views and virtual tables of the file; not what virtual tables keep inside."""
    estimates = _estimates(connection)
    found = _ask(connection, _TABLES)
    tables = [_table(connection, row, estimates) for row in found]
    by_name = {table.name.lower(): table for table in tables}
    schema = Schema(tables=tuple(_linked(connection, table, by_name) for table in tables))
    bases = {(t.full_name, c.name): affinity(c.type) for t in schema for c in t.columns}
    return Catalogue(schema, bases)


def affinity(declared: str) -> str:
    """What a column turns values into (https://www.sqlite.org/datatype3.html, 3.1), and
    `boolean` where it was declared so, which to SQLite is a number."""
    word = declared.upper()
    if "BOOL" in word:
        return "boolean"
    for parts, name in _AFFINITIES:
        if any(part in word for part in parts):
            return name
    return "numeric" if word else "blob"


_AFFINITIES = (
    (("INT",), "integer"),
    (("CHAR", "CLOB", "TEXT"), "text"),
    (("BLOB",), "blob"),
    (("REAL", "FLOA", "DOUB"), "real"),
)


def _table(connection: sa.Connection, row: _Row, estimates: Mapping[str, int]) -> Table:
    name = row["name"]
    try:
        columns = _ask(connection, _COLUMNS, name)
        key = _row_key(connection, name, columns)
    except DBAPIError:
        return Table(name=name, kind=_kind(row), unreadable="error")
    return Table(
        name=name,
        kind=_kind(row),
        rows_estimate=estimates.get(name),
        columns=tuple(_column(column) for column in columns if column["hidden"] != _HIDDEN),
        primary_key=key,
    )


def _kind(row: _Row) -> Kind:
    return Kind.VIEW if row["type"] == "view" else Kind.TABLE


def _column(row: _Row) -> Column:
    return Column(
        name=row["name"],
        type=row["type"],
        nullable=not row["notnull"],
        generated=row["hidden"] > _HIDDEN,
    )


def _row_key(connection: sa.Connection, table: str, columns: Sequence[_Row]) -> tuple[str, ...]:
    """The primary key, or else the shortest unique index over columns that are never null."""
    primary = sorted((column for column in columns if column["pk"]), key=lambda c: c["pk"])
    if primary:
        return tuple(column["name"] for column in primary)
    never_null = {column["name"] for column in columns if column["notnull"]}
    indexes: dict[str, list[str]] = {}
    for row in _ask(connection, _UNIQUE, table):
        indexes.setdefault(row["name"], []).append(row["column"])
    keys = [tuple(names) for names in indexes.values() if never_null.issuperset(names)]
    return min(keys, key=len, default=())


def _linked(connection: sa.Connection, table: Table, by_name: Mapping[str, Table]) -> Table:
    """With its foreign keys. SQLite finds their tables whatever the case, and takes the primary
    key where no columns are named."""
    if table.kind is Kind.VIEW or table.unreadable:
        return table
    found: dict[int, list[_Row]] = {}
    for row in _ask(connection, _KEYS, table.name):
        found.setdefault(row["id"], []).append(row)
    keys = [_foreign_key(rows, by_name) for _, rows in sorted(found.items(), reverse=True)]
    links = tuple(key for key in keys if key is not None)
    return replace(table, foreign_keys=links)


def _foreign_key(rows: Sequence[_Row], by_name: Mapping[str, Table]) -> ForeignKey | None:
    target = by_name.get(rows[0]["table"].lower())
    if target is None:
        return None
    named = tuple(row["to"] for row in rows)
    return ForeignKey(
        columns=tuple(row["from"] for row in rows),
        table=TableName("", target.name),
        ref_columns=named if all(named) else target.primary_key,
    )


def _estimates(connection: sa.Connection) -> dict[str, int]:
    """What ANALYZE counted, if it ever ran."""
    try:
        return {row["tbl"]: row["n"] for row in _ask(connection, _ESTIMATES)}
    except DBAPIError:
        return {}


def _ask(connection: sa.Connection, statement: str, *values: str) -> list[_Row]:
    return [dict(row) for row in connection.exec_driver_sql(statement, values).mappings()]
