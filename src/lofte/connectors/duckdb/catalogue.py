"""The shape of a DuckDB file, from its own functions: four questions, no rows.

The dialect's own reflection asks for tables of PostgreSQL that DuckDB does not have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from lofte.connectors.sql.catalogue import Catalogue
from lofte.discovery.schema import Column, ForeignKey, Kind, Schema, Table, TableName

_TABLES = """
SELECT schema_name, table_name, estimated_size, 'table' AS kind
FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal
UNION ALL
SELECT schema_name, view_name, NULL, 'view'
FROM duckdb_views() WHERE database_name = current_database() AND NOT internal
ORDER BY schema_name, table_name
"""
_COLUMNS = """
SELECT schema_name, table_name, column_name, data_type, is_nullable, is_generated
FROM duckdb_columns() WHERE database_name = current_database() AND NOT internal
ORDER BY schema_name, table_name, column_index
"""
_CONSTRAINTS = """
SELECT schema_name, table_name, constraint_type, constraint_column_names AS columns,
    referenced_table, referenced_column_names AS ref_columns
FROM duckdb_constraints() WHERE database_name = current_database()
ORDER BY schema_name, table_name, constraint_index
"""
_WHOLE = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
     "HUGEINT", "UHUGEINT"}
)  # fmt: skip

_Row = Mapping[str, Any]
_Rows = list[_Row]


def read_catalogue(connection: sa.Connection) -> Catalogue:
    """All schemas of the file."""
    columns = _by_table(_ask(connection, _COLUMNS))
    constraints = _by_table(_ask(connection, _CONSTRAINTS))
    names = [
        (TableName(row["schema_name"], row["table_name"]), row)
        for row in _ask(connection, _TABLES)
    ]
    tables = tuple(_table(row, columns[name], constraints[name]) for name, row in names)
    bases = {
        (table.full_name, column.name): base_of(column.type)
        for table in tables
        for column in table.columns
    }
    return Catalogue(Schema(tables=tables), bases)


def base_of(declared: str) -> str:
    """What a column holds; `nested` for lists and trees."""
    if declared in _WHOLE:
        return "integer"
    if declared.startswith("DECIMAL"):
        return "decimal"
    if declared in ("FLOAT", "DOUBLE"):
        return "real"
    if declared.endswith("]") or declared.startswith(("STRUCT(", "MAP(")):
        return "nested"
    return {"VARCHAR": "text", "BLOB": "bytes"}.get(declared, declared.lower())


def _table(row: _Row, columns: _Rows, constraints: _Rows) -> Table:
    return Table(
        name=row["table_name"],
        schema=row["schema_name"],
        kind=Kind.VIEW if row["kind"] == "view" else Kind.TABLE,
        rows_estimate=row["estimated_size"],
        columns=tuple(
            Column(
                name=column["column_name"],
                type=column["data_type"],
                nullable=column["is_nullable"],
                generated=column["is_generated"],
            )
            for column in columns
        ),
        primary_key=_row_key(columns, constraints),
        foreign_keys=tuple(
            ForeignKey(
                columns=tuple(one["columns"]),
                table=TableName(row["schema_name"], one["referenced_table"]),
                ref_columns=tuple(one["ref_columns"]),
            )
            for one in constraints
            if one["constraint_type"] == "FOREIGN KEY"
        ),
    )


def _row_key(columns: _Rows, constraints: _Rows) -> tuple[str, ...]:
    """The primary key, or else the shortest unique one over columns that are never null."""
    never_null = {column["column_name"] for column in columns if not column["is_nullable"]}
    found = [
        (one["constraint_type"] != "PRIMARY KEY", len(one["columns"]), tuple(one["columns"]))
        for one in constraints
        if one["constraint_type"] in ("PRIMARY KEY", "UNIQUE")
        and never_null.issuperset(one["columns"])
    ]
    return min(found, default=(True, 0, ()))[2]


def _by_table(rows: _Rows) -> dict[TableName, _Rows]:
    grouped: dict[TableName, _Rows] = defaultdict(list)
    for row in rows:
        grouped[TableName(row["schema_name"], row["table_name"])].append(row)
    return grouped


def _ask(connection: sa.Connection, statement: str) -> _Rows:
    return [dict(row) for row in connection.exec_driver_sql(statement).mappings()]
