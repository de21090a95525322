"""Opening a SQLite file: to be read, with every wait bounded."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from lofte.connectors.sql.limits import DEFAULT, Limits
from lofte.connectors.sql.paths import described, path_of
from lofte.connectors.sql.source import DatabaseSource
from lofte.connectors.sql.writing import SqlWriter
from lofte.connectors.sqlite.connector import SQLiteConnector
from lofte.connectors.sqlite.refusals import opening_failed
from lofte.discovery.ports import DatabaseMissing
from lofte.infra.outbound import Allowed, file_allowed, operator_allows

SCHEMES = ("sqlite",)
# Views and triggers of the file may not call what could do harm.
_READING = ("query_only = ON", "trusted_schema = OFF")
# What is deleted is overwritten, and what points at it is not left pointing at nothing.
_WRITING = ("foreign_keys = ON", "secure_delete = ON", "trusted_schema = OFF")


def open_source(url: str, *, allowed: Allowed, limits: Limits = DEFAULT) -> SQLiteConnector:
    """Open a file by its path or by sqlite:///path.

    Raises `SourceUrlInvalid`, `DatabaseMissing`, `AddressNotAllowed` and `SourceUnavailable`.
    """
    path = file_allowed(path_of(url, SCHEMES), allowed=allowed)
    mode = "ro&immutable=1" if path.is_file() and _is_still(path) else "ro"
    opened = _opened(url, allowed, limits, mode, _READING)
    with refusing():
        (journal,) = opened.driver.execute("PRAGMA journal_mode").fetchone()
        # A reader holds up the writers of a file without a write-ahead log.
        if journal == "wal":
            opened.driver.execute("BEGIN")
    return opened


def open_for_writing(url: str, *, allowed: Allowed, limits: Limits = DEFAULT) -> SqlWriter:
    """Open a file to change rows, each call in a transaction of its own. Raises what
    `open_source` raises."""
    opened = _opened(url, allowed, limits, "rw", _WRITING)
    return SqlWriter(opened, lambda connection: _begin(connection, opened))


def _begin(connection: sa.Connection, opened: SQLiteConnector) -> None:
    opened.patience.renew(opened.patience.seconds)
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _opened(
    url: str, allowed: Allowed, limits: Limits, mode: str, settings: Sequence[str]
) -> SQLiteConnector:
    path = file_allowed(path_of(url, SCHEMES), allowed=allowed)
    if not path.is_file():
        raise DatabaseMissing("There is no such file. Check its path.")
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: _connect(path, limits, mode, settings),
        poolclass=NullPool,
        hide_parameters=True,
    )
    with refusing():
        connection = engine.connect()
    return SQLiteConnector(engine, connection, system=described(url, SCHEMES), limits=limits)


def _is_still(path: Path) -> bool:
    """A file with a write-ahead log needs a place beside it, also to be read. Where we have
    none, and no log shows that anybody has it open, it is read as it lies."""
    with path.open("rb") as file:
        head = file.read(20)
    logged = head[18:20] == b"\x02\x02" and not Path(f"{path}-wal").exists()
    return logged and not os.access(path.parent, os.W_OK, effective_ids=True)


@contextmanager
def refusing() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise opening_failed(error.orig or error) from None
    except sqlite3.Error as error:
        raise opening_failed(error) from None


def source_of(url: str, *, allowed: Allowed) -> DatabaseSource:
    """The file as something to scan. Raises `SourceUrlInvalid`; opens nothing."""
    return DatabaseSource(
        system=described(url, SCHEMES), url=url, opening=open_source, allowed=allowed
    )


def _connect(
    path: Path, limits: Limits, mode: str, settings: Sequence[str]
) -> sqlite3.Connection:
    driver = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=limits.lock,
        # Transactions are ours to begin.
        isolation_level=None,
        check_same_thread=False,
    )
    driver.text_factory = _text
    for setting in settings:
        driver.execute(f"PRAGMA {setting}")
    return driver


def _text(raw: bytes) -> str:
    """SQLite keeps whatever it was given as text; what is not UTF-8 was most likely Latin-1."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


class SQLite:
    """The kind of system that the setting CONNECTORS names `sqlite`."""

    def describe(self, url: str) -> str:
        return described(url, SCHEMES)

    def open(self, url: str) -> SQLiteConnector:
        return open_source(url, allowed=operator_allows())

    def open_for_writing(self, url: str) -> SqlWriter:
        return open_for_writing(url, allowed=operator_allows())
