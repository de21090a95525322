"""The shape of a MariaDB or MySQL database, by four questions to information_schema."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa

from lofte.connectors.sql.catalogue import Catalogue
from lofte.discovery.schema import Column, ForeignKey, Kind, Schema, Table, TableName

_Row = Mapping[str, Any]
_Rows = list[_Row]

_BASES = {
    **dict.fromkeys(("tinyint", "smallint", "mediumint", "int", "bigint", "year"), "integer"),
    **dict.fromkeys(("char", "varchar", "tinytext", "text", "mediumtext", "longtext"), "text"),
    **dict.fromkeys(("binary", "varbinary", "tinyblob", "blob", "mediumblob"), "bytes"),
    "longblob": "bytes",
    "decimal": "decimal",
    "double": "real",
    "float": "float",
}
_FAR = frozenset({"FEDERATED", "CONNECT", "SPIDER", "MYSQL_FDW", "NDBCLUSTER_REMOTE"})
"""Engines whose rows lie in another system."""


def read_catalogue(connection: sa.Connection) -> Catalogue:
    """Everything of the database we are in that we may see."""
    columns = _by_table(_ask(connection, "columns"))
    keys = _by_table(_ask(connection, "row_keys"))
    links = _by_table(_ask(connection, "foreign_keys"))
    tables = _ask(connection, "tables")
    names = {row["name"] for row in tables}
    schema = Schema(
        tables=tuple(
            _table(row, columns[row["name"]], keys[row["name"]], links[row["name"]], names)
            for row in tables
        )
    )
    bases = {
        (TableName("", name), row["name"]): base_of(row)
        for name, rows in columns.items()
        for row in rows
    }
    return Catalogue(schema, bases)


def base_of(row: _Row) -> str:
    """What a column holds: `text_ci` is text that the database compares without case."""
    base = str(row["base"]).lower()
    if base == "tinyint" and row["type"].startswith("tinyint(1)"):
        return "boolean"
    if base == "bit":
        return "truth" if row["type"] == "bit(1)" else "bits"
    known = _BASES.get(base, base)
    exact = (row["collation"] or "").endswith(("_bin", "_cs"))
    return "text_ci" if known == "text" and not exact else known


def _table(row: _Row, columns: _Rows, keys: _Rows, links: _Rows, names: set[str]) -> Table:
    return Table(
        name=row["name"],
        kind=_kind(row),
        rows_estimate=row["rows_estimate"],
        columns=tuple(_column(column) for column in columns),
        primary_key=_row_key(keys),
        foreign_keys=_foreign_keys(links, names),
        unreadable=None if any(column["readable"] for column in columns) else "permission",
    )


def _kind(row: _Row) -> Kind:
    if row["type"] in ("VIEW", "SYSTEM VIEW"):
        return Kind.VIEW
    if str(row["engine"]).upper() in _FAR:
        return Kind.FOREIGN
    return Kind.PARTITIONED if row["partitioned"] else Kind.TABLE


def _column(row: _Row) -> Column:
    return Column(
        name=row["name"],
        type=row["type"],
        nullable=bool(row["nullable"]),
        generated=bool(row["generated"]),
        readable=bool(row["readable"]),
    )


def _row_key(rows: _Rows) -> tuple[str, ...]:
    """The primary key, or else the shortest unique index over columns that are never null."""
    indexes: dict[str, _Rows] = defaultdict(list)
    for row in rows:
        indexes[row["name"]].append(row)
    fit = [found for found in indexes.values() if not any(row["unfit"] for row in found)]
    best = min(fit, key=lambda found: (found[0]["name"] != "PRIMARY", len(found)), default=[])
    return tuple(row["column_name"] for row in best)


def _foreign_keys(rows: _Rows, names: set[str]) -> tuple[ForeignKey, ...]:
    """Keys into tables we cannot see lead nowhere."""
    found: dict[str, _Rows] = defaultdict(list)
    for row in rows:
        found[row["name"]].append(row)
    return tuple(
        ForeignKey(
            columns=tuple(row["column_name"] for row in parts),
            table=TableName("", parts[0]["target"]),
            ref_columns=tuple(row["ref_column"] for row in parts),
        )
        for parts in found.values()
        if parts[0]["target"] in names
    )


@cache
def _statement(name: str) -> str:
    folder = files("lofte.connectors.mariadb").joinpath("sql")
    return folder.joinpath(f"{name}.sql").read_text("utf-8").replace("%", "%%")


def _ask(connection: sa.Connection, name: str) -> _Rows:
    return [dict(row) for row in connection.exec_driver_sql(_statement(name)).mappings()]


def _by_table(rows: _Rows) -> dict[str, _Rows]:
    grouped: dict[str, _Rows] = defaultdict(list)
    for row in rows:
        grouped[row["table_name"]].append(row)
    return grouped
