"""The policy: its versions, and each with all it says."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lofte.api.context import context_of
from lofte.api.routes import acts, reads
from lofte.api.shapes import Answer, Body, Name, Page
from lofte.areas.access.rules import Permission
from lofte.areas.notices import queries
from lofte.areas.promises import actions

router = Router()

Language = Literal["sv", "en"]
Policy = Annotated[str, Field(min_length=1, max_length=2_000_000, pattern=r"^[^\x00]*$")]


class Version(Answer):
    """Published when `published_at` is set, current until superseded."""

    id: UUID
    title: str
    language: str
    number: int
    form: str
    size: int
    sha256: str
    blocks: int
    sentences: int
    imported_at: datetime
    published_at: datetime | None
    effective_on: date | None
    superseded_at: datetime | None
    is_current: bool


class Sentence(Answer):
    """`content_id` is the same wherever the same words stand; `lead` is what a list item
    goes on from."""

    ordinal: int
    content_id: str
    text: str
    lead: str


class Block(Answer):
    ordinal: int
    kind: str
    level: int
    marker: str
    sentences: list[Sentence]


class PolicyText(Answer):
    version: Version
    blocks: list[Block]


class NewPolicy(Body):
    """The whole text. The end of `filename` says whether it is .md, .html or .txt."""

    language: Language
    text: Policy
    filename: Name = "policy.md"
    title: Name | None = None


class Adopted(Answer):
    """`promises` counts what is on the board; `new` and `retired` all sentences."""

    promises: int
    new: int
    retired: int


class Published(Answer):
    """`new` is false when exactly this text stood already."""

    version_id: UUID
    number: int
    new: bool
    blocks: int
    sentences: int
    promises: Adopted


@reads(router, "", scope=Permission.NOTICES_VIEW, answers=Page[Version])
def page(request: HttpRequest) -> object:
    """Every version, drafts and superseded ones too, the newest first within a language."""
    return {"items": queries.versions(context_of(request))}


@reads(router, "/current", scope=Permission.NOTICES_VIEW, answers=PolicyText)
def current(request: HttpRequest, language: Language = "sv") -> object:
    """The published text in a language, sentence by sentence."""
    return queries.current_text(context_of(request), language=language)


@reads(router, "/{version_id}", scope=Permission.NOTICES_VIEW, answers=PolicyText)
def one(request: HttpRequest, version_id: UUID) -> object:
    """One version with all it says."""
    return queries.text(context_of(request), version_id=version_id)


@acts(router, "", scope=Permission.NOTICES_PUBLISH, answers=Published, status=201)
def publish(request: HttpRequest, body: NewPolicy) -> object:
    """Import a policy, publish it and make its promises: all or nothing."""
    return actions.publish_policy(
        context_of(request),
        raw=body.text.encode(),
        filename=body.filename,
        language=body.language,
        title=body.title,
    )
