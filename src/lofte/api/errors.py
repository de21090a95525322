"""Every way the API says no, in one shape: problem details (RFC 9457).

What is missing and what belongs to another organisation get the same bytes, so that
nobody learns which of the two it is.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import BaseModel

from lofte.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    TooMany,
    Unavailable,
)

log = logging.getLogger(__name__)

STATUS: dict[type[Refused], int] = {
    NotFound: 404,
    Forbidden: 403,
    Invalid: 422,
    Conflict: 409,
    TooMany: 429,
    Unavailable: 503,
}
RETRY_AFTER = 60
"""Seconds to wait where the refusal does not say."""

OTHERS: dict[int, tuple[str, str]] = {
    400: ("malformed", "The body is not JSON. Send an object in UTF-8."),
    401: (
        "unauthenticated",
        "Send a token that still holds, as `Authorization: Bearer lofte_…`.",
    ),
    404: (NotFound.code, NotFound.__doc__ or ""),
    405: ("method_not_allowed", "This address does not know the method; see the Allow header."),
    413: ("too_large", "The body is too large."),
    422: (Invalid.code, Invalid.__doc__ or ""),
    500: ("internal", "Something went wrong on our side, and has been noted."),
}
"""The problems that are no use case's refusal: their code and sentence."""


class Fault(BaseModel):
    """One place in the request that cannot be right."""

    where: str
    what: str


class Problem(BaseModel):
    """Why nothing was done. `code` is stable; sentences are for people and may change."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    facts: dict[str, Any]
    errors: list[Fault]


def problem(
    status: int, code: str, title: str, *, detail: str = "",
    facts: dict[str, object] | None = None, errors: Sequence[Fault] = (),
) -> HttpResponse:  # fmt: skip
    said = Problem(
        type=f"/problems/{code}",
        title=_one_line(title),
        status=status,
        code=code,
        detail=_one_line(detail or title),
        facts=facts or {},
        errors=list(errors),
    )
    return HttpResponse(
        json.dumps(said.model_dump(), default=str),
        status=status,
        content_type="application/problem+json",
    )


def other_problem(status: int) -> HttpResponse:
    code, title = OTHERS[status]
    response = problem(status, code, title)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def status_of(refusal: type[Refused]) -> int:
    return next(status for kind, status in STATUS.items() if issubclass(refusal, kind))


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    status = status_of(type(error))
    # The facts of what is not here name what was asked for, and would tell ids apart.
    facts = {} if status == 404 else error.facts
    title = type(error).__doc__ or error.code
    detail = title if status == 404 else error.message
    response = problem(status, error.code, title, detail=detail, facts=facts)
    if status in (429, 503):
        response["Retry-After"] = str(error.facts.get("seconds", RETRY_AFTER))
    return response


def install(api: NinjaAPI) -> None:
    """Answer everything that can escape an operation in the one shape."""
    answers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: refused,
        ValidationError: _not_valid,
        AuthenticationError: lambda *_: other_problem(401),
        HttpError: lambda *_: other_problem(400),
        Http404: lambda *_: other_problem(404),
        RequestDataTooBig: lambda *_: other_problem(413),
        Exception: _unexpected,
    }
    for kind, answer in answers.items():
        api.add_exception_handler(kind, answer)


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    code, title = OTHERS[422]
    return problem(422, code, title, errors=[_fault(found) for found in error.errors])


def _fault(found: dict[str, Any]) -> Fault:
    source, *way = found["loc"]
    if source == "body":
        # Its next part is only our own name for the whole body.
        way = way[1:]
    return Fault(where=".".join(map(str, (source, *way))), what=found["msg"])


def _unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("unexpected in %s %s", request.method, request.path, exc_info=error)
    return other_problem(500)


def _one_line(text: str) -> str:
    return " ".join(text.split())
