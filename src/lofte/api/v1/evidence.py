"""Asking controls now, and the shape of what they answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lofte.api.context import context_of
from lofte.api.routes import acts
from lofte.api.shapes import Answer, Body, Name, Page
from lofte.areas.access.rules import Permission
from lofte.areas.promises import actions

router = Router()


class Evidence(Answer):
    """`verdict` is kept, at_risk, broken, or error where the control could not find out;
    `event_id` is its entry in the ledger. Once not `fresh`, it proves nothing."""

    id: UUID
    control: str
    law: str
    version: int
    at: datetime
    fresh_until: datetime
    fresh: bool
    verdict: str
    facts: dict[str, Any]
    violations: list[str]
    error: str
    event_id: UUID


class Found(Answer):
    """What one control answered just now."""

    control: str
    version: int
    verdict: str
    facts: dict[str, Any]
    violations: list[str]
    error: str
    duration_ms: int


class Question(Body):
    """The codes of the controls to ask; null asks them all."""

    controls: Annotated[list[Name], Field(min_length=1, max_length=100)] | None


@acts(router, "", scope=Permission.EVIDENCE_RUN, answers=Page[Found], status=201)
def run(request: HttpRequest, body: Question) -> object:
    """Ask controls now, and keep each answer."""
    return {"items": actions.run_evidence(context_of(request), codes=body.controls)}
