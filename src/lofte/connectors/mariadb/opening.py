"""Opening a user's database: to the judged address, read only, with every wait bounded."""

from __future__ import annotations

import socket
import ssl
from typing import Any

import pymysql
import sqlalchemy as sa
from pymysql.constants import CLIENT
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from lofte.connectors.mariadb.connector import MariaDBConnector
from lofte.connectors.mariadb.patience import is_mysql, patience
from lofte.connectors.mariadb.refusals import opening_failed
from lofte.connectors.mariadb.url import Address, locate, parse_url
from lofte.connectors.sql.limits import DEFAULT, Limits
from lofte.connectors.sql.source import DatabaseSource
from lofte.connectors.sql.watch import watched
from lofte.connectors.sql.writing import SqlWriter
from lofte.discovery.ports import EncryptionRefused
from lofte.infra.outbound import Allowed, Target, operator_allows

_ENCRYPTED = frozenset({"required", "verify_identity"})


def describe(url: str) -> str:
    """The URL without its password. Raises `SourceUrlInvalid`; connects to nothing."""
    return parse_url(url).description


def open_source(url: str, *, allowed: Allowed, limits: Limits = DEFAULT) -> MariaDBConnector:
    """Connect and begin the one transaction that everything is read in.

    Raises the refusals of `url`, `infra.outbound` and `discovery.ports`.
    """
    engine, connection, address = connected(url, allowed=allowed, limits=limits)
    connection.exec_driver_sql("SET SESSION TRANSACTION READ ONLY")
    connection.exec_driver_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
    return MariaDBConnector(engine, connection, system=address.description, limits=limits)


def open_for_writing(url: str, *, allowed: Allowed, limits: Limits = DEFAULT) -> SqlWriter:
    """Connect to change rows, each call in a transaction of its own. Raises what
    `open_source` raises."""
    engine, connection, address = connected(url, allowed=allowed, limits=limits)
    opened = MariaDBConnector(engine, connection, system=address.description, limits=limits)
    return SqlWriter(opened, lambda connection: None)


def connected(
    url: str, *, allowed: Allowed, limits: Limits
) -> tuple[sa.Engine, sa.Connection, Address]:
    """A connection with nothing begun on it yet."""
    address = parse_url(url)
    target = locate(address, allowed=allowed)
    engine = sa.create_engine(
        "mysql+pymysql://",
        creator=lambda: _connect(address, target, limits),
        poolclass=NullPool,
        # What is looked for in people's rows belongs in no log and no traceback.
        hide_parameters=True,
    )
    try:
        connection = engine.connect()
        bound(connection, limits)
    except DBAPIError as error:
        raise opening_failed(error.orig or error) from None
    except (pymysql.Error, OSError) as error:
        raise opening_failed(error) from None
    return engine, connection, address


def source_of(url: str, *, allowed: Allowed) -> DatabaseSource:
    """The database as something to scan. Raises `SourceUrlInvalid`; connects to nothing."""
    return DatabaseSource(system=describe(url), url=url, opening=open_source, allowed=allowed)


def _connect(
    address: Address, target: Target, limits: Limits
) -> pymysql.connections.Connection:
    mode = _ssl_mode(address, target)
    connection = pymysql.connections.Connection(
        host=target.host,
        user=address.user,
        password=address.password,
        database=address.database,
        charset="utf8mb4",
        # Without either of these two, TLS is used where the server has it.
        ssl=_context(mode),
        ssl_disabled=mode == "disabled",
        connect_timeout=limits.connect,
        # Longer than the server's own limits, whose words are better.
        read_timeout=limits.statement + limits.lock + limits.connect,
        write_timeout=limits.statement,
        local_infile=False,
        # A row that was found counts as changed, also if it was so already.
        client_flag=CLIENT.FOUND_ROWS,
        program_name="lofte",
        defer_connect=True,
    )
    dialled = _dial(address, target, limits)
    try:
        with watched(dialled.fileno(), limits.connect):
            connection.connect(dialled)
    except BaseException:
        dialled.close()
        raise
    return connection


def _dial(address: Address, target: Target, limits: Limits) -> socket.socket:
    """To the judged address; the name is only for the certificate."""
    if target.address is not None:
        dialled = socket.create_connection(
            (target.address, target.port), timeout=limits.connect
        )
        dialled.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return dialled
    dialled = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    dialled.settimeout(limits.connect)
    try:
        dialled.connect(address.socket)
    except OSError:
        dialled.close()
        raise
    return dialled


def _ssl_mode(address: Address, target: Target) -> str:
    # Art. 32(1)(a) GDPR: personal data does not cross the internet in the clear.
    if target.public and address.ssl_mode and address.ssl_mode not in _ENCRYPTED:
        raise EncryptionRefused(
            "Personal data is not read in the clear over the internet. Leave out ssl-mode, or "
            "write ssl-mode=verify_identity."
        )
    if address.socket:
        return "disabled"
    return address.ssl_mode or ("required" if target.public else "preferred")


def _context(mode: str) -> ssl.SSLContext | None:
    if mode not in _ENCRYPTED:
        return None
    context = ssl.create_default_context()
    if mode != "verify_identity":
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def bound(connection: sa.Connection, limits: Limits) -> None:
    """Settings of this session: how long to wait, and one way to write values."""
    settings: dict[str, Any] = {
        "time_zone": "+00:00",
        # No surprises in how names and texts are quoted, and no value bent until it fits.
        "sql_mode": "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION",
        "lock_wait_timeout": max(1, round(limits.lock)),
        "innodb_lock_wait_timeout": max(1, round(limits.lock)),
        "wait_timeout": max(1, round(limits.idle)),
        "transaction_isolation" if is_mysql(connection) else "tx_isolation": "REPEATABLE-READ",
    }
    for name, value in settings.items():
        connection.exec_driver_sql(f"SET SESSION {name} = %s", (value,))
    patience(connection, limits.statement)
    connection.rollback()


class MariaDB:
    """The kind of system that the setting CONNECTORS names `mariadb`."""

    def describe(self, url: str) -> str:
        return describe(url)

    def open(self, url: str) -> MariaDBConnector:
        return open_source(url, allowed=operator_allows())

    def open_for_writing(self, url: str) -> SqlWriter:
        return open_for_writing(url, allowed=operator_allows())
