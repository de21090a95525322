"""Pages that belong to no portal: refusals, and the errors that are nobody's fault."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lofte.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    TooMany,
    Unavailable,
)
from lofte.portals.ui.refusals import sentence_of

STATUS: dict[type[Refused], int] = {
    # Forbidden looks like not found: what one may not see, one may not learn of.
    NotFound: 404,
    Forbidden: 404,
    Invalid: 422,
    Conflict: 409,
    TooMany: 429,
    Unavailable: 503,
}


def status_of(error: Refused) -> int:
    return next(code for kind, code in STATUS.items() if isinstance(error, kind))


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    status = status_of(error)
    if status == 404:
        return not_found(request, error)
    context = {"sentence": sentence_of(error), "code": error.code, "facts": error.facts}
    return render(request, "ui/refused.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The anti-forgery token does not match: an old tab, or somebody else's form."""
    context = {"sentence": sentence_of(FormExpired()), "code": FormExpired.code, "facts": {}}
    return render(request, "ui/refused.html", context, status=403)


class FormExpired(Refused):
    """The form was open too long. Go back, load the page again and send it once more."""

    code = "form_expired"
