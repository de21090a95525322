"""The shape of a database, as a connector saw it. No rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Kind(StrEnum):
    TABLE = "table"
    PARTITIONED = "partitioned"
    VIEW = "view"
    MATERIALIZED = "materialized"
    FOREIGN = "foreign"

    @property
    def holds_rows(self) -> bool:
        """Views show rows that live elsewhere; a foreign table's live in another system."""
        return self in (Kind.TABLE, Kind.PARTITIONED)


class TableName(NamedTuple):
    """A table's full name. Case and characters count: `"Order"` is not `order`."""

    schema: str
    name: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema else self.name


class ColumnName(NamedTuple):
    table: TableName
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`known` is false for a type we read as its text; `readable`, if we were granted it."""

    name: str
    type: str
    nullable: bool = True
    generated: bool = False
    known: bool = True
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """`columns` here point at `ref_columns` of `table`, pairwise."""

    columns: tuple[str, ...]
    table: TableName
    ref_columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """`primary_key` is empty when nothing tells two rows apart. `unreadable` is why we may not
    read it, as a code, or None. `rows_estimate` is None when the database has not counted."""

    name: str
    schema: str = ""
    kind: Kind = Kind.TABLE
    rows_estimate: int | None = None
    columns: tuple[Column, ...] = ()
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    unreadable: str | None = None

    @property
    def full_name(self) -> TableName:
        return TableName(self.schema, self.name)

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)

    def can_read(self, *names: str) -> bool:
        """Whether all the columns exist and were granted to us."""
        found = {column.name for column in self.columns if column.readable}
        return found.issuperset(names)


@dataclass(frozen=True, kw_only=True)
class Schema:
    """All tables a connector could see, whatever order they came in."""

    tables: tuple[Table, ...] = field(default=())

    @cached_property
    def _by_name(self) -> dict[TableName, Table]:
        return {table.full_name: table for table in self}

    def __iter__(self) -> Iterator[Table]:
        """In order of name, so that what is derived does not depend on the database's order."""
        return iter(sorted(self.tables, key=lambda table: table.full_name))

    def table(self, name: TableName) -> Table | None:
        return self._by_name.get(name)
