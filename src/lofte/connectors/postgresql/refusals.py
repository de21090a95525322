"""What PostgreSQL and the network say, as the refusals every connector shares."""

from __future__ import annotations

import re

import psycopg
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

# While signing in, libpq hands on the server's sentence without its code, in the language of
# the server. English and Swedish are recognised; others come as "does not answer".
_SENTENCES: tuple[tuple[type[Refused], str], ...] = (
    (
        LoginRefused,
        r"password authentication failed|authentication failed|no password supplied"
        r"|no pg_hba\.conf entry|role .* does not exist|is not permitted to log in"
        r"|permission denied for database|lösenordsautentisering misslyckades"
        r"|autentisering misslyckades|rollen .* finns inte|ingen pg_hba\.conf-rad",
    ),
    (DatabaseMissing, r"database .* does not exist|databasen .* (existerar|finns) inte"),
    (
        EncryptionRefused,
        r"does not support SSL|SSL error|certificate verify failed"
        r"|server certificate for|root certificate",
    ),
)

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_REASONS = {
    "42501": "permission",
    "57014": "timeout",
    "55P03": "locked",
    "42P01": "gone",
    "42703": "gone",
    "3F000": "gone",
    "22021": "encoding",
    "25006": "would_write",
    "XX001": "damaged",
    "XX002": "damaged",
}
_LOST = re.compile(r"^(08|57P|25P0|53)")


def opening_failed(error: BaseException) -> Refused:
    """Why we could not sign in. Only what the user can act on is told, never the URL."""
    text = str(error)
    for refusal, sentence in _SENTENCES:
        if re.search(sentence, text, re.IGNORECASE):
            return refusal()
    if isinstance(error, psycopg.OperationalError) and _asked_for_password(error):
        return LoginRefused()
    return SourceUnavailable()


def reading_failed(error: Exception, table: TableName | None) -> Refused:
    """A refusal of one table, unless it is the whole system that has stopped answering."""
    said = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(said, "sqlstate", None)
    lost = state is None or _LOST.match(state)
    if table is None or (lost and isinstance(said, psycopg.OperationalError)):
        return SourceUnavailable()
    return TableNotRead(table, _REASONS.get(state or "", "error"))


def _asked_for_password(error: psycopg.OperationalError) -> bool:
    connection = error.pgconn
    return connection is not None and (connection.needs_password or connection.used_password)
