"""The proof that one event is in the ledger: a file that anybody can check, offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lofte.areas.ledger.rules.envelopes import head_entry, log_name
from lofte.areas.ledger.rules.notes import BadNote, Verifier, checkpoint_of
from lofte.areas.ledger.rules.tree import leaf_hash, verify_inclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A leaf's place in a tree, and the path from it to the root."""

    index: int
    size: int
    path: tuple[bytes, ...]

    def as_json(self) -> dict[str, object]:
        path = [step.hex() for step in self.path]
        return {"index": self.index, "size": self.size, "path": path}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An envelope in its log, that log's head in the global log, and what was signed of it."""

    tenant: UUID
    envelope: bytes
    in_log: Place
    root: bytes
    in_global: Place
    checkpoint: str
    vkey: str

    def as_json(self) -> dict[str, object]:
        return {
            "tenant": str(self.tenant),
            "envelope": self.envelope.decode(),
            "in_log": self.in_log.as_json(),
            "root": self.root.hex(),
            "in_global": self.in_global.as_json(),
            "checkpoint": self.checkpoint,
            "vkey": self.vkey,
        }


def holds(proof: Proof, key: Verifier) -> bool:
    """Whether `key` signed a global log that tells of a log in which the envelope is."""
    try:
        signed = checkpoint_of(proof.checkpoint, key)
    except BadNote:
        return False
    head = head_entry(log=log_name(proof.tenant), root=proof.root, size=proof.in_log.size)
    return (
        signed.size == proof.in_global.size
        and _leads(proof.in_global, leaf_hash(head), signed.root)
        and _leads(proof.in_log, leaf_hash(proof.envelope), proof.root)
    )


def _leads(place: Place, leaf: bytes, root: bytes) -> bool:
    path: Sequence[bytes] = place.path
    return verify_inclusion(
        leaf=leaf, index=place.index, size=place.size, proof=path, root=root
    )
