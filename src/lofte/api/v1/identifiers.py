"""What a Swedish number or address is, and whether it can be right."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from lofte.api.context import context_of
from lofte.api.routes import acts
from lofte.api.shapes import Answer, Body, Text
from lofte.areas.access.rules import Permission
from lofte.kernel import identifiers
from lofte.kernel.identifiers import Kind, Reason

router = Router()


class Question(Body):
    value: Text
    kind: Kind | None = None


class Identifier(Answer):
    kind: Kind
    valid: bool
    canonical: str | None
    reason: Reason | None


# A question in a body: what identifies a person has no place in an address, which is logged.
@acts(router, "/check", scope=Permission.REQUESTS_HANDLE, answers=Identifier)
def check(request: HttpRequest, body: Question) -> object:
    """What a text is and whether it can be right; never whether it is in use, or whose."""
    return identifiers.check(body.value, today=context_of(request).today, kind=body.kind)
