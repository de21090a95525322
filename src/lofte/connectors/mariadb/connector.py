"""One open MariaDB or MySQL database, read in one snapshot and never written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import pymysql
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from lofte.connectors.mariadb.catalogue import read_catalogue
from lofte.connectors.mariadb.patience import patience
from lofte.connectors.mariadb.refusals import reading_failed
from lofte.connectors.sql import conditions
from lofte.connectors.sql.catalogue import Catalogue
from lofte.connectors.sql.connector import SqlConnector
from lofte.connectors.sql.tables import Selection
from lofte.discovery.ports import Match
from lofte.discovery.schema import Column, TableName
from lofte.kernel.errors import Refused

if TYPE_CHECKING:
    from lofte.connectors.sql.drawing import Drawn

_INTEGERS = frozenset({"boolean", "truth", "bits"})


class MariaDBConnector(SqlConnector):
    """Reads in the one transaction it was opened with: repeatable read, read only."""

    # Sampling speaks to the driver itself.
    errors = (DBAPIError, pymysql.Error)

    def _read_catalogue(self) -> Catalogue:
        return read_catalogue(self._connection)

    def _failed(self, error: Exception, table: TableName | None) -> Refused:
        return reading_failed(error, table)

    def _equals(
        self, source: Selection, name: str, values: Sequence[str], match: Match
    ) -> sa.ColumnElement[bool] | None:
        """What the database compares without case and accents is compared once more."""
        column, base = source.clause.c[name], self._base(source, name)
        if base in _INTEGERS:
            return conditions.equals(column, "integer", values, match)
        if base not in ("text", "text_ci"):
            return conditions.equals(column, "real" if base == "float" else base, values, match)
        exact = sa.cast(column, sa.Text).collate("utf8mb4_bin")
        if match is Match.IGNORING_CASE:
            exact = sa.func.lower(sa.cast(column, sa.Text)).collate("utf8mb4_bin")
            values = conditions.folded(values)
        if base == "text" and match is Match.IGNORING_CASE:
            return exact.in_(conditions.listed(values))
        wanted = conditions.listed(values)
        return sa.and_(column.in_(wanted), exact.in_(wanted))

    def _text(self, value: sa.ColumnElement[Any], column: Column) -> sa.ColumnElement[Any]:
        """Bytes travel as hexadecimal."""
        if column.type.lower().startswith(("binary", "varbinary")):
            return sa.func.hex(value)
        return super()._text(value, column)

    def _draw(self, source: Selection, rows: int, seed: int) -> Drawn:
        from lofte.connectors.mariadb.sampling import draw

        bases = self._catalogue.bases
        return draw(self._connection, source, bases, rows=rows, seed=seed)

    def _base(self, source: Selection, name: str) -> str | None:
        return self._catalogue.bases[source.table.full_name, name]

    def _socket(self) -> int:
        driver: Any = self._connection.connection.driver_connection
        return driver._sock.fileno() if driver.open else -1

    def _alone(self) -> AbstractContextManager[Any]:
        """A statement that fails leaves the transaction as it was."""
        return nullcontext()

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        patience(self._connection, seconds)
        try:
            yield
        finally:
            patience(self._connection, self._limits.statement)
