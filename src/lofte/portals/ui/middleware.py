"""Refusals of use cases become pages here, once for all of HTML."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lofte.infra.crash import crash_point
from lofte.kernel.errors import Refused
from lofte.portals.ui.pages import refused


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._next(request)
        if request.method == "POST":
            crash_point("web.before_answer")
        # Pages show what is true of people now; neither they nor answers are to be kept.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return refused(request, error) if isinstance(error, Refused) else None
