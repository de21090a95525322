"""A program with a token, calling the API of the running application."""

from __future__ import annotations

from dataclasses import replace

from django.test import Client

from cast import Cast
from lofte.areas.access import actions as access
from lofte.areas.access.rules import OF_THE_SUBJECT
from lofte.areas.requests import actions as requests
from lofte.kernel.context import SUBJECT, Context
from lofte.kernel.ids import new_id

API = "/api/v1"


def program(who: Context, *scopes: str) -> Client:
    """One whose token `who` made, holding these scopes, or else all of theirs."""
    return holding(token_of(who, *scopes))


def token_of(who: Context, *scopes: str) -> str:
    _, token = access.issue_token(who, name="test", scopes=frozenset(scopes) or who.permissions)
    return token


def holding(token: str) -> Client:
    headers = {"Authorization": f"Bearer {token}", "Host": "localhost"}
    # An unexpected error must come out as the API tells it, and not as a traceback.
    return Client(headers=headers, raise_request_exception=False)


def ask(cast: Cast, *, name: str = "Astrid Testsson") -> str:
    """Somebody asks for their data; the id of the request."""
    person = replace(cast.system, actor=SUBJECT, permissions=OF_THE_SUBJECT)
    tag = new_id().hex
    request_id, _ = requests.submit(
        person, name=name, email=f"{tag}@person.example", language="sv", client=tag
    )
    return str(request_id)
