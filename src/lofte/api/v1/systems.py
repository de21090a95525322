"""Databases that hold personal data: what they are, and how people are found in them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import AwareDatetime, Field

from lofte.api.context import context_of
from lofte.api.routes import acts, reads
from lofte.api.shapes import Answer, Body, Made, Name, Page
from lofte.api.v1.fields import Text
from lofte.api.v1.map_shapes import Changes
from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.traversal import Relation

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


class Scan(Answer):
    """Of `total` tables `done` were looked at, `missed` of them in vain. `finished_at` is null
    while it goes on."""

    at: datetime
    failure: str
    tables: int
    columns: int
    total: int
    done: int
    missed: int
    finished_at: datetime | None


class System(Answer):
    """`status` is new (not scanned yet), ready, failing or unreachable; `reason` the code of
    what the last scan met. Of its fields `personal` hold personal data, `undeclared` of them
    nobody has decided on; `missed` tables were not scanned. `writing_since` is null while it is
    only read."""

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
    running: Scan | None
    judged_at: datetime | None
    personal: int
    undeclared: int
    waiting: int
    missed: int
    writing_since: datetime | None


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


class SystemWhole(Answer):
    system: System
    tables: list[Table]
    scans: list[Scan]


class NewSystem(Body):
    name: Name
    url: Url
    kind: Name = "postgresql"


class Place(Body):
    """A table, or a column of it, as the system names them."""

    namespace: Text = ""
    table: Name


class Found(Place):
    column: Name


class NewIdentity(Found):
    kind: IdentityKind


class Related(Place):
    relation: Relation


class Writing(Body):
    on: bool


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


@reads(router, "/{system_id}/changes", scope=Permission.SYSTEMS_VIEW, answers=Changes)
def changes(
    request: HttpRequest,
    system_id: UUID,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
) -> object:
    """Tables and fields that are new, changed or gone between two moments."""
    return queries.changes(context_of(request), system_id=system_id, since=since, until=until)


@acts(
    router,
    "/{system_id}/identities",
    scope=Permission.SYSTEMS_MANAGE,
    answers=Made,
    status=201,
)
def identify(request: HttpRequest, system_id: UUID, body: NewIdentity) -> object:
    """People are found by this column."""
    made = actions.accept_identity(
        context_of(request),
        system_id=system_id,
        schema=body.namespace,
        table=body.table,
        column=body.column,
        kind=body.kind,
    )
    return {"id": made}


@acts(router, "/{system_id}/identities/clearings", scope=Permission.SYSTEMS_MANAGE)
def clear_identity(request: HttpRequest, system_id: UUID, body: Found) -> None:
    """People are no longer found by this column."""
    actions.clear_identity(
        context_of(request),
        system_id=system_id,
        schema=body.namespace,
        table=body.table,
        column=body.column,
    )


@acts(router, "/{system_id}/relations", scope=Permission.SYSTEMS_MANAGE)
def relate(request: HttpRequest, system_id: UUID, body: Related) -> None:
    """What a table's rows are to the person they point at."""
    actions.set_relation(
        context_of(request),
        system_id=system_id,
        schema=body.namespace,
        table=body.table,
        relation=body.relation,
    )


@acts(router, "/{system_id}/writing", scope=Permission.SYSTEMS_MANAGE)
def writing(request: HttpRequest, system_id: UUID, body: Writing) -> None:
    """Let rows of a system be changed from now on, or no longer."""
    actions.switch_writing(context_of(request), system_id=system_id, on=body.on)
