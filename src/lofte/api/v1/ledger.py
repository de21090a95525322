"""The record: what happened, and the proof that nobody changed it since."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lofte.api.context import context_of
from lofte.api.routes import reads
from lofte.api.shapes import After, Answer, Limit, Page, opened_number, page_of
from lofte.areas.access.rules import Permission
from lofte.areas.ledger.queries import checkpoints, entries, proving

router = Router()

Subject = Annotated[
    str, Field(max_length=200, pattern=r"^[^\x00]*$", description="Such as request:<id>.")
]


class Entry(Answer):
    """`words` is what was said about a person: null when nothing was, or when `erased`."""

    index: int
    event: UUID
    at: datetime
    actor: UUID
    kind: str
    subject: str
    facts: dict[str, Any]
    words: dict[str, str] | None
    erased: bool


class Standing(Answer):
    """How far the log has come: `signed` of its `size` entries are under a checkpoint."""

    size: int
    signed: int
    signed_at: datetime | None
    waiting: int
    waiting_seconds: float


class Checkpoint(Answer):
    """The signed note over all logs, and the key to check it with."""

    n: int
    size: int
    root: str
    note: str
    signed_at: datetime
    vkey: str


class Place(Answer):
    """A leaf's place in a tree, and the path from it to the root, in hex."""

    index: int
    size: int
    path: list[str]


class Proof(Answer):
    """What anybody needs to check, offline, that an event is in the ledger."""

    tenant: UUID
    envelope: str
    in_log: Place
    root: str
    in_global: Place
    checkpoint: str
    vkey: str


@reads(router, "/entries", scope=Permission.LEDGER_VIEW, answers=Page[Entry])
def page(
    request: HttpRequest, limit: Limit = 50, after: After = "", subject: Subject = ""
) -> object:
    """What happened, the newest first; with `subject`, to one thing."""
    ctx, before = context_of(request), opened_number(after)
    if subject:
        found = entries.about(ctx, subject=subject, before=before, limit=limit + 1)
    else:
        found = entries.page(ctx, before=before, limit=limit + 1)
    return page_of(found, limit, lambda row: str(row.index))


@reads(router, "/entries/{event}", scope=Permission.LEDGER_VIEW, answers=Entry)
def one(request: HttpRequest, event: UUID) -> object:
    """One event; it is here within a second of being recorded."""
    return entries.entry(context_of(request), event=event)


@reads(router, "/entries/{event}/proof", scope=Permission.LEDGER_VIEW, answers=Proof)
def proof(request: HttpRequest, event: UUID) -> object:
    """The proof that an event is under the newest checkpoint."""
    return proving.proof_of(context_of(request), event=event).as_json()


@reads(router, "/standing", scope=Permission.LEDGER_VIEW, answers=Standing)
def standing(request: HttpRequest) -> object:
    """How far the log has come, and how much of it is signed."""
    return entries.standing(context_of(request))


@reads(router, "/checkpoint", scope=Permission.LEDGER_VIEW, answers=Checkpoint)
def checkpoint(request: HttpRequest) -> object:
    """The newest checkpoint."""
    return checkpoints.newest(context_of(request))
