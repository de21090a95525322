"""One open PostgreSQL database, read in one snapshot and never written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lofte.connectors.postgresql.catalogue import read_catalogue
from lofte.connectors.postgresql.refusals import reading_failed
from lofte.connectors.postgresql.statements import equals, points_at
from lofte.connectors.postgresql.types import Named
from lofte.connectors.sql.catalogue import Catalogue
from lofte.connectors.sql.connector import SqlConnector
from lofte.connectors.sql.tables import Selection
from lofte.discovery.ports import Key, Match
from lofte.discovery.schema import ForeignKey, TableName
from lofte.kernel.errors import Refused

if TYPE_CHECKING:
    from lofte.connectors.sql.drawing import Drawn


class PostgreSQLConnector(SqlConnector):
    """Reads in the one transaction it was opened with: repeatable read, read only."""

    # A cursor on a snapshot costs the server less than pages do.
    pages = False
    # Copying speaks to the driver itself.
    errors = (DBAPIError, psycopg.Error)

    def _read_catalogue(self) -> Catalogue:
        return read_catalogue(self._connection)

    def _failed(self, error: Exception, table: TableName | None) -> Refused:
        return reading_failed(error, table)

    def _equals(
        self, source: Selection, name: str, values: Sequence[str], match: Match
    ) -> sa.ColumnElement[bool] | None:
        base = self._catalogue.bases[source.table.full_name, name]
        return equals(source.column(name), base, values, match)

    def _points_at(
        self, source: Selection, link: ForeignKey, keys: Sequence[Key]
    ) -> sa.ColumnElement[bool]:
        columns = [source.column(name) for name in link.columns]
        return points_at(columns, self._types(link.table, link.ref_columns), keys)

    def _assigned(self, source: Selection, name: str, value: object) -> Any:
        (type_,) = self._types(source.table.full_name, [name])
        return sa.cast(sa.literal(value), Named(type_))

    def _draw(self, source: Selection, rows: int, seed: int) -> Drawn:
        from lofte.connectors.postgresql.sampling import draw

        bases = self._catalogue.bases
        # What is drawn is sorted by lottery, in memory rather than on the server's disk.
        with self._set({"timezone": "UTC", "work_mem": "32MB"}):
            return draw(self._connection, source, bases, rows=rows, seed=seed)

    def _socket(self) -> int:
        driver: psycopg.Connection[Any] = self._connection.connection.driver_connection  # type: ignore[assignment]
        return -1 if driver.closed else driver.fileno()

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        with self._set({"statement_timeout": str(int(seconds * 1000))}):
            yield

    @contextmanager
    def _set(self, settings: dict[str, str]) -> Iterator[None]:
        """Settings for what is inside: rolling back, we leave them behind."""
        with self._connection.begin_nested() as inside:
            for name, value in settings.items():
                self._connection.execute(sa.select(sa.func.set_config(name, value, True)))
            yield
            inside.rollback()
