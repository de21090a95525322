"""Pages go out compressed; files and the API's answers do not."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

from django.http import HttpRequest, StreamingHttpResponse
from django.test import Client, RequestFactory

from cast import enter
from lofte.portals.ui.middleware import CompressedPages
from programs import program


def test_a_page_is_compressed_for_a_browser_that_can_open_it() -> None:
    plain = Client().get("/")
    packed = Client(headers={"accept-encoding": "gzip, br"}).get("/")

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.content).splitlines()[0] == plain.content.splitlines()[0]
    assert len(packed.content) < len(plain.content)


def test_the_same_page_has_not_the_same_length_twice() -> None:
    """So that its length says less of what is in it."""
    browser = Client(headers={"accept-encoding": "gzip"})

    assert len({len(browser.get("/").content) for _ in range(12)}) > 1


def test_the_answers_of_the_api_are_sent_as_they_are() -> None:
    bob = enter(now=datetime.now(UTC)).bob

    answer = program(bob).get("/api/v1/requests", headers={"accept-encoding": "gzip"})

    assert answer.status_code == 200 and "Content-Encoding" not in answer.headers


def test_a_package_is_sent_as_it_is() -> None:
    def package(request: HttpRequest) -> StreamingHttpResponse:
        return StreamingHttpResponse([b"PK", b"..."], content_type="application/zip")

    asked = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    answer = CompressedPages(package)(asked)

    assert "Content-Encoding" not in answer.headers
    assert b"".join(answer) == b"PK..."
