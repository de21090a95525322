"""The tables we put statements to, named as the catalogue names them.

Names are always quoted, values always bound; no text of a user or a row becomes SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import quoted_name
from sqlalchemy.sql.functions import FunctionElement

from lofte.discovery.schema import Column, Kind, Table

TEXT = (
    sa.Text()
    .with_variant(sa.Unicode(), "mssql")
    # Oracle's long texts cannot be compared.
    .with_variant(sa.Unicode(2000), "oracle")
)


class substring(FunctionElement[Any]):  # noqa: N801 (a function of SQL)
    """The characters or bytes from a place on, no more than so many."""

    name = "substring"
    inherit_cache = True


@compiles(substring)
def _substring(element: substring, compiler: SQLCompiler, **options: Any) -> str:
    return "substring" + compiler.process(element.clause_expr, **options)


@compiles(substring, "oracle")
@compiles(substring, "sqlite")
def _substr(element: substring, compiler: SQLCompiler, **options: Any) -> str:
    return "substr" + compiler.process(element.clause_expr, **options)


Change = TypeVar("Change", sa.Update, sa.Delete)
Texts = Callable[[sa.ColumnElement[Any], Column], sa.ColumnElement[Any]]


def as_text(value: sa.ColumnElement[Any], column: Column) -> sa.ColumnElement[Any]:
    """A key column as the text we follow it by."""
    return sa.cast(value, TEXT)


@dataclass(frozen=True)
class Selection:
    """One table to select from."""

    table: Table
    text: Texts = as_text

    @cached_property
    def clause(self) -> sa.TableClause:
        """One object, or a statement would join the table with itself."""
        schema = quoted_name(self.table.schema, quote=True) if self.table.schema else None
        return sa.table(
            quoted_name(self.table.name, quote=True),
            *(self.column(column.name) for column in self.table.columns),
            schema=schema,
        )

    @property
    def readable(self) -> list[Column]:
        return [column for column in self.table.columns if column.readable]

    def column(self, name: str) -> sa.ColumnClause[object]:
        return sa.column(quoted_name(name, quote=True))

    def select(self, carry: Sequence[str]) -> tuple[sa.Select[Any], list[str]]:
        """All readable columns, then the texts of `carry`; and the names of the former."""
        clause = self.clause
        shown = [
            clause.c[column.name] if column.known else sa.cast(clause.c[column.name], TEXT)
            for column in self.readable
        ]
        columns = {column.name: column for column in self.table.columns}
        texts = [self.text(clause.c[name], columns[name]) for name in carry]
        found = [c.label(f"c{i}") for i, c in enumerate([*shown, *texts])]
        statement: sa.Select[Any] = sa.select(*found)
        statement = self.hinted(statement.select_from(clause), clause)
        return statement, [column.name for column in self.readable]

    def count(self) -> sa.Select[tuple[int]]:
        clause = self.clause
        return self.hinted(sa.select(sa.func.count()).select_from(clause), clause)

    def hinted(self, statement: sa.Select[Any], clause: sa.FromClause) -> sa.Select[Any]:
        """Rows of tables that inherit from this one are read where they lie."""
        if self.table.kind is not Kind.TABLE:
            return statement
        return statement.with_hint(clause, "ONLY", "postgresql")

    def only(self, change: Change) -> Change:
        """Rows of tables that inherit from this one are changed where they lie."""
        if self.table.kind is not Kind.TABLE:
            return change
        return change.with_hint("ONLY", dialect_name="postgresql")
