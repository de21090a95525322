"""What happened, as an organisation may read it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lofte.areas.ledger.models import Checkpoint, Entry, Head, Words
from lofte.areas.ledger.rules.envelopes import head_size, log_name
from lofte.areas.ledger.rules.tree import EMPTY_ROOT, Frontier
from lofte.infra.sql import statement
from lofte.infra.tenancy import query
from lofte.kernel.context import ActorId, Context
from lofte.kernel.errors import NotFound

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    index: int
    event: UUID
    at: datetime
    actor: ActorId
    kind: str
    subject: str
    facts: Mapping[str, Any]
    words: Mapping[str, str] | None
    """What was said about a person; None when nothing was, or when it was erased."""
    erased: bool
    """Words were said, and were erased since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the organisation's log has come, and how much of it is signed."""

    size: int
    root: bytes
    signed: int
    """Entries that the newest checkpoint covers."""
    signed_at: datetime | None
    waiting: int
    """Events recorded and not yet in the log."""
    waiting_seconds: float


@query
def page(ctx: Context, *, before: int | None = None, limit: int = PAGE) -> tuple[EntryRow, ...]:
    """The newest entries, or those before an index: at most `limit`, newest first."""
    entries = Entry.objects.filter(tenant_id=ctx.tenant)
    return _rows(ctx, _newest(entries, before, limit))


@query
def about(
    ctx: Context, *, subject: str, before: int | None = None, limit: int = PAGE
) -> tuple[EntryRow, ...]:
    """The same for one thing, such as ``request:42``."""
    entries = Entry.objects.filter(tenant_id=ctx.tenant, subject=subject)
    return _rows(ctx, _newest(entries, before, limit))


@query
def entry(ctx: Context, *, event: UUID) -> EntryRow:
    """One event. It is found here within a second of being recorded."""
    found = Entry.objects.filter(tenant_id=ctx.tenant, event_id=event)
    rows = _rows(ctx, list(found))
    if not rows:
        raise NotFound(event=event)
    return rows[0]


@query
def standing(ctx: Context) -> Standing:
    head = Head.objects.filter(tenant_id=ctx.tenant).first()
    checkpoint = Checkpoint.objects.order_by("-n").first()
    waiting, seconds = _one("waiting_here", {}) or (0, 0.0)
    signed = checkpoint.size if checkpoint else 0
    told = _one("last_told", {"log": log_name(ctx.tenant), "signed": signed})
    frontier = Frontier.decode(head.size, bytes(head.frontier)) if head else None
    return Standing(
        size=frontier.size if frontier else 0,
        root=frontier.root() if frontier else EMPTY_ROOT,
        signed=head_size(bytes(told[1])) if told else 0,
        signed_at=checkpoint.signed_at if checkpoint else None,
        waiting=waiting,
        waiting_seconds=seconds,
    )


def _newest(entries: Any, before: int | None, limit: int) -> list[Entry]:
    if before is not None:
        entries = entries.filter(idx__lt=before)
    return list(entries.order_by("-idx")[:limit])


def _rows(ctx: Context, entries: Sequence[Entry]) -> tuple[EntryRow, ...]:
    events = [entry.event_id for entry in entries if entry.event_id]
    kept = Words.objects.filter(tenant_id=ctx.tenant, event_id__in=events)
    words: dict[UUID | None, Mapping[str, str]] = {
        row.event_id: json.loads(bytes(row.words)) for row in kept
    }
    return tuple(_row(entry, words.get(entry.event_id)) for entry in entries)


def _row(entry: Entry, words: Mapping[str, str] | None) -> EntryRow:
    told = json.loads(bytes(entry.envelope))
    return EntryRow(
        index=entry.idx,
        event=UUID(told["id"]),
        at=datetime.fromisoformat(told["at"]),
        actor=ActorId(UUID(told["actor"])),
        kind=told["kind"],
        subject=told["subject"],
        facts=told["facts"],
        words=words,
        erased=words is None and "commit" in told,
    )


def _one(name: str, facts: dict[str, str | int]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement("ledger", name), facts)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
