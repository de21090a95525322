"""What the signer remembers outside the database, and what can therefore be relied on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from lofte.areas.ledger.rules import notes
from lofte.areas.ledger.rules.refusals import INBOX_KEY
from lofte.areas.ledger.rules.signatures import Signed
from lofte.areas.ledger.rules.tree import EMPTY_ROOT
from lofte.infra import secrets

_SCHEMA = """
CREATE TABLE IF NOT EXISTS name (one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS last (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    n INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What verification may rely on that is not in the database."""

    key: notes.Verifier | None
    """The signer's public key; without it signatures are not checked."""
    last: Signed | None
    """What the signer signed last; without it, lost checkpoints go unseen."""
    inbox: bytes
    """The key of the MACs in the inbox."""


def trust(home: Path) -> Trust:
    """What this installation knows of its signer. On another machine, nothing."""
    inbox, directory = secrets.derive(INBOX_KEY), home / "signer"
    if not (directory / "vkey").exists():
        return Trust(key=None, last=None, inbox=inbox)
    with memory(directory) as db:
        last = last_signed(db)
    key = notes.Verifier.parse((directory / "vkey").read_text())
    return Trust(key=key, last=last, inbox=inbox)


@contextmanager
def memory(directory: Path) -> Iterator[sqlite3.Connection]:
    """The signer's own database, in a transaction that is on disk when it ends."""
    with closing(sqlite3.connect(directory / "memory.sqlite3", timeout=10)) as db:
        # EXTRA: the deletion of the rollback journal reaches the disk too.
        db.execute("PRAGMA synchronous = EXTRA")
        with db:
            db.executescript(_SCHEMA)
            yield db


def last_signed(db: sqlite3.Connection) -> Signed:
    row = db.execute("SELECT n, size, root, note FROM last").fetchone()
    return Signed(*row) if row else Signed(0, 0, EMPTY_ROOT, "")
