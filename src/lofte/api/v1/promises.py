"""The board: what the policy promises, and whether it is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from lofte.api.context import context_of
from lofte.api.routes import reads
from lofte.api.shapes import Answer
from lofte.api.v1.evidence import Evidence
from lofte.areas.access.rules import Permission
from lofte.areas.promises import queries
from lofte.areas.promises.rules import Kind, Status

router = Router()

Language = Literal["sv", "en"]


class Promise(Answer):
    """One sentence that promises something. `evidence` is the answer its status rests on."""

    id: UUID
    content_id: str
    language: str
    text: str
    lead: str
    kind: Kind
    void: bool
    status: Status
    controls: list[str]
    evidence: Evidence | None
    attested_until: date | None
    owner_id: UUID | None


class Summary(Answer):
    total: int
    kept: int
    worst: Status | None


class Board(Answer):
    """`version` is null as long as no policy is published."""

    version: UUID | None
    language: str | None
    summary: Summary
    items: list[Promise]
    next: None = None


class Finding(Answer):
    """What the law says against the words, from and up to where in the sentence."""

    code: str
    law: str
    span: tuple[int, int]
    stance: bool


class Linked(Answer):
    code: str
    law: str
    last: Evidence | None


class Attestation(Answer):
    """Somebody's word, for what no machine can show."""

    by: UUID
    by_name: str
    at: datetime
    until_on: date
    note: str
    event_id: UUID


class Span(Answer):
    """A status from one day up to, and not including, another."""

    status: Status
    since: date
    until: date


class Proof(Answer):
    """One promise and everything known of it. `status` is null when it is not on the board."""

    id: UUID
    content_id: str
    language: str
    text: str
    lead: str
    kind: Kind
    void: bool
    status: Status | None
    evidence: Evidence | None
    controls: list[Linked]
    law: list[str]
    findings: list[Finding]
    attestation: Attestation | None
    may_be_attested: bool
    owner_id: UUID | None
    owner: str
    year: list[Span]
    retired_at: datetime | None


@reads(router, "", scope=Permission.PROMISES_VIEW, answers=Board)
def page(request: HttpRequest, language: Language | None = None) -> object:
    """Every promise of the published policy, the worst first, and the board in one line."""
    found = queries.board(context_of(request), language=language)
    return {
        "version": found.version and found.version.id,
        "language": found.version and found.version.language,
        "summary": found.summary,
        "items": [row.promise for group in found.groups for row in group.rows],
    }


@reads(router, "/{promise_id}", scope=Permission.PROMISES_VIEW, answers=Proof)
def one(request: HttpRequest, promise_id: UUID) -> object:
    """One promise, on the board or retired, with its proof."""
    return queries.promise(context_of(request), promise_id=promise_id)
