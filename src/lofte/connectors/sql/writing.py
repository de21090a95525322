"""Changing rows of an SQL database: each call one transaction, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from lofte.connectors.sql.connector import SqlConnector, portions
from lofte.connectors.sql.tables import Selection
from lofte.discovery.ports import Key, NotAsExpected, TableNotRead, TableNotWritten
from lofte.discovery.schema import ForeignKey, Kind, TableName
from lofte.kernel.errors import Refused

Begin = Callable[[sa.Connection], None]
"""What is said at the beginning of each transaction."""


class SqlWriter:
    """Opened only where somebody switched writing on. Tables and columns are checked against
    the catalogue, and rows are named by nothing but their primary key."""

    def __init__(self, opened: SqlConnector, begin: Begin) -> None:
        self._opened = opened
        self._begin = begin

    def update(
        self, table: TableName, *, key: Key, changes: Mapping[str, object], expect: int = 1
    ) -> int:
        """Raises `NotAsExpected` and `TableNotWritten`, and `SourceUnavailable`."""
        source = self._source(table, *changes)
        changed = sa.update(source.clause).where(self._are(source, [key]))
        values = {
            source.clause.c[name]: self._opened._assigned(source, name, value)
            for name, value in changes.items()
        }
        with self._transaction(table) as connection:
            count = self._opened._changed(connection, source.only(changed.values(values)))
            if count != expect:
                raise NotAsExpected(expected=expect, found=count)
        return count

    def delete(self, table: TableName, *, keys: Sequence[Key]) -> int:
        """Raises `TableNotWritten`, and `SourceUnavailable`."""
        source = self._source(table)
        count = 0
        with self._transaction(table) as connection:
            for some in portions(list(dict.fromkeys(keys))):
                gone = sa.delete(source.clause).where(self._are(source, some))
                count += self._opened._changed(connection, source.only(gone))
        return count

    def verify(self, table: TableName, *, keys: Sequence[Key]) -> int:
        """Raises `TableNotWritten`, and `SourceUnavailable`."""
        source = self._source(table)
        with self._transaction(table) as connection:
            return sum(
                int(connection.scalar(source.count().where(self._are(source, some))) or 0)
                for some in portions(list(dict.fromkeys(keys)))
            )

    def close(self) -> None:
        self._opened.close()

    def _source(self, table: TableName, *columns: str) -> Selection:
        """The table, if its rows lie here and a key tells them apart."""
        try:
            source = self._opened._source(table, *columns)
        except TableNotRead as refusal:
            raise _not_written(table, refusal.reason) from None
        if source.table.kind not in (Kind.TABLE, Kind.PARTITIONED):
            raise _not_written(table, "no_table")
        if not source.table.primary_key:
            raise _not_written(table, "no_key")
        found = [column for column in source.table.columns if column.name in columns]
        if any(column.generated for column in found):
            raise _not_written(table, "generated")
        return source

    def _are(self, source: Selection, keys: Sequence[Key]) -> sa.ColumnElement[bool]:
        """The rows with these primary keys: a table's link to itself."""
        key = source.table.primary_key
        own = ForeignKey(columns=key, table=source.table.full_name, ref_columns=key)
        return self._opened._points_at(source, own, keys)

    @contextmanager
    def _transaction(self, table: TableName) -> Iterator[sa.Connection]:
        connection = self._opened._connection
        try:
            connection.rollback()
            with connection.begin(), self._opened._watched():
                self._begin(connection)
                yield connection
        except IntegrityError:
            raise _not_written(table, "constraint") from None
        except self._opened.errors as error:
            raise _refused(table, self._opened._failed(error, table)) from None


def _refused(table: TableName, refusal: Refused) -> Refused:
    """The system that has stopped answering, or one table's reason."""
    reason = getattr(refusal, "reason", None)
    return _not_written(table, reason) if reason else refusal


def _not_written(table: TableName, reason: Any) -> TableNotWritten:
    return TableNotWritten(
        f"{table} could not be changed ({reason}).", table=table, reason=reason
    )
