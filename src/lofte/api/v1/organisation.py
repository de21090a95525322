"""The organisation a token belongs to."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from lofte.api.context import context_of
from lofte.api.routes import reads
from lofte.api.shapes import Answer
from lofte.areas.access import queries
from lofte.areas.access.rules import Permission

router = Router()


class Organisation(Answer):
    slug: str
    name: str
    org_number: str
    contact_email: str
    contact_address: str
    officer_name: str
    officer_email: str
    board_is_public: bool


@reads(router, "", scope=Permission.NOTICES_VIEW, answers=Organisation)
def one(request: HttpRequest) -> object:
    """Its name, and how it and its data protection officer are reached."""
    return queries.organisation(context_of(request))
