from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pymysql
import pytest

from reading_place import Place
from sql_places import (
    DuckDBPlace,
    MariaDBPlace,
    PostgreSQLPlace,
    SQLitePlace,
    SqlPlace,
    in_file,
    in_mariadb_database,
    in_postgresql_database,
    mariadb_server,
)
from throwaway import SERVER, database, role


@pytest.fixture(scope="session")
def server() -> Iterator[psycopg.Connection]:
    """The administrator of a server to read from. Skips, and says so, where there is none."""
    try:
        connection = psycopg.connect(SERVER, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL to read from: set LOFTE_TEST_POSTGRES ({error})")
    with connection:
        yield connection


@pytest.fixture
def place(server: psycopg.Connection) -> Iterator[Place]:
    """An empty database to be filled, and read from."""
    with role(server) as reader, database(server) as name:
        made = Place(name, reader=reader)
        try:
            yield made
        finally:
            made.close()


@pytest.fixture(scope="session")
def mariadb() -> Iterator[pymysql.connections.Connection]:
    """The administrator of a server to read from. Skips, and says so, where there is none;
    with LOFTE_CI=1 nothing may be skipped."""
    try:
        connection = mariadb_server()
    except pymysql.Error as error:
        if os.environ.get("LOFTE_CI") == "1":
            raise
        pytest.skip(f"no MariaDB to read from: set LOFTE_TEST_MARIADB ({error})")
    with connection:
        yield connection


@pytest.fixture
def in_mariadb(mariadb: pymysql.connections.Connection) -> Iterator[MariaDBPlace]:
    with in_mariadb_database(mariadb) as place:
        yield place


@pytest.fixture
def in_postgresql(server: psycopg.Connection) -> Iterator[PostgreSQLPlace]:
    with in_postgresql_database(server) as place:
        yield place


@pytest.fixture
def in_sqlite(tmp_path: Path) -> Iterator[SqlPlace]:
    with in_file(SQLitePlace, tmp_path) as place:
        yield place


@pytest.fixture
def in_duckdb(tmp_path: Path) -> Iterator[SqlPlace]:
    with in_file(DuckDBPlace, tmp_path) as place:
        yield place


@pytest.fixture(params=["postgresql", "mariadb", "sqlite", "duckdb"])
def sql(request: pytest.FixtureRequest) -> SqlPlace:
    """An empty database of each kind in turn."""
    found: SqlPlace = request.getfixturevalue(f"in_{request.param}")
    return found
