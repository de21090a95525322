"""The proof of one event, read from tiles: a few blocks, however long the log is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from lofte.areas.ledger.models import Entry
from lofte.areas.ledger.queries.memory import trust
from lofte.areas.ledger.queries.stored import Cursor, StoredTree
from lofte.areas.ledger.rules.envelopes import head_root, head_size, log_name
from lofte.areas.ledger.rules.growth import PLATFORM
from lofte.areas.ledger.rules.proofs import Place, Proof
from lofte.areas.ledger.rules.tree import inclusion_proof
from lofte.infra import env
from lofte.infra.sql import statement
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import Conflict, NotFound


class NotYetSigned(Conflict):
    """No checkpoint covers this event yet. Try again in a few seconds.

    If it stays so, the sequencer is not running: see `lofte sequencer`.
    """

    code = "not_yet_signed"


@query
def proof_of(ctx: Context, *, event: UUID) -> Proof:
    """The proof that an event of this organisation is in the ledger, under the newest
    checkpoint. `rules.proofs.holds` checks it, as can anybody's own program."""
    entry = Entry.objects.filter(tenant_id=ctx.tenant, event_id=event).first()
    if entry is None:
        raise NotFound(event=event)
    with connection.cursor() as cursor:
        return _prove(cursor, ctx.tenant, entry.idx, bytes(entry.envelope))


def head_place(cursor: Cursor, tenant: UUID, *, signed: int) -> tuple[bytes, Place] | None:
    """The last head told of a log in the first `signed` global entries, and its place."""
    asked = {"log": log_name(tenant), "signed": signed}
    told = _first(cursor, "last_told", asked)
    if told is None:
        return None
    index, head = told[0], bytes(told[1])
    return head, _place(cursor, PLATFORM, index, signed)


def _prove(cursor: Cursor, tenant: UUID, index: int, envelope: bytes) -> Proof:
    checkpoint = _first(cursor, "last_checkpoint", {})
    told = head_place(cursor, tenant, signed=checkpoint[1]) if checkpoint else None
    if checkpoint is None or told is None or head_size(told[0]) <= index:
        raise NotYetSigned()
    head, in_global = told
    key = trust(env.current().home).key
    return Proof(
        tenant=tenant,
        envelope=envelope,
        in_log=_place(cursor, tenant, index, head_size(head)),
        root=head_root(head),
        in_global=in_global,
        checkpoint=checkpoint[3],
        vkey=key.vkey if key else "",
    )


def _place(cursor: Cursor, tenant: UUID, index: int, size: int) -> Place:
    path = inclusion_proof(StoredTree(cursor, tenant), index=index, size=size)
    return Place(index=index, size=size, path=tuple(path))


def _first(cursor: Cursor, name: str, facts: dict[str, Any]) -> tuple[Any, ...] | None:
    cursor.execute(statement("ledger", name), facts)
    rows = cursor.fetchall()
    return rows[0] if rows else None
