"""What MariaDB, MySQL and the network say, as the refusals every connector shares."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from lofte.discovery.ports import (
    DatabaseMissing,
    EncryptionRefused,
    LoginRefused,
    SourceUnavailable,
    TableNotRead,
)
from lofte.discovery.schema import TableName
from lofte.kernel.errors import Refused

# https://mariadb.com/docs/server/reference/error-codes and MySQL's own list.
_OPENING: dict[int, type[Refused]] = {
    1044: DatabaseMissing,  # Access denied for user to database: also where there is none
    1045: LoginRefused,
    1049: DatabaseMissing,
    1698: LoginRefused,
    1862: LoginRefused,
    4151: LoginRefused,
    3118: LoginRefused,
    2026: EncryptionRefused,
}
_REASONS = {
    1142: "permission",
    1143: "permission",
    1227: "permission",
    1370: "permission",
    1969: "timeout",
    3024: "timeout",
    1317: "timeout",
    1205: "locked",
    1099: "locked",
    1146: "gone",
    1054: "gone",
    1412: "gone",
    1356: "gone",
    1792: "would_write",
    1194: "damaged",
    1034: "damaged",
    145: "damaged",
}
# The connection went: gone away, lost, shut down, killed; and the driver's own.
_LOST = frozenset(
    {0, 2003, 2006, 2013, 2014, 2055, 1053, 1152, 1158, 1159, 1160, 1161, 1927, 4031}
)


def opening_failed(error: BaseException) -> Refused:
    """Why we could not sign in. Only what the user can act on is told, never the URL."""
    return _OPENING.get(_code(error) or 0, SourceUnavailable)()


def reading_failed(error: Exception, table: TableName | None) -> Refused:
    """A refusal of one table, unless it is the whole system that has stopped answering."""
    said = error.orig if isinstance(error, DBAPIError) else error
    code = _code(said)
    if table is None or code is None or code in _LOST:
        return SourceUnavailable()
    return TableNotRead(table, _REASONS.get(code, "error"))


def _code(error: object) -> int | None:
    arguments = getattr(error, "args", ())
    return arguments[0] if arguments and isinstance(arguments[0], int) else None
