"""One SQLite file, opened to be read and never written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from lofte.connectors.sql.catalogue import Catalogue
from lofte.connectors.sql.connector import SqlConnector
from lofte.connectors.sql.tables import Selection
from lofte.connectors.sqlite.catalogue import read_catalogue
from lofte.connectors.sqlite.patience import Patience
from lofte.connectors.sqlite.refusals import reading_failed
from lofte.discovery.schema import TableName
from lofte.kernel.errors import Refused

if TYPE_CHECKING:
    from lofte.connectors.sql.drawing import Drawn


class SQLiteConnector(SqlConnector):
    """Reads in one transaction where that holds nobody up: in a file with a write-ahead log."""

    pages = False
    errors = (DBAPIError, sqlite3.Error)

    @cached_property
    def patience(self) -> Patience:
        return Patience(self.driver, self._limits.statement)

    def _read_catalogue(self) -> Catalogue:
        return read_catalogue(self._connection)

    def _failed(self, error: Exception, table: TableName | None) -> Refused:
        return reading_failed(error, table)

    def _draw(self, source: Selection, rows: int, seed: int) -> Drawn:
        from lofte.connectors.sqlite.sampling import draw

        return draw(self.driver, source, rows=rows, seed=seed)

    @property
    def driver(self) -> sqlite3.Connection:
        found: Any = self._connection.connection.driver_connection
        return found  # type: ignore[no-any-return]

    def _alone(self) -> AbstractContextManager[Any]:
        """A failed SELECT leaves nothing behind."""
        self.patience.renew(self._limits.statement)
        return nullcontext()

    def _next(self, parts: Iterator[Sequence[Any]]) -> Sequence[Any] | None:
        self.patience.renew(self._limits.statement)
        return super()._next(parts)

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        self.patience.renew(seconds)
        yield
