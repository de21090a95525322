"""The shape of any database that SQLAlchemy has a dialect for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import ReflectedColumn, ReflectedForeignKeyConstraint
from sqlalchemy.engine.reflection import ObjectKind

from lofte.connectors.sql.catalogue import Catalogue
from lofte.discovery.schema import Column, ForeignKey, Kind, Schema, Table, TableName

_BASES: tuple[tuple[type[sa.types.TypeEngine[Any]], str], ...] = (
    (sa.Boolean, "boolean"),
    (sa.Integer, "integer"),
    (sa.Float, "real"),
    (sa.Numeric, "decimal"),
    (sa.String, "text"),
    (sa.LargeBinary, "bytes"),
)

_Name = tuple[str | None, str]
_Keyed = Mapping[_Name, Any]


def inspected(connection: sa.Connection, *, schema: str | None = None) -> Catalogue:
    """Tables and views of one schema, the user's own where none is named."""
    inspector = sa.inspect(connection)
    columns = inspector.get_multi_columns(schema=schema, kind=ObjectKind.ANY)
    keys = inspector.get_multi_pk_constraint(schema=schema)
    unique = _unique(inspector, schema)
    links = inspector.get_multi_foreign_keys(schema=schema)
    kinds = _kinds(inspector, schema)
    tables = [
        Table(
            name=name[1],
            schema=name[0] or "",
            kind=kinds.get(name[1], Kind.TABLE),
            columns=tuple(_column(column) for column in found),
            primary_key=_row_key(name, keys, unique, found),
            foreign_keys=tuple(_foreign_key(link) for link in links.get(name, ())),
        )
        for name, found in columns.items()
    ]
    bases = {
        (TableName(name[0] or "", name[1]), column["name"]): base_of(column["type"])
        for name, found in columns.items()
        for column in found
    }
    return Catalogue(Schema(tables=tuple(tables)), bases)


def _unique(inspector: sa.Inspector, schema: str | None) -> dict[_Name, list[list[Any]]]:
    """The columns of each unique constraint and index; an expression counts as None."""
    found: dict[_Name, list[list[Any]]] = defaultdict(list)
    for name, constraints in inspector.get_multi_unique_constraints(schema=schema).items():
        found[name] += [one["column_names"] for one in constraints]
    for name, indexes in inspector.get_multi_indexes(schema=schema).items():
        found[name] += [one["column_names"] for one in indexes if one["unique"]]
    return found


def base_of(type_: sa.types.TypeEngine[Any]) -> str | None:
    return next((base for kind, base in _BASES if isinstance(type_, kind)), None)


def _kinds(inspector: sa.Inspector, schema: str | None) -> dict[str, Kind]:
    try:
        materialized = inspector.get_materialized_view_names(schema=schema)
    except NotImplementedError:
        materialized = []
    views = dict.fromkeys(inspector.get_view_names(schema=schema), Kind.VIEW)
    return {**views, **dict.fromkeys(materialized, Kind.MATERIALIZED)}


def _column(column: ReflectedColumn) -> Column:
    return Column(
        name=column["name"],
        type=str(column["type"]).lower(),
        nullable=column["nullable"],
        generated="computed" in column,
        known=base_of(column["type"]) is not None,
    )


def _row_key(
    name: _Name,
    keys: _Keyed,
    unique: _Keyed,
    columns: Sequence[ReflectedColumn],
) -> tuple[str, ...]:
    """The primary key, or else the shortest unique one over columns that are never null."""
    primary = (keys.get(name) or {}).get("constrained_columns")
    if primary:
        return tuple(primary)
    never_null = {column["name"] for column in columns if not column["nullable"]}
    found = map(tuple, unique.get(name) or ())
    return min((key for key in found if never_null.issuperset(key)), key=len, default=())


def _foreign_key(link: ReflectedForeignKeyConstraint) -> ForeignKey:
    return ForeignKey(
        columns=tuple(link["constrained_columns"]),
        table=TableName(link["referred_schema"] or "", link["referred_table"]),
        ref_columns=tuple(link["referred_columns"]),
    )
