"""The shape of a PostgreSQL database, from its own catalogue: four questions, no rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa

from lofte.connectors.postgresql.values import known
from lofte.connectors.sql.catalogue import Catalogue
from lofte.discovery.schema import (
    Column,
    ForeignKey,
    Kind,
    Schema,
    Table,
    TableName,
)

_KINDS = {
    "r": Kind.TABLE,
    "p": Kind.PARTITIONED,
    "v": Kind.VIEW,
    "m": Kind.MATERIALIZED,
    "f": Kind.FOREIGN,
}
_Rows = list[Mapping[str, Any]]


def read_catalogue(connection: sa.Connection) -> Catalogue:
    """Everything visible outside the system's own schemas, as it is at this moment."""
    tables = _ask(connection, "tables")
    columns = _by_table(_ask(connection, "columns"))
    row_keys = _by_table(_ask(connection, "row_keys"))
    foreign_keys = _by_table(_ask(connection, "foreign_keys"))
    names = {row["id"]: TableName(row["schema"], row["name"]) for row in tables}
    schema = Schema(
        tables=tuple(
            Table(
                name=row["name"],
                schema=row["schema"],
                kind=_KINDS[row["kind"]],
                rows_estimate=row["rows_estimate"],
                columns=tuple(_column(column) for column in columns[row["id"]]),
                primary_key=next((tuple(k["columns"]) for k in row_keys[row["id"]]), ()),
                foreign_keys=_foreign_keys(foreign_keys[row["id"]], names),
                unreadable=row["unreadable"],
            )
            for row in tables
        )
    )
    bases = {
        (name, column["name"]): column["base"]
        for table_id, name in names.items()
        for column in columns[table_id]
    }
    return Catalogue(schema, bases)


@cache
def _statement(name: str) -> sa.TextClause:
    text = (
        files("lofte.connectors.postgresql").joinpath("sql", f"{name}.sql").read_text("utf-8")
    )
    return sa.text(text.replace(":", r"\:"))


def _ask(connection: sa.Connection, name: str) -> _Rows:
    return [dict(row) for row in connection.execute(_statement(name)).mappings()]


def _by_table(rows: _Rows) -> dict[int, _Rows]:
    grouped: dict[int, _Rows] = defaultdict(list)
    for row in rows:
        grouped[row["table_id"]].append(row)
    return grouped


def _column(row: Mapping[str, Any]) -> Column:
    return Column(
        name=row["name"],
        type=row["type"],
        nullable=row["nullable"],
        generated=row["generated"],
        known=known(row["base"]),
        readable=row["readable"],
    )


def _foreign_keys(rows: _Rows, names: Mapping[int, TableName]) -> tuple[ForeignKey, ...]:
    """Keys into tables we cannot see, such as a single partition, lead nowhere."""
    return tuple(
        ForeignKey(
            columns=tuple(row["columns"]),
            table=names[row["target_id"]],
            ref_columns=tuple(row["ref_columns"]),
        )
        for row in rows
        if row["target_id"] in names
    )
