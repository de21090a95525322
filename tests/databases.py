"""Starts, migrates and removes the database that integration tests run on."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.db import connections

from lofte.infra import env
from lofte.infra.postgres import embedded, roles


@contextlib.contextmanager
def prepared(*, home: Path, server: str, name: str) -> Iterator[None]:
    settings = env.current()
    with contextlib.ExitStack() as stack:
        if server:
            stack.enter_context(_on_server(server, name))
        else:
            stack.enter_context(embedded.running(roles.embedded(settings)))
            _forget_durability(roles.embedded(settings).dsn(database="postgres"))
        subprocess.run(
            [sys.executable, "-m", "lofte", "migrate"], check=True, env=os.environ.copy()
        )
        try:
            yield
        finally:
            connections.close_all()
            connections["default"].close_pool()


def superuser() -> psycopg.Connection:
    """A connection that no fence holds: what an attacker with the server's password has."""
    settings = env.current()
    dsn = settings.database_url or roles.embedded(settings).dsn(database=roles.DATABASE)
    return psycopg.connect(dsn, autocommit=True)


@contextlib.contextmanager
def _on_server(server: str, name: str) -> Iterator[None]:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield
        finally:
            connections.close_all()
            connections["default"].close_pool()
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            for role in ("owner", "app", "worker", "sequencer", "lookup"):
                connection.execute(f'DROP ROLE IF EXISTS "{name}_{role}"')


def _forget_durability(dsn: str) -> None:
    """The tests' data need not outlive a power cut."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
