"""How operations are declared: what they take, what they answer, and that acts happen once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Router
from ninja.responses import Response
from pydantic import BaseModel

from lofte.api.context import Bearer, context_of
from lofte.areas.access import actions as access
from lofte.areas.access.actions import Kept
from lofte.areas.access.rules import Permission
from lofte.infra.secrets import keyed_hash
from lofte.kernel.errors import Invalid, Refused

View = Callable[..., object]
Shape = type[BaseModel] | None

LONGEST_KEY = 200
_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "Asked again with the same key and body within 24 hours, the same answer "
    "comes back and nothing is done twice.",
    "required": False,
    "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": LONGEST_KEY,
        "pattern": "^[!-~]+$",
    },
}

WHY_NOT = {
    "description": "Why nothing was done",
    "content": {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
    },
}


class BadKey(Invalid):
    """An Idempotency-Key is 1 to 200 printable characters of ASCII."""

    code = "bad_idempotency_key"


class UnknownParameter(Invalid):
    """The address has a parameter that is not known here; look for a slip of the pen."""

    code = "unknown_parameter"


def reads(
    router: Router, path: str, *, scope: Permission, answers: Shape
) -> Callable[[View], View]:
    """An operation that changes nothing."""

    def declare(view: View) -> View:
        _declare(router, "GET", path, view, view, scope, {200: answers})
        return view

    return declare


def downloads(
    router: Router, path: str, *, scope: Permission, media: str
) -> Callable[[Callable[..., Iterator[bytes]]], Callable[..., Iterator[bytes]]]:
    """A file, chunk by chunk. The first one is read early: a file that is gone is a 404."""

    def declare(view: Callable[..., Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
        def sent(request: HttpRequest, **given: Any) -> StreamingHttpResponse:
            chunks = view(request, **given)
            whole = chain([next(chunks, b"")], chunks)
            return StreamingHttpResponse(
                whole, content_type=media, headers={"Content-Disposition": "attachment"}
            )

        # Whoever reads YAML by its description takes it apart, so it is an object to them.
        opaque = {"type": "string", "format": "binary"}
        file = {"schema": {"type": "object"} if media.endswith("yaml") else opaque}
        content = {200: {"content": {media: file}}, "default": WHY_NOT}
        _declare(router, "GET", path, view, sent, scope, {200: None}, responses=content)
        return view

    return declare


def acts(
    router: Router,
    path: str,
    *,
    scope: Permission,
    answers: Shape = None,
    status: int | None = None,
) -> Callable[[View], View]:
    """An operation that does something: with an Idempotency-Key, once only.

    Only answers to what was done are kept. A refusal changed nothing, and may be asked for
    again under the same key.
    """
    code = status or (200 if answers else 204)

    def declare(view: View) -> View:
        def act(request: HttpRequest, **given: Any) -> HttpResponse:
            return _once(request, lambda: _rendered(view(request, **given), answers, code))

        _declare(router, "POST", path, view, act, scope, {code: answers}, parameters=[_KEY])
        return view

    return declare


def _declare(
    router: Router, method: str, path: str, view: View, run: View, scope: Permission,
    answers: dict[int, Shape], **extra: object,
) -> None:  # fmt: skip
    """Make `run` the operation that `view` describes by its name, words and parameters."""

    @wraps(view)
    def operation(request: HttpRequest, **given: Any) -> object:
        if unknown := sorted(set(request.GET) - set(given)):
            raise UnknownParameter(parameters=unknown)
        return run(request, **given)

    # Annotations are strings, which only the view's own module can resolve.
    operation.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
    noun = view.__module__.rpartition(".")[2]
    router.add_api_operation(
        path,
        [method],
        operation,
        auth=Bearer(scope),
        response=answers,
        operation_id=f"{noun}_{view.__name__}",
        summary=(view.__doc__ or "").partition(".")[0],
        tags=[noun],
        openapi_extra={"x-scope": str(scope), "responses": {"default": WHY_NOT}, **extra},
    )


def _once(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    ctx, key = context_of(request), request.headers.get("Idempotency-Key")
    if key is None:
        return act()
    if not 1 <= len(key) <= LONGEST_KEY or not all("!" <= ch <= "~" for ch in key):
        raise BadKey()
    claim = access.claim_key(ctx, key=key, digest=_digest(request))
    if isinstance(claim, Kept):
        return _repeated(claim)
    try:
        response = act()
    except Refused:
        access.free_key(ctx, claim_id=claim)
        raise
    kept = Kept(status=response.status_code, answer=response.content)
    access.keep_answer(ctx, claim_id=claim, kept=kept)
    return response


def _digest(request: HttpRequest) -> bytes:
    what = f"{request.method} {request.get_full_path()}\n{request.body.decode('latin-1')}"
    return keyed_hash("idempotency", what)


def _rendered(result: object, answers: Shape, status: int) -> HttpResponse:
    if answers is None:
        return HttpResponse(status=status, content_type="application/json")
    shaped = answers.model_validate(result)
    return Response(shaped.model_dump(), status=status)


def _repeated(kept: Kept) -> HttpResponse:
    response = HttpResponse(kept.answer, status=kept.status, content_type="application/json")
    response["Idempotency-Replayed"] = "true"
    return response
