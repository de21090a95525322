"""The public centre and the person's own page, over HTTP, as a browser without script."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client

from cast import Cast, enter
from databases import superuser
from lofte.areas.datamap import actions as datamap
from lofte.areas.datamap import reading
from lofte.areas.promises import actions as promises
from lofte.areas.requests import actions, jobs, queries, workers
from lofte.areas.requests.steps import digits_of
from sources import booking

POLICY = """# Policy

Svaret kommer inom en månad från den dag din begäran nådde oss.
Genom att använda våra tjänster samtycker du till behandlingen.
"""


@pytest.fixture(scope="module")
def source() -> Iterator[str]:
    with booking() as url:
        yield url


@pytest.fixture
def cast(source: str) -> Cast:
    found = enter()
    system = datamap.register_system(found.system, name="Bokningen", url=source)
    reading.scan_system(found.system, system_id=system)
    datamap.accept_identity(
        found.system, system_id=system, schema="public", table="customers", column="email",
        kind="email",
    )  # fmt: skip
    return found


@pytest.fixture
def browser() -> Client:
    return Client(headers={"accept-language": "sv"})


def published(cast: Cast, *, board: bool) -> None:
    from lofte.areas.access import actions as access

    promises.publish_policy(
        cast.system, raw=POLICY.encode(), filename="policy.md", language="sv"
    )
    if board:
        access.publish_board(cast.system)


def latest_digits(reference: str) -> str:
    with superuser() as connection:
        row = connection.execute(
            "SELECT c.id FROM requests_code c JOIN requests_request r ON r.id = c.request_id "
            "WHERE r.reference = %s ORDER BY c.made_at DESC, c.id DESC",
            [reference],
        ).fetchone()
    assert row
    return digits_of(row[0])


def ask(browser: Client, cast: Cast, email: str = "elsa@post.example") -> str:
    answer = browser.post(f"/o/{cast.slug}/request/", {"name": "Elsa Ek", "email": email})
    assert answer.status_code == 302
    found = re.search(r"/requests/([A-Z0-9-]+)/code/$", answer.headers["Location"])
    assert found
    return found[1]


def test_a_person_asks_proves_follows_and_fetches(cast: Cast, browser: Client) -> None:
    reference = ask(browser, cast)
    page = f"/o/{cast.slug}/requests/{reference}/"
    assert browser.get(page).headers["Location"] == f"/o/{cast.slug}/follow/"

    right = browser.post(f"{page}code/", {"digits": latest_digits(reference)})
    assert right.headers["Location"] == page
    assert "Vi letar" in browser.get(page).content.decode()

    request_id = queries.request_id_of(cast.system, reference=reference)
    workers.collect(cast.system, jobs.Collect(request_id=request_id))
    assert "En människa läser igenom" in browser.get(page).content.decode()
    b"".join(actions.open_package(cast.heidi, request_id=request_id))
    actions.release(cast.heidi, request_id=request_id)
    assert "Ditt svar finns här" in browser.get(page).content.decode()

    package = browser.post(f"{page}package/")
    held = zipfile.ZipFile(io.BytesIO(b"".join(package.streaming_content)))  # type: ignore[attr-defined]
    assert held.testzip() is None
    assert package.headers["Content-Disposition"] == f'attachment; filename="{reference}.zip"'


def test_another_browser_must_prove_itself_anew(cast: Cast, browser: Client) -> None:
    reference = ask(browser, cast)
    page = f"/o/{cast.slug}/requests/{reference}/"
    browser.post(f"{page}code/", {"digits": latest_digits(reference)})

    other = Client()

    assert other.get(page).headers["Location"] == f"/o/{cast.slug}/follow/"
    assert other.post(f"{page}package/").headers["Location"] == f"/o/{cast.slug}/follow/"


def test_a_wrong_code_is_said_beside_the_field_and_keeps_the_page(
    cast: Cast, browser: Client
) -> None:
    reference = ask(browser, cast)
    wrong = f"{(int(latest_digits(reference)) + 1) % 1_000_000:06d}"

    answer = browser.post(f"/o/{cast.slug}/requests/{reference}/code/", {"digits": wrong})

    assert answer.status_code == 422
    assert "Koden stämmer inte" in answer.content.decode()


def test_known_and_unknown_addresses_get_the_same_answer(cast: Cast, browser: Client) -> None:
    known = browser.post(
        f"/o/{cast.slug}/request/", {"name": "E", "email": "elsa@post.example"}, follow=True
    )
    unknown = browser.post(
        f"/o/{cast.slug}/request/", {"name": "E", "email": "nobody@post.example"}, follow=True
    )

    def without(page: bytes) -> str:
        text = re.sub(r"[A-Z0-9]{4}-[A-Z0-9]{4}", "", page.decode())
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)

    assert without(known.content) == without(unknown.content)


def test_following_a_request_that_is_not_there_answers_like_one_that_is(
    cast: Cast, browser: Client
) -> None:
    reference = ask(browser, cast)
    for given in (reference, "AAAA-AAAA"):
        answer = browser.post(
            f"/o/{cast.slug}/follow/", {"reference": given, "email": "x@post.example"}
        )
        assert answer.status_code == 302
        assert answer.headers["Location"].endswith(f"/requests/{given}/code/")


def test_the_policy_is_read_without_signing_in_and_tells_which_text_it_is(
    cast: Cast, browser: Client
) -> None:
    published(cast, board=False)

    page = browser.get(f"/o/{cast.slug}/").content.decode()

    assert 'name="lofte-notice"' in page
    assert "Svaret kommer inom en månad" in page
    assert 'class="s s--' not in page, "lines are shown only when the organisation wants it"


def test_the_board_in_public_shows_a_line_and_a_proof(cast: Cast, browser: Client) -> None:
    published(cast, board=True)

    page = browser.get(f"/o/{cast.slug}/").content.decode()
    assert "s--unproven" in page and "s--void" in page

    link = re.search(r'href="(\?[^"]*sentence=[^"#]+)', page)
    assert link
    proof = browser.get(f"/o/{cast.slug}/" + link[1].replace("&amp;", "&")).content.decode()
    assert 'class="proof' in proof


def test_a_place_without_organisation_is_not_found(browser: Client) -> None:
    for path in ("/o/nobody-here/", "/o/nobody-here/request/", "/o/nobody-here/follow/"):
        assert browser.get(path).status_code == 404


def test_every_public_page_holds_a_strict_policy_and_is_not_kept(
    cast: Cast, browser: Client
) -> None:
    published(cast, board=True)
    for path in (
        "/",
        f"/o/{cast.slug}/",
        f"/o/{cast.slug}/request/",
        f"/o/{cast.slug}/follow/",
    ):
        answer = browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"
        body = answer.content.decode()
        assert "<script>" not in body and " style=" not in body and "onclick" not in body
        assert not re.search(r'(src|href)="(https?:)?//', body), "no third party is asked"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        pytest.param("0", "203.0.113.9", "127.0.0.1", id="no proxy, no header"),
        pytest.param("1", "203.0.113.9", "203.0.113.9", id="one proxy tells who came"),
        pytest.param("1", "198.51.100.1, 203.0.113.9", "203.0.113.9", id="forged before it"),
        pytest.param("2", "203.0.113.9, 10.0.0.1", "203.0.113.9", id="two proxies"),
        pytest.param("2", "203.0.113.9", "127.0.0.1", id="a proxy was gone around"),
    ],
)
def test_who_a_visitor_is_is_told_by_our_own_proxies_alone(
    proxies: str, forwarded: str, seen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.test import RequestFactory

    from lofte.infra import env
    from lofte.portals.public.context import client_of

    found = env.parse({"LOFTE_PROXIES": proxies, "LOFTE_HOME": str(env.current().home)})
    monkeypatch.setattr(env, "current", lambda: found)
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded})

    assert client_of(request) == seen
