"""References between tables: found, drawn, accepted, rejected, and what they mean."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field as Described

from lofte.api.context import context_of
from lofte.api.routes import acts, reads
from lofte.api.shapes import After, Body, Limit, Made, Name, Page, opened_cursor, page_of
from lofte.api.v1.fields import Ids, Text
from lofte.api.v1.map_shapes import Decided, Reference
from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.rules.linking import State
from lofte.areas.datamap.rules.traversal import Relation
from lofte.discovery.schema import TableName

router = Router()

Columns = Annotated[list[Name], Described(min_length=1, max_length=32)]


class Accepted(Body):
    """`meaning` is what was guessed unless given. `forward`: the row pointed at belongs to
    whom the pointing one belongs to."""

    references: Ids
    meaning: Relation | None = None
    forward: bool = False


class Rejected(Body):
    references: Ids


class Place(Body):
    system_id: UUID
    namespace: Text = ""
    table: Name
    columns: Columns

    @property
    def name(self) -> TableName:
        return TableName(self.namespace, self.table)


class Drawn(Body):
    """Rows at `source` point at rows at `target`, column by column."""

    source: Place
    target: Place
    meaning: Relation | None = None


@reads(router, "", scope=Permission.SYSTEMS_VIEW, answers=Page[Reference])
def page(
    request: HttpRequest,
    system_id: UUID | None = None,
    state: State | None = None,
    limit: Limit = 100,
    after: After = "",
) -> object:
    """References out of and into a system's tables, or all; suggested ones first."""
    found = queries.references(context_of(request), system_id=system_id, state=state)
    start = opened_cursor(after)
    places = [str(row.id) for row in found]
    first = places.index(start) + 1 if start in places else 0
    return page_of(found[first : first + limit + 1], limit, lambda row: str(row.id))


@acts(router, "", scope=Permission.SYSTEMS_MANAGE, answers=Made, status=201)
def draw(request: HttpRequest, body: Drawn) -> object:
    """A reference that no scan saw. It holds at once."""
    made = actions.draw_reference(
        context_of(request),
        system_id=body.source.system_id,
        source=body.source.name,
        columns=body.source.columns,
        target=body.target.name,
        ref_columns=body.target.columns,
        target_system_id=body.target.system_id,
        meaning=body.meaning,
    )
    return {"id": made}


@acts(router, "/acceptances", scope=Permission.SYSTEMS_MANAGE, answers=Decided)
def accept(request: HttpRequest, body: Accepted) -> object:
    """These references hold; people are read along them."""
    made = actions.accept_references(
        context_of(request),
        reference_ids=body.references,
        meaning=body.meaning,
        forward=body.forward,
    )
    return {"decided": made}


@acts(router, "/rejections", scope=Permission.SYSTEMS_MANAGE, answers=Decided)
def reject(request: HttpRequest, body: Rejected) -> object:
    """These are no references."""
    made = actions.reject_references(context_of(request), reference_ids=body.references)
    return {"decided": made}
