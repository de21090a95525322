"""The questions put to the live system, and what they answered."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from ninja import Router

from lofte.api.context import context_of
from lofte.api.routes import reads
from lofte.api.shapes import (
    After,
    Answer,
    Limit,
    Page,
    opened_moment,
    page_of,
)
from lofte.api.v1.evidence import Evidence
from lofte.areas.access.rules import Permission
from lofte.areas.promises import queries

router = Router()


class Control(Answer):
    """`promises` is how many it speaks for."""

    code: str
    law: str
    fresh_for: timedelta
    last: Evidence | None
    promises: int


@reads(router, "", scope=Permission.PROMISES_VIEW, answers=Page[Control])
def page(request: HttpRequest) -> object:
    """Every control there is, asked or not, in the order they are run."""
    return {"items": queries.controls(context_of(request))}


@reads(router, "/{code}/runs", scope=Permission.PROMISES_VIEW, answers=Page[Evidence])
def runs(request: HttpRequest, code: str, limit: Limit = 50, after: After = "") -> object:
    """What one control has answered, the latest first."""
    found = queries.runs(
        context_of(request), control=code, limit=limit + 1, before=opened_moment(after)
    )
    return page_of(found, limit, lambda row: row.at.isoformat())
