"""The API over HTTP: who is let in, what is told, and that acts happen once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from cast import Cast, enter
from django.test import Client

from lofte.areas.access import actions as access
from lofte.areas.access.rules import permissions_of
from lofte.kernel.context import Context


@pytest.fixture
def cast() -> Cast:
    # The API reads the clock, so its people must live now.
    return enter(now=datetime.now(UTC))


def caller(who: Context, *scopes: str) -> Client:
    """A program with a token made by `who`, holding these scopes or all of theirs."""
    wanted = frozenset(scopes) or who.permissions
    _, token = access.issue_token(who, name="test", scopes=wanted)
    return Client(headers={"Authorization": f"Bearer {token}", "Host": "localhost"})


def test_a_token_reads_its_own_organisation(cast: Cast) -> None:
    answer = caller(cast.bob).get("/api/v1/organisation")
    assert answer.status_code == 200
    assert answer.json()["slug"] == cast.slug
