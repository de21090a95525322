"""What the notices area answers when asked: is the policy public, reachable, looked over?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pytest

from cast import Cast, enter
from fakes.promise_policy import ENGLISH, SWEDISH, publishes
from fakes.web_pages import says, serving
from lofte.areas.access import actions as access
from lofte.areas.notices import actions, controls, queries
from lofte.areas.notices.rules import review_due, shown_on
from lofte.infra import env
from lofte.kernel.errors import Unavailable
from lofte.kernel.evidence import Verdict


@pytest.fixture
def cast() -> Cast:
    return enter()


@contextmanager
def public_pages(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, *, instead: dict[str, str] | None = None
) -> Iterator[None]:
    """A web site that shows each current text, but for those of `instead`."""
    shown = {row.language: row.sha256 for row in queries.current(cast.bob)} | (instead or {})

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked = urlsplit(request.path)
        language = parse_qs(asked.query)["lang"][0]
        if asked.path != f"/o/{cast.slug}/" or language not in shown:
            return says(request, 404)
        mark = f'<meta name="lofte-notice" content="{shown[language]}">'
        return says(request, 200, f"<!doctype html><head>{mark}</head>".encode())

    with serving(answer) as url:
        monkeypatch.setenv("LOFTE_BASE_URL", url)
        env.current.cache_clear()
        yield
    env.current.cache_clear()


def test_the_promise_is_kept_when_a_stranger_gets_both_texts(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishes(cast, SWEDISH, "sv")
    publishes(cast, ENGLISH, "en")

    with public_pages(cast, monkeypatch):
        found = controls.public_in_both_languages(cast.system)

    assert found.verdict is Verdict.KEPT
    assert found.facts["shown"] == 2
    assert (found.facts["sv_status"], found.facts["en_status"]) == (200, 200)


def test_a_page_with_an_older_text_breaks_the_promise(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishes(cast, SWEDISH, "sv")
    publishes(cast, ENGLISH, "en")

    with public_pages(cast, monkeypatch, instead={"en": "0" * 64}):
        found = controls.public_in_both_languages(cast.system)

    assert (found.verdict, found.violations) == (Verdict.BROKEN, ("language:en",))


def test_a_policy_in_one_language_alone_breaks_the_promise(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishes(cast, SWEDISH, "sv")

    with public_pages(cast, monkeypatch):
        found = controls.public_in_both_languages(cast.system)

    assert (found.verdict, found.violations) == (Verdict.BROKEN, ("language:en",))
    assert found.facts["en_status"] == 404


def test_a_server_that_does_not_answer_proves_neither(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishes(cast, SWEDISH, "sv")
    with serving(lambda request: says(request, 503)) as url:
        monkeypatch.setenv("LOFTE_BASE_URL", url)
        env.current.cache_clear()
        with pytest.raises(Unavailable):
            controls.public_in_both_languages(cast.system)
    env.current.cache_clear()


@pytest.mark.parametrize(
    ("contact", "verdict"),
    [
        ({"contact_email": "", "contact_address": "Storgatan 1"}, "broken"),
        ({"contact_email": "a@ours.example"}, "broken"),
        ({"contact_email": "a@ours.example", "contact_address": "Storgatan 1"}, "kept"),
        ({"contact_email": "a@ours.example", "officer_email": "b@ours.example"}, "kept"),
    ],
)
def test_an_address_to_write_to_and_a_place_or_an_officer_are_published(
    cast: Cast, contact: dict[str, str], verdict: str
) -> None:
    access.publish_contact(cast.bob, **contact)

    assert controls.contact_published(cast.system).verdict == verdict


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(0, "kept"), (334, "kept"), (335, "at_risk"), (365, "at_risk"), (366, "broken")],
)
def test_a_policy_is_looked_over_within_a_year(cast: Cast, days: int, verdict: str) -> None:
    publishes(cast, SWEDISH, "sv")
    later = cast.at(cast.bob.now + timedelta(days=days))

    assert controls.reviewed_within_a_year(later.system).verdict == verdict


def test_a_review_starts_the_year_anew_for_every_text(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    publishes(cast, ENGLISH, "en")
    later = cast.at(cast.bob.now + timedelta(days=366))
    assert controls.reviewed_within_a_year(later.system).violations != ()

    actions.review_policy(later.bob, outcome="unchanged")

    found = controls.reviewed_within_a_year(later.system)
    assert (found.verdict, found.facts["due"]) == (Verdict.KEPT, date(2028, 11, 23))


def test_the_text_that_was_read_longest_ago_decides(cast: Cast) -> None:
    first = publishes(cast, SWEDISH, "sv")
    later = cast.at(cast.bob.now + timedelta(days=366))
    publishes(later, ENGLISH, "en")

    found = controls.reviewed_within_a_year(later.system)

    assert (found.verdict, found.violations) == (
        Verdict.BROKEN,
        (f"version:{first.version_id}",),
    )


def test_where_nothing_is_published_nothing_has_been_looked_over(cast: Cast) -> None:
    assert controls.reviewed_within_a_year(cast.system).verdict is Verdict.BROKEN


def test_a_year_from_a_leap_day_ends_on_the_last_of_february() -> None:
    assert review_due(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (b"", set()),
        (b"<p>no mark</p>", set()),
        (b"<meta name=lofte-notice content=abc><p>", {"abc"}),
        (b"<!-- <meta name='lofte-notice' content='abc'> -->", set()),
        (b"\xff\xfe<<<>", set()),
    ],
)
def test_a_page_tells_which_text_it_shows(page: bytes, shown: set[str]) -> None:
    assert shown_on(page) == shown
