"""One DuckDB file, which nobody can write while it is open to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Any

import duckdb
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lofte.connectors.duckdb.catalogue import read_catalogue
from lofte.connectors.duckdb.refusals import reading_failed
from lofte.connectors.sql.catalogue import Catalogue
from lofte.connectors.sql.connector import SqlConnector
from lofte.connectors.sql.named import Named
from lofte.connectors.sql.tables import Selection, as_text
from lofte.discovery.ports import Key
from lofte.discovery.schema import Column, ForeignKey, TableName
from lofte.kernel.errors import Refused

if TYPE_CHECKING:
    from lofte.connectors.sql.drawing import Drawn


class DuckDBConnector(SqlConnector):
    errors = (DBAPIError, duckdb.Error)

    def _read_catalogue(self) -> Catalogue:
        return read_catalogue(self._connection)

    def _failed(self, error: Exception, table: TableName | None) -> Refused:
        return reading_failed(error, table)

    def _draw(self, source: Selection, rows: int, seed: int) -> Drawn:
        from lofte.connectors.duckdb.sampling import draw

        bases = self._catalogue.bases
        return draw(self._driver, source, bases, rows=rows, seed=seed)

    def _text(self, value: sa.ColumnElement[Any], column: Column) -> sa.ColumnElement[Any]:
        """Bytes travel as hexadecimal."""
        return sa.func.hex(value) if column.type == "BLOB" else as_text(value, column)

    def _points_at(
        self, source: Selection, link: ForeignKey, keys: Sequence[Key]
    ) -> sa.ColumnElement[bool]:
        """Keys travel as text and are cast to the type they came from."""
        types = self._types(source.table.full_name, link.columns)
        columns = [source.clause.c[name] for name in link.columns]
        if len(columns) == 1:
            return columns[0].in_([_key(key[0], types[0]) for key in keys])
        return sa.or_(
            *(
                sa.and_(*(c == _key(v, t) for c, v, t in zip(columns, key, types, strict=True)))
                for key in keys
            )
        )

    def _assigned(self, source: Selection, name: str, value: object) -> Any:
        (type_,) = self._types(source.table.full_name, [name])
        return sa.cast(sa.literal(value), Named(type_))

    def _changed(self, connection: sa.Connection, change: sa.Update | sa.Delete) -> int:
        """The driver does not count: the rows themselves are asked back."""
        return len(connection.execute(change.returning(sa.literal_column("1"))).all())

    @property
    def _driver(self) -> duckdb.DuckDBPyConnection:
        found: Any = self._connection.connection.driver_connection
        return found  # type: ignore[no-any-return]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """There are no savepoints, but the file cannot change: a new transaction will do."""
        try:
            yield
        except BaseException:
            self._driver.abort()
            self._connection.rollback()
            raise

    def _watched(self) -> AbstractContextManager[None]:
        return interrupting(self._driver, self._limits.statement)

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        with interrupting(self._driver, seconds):
            yield


def _key(text: str, type_: str) -> sa.ColumnElement[Any]:
    if type_ == "BLOB":
        return sa.func.unhex(text)
    return sa.cast(sa.literal(text), Named(type_))


@contextmanager
def interrupting(driver: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt what DuckDB is doing when it has taken so long."""
    timer = Timer(seconds, driver.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
