"""One open PostgreSQL database, read in one snapshot and never written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cached_property
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, PendingRollbackError, ResourceClosedError

from lofte.areas.datamap.rules.ports import (
    Batch,
    Capabilities,
    Key,
    Match,
    Row,
    SourceUnavailable,
    TableNotRead,
)
from lofte.areas.datamap.rules.schema import ForeignKey, Schema, Table, TableName
from lofte.connectors.postgresql.catalogue import Catalogue, read_catalogue
from lofte.connectors.postgresql.refusals import reading_failed
from lofte.connectors.postgresql.statements import Source, equals, points_at

KEYS_AT_ONCE = 1000
ROWS_AT_ONCE = 1000
LARGE_ROWS_AT_ONCE = 20
"""A row with bytes in it may be large; fewer of them are held at a time."""

# What SQLAlchemy says of a connection that was lost earlier.
_LET_GO = (PendingRollbackError, ResourceClosedError)


class PostgreSQLConnector:
    """Reads in the one transaction it was opened with: repeatable read, read only.

    What is asked for is checked against the catalogue of this moment, not of the last scan: a
    table that is gone since then is told, and the names in our statements are the database's.
    """

    capabilities = Capabilities(one_moment=True, follows_keys=True)

    def __init__(self, engine: sa.Engine, connection: sa.Connection) -> None:
        self._engine = engine
        self._connection = connection

    def reflect(self) -> Schema:
        return self._catalogue.schema

    def count(self, table: TableName) -> int:
        source = self._source(table)
        try:
            with self._connection.begin_nested():
                return int(self._connection.scalar(source.count()) or 0)
        except DBAPIError as error:
            raise reading_failed(error, table) from None
        except _LET_GO:
            raise SourceUnavailable() from None

    def find(
        self,
        table: TableName,
        *,
        column: str,
        values: Sequence[str],
        match: Match,
        carry: Sequence[str],
    ) -> Iterator[Batch]:
        source = self._source(table, column, *carry)
        base = self._catalogue.bases[table, column]
        condition = equals(source.column(column), base, values, match)
        if condition is not None:
            yield from self._rows(source, condition, carry)

    def follow(
        self, table: TableName, *, link: ForeignKey, keys: Sequence[Key], carry: Sequence[str]
    ) -> Iterator[Batch]:
        source = self._source(table, *link.columns, *carry)
        types = self._types(link.table, link.ref_columns)
        columns = [source.column(name) for name in link.columns]
        for chunk in _chunks(keys):
            yield from self._rows(source, points_at(columns, types, chunk), carry)

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()

    @cached_property
    def _catalogue(self) -> Catalogue:
        try:
            return read_catalogue(self._connection)
        except DBAPIError as error:
            raise reading_failed(error, None) from None

    def _source(self, name: TableName, *columns: str) -> Source:
        table = self._table(name)
        if table.unreadable:
            raise TableNotRead(name, table.unreadable)
        if not table.can_read(*columns):
            missing = any(table.column(column) is None for column in columns)
            raise TableNotRead(name, "gone" if missing else "permission")
        return Source(table)

    def _types(self, name: TableName, columns: Sequence[str]) -> list[str]:
        table = self._table(name)
        found = [table.column(column) for column in columns]
        types = [column.type for column in found if column is not None]
        if len(types) < len(columns):
            raise TableNotRead(name, "gone")
        return types

    def _table(self, name: TableName) -> Table:
        table = self._catalogue.schema.table(name)
        if table is None:
            raise TableNotRead(name, "gone")
        return table

    def _rows(
        self, source: Source, condition: sa.ColumnElement[bool], carry: Sequence[str]
    ) -> Iterator[Batch]:
        """Rows as the server hands them out, a batch at a time. A failure ends the savepoint
        and not the snapshot, so that the next table is read at the same moment."""
        statement, names = source.select(carry)
        size = _batch_size(source.table)
        options = {"stream_results": True, "yield_per": size}
        try:
            with self._connection.begin_nested():
                result = self._connection.execute(
                    statement.where(condition), execution_options=options
                )
                with closing(result):
                    for part in result.partitions():
                        yield [_row(row, names, carry) for row in part]
        except DBAPIError as error:
            raise reading_failed(error, source.table.full_name) from None
        except _LET_GO:
            raise SourceUnavailable() from None


def _row(values: Sequence[object], names: Sequence[str], carry: Sequence[str]) -> Row:
    texts = values[len(names) :]
    return Row(
        values=dict(zip(names, values, strict=False)),
        texts={
            name: None if text is None else str(text)
            for name, text in zip(carry, texts, strict=True)
        },
    )


def _batch_size(table: Table) -> int:
    large = any(column.type == "bytea" for column in table.columns)
    return LARGE_ROWS_AT_ONCE if large else ROWS_AT_ONCE


def _chunks(keys: Sequence[Key]) -> Iterator[list[Key]]:
    remaining = iter(keys)
    while chunk := list(islice(remaining, KEYS_AT_ONCE)):
        yield chunk
