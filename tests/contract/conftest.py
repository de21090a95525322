from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from reading_place import Place
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
