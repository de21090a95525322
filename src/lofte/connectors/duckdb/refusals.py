"""What DuckDB says, as the refusals every connector shares."""

from __future__ import annotations

import duckdb
from sqlalchemy.exc import DBAPIError

from lofte.discovery.ports import SourceUnavailable, TableNotRead
from lofte.discovery.schema import TableName
from lofte.kernel.errors import Refused

_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (duckdb.InterruptException, "timeout"),
    (duckdb.CatalogException, "gone"),
    (duckdb.BinderException, "gone"),
    (duckdb.PermissionException, "permission"),
    (duckdb.OutOfMemoryException, "too_large"),
    (duckdb.IOException, "damaged"),
    (duckdb.SerializationException, "damaged"),
)


def opening_failed(error: BaseException) -> Refused:
    """Why the file could not be opened. The words of DuckDB name processes and users."""
    if isinstance(error, duckdb.IOException) and "lock" in str(error):
        return SourceUnavailable("Somebody has the file open to write. Close it there first.")
    if isinstance(error, duckdb.IOException | duckdb.SerializationException):
        return SourceUnavailable(
            "The file is no DuckDB database that we can read, or is damaged."
        )
    return SourceUnavailable("The file cannot be read. Check that it is there and whole.")


def reading_failed(error: Exception, table: TableName | None) -> Refused:
    """A refusal of one table, unless the whole file cannot be read."""
    said = error.orig if isinstance(error, DBAPIError) else error
    if table is None and said is not None:
        return opening_failed(said)
    if table is None:
        return SourceUnavailable()
    found = (reason for kind, reason in _REASONS if isinstance(said, kind))
    return TableNotRead(table, next(found, "error"))
