"""One open SQL database, read and never written; what all of them do the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, PendingRollbackError, ResourceClosedError

from lofte.connectors.sql import conditions
from lofte.connectors.sql.catalogue import Catalogue
from lofte.connectors.sql.inspecting import inspected
from lofte.connectors.sql.keysets import can_page, page
from lofte.connectors.sql.limits import DEFAULT, Limits
from lofte.connectors.sql.refusals import reading_failed
from lofte.connectors.sql.tables import Selection, as_text
from lofte.connectors.sql.watch import watched
from lofte.discovery.ports import (
    Batch,
    Capabilities,
    Key,
    Match,
    Row,
    SourceUnavailable,
    TableNotRead,
)
from lofte.discovery.schema import Column, ColumnName, ForeignKey, Schema, Table, TableName
from lofte.kernel.errors import Refused

if TYPE_CHECKING:
    from lofte.connectors.sql.drawing import Drawn
    from lofte.discovery.samples import TableSample

KEYS_AT_ONCE = 1000
SEVERAL_AT_ONCE = 200
"""Keys of several columns: SQLite nests no more than a thousand conditions."""
ROWS_AT_ONCE = 1000
MOST_STATEMENTS = 3
"""What we do at one go takes no more statements that each take as long as they may."""
LARGE_ROWS_AT_ONCE = 20
"""A row with bytes in it may be large; fewer of them are held at a time."""

_LARGE = frozenset({"bytea", "blob", "mediumblob", "longblob", "varbinary(max)"})
# What SQLAlchemy says of a connection that was lost earlier.
_LET_GO = (PendingRollbackError, ResourceClosedError)


class SqlConnector:
    """Reads in the one transaction it was opened with.

    What is asked for is checked against the catalogue of this moment, not of the last scan: a
    table that is gone since then is told, and the names in our statements are the database's.
    """

    pages = True
    """Whether to read whole tables page by page, rather than hold one answer open."""
    capabilities = Capabilities(
        one_moment=True, follows_keys=True, samples_by_seed=True, writes=True
    )
    errors: tuple[type[Exception], ...] = (DBAPIError,)

    def __init__(
        self,
        engine: sa.Engine,
        connection: sa.Connection,
        *,
        system: str,
        limits: Limits = DEFAULT,
    ) -> None:
        self._engine = engine
        self._connection = connection
        self._system = system
        self._limits = limits

    def _read_catalogue(self) -> Catalogue:
        """What the database says of itself, now."""
        return inspected(self._connection)

    def _failed(self, error: Exception, table: TableName | None) -> Refused:
        """A refusal of one table, unless it is the whole system that has stopped answering."""
        return reading_failed(error, table)

    def _draw(self, source: Selection, rows: int, seed: int) -> Drawn:
        """Rows from all over the table, by seed."""
        from lofte.connectors.sql.sampling import draw

        bases = self._catalogue.bases
        return draw(self._connection, source, bases, rows=rows, seed=seed)

    def _socket(self) -> int | None:
        """What we wait at for the server; a file has none."""
        return None

    def _equals(
        self, source: Selection, name: str, values: Sequence[str], match: Match
    ) -> sa.ColumnElement[bool] | None:
        """The column equals one of the values; None if its type can hold none of them."""
        base = self._catalogue.bases[source.table.full_name, name]
        return conditions.equals(source.clause.c[name], base, values, match)

    def _points_at(
        self, source: Selection, link: ForeignKey, keys: Sequence[Key]
    ) -> sa.ColumnElement[bool]:
        """The columns of the link together equal one of the keys."""
        clause, bases = source.clause, self._catalogue.bases
        return conditions.points_at(
            [clause.c[name] for name in link.columns],
            [bases[source.table.full_name, name] for name in link.columns],
            keys,
        )

    def _text(self, value: sa.ColumnElement[Any], column: Column) -> sa.ColumnElement[Any]:
        """A key column as the text we follow it by."""
        return as_text(value, column)

    def _assigned(self, source: Selection, name: str, value: object) -> Any:
        """What to set a column to, as its type takes it."""
        return conditions.one(value)

    def _changed(self, connection: sa.Connection, change: sa.Update | sa.Delete) -> int:
        """How many rows a change found."""
        return int(connection.execute(change).rowcount)

    def _next(self, parts: Iterator[Sequence[Any]]) -> Sequence[Any] | None:
        """The next batch of a long answer, which may take as long as a statement."""
        with self._watched():
            return next(parts, None)

    def _alone(self) -> AbstractContextManager[Any]:
        """What fails inside ends with this, and the transaction goes on."""
        return self._connection.begin_nested()

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Each statement inside may take so long. By itself, the time all statements have."""
        yield

    def reflect(self) -> Schema:
        return self._catalogue.schema

    def count(self, table: TableName) -> int:
        source = self._source(table)
        with self._reading(table), self._watched():
            return int(self._connection.scalar(source.count()) or 0)

    def sample(self, table: TableName, *, rows: int, seed: int) -> TableSample:
        # Loaded for a scan alone: numpy and pyarrow take a quarter of a second.
        from lofte.connectors.sql.drawing import nothing_of, sample_of

        source = self._source(table)
        if not source.readable:
            return nothing_of(self._system, source.table)
        with self._reading(table), self._watched():
            return sample_of(self._system, source.table, self._draw(source, rows, seed))

    def known(self, column: ColumnName, values: Sequence[str]) -> int:
        source = self._source(column.table, column.column)
        wanted = list(dict.fromkeys(values))
        found = 0
        limit = self._limits.known
        with self._reading(column.table), self._watched(), self._within(limit):
            for some in chunks(wanted):
                found += self._known(source, column.column, some)
        return found

    def _known(self, source: Selection, name: str, values: Sequence[str]) -> int:
        condition = self._equals(source, name, values, Match.EXACT)
        if condition is None:
            return 0
        clause = source.clause
        distinct = sa.func.count(sa.distinct(clause.c[name]))
        statement = source.hinted(sa.select(distinct).select_from(clause), clause)
        return int(self._connection.scalar(statement.where(condition)) or 0)

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
        condition = self._equals(source, column, values, match)
        if condition is not None:
            yield from self._rows(source, condition, carry)

    def follow(
        self, table: TableName, *, link: ForeignKey, keys: Sequence[Key], carry: Sequence[str]
    ) -> Iterator[Batch]:
        source = self._source(table, *link.columns, *carry)
        for chunk in portions(keys):
            yield from self._rows(source, self._points_at(source, link, chunk), carry)

    def stream(self, table: TableName, *, carry: Sequence[str]) -> Iterator[Batch]:
        source = self._source(table, *carry)
        if self.pages and can_page(source, self._catalogue.bases):
            yield from self._pages(source, carry)
        else:
            yield from self._rows(source, None, carry)

    def close(self) -> None:
        # One that was lost cannot be told that we go.
        with suppress(*self.errors):
            self._connection.close()
        self._engine.dispose()

    @cached_property
    def _catalogue(self) -> Catalogue:
        with self._reading(None), self._watched():
            return self._read_catalogue()

    def _source(self, name: TableName, *columns: str) -> Selection:
        table = self._table(name)
        if table.unreadable:
            raise TableNotRead(name, table.unreadable)
        if not table.can_read(*columns):
            missing = any(table.column(column) is None for column in columns)
            raise TableNotRead(name, "gone" if missing else "permission")
        return Selection(table, self._text)

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
        self, source: Selection, condition: sa.ColumnElement[bool] | None, carry: Sequence[str]
    ) -> Iterator[Batch]:
        """Rows as the server hands them out, a batch at a time. A failure ends the savepoint
        and not the snapshot, so that the next table is read at the same moment."""
        statement, names = source.select(carry)
        if condition is not None:
            statement = statement.where(condition)
        options = {"stream_results": True, "yield_per": _batch_size(source.table)}
        with self._reading(source.table.full_name):
            with self._watched():
                result = self._connection.execute(statement, execution_options=options)
            with closing(result):
                parts = result.partitions()
                while part := self._next(parts):
                    yield [_row(row, names, carry) for row in part]

    def _pages(self, source: Selection, carry: Sequence[str]) -> Iterator[Batch]:
        """Page by page by the key, so that no answer of the server stays open meanwhile."""
        statement, names = source.select(carry)
        key = [source.clause.c[name] for name in source.table.primary_key]
        size, after = _batch_size(source.table), None
        while True:
            with self._reading(source.table.full_name), self._watched():
                found = self._connection.execute(page(statement, key, after).limit(size)).all()
            if found:
                after = found[-1][-len(key) :]
                yield [_row(row[: -len(key)], names, carry) for row in found]
            if len(found) < size:
                return

    def _watched(self) -> AbstractContextManager[None]:
        """For servers that answer so slowly that no limit of theirs ends it."""
        return watched(self._socket(), MOST_STATEMENTS * self._limits.statement)

    @contextmanager
    def _reading(self, table: TableName | None) -> Iterator[None]:
        try:
            with self._alone():
                yield
        except self.errors as error:
            raise self._failed(error, table) from None
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
    large = any(column.type.lower() in _LARGE for column in table.columns)
    return LARGE_ROWS_AT_ONCE if large else ROWS_AT_ONCE


def portions(keys: Sequence[Key]) -> Iterator[list[Key]]:
    """So many keys as one statement can name."""
    several = bool(keys) and len(keys[0]) > 1
    return chunks(keys, SEVERAL_AT_ONCE if several else KEYS_AT_ONCE)


def chunks(items: Sequence[Any], size: int = KEYS_AT_ONCE) -> Iterator[list[Any]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk
