"""Throw-away databases on a real server, for connectors to read."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg

from lofte.kernel.ids import new_id

SERVER = os.environ.get("LOFTE_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


def url_of(database: str, *, user: str = "", password: str = "", query: str = "") -> str:
    """A URL on the test server, for another database or user."""
    parts = urlsplit(SERVER)
    host = parts.netloc.rpartition("@")[2]
    signed = f"{user}:{password}@{host}" if user else parts.netloc
    return urlunsplit((parts.scheme, signed, f"/{database}", query, ""))


@contextlib.contextmanager
def database(server: psycopg.Connection, options: str = "") -> Iterator[str]:
    """The name of an empty database, dropped afterwards whoever is still reading it."""
    name = f"lofte_read_{new_id().hex[-12:]}"
    server.execute(f'CREATE DATABASE "{name}" {options}')
    try:
        yield name
    finally:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def role(server: psycopg.Connection) -> Iterator[str]:
    """A user of the server who was granted nothing."""
    name = f"lofte_reader_{new_id().hex[-12:]}"
    server.execute(f"CREATE ROLE \"{name}\" LOGIN PASSWORD 'p'")
    try:
        yield name
    finally:
        server.execute(f'DROP ROLE "{name}"')
