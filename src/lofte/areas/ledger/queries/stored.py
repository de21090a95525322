"""A log's tree as it lies in the database, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

import psycopg

from lofte.areas.ledger.rules.tree import WIDTH
from lofte.infra import env
from lofte.infra.postgres import roles
from lofte.infra.sql import statement

Connection = psycopg.Connection[Any]


def connect_as(role: str, *, program: str) -> Connection:
    """A connection apart from Django's: for work that is no request's, and that must see
    one moment or hold a lock for as long as it lives."""
    parameters: dict[str, Any] = dict(roles.parameters(env.current(), role))
    return psycopg.connect(**parameters, autocommit=True, application_name=program)


class Cursor(Protocol):
    """What Django's cursors and psycopg's have in common."""

    def execute(self, query: Any, params: Any = ..., /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class StoredTree:
    """The hashes of one log, in blocks; each block is read once."""

    def __init__(self, cursor: Cursor, tenant: UUID) -> None:
        self._cursor, self._tenant = cursor, tenant
        self._blocks: dict[tuple[int, int], Sequence[bytes]] = {}

    def block(self, level: int, n: int) -> Sequence[bytes]:
        found = self._blocks.get((level, n))
        if found is None:
            found = self._blocks[level, n] = self._read(level, n)
        return found

    def _read(self, level: int, n: int) -> Sequence[bytes]:
        where = {"tenant": self._tenant, "low": n * WIDTH, "high": (n + 1) * WIDTH}
        if level:
            self._cursor.execute(statement("ledger", "tiles"), {**where, "level": level})
        else:
            self._cursor.execute(statement("ledger", "leaves"), where)
        return [bytes(row[0]) for row in self._cursor.fetchall()]
