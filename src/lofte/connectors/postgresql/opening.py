"""Opening a user's database: to the judged address, read only, with every wait bounded."""

from __future__ import annotations

import psycopg
import sqlalchemy as sa
from psycopg.conninfo import make_conninfo
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from lofte.connectors.postgresql.connector import PostgreSQLConnector
from lofte.connectors.postgresql.refusals import opening_failed
from lofte.connectors.postgresql.url import Address, locate, parse_url
from lofte.connectors.postgresql.values import read_tolerantly
from lofte.connectors.sql.limits import DEFAULT, Limits
from lofte.connectors.sql.source import DatabaseSource
from lofte.connectors.sql.writing import SqlWriter
from lofte.discovery.ports import EncryptionRefused
from lofte.infra.outbound import Allowed, Target, operator_allows

_ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})


def describe(url: str) -> str:
    """The URL without its password. Raises `SourceUrlInvalid`; connects to nothing."""
    return parse_url(url).description


def open_source(url: str, *, allowed: Allowed, limits: Limits = DEFAULT) -> PostgreSQLConnector:
    """Connect and begin the one transaction that everything is read in.

    Raises the refusals of `url`, `infra.outbound` and `discovery.ports`.
    """
    return _opened(url, allowed, limits, isolation_level="REPEATABLE READ", readonly=True)


def open_for_writing(url: str, *, allowed: Allowed, limits: Limits = DEFAULT) -> SqlWriter:
    """Connect to change rows, each call in a transaction of its own. Raises what
    `open_source` raises."""
    opened = _opened(url, allowed, limits, isolation_level="READ COMMITTED", readonly=False)
    return SqlWriter(opened, lambda connection: _bound(connection, limits))


def _opened(
    url: str, allowed: Allowed, limits: Limits, *, isolation_level: str, readonly: bool
) -> PostgreSQLConnector:
    address = parse_url(url)
    target = locate(address, allowed=allowed)
    parameters = connection_parameters(address, target, limits)

    def connect() -> psycopg.Connection:
        connection = psycopg.connect(make_conninfo("", **parameters))
        read_tolerantly(connection)
        return connection

    engine = sa.create_engine(
        "postgresql+psycopg://",
        creator=connect,
        poolclass=NullPool,
        # What is looked for in people's rows belongs in no log and no traceback.
        hide_parameters=True,
        use_native_hstore=False,
    )
    try:
        connection = engine.connect().execution_options(
            isolation_level=isolation_level, postgresql_readonly=readonly
        )
        _bound(connection, limits)
    except DBAPIError as error:
        raise opening_failed(error.orig or error) from None
    except psycopg.Error as error:
        raise opening_failed(error) from None
    return PostgreSQLConnector(engine, connection, system=address.description, limits=limits)


def source_of(url: str, *, allowed: Allowed) -> DatabaseSource:
    """The database as something to scan. Raises `SourceUrlInvalid`; connects to nothing."""
    return DatabaseSource(system=describe(url), url=url, opening=open_source, allowed=allowed)


def connection_parameters(
    address: Address, target: Target, limits: Limits
) -> dict[str, str | int]:
    """All that libpq would otherwise take from our own environment is set, if only to nothing:
    a PGPASSWORD, password file or client certificate of ours is not for other people's servers.
    """
    parameters: dict[str, str | int] = {
        "host": target.host,
        "hostaddr": target.address or "",
        "port": target.port,
        "user": address.user,
        "password": address.password,
        "dbname": address.database,
        "sslmode": _sslmode(address, target),
        "sslcertmode": "disable",
        "gssencmode": "disable",
        "passfile": "/dev/null/none",
        "options": "",
        "target_session_attrs": "any",
        "client_encoding": "UTF8",
        "application_name": "lofte",
        "connect_timeout": limits.connect,
        "keepalives_idle": 15,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
    }
    if address.sslrootcert:
        parameters["sslrootcert"] = address.sslrootcert
    if address.channel_binding:
        parameters["channel_binding"] = address.channel_binding
    return parameters


def _sslmode(address: Address, target: Target) -> str:
    # Art. 32(1)(a) GDPR: personal data does not cross the internet in the clear.
    if target.public and address.sslmode and address.sslmode not in _ENCRYPTED:
        raise EncryptionRefused(
            "Personal data is not read in the clear over the internet. Leave out sslmode, or "
            "write sslmode=verify-full."
        )
    return address.sslmode or ("require" if target.public else "prefer")


def _bound(connection: sa.Connection, limits: Limits) -> None:
    """Settings of this transaction alone, so that a pool in front of the server keeps none."""
    settings = {
        "statement_timeout": f"{int(limits.statement * 1000)}",
        "lock_timeout": f"{int(limits.lock * 1000)}",
        "idle_in_transaction_session_timeout": f"{int(limits.idle * 1000)}",
        # A policy that hides rows must be an error, never half an answer.
        "row_security": "off",
        # Type names come with their schema, and our operators are PostgreSQL's own.
        "search_path": "",
        # Cursors are planned as if a tenth were fetched, which here chose to read whole tables.
        "cursor_tuple_fraction": "1",
        "datestyle": "ISO",
        "intervalstyle": "postgres",
        "extra_float_digits": "1",
        "bytea_output": "hex",
    }
    for name, value in settings.items():
        connection.execute(sa.select(sa.func.set_config(name, value, True)))


class PostgreSQL:
    """The kind of system that the setting CONNECTORS names `postgresql`."""

    def describe(self, url: str) -> str:
        return describe(url)

    def open(self, url: str) -> PostgreSQLConnector:
        return open_source(url, allowed=operator_allows())

    def open_for_writing(self, url: str) -> SqlWriter:
        return open_for_writing(url, allowed=operator_allows())
