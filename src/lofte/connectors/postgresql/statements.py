"""The only statements we put to somebody else's tables: SELECTs built from the catalogue.

Names are always quoted, values always bound; no text of a user or a row becomes
SQL. Keys travel as text and are cast to the type they came from, so that any type
that can be a key can be followed, by its own index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import quoted_name

from lofte.areas.datamap.rules.ports import Key, Match
from lofte.areas.datamap.rules.schema import Kind, Table
from lofte.connectors.postgresql.types import Named, text_array

_INTEGERS = frozenset({"int2", "int4", "int8"})
_APPROXIMATE = {"numeric": "numeric", "float4": "float8", "float8": "float8"}
_CHARACTERS = {"text": "text", "varchar": "text", "name": "text", "bpchar": "bpchar"}
_LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Source:
    """One table to select from."""

    table: Table

    @property
    def clause(self) -> sa.TableClause:
        schema = quoted_name(self.table.schema, quote=True)
        return sa.table(
            quoted_name(self.table.name, quote=True),
            *(self.column(column.name) for column in self.table.columns),
            schema=schema,
        )

    def column(self, name: str) -> sa.ColumnClause[object]:
        return sa.column(quoted_name(name, quote=True))

    def select(self, carry: Sequence[str]) -> tuple[sa.Select[tuple[object, ...]], list[str]]:
        """All readable columns, then the texts of `carry`; and the names of the former."""
        clause = self.clause
        columns = [column for column in self.table.columns if column.readable]
        shown = [
            clause.c[column.name] if column.known else sa.cast(clause.c[column.name], sa.Text)
            for column in columns
        ]
        texts = [sa.cast(clause.c[name], sa.Text) for name in carry]
        statement = sa.select(*(c.label(f"c{i}") for i, c in enumerate([*shown, *texts])))
        statement = statement.select_from(clause)
        if self.only:
            statement = statement.with_hint(clause, "ONLY", "postgresql")
        return statement, [column.name for column in columns]

    def count(self) -> sa.Select[int]:
        clause = self.clause
        statement = sa.select(sa.func.count()).select_from(clause)
        return statement.with_hint(clause, "ONLY", "postgresql") if self.only else statement

    @property
    def only(self) -> bool:
        """Rows of tables that inherit from this one are read where they lie."""
        return self.table.kind is Kind.TABLE


def equals(
    column: sa.ColumnElement[object], base: str | None, values: Sequence[str], match: Match
) -> sa.ColumnElement[bool] | None:
    """The column equals one of the values, compared as its type allows an index to; None if a
    column of that type can hold none of them."""
    if base in _INTEGERS:
        wanted = sorted({int(v) for v in values if v.isascii() and v.isdigit()})
        wanted = [number for number in wanted if number <= _LARGEST]
        return _any(column, "bigint", wanted) if wanted else None
    if base in _APPROXIMATE:
        digits = sorted({v for v in values if v.isascii() and v.isdigit()})
        return _any(column, _APPROXIMATE[base], digits) if digits else None
    if match is Match.IGNORING_CASE:
        folded = {v.lower() for v in values} | {_ascii_lower(v) for v in values}
        return _any(sa.func.lower(sa.cast(column, sa.Text)), "text", sorted(folded))
    if base in _CHARACTERS:
        return _any(column, _CHARACTERS[base], list(values))
    return _any(sa.cast(column, sa.Text), "text", list(values))


def points_at(
    columns: Sequence[sa.ColumnElement[object]], types: Sequence[str], keys: Sequence[Key]
) -> sa.ColumnElement[bool]:
    """The columns together equal one of the keys, whose parts are of the given types."""
    if len(columns) == 1:
        return _any(columns[0], types[0], [key[0] for key in keys])
    arrays = [
        sa.cast(text_array([key[part] for key in keys]), ARRAY(Named(name)))
        for part, name in enumerate(types)
    ]
    names = [f"k{part}" for part in range(len(types))]
    wanted = sa.func.unnest(*arrays).table_valued(*names).render_derived(name="wanted")
    return sa.tuple_(*columns).in_(sa.select(*(wanted.c[name] for name in names)))


def _any(
    column: sa.ColumnElement[object], type_name: str, values: Sequence[object]
) -> sa.ColumnElement[bool]:
    array = sa.cast(text_array([str(value) for value in values]), ARRAY(Named(type_name)))
    return column == sa.any_(array)


def _ascii_lower(value: str) -> str:
    """What `lower` makes of it in a database that knows only ASCII (the C locale)."""
    return "".join(char.lower() if char.isascii() else char for char in value)
