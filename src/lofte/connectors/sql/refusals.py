"""What a database says through any driver, as the refusals every connector shares."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, ProgrammingError

from lofte.discovery.ports import SourceUnavailable, TableNotRead
from lofte.discovery.schema import TableName
from lofte.kernel.errors import Refused


def reading_failed(error: Exception, table: TableName | None) -> Refused:
    """A refusal of one table, unless it is the whole system that has stopped answering. A
    database of its own kind knows its codes, and can say more."""
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if table is None or lost:
        return SourceUnavailable()
    gone = isinstance(error, ProgrammingError)
    return TableNotRead(table, "gone" if gone else "error")
