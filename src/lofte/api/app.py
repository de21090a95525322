"""The API: its routers, its description, and one shape for all that goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from lofte.api import errors
from lofte.api.v1 import (
    controls,
    datamap,
    deadlines,
    evidence,
    fields,
    identifiers,
    ledger,
    notices,
    organisation,
    promises,
    references,
    requests,
    systems,
)

DESCRIPTION = """\
Every call carries `Authorization: Bearer <token>`; a token holds scopes, and each operation
says in `x-scope` which one it takes. Lists come in pages: `next` of a page is `after` of the
following one. A POST with an `Idempotency-Key` is done once. What goes wrong is told as
`application/problem+json` (RFC 9457), with a `code` that stays.
"""


class Api(NinjaAPI):
    """Ninja's API, whose own plain answers and addresses unknown to it are problems too."""

    @property
    def urls(self) -> tuple[list[URLResolver | URLPattern], str, str]:
        patterns, app, namespace = super().urls
        known = [_in_one_shape(found) for found in patterns if isinstance(found, URLPattern)]
        return [*known, re_path("", csrf_exempt(_unknown))], app, namespace

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        shape = errors.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        shapes = schema["components"]["schemas"]
        shapes |= shape.pop("$defs") | {"Problem": shape}
        return schema


def _in_one_shape(found: URLPattern) -> URLPattern:
    return path(str(found.pattern), _told(found.callback), name=found.name)


def _told(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def answer(request: HttpRequest, **given: Any) -> HttpResponseBase:
        try:
            response = view(request, **given)
        except Http404:
            return errors.other_problem(404)
        if response.status_code != 405:
            return response
        told = errors.other_problem(405)
        told["Allow"] = response["Allow"]
        return told

    return answer


def _unknown(request: HttpRequest) -> HttpResponseBase:
    return errors.other_problem(404)


api = Api(
    title="Löfte",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
errors.install(api)
NOUNS = {
    "organisation": organisation,
    "notices": notices,
    "promises": promises,
    "controls": controls,
    "evidence-runs": evidence,
    "requests": requests,
    "systems": systems,
    "fields": fields,
    "references": references,
    "map": datamap,
    "ledger": ledger,
    "deadlines": deadlines,
    "identifiers": identifiers,
}
for name, noun in NOUNS.items():
    api.add_router(f"/{name}", noun.router)
