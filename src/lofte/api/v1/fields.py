"""Fields of the map: what was found in them, and what people say of them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field as Described

from lofte.api.context import context_of
from lofte.api.routes import acts, reads
from lofte.api.shapes import (
    After,
    Body,
    Limit,
    Name,
    Page,
    opened_cursor,
    page_of,
    sealed_cursor,
)
from lofte.api.v1.map_shapes import Decided, Field, FieldWhole
from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.actions import About
from lofte.areas.datamap.rules.fields import Standing
from lofte.discovery.types import Type

router = Router()

Ids = Annotated[list[UUID], Described(min_length=1, max_length=500)]
Text = Annotated[str, Described(max_length=200, pattern=r"^[^\x00]*$")]


class Chosen(Body):
    fields: Ids


class Additions(Body):
    """What a person adds: `category` is a DPV identifier, by default that of the type."""

    category: Text = ""
    subject: Text | None = None
    special: bool | None = None
    purposes: Annotated[list[Name], Described(max_length=20)] | None = None

    def about(self) -> About:
        purposes = None if self.purposes is None else tuple(self.purposes)
        return About(
            category=self.category,
            subject=self.subject,
            special=self.special,
            purposes=purposes,
        )


class Corrected(Chosen, Additions):
    type: Type


class Declared(Chosen, Additions):
    pass


@reads(router, "", scope=Permission.SYSTEMS_VIEW, answers=Page[Field])
def page(
    request: HttpRequest,
    system_id: UUID,
    standing: Standing | None = None,
    limit: Limit = 100,
    after: After = "",
) -> object:
    """The fields of a system, or those of one standing, in order of table."""
    found = queries.fields(context_of(request), system_id=system_id, standing=standing)
    start = opened_cursor(after)
    places = [str(row.id) for row in found]
    first = places.index(start) + 1 if start in places else 0
    return page_of(found[first : first + limit + 1], limit, lambda row: str(row.id))


@reads(router, "/waiting", scope=Permission.SYSTEMS_VIEW, answers=Page[Field])
def waiting(
    request: HttpRequest, system_id: UUID | None = None, limit: Limit = 50, after: After = ""
) -> object:
    """Fields that wait for a person, the most sensitive and most certain first."""
    found = queries.review(
        context_of(request), system_id=system_id, limit=limit, after=opened_cursor(after)
    )
    return {"items": found.rows, "next": sealed_cursor(found.next)}


@acts(router, "/acceptances", scope=Permission.SYSTEMS_MANAGE, answers=Decided)
def accept(request: HttpRequest, body: Chosen) -> object:
    """The verdicts on these fields are right."""
    made = actions.accept_verdicts(context_of(request), field_ids=body.fields)
    return {"decided": made}


@acts(router, "/corrections", scope=Permission.SYSTEMS_MANAGE, answers=Decided)
def correct(request: HttpRequest, body: Corrected) -> object:
    """These fields hold this type, whatever the verdicts say."""
    made = actions.correct_fields(
        context_of(request), field_ids=body.fields, to=body.type, about=body.about()
    )
    return {"decided": made}


@acts(router, "/declarations", scope=Permission.SYSTEMS_MANAGE, answers=Decided)
def declare(request: HttpRequest, body: Declared) -> object:
    """These fields hold personal data: of what category, about whom, and what for."""
    made = actions.declare_fields(
        context_of(request), field_ids=body.fields, about=body.about()
    )
    return {"decided": made}


@acts(router, "/dismissals", scope=Permission.SYSTEMS_MANAGE, answers=Decided)
def dismiss(request: HttpRequest, body: Chosen) -> object:
    """What was found in these fields is no personal data."""
    made = actions.dismiss_fields(context_of(request), field_ids=body.fields)
    return {"decided": made}


@reads(router, "/{field_id}", scope=Permission.SYSTEMS_VIEW, answers=FieldWhole)
def one(request: HttpRequest, field_id: UUID) -> object:
    """One field with its evidence, its history and its references."""
    return queries.field(context_of(request), field_id=field_id)


@acts(router, "/{field_id}/reopening", scope=Permission.SYSTEMS_MANAGE)
def reopen(request: HttpRequest, field_id: UUID) -> None:
    """Take back what was said of a field."""
    actions.reopen_field(context_of(request), field_id=field_id)
