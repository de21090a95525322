"""Fetching a page of our own as a stranger would: no session, no cookies, no patience."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lofte.kernel.errors import Unavailable

PATIENCE = 5.0
LARGEST = 8 * 1024 * 1024
_PART = 64 * 1024
# What a server says that is not there, or not now: nothing is known of the page then.
_NOT_NOW = frozenset({429, 502, 503, 504})


class PageDidNotAnswer(Unavailable):
    """The page did not answer in time. Check that the web server runs at LOFTE_BASE_URL."""

    code = "page_did_not_answer"


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    body: bytes
    """At most the first 8 MB."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: object, code: int, msg: str,
        headers: http.client.HTTPMessage, newurl: str,
    ) -> urllib.request.Request | None:  # fmt: skip
        if urlsplit(urljoin(req.full_url, newurl)).netloc != urlsplit(req.full_url).netloc:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


# Without proxies: a cache on the way could show what the server no longer does.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _SameHost())


def fetch(url: str, *, patience: float = PATIENCE) -> Page:
    """The page at `url`, within `patience` seconds in all; redirects stay on its host.

    A refusal such as 404 is an answer. Silence, or a server that says "not now", is not.
    """
    ends = time.monotonic() + patience
    request = urllib.request.Request(  # noqa: S310 (the address is the operator's own)
        url, headers={"User-Agent": "Lofte-probe", "Cache-Control": "no-cache"}
    )
    try:
        with _OPENER.open(request, timeout=patience) as answer:
            page = Page(answer.status, _read(answer, ends))
    except urllib.error.HTTPError as refusal:
        with refusal:
            page = Page(refusal.code, b"")
    except (OSError, http.client.HTTPException) as error:
        raise PageDidNotAnswer(url=url) from error
    if page.status in _NOT_NOW:
        raise PageDidNotAnswer(url=url, status=page.status)
    return page


def _read(answer: http.client.HTTPResponse, ends: float) -> bytes:
    body = bytearray()
    while len(body) < LARGEST and (part := answer.read1(_PART)):
        body += part
        if time.monotonic() > ends:
            raise TimeoutError
    return bytes(body[:LARGEST])
