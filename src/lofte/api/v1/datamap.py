"""The map of all systems: as a graph, from a person's side, and what is missing in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lofte.api.context import context_of
from lofte.api.routes import acts, downloads, reads
from lofte.api.shapes import Answer, Body, Page
from lofte.api.v1.map_shapes import Graph, Part, Reach
from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.rules.identity import IdentityKind

router = Router()

LARGEST = 8_000_000


class Document(Body):
    """A map as YAML, ours or datasets of Fides. `system_id` where it is of one system by
    another name."""

    yaml: Annotated[str, Field(min_length=1, max_length=LARGEST, pattern=r"^[^\x00]*$")]
    system_id: UUID | None = None


class Imported(Answer):
    """How many decisions were changed; what was so already is not counted."""

    fields: int
    references: int
    identities: int


@reads(router, "/graph", scope=Permission.SYSTEMS_VIEW, answers=Graph)
def graph(request: HttpRequest, system_id: UUID | None = None) -> object:
    """Tables in groups, and the references between them: all one needs to draw them."""
    return queries.graph(context_of(request), system_id=system_id)


@reads(router, "/reach", scope=Permission.SYSTEMS_VIEW, answers=Reach)
def reach(request: HttpRequest, kind: IdentityKind, system_id: UUID | None = None) -> object:
    """From an identity: the tables a person is found in, and those they are not."""
    return queries.reached_by(context_of(request), kind=kind, system_id=system_id)


@reads(router, "/not-scanned", scope=Permission.SYSTEMS_VIEW, answers=Page[Part])
def not_scanned(request: HttpRequest, system_id: UUID | None = None) -> object:
    """Tables that were not looked at the last time somebody tried, or never."""
    return {"items": queries.not_scanned(context_of(request), system_id=system_id)}


@downloads(router, "/document", scope=Permission.SYSTEMS_VIEW, media="application/yaml")
def document(request: HttpRequest, system_id: UUID | None = None) -> Iterator[bytes]:
    """The map of one system or all as YAML: decisions, and guesses marked so."""
    yield queries.map_document(context_of(request), system_id=system_id).encode()


@acts(router, "/imports", scope=Permission.SYSTEMS_MANAGE, answers=Imported)
def import_(request: HttpRequest, body: Document) -> object:
    """Take over what people decided in a map; all of it or nothing."""
    return actions.import_map(context_of(request), text=body.yaml, system_id=body.system_id)
