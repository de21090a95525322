"""Somebody with the database's superuser password, and a way to undo what they did."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from databases import superuser
from lofte.infra import env

TABLES = ("inbox", "entry", "tile", "head", "checkpoint", "rejected", "words")


class Attacker:
    """Acts on the ledger's tables with their triggers off."""

    def __init__(self) -> None:
        self.connection: psycopg.Connection[Any] = superuser()

    def sql(self, query: str, **facts: object) -> list[tuple[Any, ...]]:
        with self.connection.transaction():
            self._triggers("DISABLE TRIGGER USER")
            done = self.connection.execute(query, facts)  # type: ignore[arg-type]
            rows = done.fetchall() if done.description else []
            self._triggers("ENABLE ALWAYS TRIGGER append_only")
        return rows

    def _triggers(self, how: str) -> None:
        for table in ("entry", "tile", "head", "checkpoint", "rejected"):
            self.connection.execute(f"ALTER TABLE ledger_{table} {how}")  # type: ignore[arg-type]

    def hold(self) -> None:
        self.sql("DROP SCHEMA IF EXISTS held CASCADE; CREATE SCHEMA held")
        for table in TABLES:
            self.sql(f"CREATE TABLE held.{table} AS SELECT * FROM ledger_{table}")

    def put_back(self) -> None:
        for table in TABLES:
            self.sql(f"DELETE FROM ledger_{table}")
            self.sql(f"INSERT INTO ledger_{table} SELECT * FROM held.{table}")


@contextmanager
def undone() -> Iterator[Attacker]:
    """The database and the signer's memory are afterwards as they were before."""
    attacker = Attacker()
    signer = env.current().home / "signer"
    kept = signer.with_name("signer-kept")
    attacker.hold()
    shutil.copytree(signer, kept)
    try:
        yield attacker
    finally:
        attacker.put_back()
        attacker.sql("DROP SCHEMA held CASCADE")
        attacker.connection.close()
        _put_back(kept, signer)


def _put_back(kept: Path, signer: Path) -> None:
    shutil.rmtree(signer)
    kept.rename(signer)
