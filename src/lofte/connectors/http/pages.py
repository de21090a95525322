"""Page after page of a resource, until the service has no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lofte.connectors.http.client import Answer, Client
from lofte.connectors.http.description import Call, Paging
from lofte.discovery.ports import SourceUnavailable

MOST_PAGES = 1_000_000

Item = Mapping[str, Any]


def pages(
    client: Client, call: Call, *, place: Mapping[str, str] | None = None
) -> Iterator[list[Item]]:
    """The rows of each page in turn. A page that comes twice ends in `SourceUnavailable`, for
    a service that ignores its paging would be read for ever."""
    answer = client.ask(call, place=place, extra=_first(call.paging))
    seen = 0
    for number in range(MOST_PAGES):
        items = rows_in(answer, call)
        yield items
        seen += len(items)
        following = _next(client, call, place, answer, items, number, seen)
        if following is None:
            return
        if following.document == answer.document and items:
            raise SourceUnavailable("The service sends the same page again and again.")
        answer = following


def rows_in(answer: Answer, call: Call) -> list[Item]:
    """The rows of an answer; one object alone is one row."""
    found = at(answer.document, call.items)
    if found is None:
        return []
    rows = found if isinstance(found, list) else [found]
    if not all(isinstance(row, dict) for row in rows):
        where = call.items or "the top of the answer"
        raise SourceUnavailable(f"There are no rows at {where}.")
    return rows


def at(document: Any, way: str) -> Any:
    """What stands at a dotted way in a document, or None."""
    for step in filter(None, way.split(".")):
        document = document.get(step) if isinstance(document, dict) else None
    return document


def _first(paging: Paging) -> dict[str, str]:
    size = {paging.size_parameter: str(paging.size)} if paging.size_parameter else {}
    if paging.by == "page":
        return {paging.parameter: str(paging.first), **size}
    return {paging.parameter: "0", **size} if paging.by == "offset" else size


def _next(
    client: Client, call: Call, place: Mapping[str, str] | None, answer: Answer,
    items: list[Item], number: int, seen: int,
) -> Answer | None:  # fmt: skip
    paging = call.paging
    if paging.by == "link":
        return client.follow(answer.next_link) if answer.next_link else None
    if paging.by == "cursor":
        cursor = at(answer.document, paging.next)
        wanted = str(cursor) if cursor not in (None, "", False) else None
    elif paging.by in ("page", "offset") and items and len(items) >= paging.size:
        wanted = str(seen if paging.by == "offset" else paging.first + number + 1)
    else:
        wanted = None
    if wanted is None:
        return None
    return client.ask(call, place=place, extra={**_first(paging), paging.parameter: wanted})
