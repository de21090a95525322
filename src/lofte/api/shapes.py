"""What bodies, answers and pages have in common."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from lofte.kernel.errors import Invalid

# PostgreSQL's text holds any character but this one.
_NO_NUL = r"^[^\x00]*$"

Text = Annotated[str, Field(min_length=1, max_length=2000, pattern=_NO_NUL)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=_NO_NUL)]
Limit = Annotated[int, Field(ge=1, le=200, description="How many at most.")]
After = Annotated[
    str,
    Field(
        max_length=400, pattern=r"^[A-Za-z0-9_-]*$", description="`next` of the page before."
    ),
]


class BadCursor(Invalid):
    """`after` is not what `next` of a page said. Begin again without it."""

    code = "bad_cursor"


class Body(BaseModel):
    """What a program sends. A misspelt field is refused, and not passed over."""

    model_config = ConfigDict(extra="forbid")


class Answer(BaseModel):
    """What a program gets: these fields of a row and no others."""

    model_config = ConfigDict(from_attributes=True)


class Made(Answer):
    """The id of what was made."""

    id: UUID


T = TypeVar("T")


class Page(Answer, Generic[T]):
    """Some of a list, in an order that stays. `next` leads to the rest; null on the last."""

    items: list[T]
    next: str | None = None


def sealed_cursor(place: str | None) -> str | None:
    """A place in a list as programs carry it about: nothing for them to read or to build."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=") if place else None


def opened_cursor(cursor: str) -> str | None:
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        raise BadCursor() from None


def opened_number(cursor: str) -> int | None:
    place = opened_cursor(cursor)
    if place is None:
        return None
    # Ten digits: more is beyond any list, and beyond what a column holds.
    if not (place.isdigit() and len(place) <= 10):
        raise BadCursor()
    return int(place)


def opened_moment(cursor: str) -> datetime | None:
    place = opened_cursor(cursor)
    try:
        moment = place and datetime.fromisoformat(place)
    except ValueError:
        raise BadCursor() from None
    if moment and moment.tzinfo is None:
        raise BadCursor()
    return moment or None


R = TypeVar("R")


def page_of(rows: Sequence[R], limit: int, place: Callable[[R], str]) -> dict[str, object]:
    """A page of `limit` rows, of which one more was asked for to know whether there are."""
    shown = rows[:limit]
    more = len(rows) > limit
    return {"items": shown, "next": sealed_cursor(place(shown[-1])) if more else None}
