"""What SQLite says, as the refusals every connector shares."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError

from lofte.discovery.ports import SourceUnavailable, TableNotRead
from lofte.discovery.schema import TableName
from lofte.kernel.errors import Refused

# https://www.sqlite.org/rescode.html
_REASONS = {
    sqlite3.SQLITE_INTERRUPT: "timeout",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_SCHEMA: "gone",
    sqlite3.SQLITE_READONLY: "would_write",
}


def opening_failed(error: BaseException) -> Refused:
    if _code(error) == sqlite3.SQLITE_NOTADB:
        return SourceUnavailable("The file is no SQLite database, or is encrypted.")
    if _code(error) == sqlite3.SQLITE_BUSY:
        return SourceUnavailable("Somebody is writing to the file. Try again.")
    return SourceUnavailable("The file cannot be read. Check that it is there and whole.")


def reading_failed(error: Exception, table: TableName | None) -> Refused:
    """A refusal of one table, unless the whole file cannot be read."""
    said = error.orig if isinstance(error, DBAPIError) else error
    if table is None and isinstance(said, sqlite3.Error):
        return opening_failed(said)
    if table is None:
        return SourceUnavailable()
    if "no such table" in str(said) or "no such column" in str(said):
        return TableNotRead(table, "gone")
    return TableNotRead(table, _REASONS.get(_code(said), "error"))


def _code(error: object) -> int:
    """The code without what SQLite adds to it; -1 where there is none."""
    code: int = getattr(error, "sqlite_errorcode", -1)
    return code & 0xFF if code > 0 else -1
