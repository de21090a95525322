"""Fetching a page of our own, from a real server on this machine."""

from __future__ import annotations

import time
from http.server import BaseHTTPRequestHandler

import pytest

from fakes.web_pages import says, serving
from lofte.infra import probe


def test_a_page_is_fetched_with_its_status_and_body() -> None:
    with serving(lambda r: says(r, 200, b"hello")) as url:
        assert probe.fetch(url) == probe.Page(200, b"hello")


def test_a_page_that_is_not_there_is_an_answer() -> None:
    with serving(lambda r: says(r, 404, b"no")) as url:
        assert probe.fetch(url).status == 404


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_server_that_says_not_now_has_not_answered(status: int) -> None:
    with serving(lambda r: says(r, status)) as url, pytest.raises(probe.PageDidNotAnswer):
        probe.fetch(url)


def test_nobody_listening_is_no_answer() -> None:
    with serving(lambda r: says(r, 200)) as url:
        pass

    with pytest.raises(probe.PageDidNotAnswer):
        probe.fetch(url)


def test_a_redirect_on_the_same_host_is_followed() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.path == "/":
            says(request, 302, Location="/there")
        else:
            says(request, 200, b"arrived")

    with serving(answer) as url:
        assert probe.fetch(url + "/").body == b"arrived"


def test_a_redirect_to_another_host_is_not_followed() -> None:
    with (
        serving(lambda r: says(r, 200, b"elsewhere")) as elsewhere,
        serving(lambda r: says(r, 302, Location=elsewhere)) as url,
    ):
        assert probe.fetch(url) == probe.Page(302, b"")


def test_a_page_that_drips_is_given_up_in_the_time_it_has_in_all() -> None:
    def drips(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(50):
            try:
                request.wfile.write(b".")
                request.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    with serving(drips) as url:
        begun = time.monotonic()
        with pytest.raises(probe.PageDidNotAnswer):
            probe.fetch(url, patience=0.5)

    assert time.monotonic() - begun < 4


def test_no_more_than_eight_megabytes_are_kept() -> None:
    with serving(lambda r: says(r, 200, b"a" * (probe.LARGEST + 5))) as url:
        assert len(probe.fetch(url).body) == probe.LARGEST


def test_a_proxy_of_the_environment_is_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    with serving(lambda r: says(r, 200, b"direct")) as url:
        assert probe.fetch(url).body == b"direct"
