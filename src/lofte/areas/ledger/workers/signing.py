"""The signer: it remembers what it signed last, outside the database, and never forks.

Whoever can rewrite the database can make it tell any story, but only one that continues
the story told so far will be signed. C2SP tlog-checkpoint: a log must not sign a
checkpoint inconsistent with any that it signed before.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lofte.areas.ledger.queries.memory import last_signed, memory
from lofte.areas.ledger.rules import notes
from lofte.areas.ledger.rules.signatures import Signed
from lofte.areas.ledger.rules.tree import EMPTY_ROOT, verify_consistency
from lofte.infra.crash import crash_point
from lofte.kernel.errors import Conflict


class WouldFork(Conflict):
    """The ledger in the database does not continue what was signed. Nothing more is signed.

    Either the database was restored from an older backup, or somebody changed it: run
    `lofte ledger verify`, which names the place.
    """

    code = "would_fork"


class SignerChanged(Conflict):
    """Another process signed in between. Only one sequencer may use this signer."""

    code = "signer_changed"


class SignerForgot(Conflict):
    """The database holds checkpoints that this signer does not remember.

    Put back LOFTE_HOME/signer as it was; a new key would start a ledger nobody knows.
    """

    code = "signer_forgot"


class Signer:
    """Signs the heads of one global log, each a continuation of the last."""

    def __init__(self, home: Path, *, address: str) -> None:
        self._directory = home / "signer"
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        private = _key(self._directory / "key")
        with memory(self._directory) as db:
            self._key = notes.Signer(_name(db, address, private), private)
        (self._directory / "vkey").write_text(f"{self._key.verifier.vkey}\n")

    @property
    def verifier(self) -> notes.Verifier:
        return self._key.verifier

    def last(self) -> Signed:
        with memory(self._directory) as db:
            return last_signed(db)

    def sign(self, *, size: int, root: bytes, proof: Sequence[bytes]) -> Signed:
        """Sign a head that `proof` shows to extend the last one signed; else WouldFork.

        It is remembered on disk before it is handed out: a signature that was given and
        then forgotten could be contradicted.
        """
        last = self.last()
        if not verify_consistency(
            old=last.size, new=size, old_root=last.root, new_root=root, proof=proof
        ):
            raise WouldFork(signed_size=last.size, size=size)
        note = self._key.sign(notes.Checkpoint(self._key.name, size, root).text())
        signed = Signed(last.n + 1, size, root, note)
        crash_point("ledger.before_remembering")
        with memory(self._directory) as db:
            _replace(db, last, signed)
        return signed


def _key(path: Path) -> Ed25519PrivateKey:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    made = Ed25519PrivateKey.generate()
    with os.fdopen(handle, "wb") as file:
        file.write(made.private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    return made


def _name(db: sqlite3.Connection, address: str, key: Ed25519PrivateKey) -> str:
    """The origin of the log. Fixed at first start, whatever address is used later."""
    host = urlsplit(address).netloc or "lofte"
    mark = sha256(key.public_key().public_bytes_raw()).hexdigest()[:8]
    db.execute("INSERT OR IGNORE INTO name VALUES (1, ?)", [f"{host}/ledger/{mark}"])
    return str(db.execute("SELECT name FROM name").fetchone()[0])


def _replace(db: sqlite3.Connection, old: Signed, new: Signed) -> None:
    """Compare and swap: of two who read the same last head, one is refused."""
    db.execute(
        "INSERT OR IGNORE INTO last VALUES (1, 0, 0, ?, '')",
        [EMPTY_ROOT],
    )
    done = db.execute(
        "UPDATE last SET n = ?, size = ?, root = ?, note = ? WHERE n = ? AND root = ?",
        [new.n, new.size, new.root, new.note, old.n, old.root],
    )
    if done.rowcount != 1:
        raise SignerChanged(signed=old.n)
