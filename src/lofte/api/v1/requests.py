"""What people have asked for, and the answers they get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from lofte.api.context import context_of
from lofte.api.routes import acts, downloads, reads
from lofte.api.shapes import (
    After,
    Answer,
    Body,
    Limit,
    Page,
    Text,
    opened_cursor,
    sealed_cursor,
)
from lofte.areas.access.rules import Permission
from lofte.areas.requests import actions, queries

router = Router()

View = Literal["open", "unconfirmed", "answered", "all"]


class Request(Answer):
    """One request in a list, with its three limits (Art. 12(3) GDPR)."""

    id: UUID
    reference: str
    right: str
    name: str
    state: str
    received_on: date
    target_on: date
    safe_on: date
    legal_on: date
    days_left: int
    answered_on: date | None


class Collection(Answer):
    """The search in one system."""

    system_id: UUID
    system: str
    state: str
    tables: int
    rows: int
    not_read: list[tuple[str, str]]
    reason: str


class Package(Answer):
    id: UUID
    size: int
    sha256: str
    contents: list[dict[str, Any]]
    made_at: datetime
    opened: bool
    fetched_at: datetime | None
    removed_at: datetime | None
    kept_until: datetime | None


class Moment(Answer):
    """Something that happened to the request; `event` is its entry in the ledger."""

    kind: str
    at: datetime
    actor: UUID
    event: UUID
    facts: dict[str, Any]


class RequestWhole(Answer):
    id: UUID
    reference: str
    right: str
    language: str
    state: str
    name: str
    email: str
    received_at: datetime
    received_on: date
    confirmed_at: datetime | None
    target_on: date
    safe_on: date
    legal_on: date
    extended_because: str | None
    may_extend: bool
    answered_at: datetime | None
    outcome: str
    collections: list[Collection]
    package: Package | None
    moments: list[Moment]


class Extension(Body):
    reason: Text


@reads(router, "", scope=Permission.REQUESTS_VIEW, answers=Page[Request])
def page(
    request: HttpRequest, view: View = "open", limit: Limit = 50,
    after: After = "",
) -> object:  # fmt: skip
    """Requests of one view, the nearest limit first."""
    found = queries.page(
        context_of(request), view=view, limit=limit, after=opened_cursor(after)
    )
    return {"items": found.rows, "next": sealed_cursor(found.after)}


@reads(router, "/{request_id}", scope=Permission.REQUESTS_VIEW, answers=RequestWhole)
def one(request: HttpRequest, request_id: UUID) -> object:
    """One request with the search, the package and everything that happened to it."""
    return queries.whole(context_of(request), request_id=request_id)


@acts(router, "/{request_id}/extension", scope=Permission.REQUESTS_HANDLE)
def extend(request: HttpRequest, request_id: UUID, body: Extension) -> None:
    """Take two further months; the person is told why (Art. 12(3) GDPR)."""
    actions.extend_deadline(context_of(request), request_id=request_id, reason=body.reason)


@acts(router, "/{request_id}/release", scope=Permission.REQUESTS_RELEASE)
def release(request: HttpRequest, request_id: UUID) -> None:
    """Let the person have the package, and tell them that it is there."""
    actions.release(context_of(request), request_id=request_id)


@downloads(
    router, "/{request_id}/package", scope=Permission.REQUESTS_HANDLE, media="application/zip"
)
def package(request: HttpRequest, request_id: UUID) -> Iterator[bytes]:
    """The package, to be read through before it is released. Opening it leaves a trace."""
    return actions.open_package(context_of(request), request_id=request_id)
