"""From a head in the database to a checkpoint anybody can check."""

from __future__ import annotations

from typing import Any

import psycopg

from lofte.areas.ledger.queries.stored import Connection, StoredTree
from lofte.areas.ledger.rules.growth import PLATFORM
from lofte.areas.ledger.rules.signatures import Signed
from lofte.areas.ledger.rules.tree import EMPTY_ROOT, Frontier, consistency_proof, subtree
from lofte.areas.ledger.workers.signing import Signer, SignerForgot, WouldFork
from lofte.infra.crash import crash_point
from lofte.infra.sql import statement


def publish(connection: Connection, signer: Signer) -> Signed | None:
    """Have the global log's head signed, if it grew, and store the checkpoint."""
    with connection.transaction(), connection.cursor() as cursor:
        head, last = _head(cursor), signer.last()
        if head.size == last.size and head.root() == last.root:
            return None
        if head.size < last.size:
            raise WouldFork(signed_size=last.size, size=head.size)
        proof: list[bytes] = []
        if 0 < last.size < head.size:
            tree = StoredTree(cursor, PLATFORM)
            proof = consistency_proof(tree, old=last.size, new=head.size)
        signed = signer.sign(size=head.size, root=head.root(), proof=proof)
        crash_point("ledger.signed")
        _store(cursor, signed)
    crash_point("ledger.published")
    return signed


def catch_up(connection: Connection, signer: Signer) -> None:
    """Store the one checkpoint that a crash may have left signed and not stored.

    Any other difference means that the database or the signer is not the one it was.
    """
    with connection.transaction(), connection.cursor() as cursor:
        stored, last = _last_stored(cursor), signer.last()
        if stored.n > last.n:
            raise SignerForgot(stored=stored.n, remembered=last.n)
        head = _head(cursor)
        if stored.n < last.n - 1 or head.size < last.size or _root(cursor, last) != last.root:
            raise WouldFork(signed_size=last.size, size=head.size)
        if stored.n == last.n - 1:
            _store(cursor, last)


def _root(cursor: psycopg.Cursor[Any], last: Signed) -> bytes:
    return subtree(StoredTree(cursor, PLATFORM), 0, last.size) if last.size else EMPTY_ROOT


def _head(cursor: psycopg.Cursor[Any]) -> Frontier:
    cursor.execute(statement("ledger", "head").encode(), {"tenant": PLATFORM})
    match cursor.fetchone():
        case (int() as size, bytes() as frontier):
            return Frontier.decode(size, frontier)
        case _:
            return Frontier()


def _last_stored(cursor: psycopg.Cursor[Any]) -> Signed:
    cursor.execute(statement("ledger", "last_checkpoint").encode())
    match cursor.fetchone():
        case (int() as n, int() as size, bytes() as root, str() as note):
            return Signed(n, size, root, note)
        case _:
            return Signed(0, 0, EMPTY_ROOT, "")


def _store(cursor: psycopg.Cursor[Any], signed: Signed) -> None:
    row = {"n": signed.n, "size": signed.size, "root": signed.root, "note": signed.note}
    cursor.execute(statement("ledger", "publish").encode(), row)
