"""Databases that hold personal data: what they are, and how people are found in them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lofte.api.context import context_of
from lofte.api.routes import acts, reads
from lofte.api.shapes import Answer, Body, Made, Name, Page
from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries

router = Router()

Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        pattern=r"^[^\x00]*$",
        description="Such as postgresql://reader:secret@db.example/booking. Sealed at once.",
    ),
]


class System(Answer):
    """`status` is new (not scanned yet), ready, failing or unreachable; `reason` the code of
    what the last scan met."""

    id: UUID
    name: str
    kind: str
    description: str
    status: str
    reason: str
    registered_at: datetime
    scanned_at: datetime | None
    tables: int
    identities: int


class Column(Answer):
    """`identity` was accepted by a person; `suggestion` is only what it looks like."""

    name: str
    type: str
    known: bool
    readable: bool
    suggestion: str | None
    suggestion_reason: str | None
    identity: str | None
    accepted_at: datetime | None
    accepted_by: UUID | None


class Table(Answer):
    """`read` says whether a person's rows in it are read; if not, `why_not`."""

    namespace: Annotated[str, Field(validation_alias="schema")]
    name: str
    kind: str
    rows_estimate: int | None
    has_key: bool
    relation: str | None
    read: bool
    why_not: str | None
    columns: list[Column]


class Scan(Answer):
    at: datetime
    failure: str
    tables: int
    columns: int


class SystemWhole(Answer):
    system: System
    tables: list[Table]
    scans: list[Scan]


class NewSystem(Body):
    name: Name
    url: Url
    kind: Name = "postgresql"


@reads(router, "", scope=Permission.SYSTEMS_VIEW, answers=Page[System])
def page(request: HttpRequest) -> object:
    """Every system in use, by name."""
    return {"items": queries.systems(context_of(request))}


@reads(router, "/{system_id}", scope=Permission.SYSTEMS_VIEW, answers=SystemWhole)
def one(request: HttpRequest, system_id: UUID) -> object:
    """One system with its tables, what was decided of them, and its scans."""
    return queries.system(context_of(request), system_id=system_id)


@acts(router, "", scope=Permission.SYSTEMS_MANAGE, answers=Made, status=201)
def register(request: HttpRequest, body: NewSystem) -> object:
    """Make a system known, and ask for its first scan."""
    made = actions.register_system(
        context_of(request), name=body.name, url=body.url, kind=body.kind
    )
    return {"id": made}


@acts(router, "/{system_id}/scan", scope=Permission.SYSTEMS_MANAGE, status=202)
def scan(request: HttpRequest, system_id: UUID) -> None:
    """Ask for a scan soon, in the background."""
    actions.request_scan(context_of(request), system_id=system_id)
