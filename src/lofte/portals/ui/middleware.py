"""What is done to every answer on its way out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from lofte.infra.crash import crash_point
from lofte.kernel.errors import Refused
from lofte.portals.ui.pages import refused


class CompressedPages(GZipMiddleware):
    """Sends pages compressed, a seventh of their size; files and the API's answers as they are.

    The length of what is compressed may tell of its content (BREACH). Django masks the one
    secret in our pages anew each time, adds up to a hundred random bytes, and our cookies do
    not go along with what other sites have a browser fetch.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.streaming or not response.headers["Content-Type"].startswith("text/html"):
            return response
        return super().process_response(request, response)


class RefusalMiddleware:
    """Refusals of use cases become pages here, once for all of HTML."""

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
