"""Opening a DuckDB file: to be read, and to reach nothing else."""

from __future__ import annotations

from pathlib import Path

import duckdb
import sqlalchemy as sa
from duckdb_engine import ConnectionWrapper
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from lofte.connectors.duckdb.connector import DuckDBConnector
from lofte.connectors.duckdb.refusals import opening_failed
from lofte.connectors.sql.limits import DEFAULT, Limits
from lofte.connectors.sql.paths import described, path_of
from lofte.connectors.sql.source import DatabaseSource
from lofte.connectors.sql.writing import SqlWriter
from lofte.discovery.ports import DatabaseMissing
from lofte.infra.outbound import Allowed, file_allowed, operator_allows

SCHEMES = ("duckdb",)
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # A view of the file may not read other files, nor fetch what it likes.
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    # One thread draws the same rows each time. Others read other tables.
    "threads": "1",
    "memory_limit": "256MB",
    "temp_directory": "",
}


def open_source(url: str, *, allowed: Allowed, limits: Limits = DEFAULT) -> DuckDBConnector:
    """Open a file by its path or by duckdb:///path.

    Raises `SourceUrlInvalid`, `DatabaseMissing`, `AddressNotAllowed` and `SourceUnavailable`.
    """
    return _opened(url, allowed, limits, read_only=True)


def open_for_writing(url: str, *, allowed: Allowed, limits: Limits = DEFAULT) -> SqlWriter:
    """Open a file to change rows, each call in a transaction of its own. Nobody else can have
    it open meanwhile. Raises what `open_source` raises."""
    opened = _opened(url, allowed, limits, read_only=False)
    return SqlWriter(opened, lambda connection: None)


def _opened(url: str, allowed: Allowed, limits: Limits, *, read_only: bool) -> DuckDBConnector:
    path = file_allowed(path_of(url, SCHEMES), allowed=allowed)
    if not path.is_file():
        raise DatabaseMissing("There is no such file. Check its path.")
    engine = sa.create_engine(
        "duckdb://",
        creator=lambda: ConnectionWrapper(_connect(path, read_only)),
        poolclass=NullPool,
        hide_parameters=True,
    )
    try:
        connection = engine.connect()
    except DBAPIError as error:
        raise opening_failed(error.orig or error) from None
    except duckdb.Error as error:
        raise opening_failed(error) from None
    return DuckDBConnector(engine, connection, system=described(url, SCHEMES), limits=limits)


def source_of(url: str, *, allowed: Allowed) -> DatabaseSource:
    """The file as something to scan. Raises `SourceUrlInvalid`; opens nothing."""
    return DatabaseSource(
        system=described(url, SCHEMES), url=url, opening=open_source, allowed=allowed
    )


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path), read_only=read_only, config=_SETTINGS)
    connection.execute("SET TimeZone = 'UTC'")
    return connection


class DuckDB:
    """The kind of system that the setting CONNECTORS names `duckdb`."""

    def describe(self, url: str) -> str:
        return described(url, SCHEMES)

    def open(self, url: str) -> DuckDBConnector:
        return open_source(url, allowed=operator_allows())

    def open_for_writing(self, url: str) -> SqlWriter:
        return open_for_writing(url, allowed=operator_allows())
