"""Every page of the desk: whom it shows itself to, what it says, and how little it asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from cast import enter
from desk import Desk, browser, counted, laid
from lofte.areas.access import queries as access
from lofte.areas.access.actions import end_membership
from lofte.areas.access.rules import Permission, Role, permissions_of
from lofte.kernel.ids import new_id
from lofte.portals.staff import phrases, urls
from lofte.portals.ui.say import say
from sources import booking


@pytest.fixture(scope="module")
def source(database: None) -> Iterator[str]:
    with booking() as url:
        yield url


@pytest.fixture(scope="module")
def desk(source: str) -> Desk:
    return laid(source)


PAGES: dict[str, Permission] = {
    "": Permission.PROMISES_VIEW,
    "promises/": Permission.PROMISES_VIEW,
    "promises/policy/": Permission.NOTICES_VIEW,
    "promises/controls/": Permission.PROMISES_VIEW,
    "promises/changes/": Permission.PROMISES_VIEW,
    "promises/{promise}/": Permission.PROMISES_VIEW,
    "requests/": Permission.REQUESTS_VIEW,
    "requests/{request}/": Permission.REQUESTS_VIEW,
    "systems/": Permission.SYSTEMS_VIEW,
    "systems/{system}/": Permission.SYSTEMS_VIEW,
    "ledger/": Permission.LEDGER_VIEW,
    "people/": Permission.MEMBERS_VIEW,
    "settings/": Permission.TOKENS_MANAGE,
}
ROLES = {
    "alice": Role.OWNER,
    "bob": Role.PRIVACY_OFFICER,
    "heidi": Role.HANDLER,
    "victor": Role.VIEWER,
}


def address(desk: Desk, page: str) -> str:
    filled = page.format(request=desk.request, system=desk.system, promise=desk.promise)
    return desk.url(filled)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ROLES)
def test_a_page_shows_itself_to_those_who_may_see_it_and_is_missing_to_others(
    desk: Desk, page: str, name: str
) -> None:
    may = PAGES[page] in permissions_of(ROLES[name])

    answer = browser(getattr(desk.cast, name)).get(address(desk, page))

    assert answer.status_code == (200 if may else 404)


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_with_every_right_elsewhere_finds_nothing_here(
    desk: Desk, page: str
) -> None:
    answer = browser(desk.cast.charlie).get(address(desk, page))

    missing = browser(desk.cast.charlie).get(f"/desk/{new_id().hex[-12:]}/")
    assert answer.status_code == missing.status_code == 404
    assert desk.cast.slug.encode() not in answer.content.replace(
        address(desk, page).encode(), b""
    )


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_is_written_whole_in_either_language(
    desk: Desk, page: str, language: str
) -> None:
    answer = browser(desk.cast.bob, language=language).get(address(desk, page))

    assert f'<html lang="{language}"' in answer.content.decode()
    assert '<p class="say">' in answer.content.decode() or "promises/{" in page


@pytest.mark.parametrize("page", PAGES)
def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(desk: Desk, page: str) -> None:
    answer = Client().get(address(desk, page))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/?next=/desk/")


def test_every_route_says_what_it_takes() -> None:
    assert [
        route.name for route in urls.urlpatterns if not hasattr(route.callback, "permission")
    ] == []


def test_an_account_with_one_organisation_sits_down_at_once(desk: Desk) -> None:
    answer = browser(desk.cast.bob).get("/desk/")

    assert (answer.status_code, answer.headers["Location"]) == (302, desk.url())


def test_an_account_that_serves_nobody_is_told_so() -> None:
    cast = enter()
    victor = browser(cast.victor)
    members = access.members(cast.alice)
    ending = next(row.membership_id for row in members if row.account_id == cast.victor.actor)

    end_membership(cast.alice, membership_id=ending)

    assert "You serve no organisation yet." in victor.get("/desk/").content.decode()
    assert victor.get(f"/desk/{cast.slug}/").status_code == 404


def test_a_list_of_requests_asks_the_database_little(desk: Desk) -> None:
    bob = browser(desk.cast.bob)
    bob.get(desk.url("requests/"))

    with counted() as sent:
        answer = bob.get(desk.url("requests/"))

    assert answer.status_code == 200
    of_the_session = [sql for sql in sent if "session" in sql or "access_account" in sql]
    assert len(sent) - len(of_the_session) <= 8, sent
    # Who is signed in, and where (allauth keeps the list of sessions fresh).
    assert len(of_the_session) <= 5, of_the_session


def test_a_search_for_a_reference_or_an_address_is_a_search_for_a_request(desk: Desk) -> None:
    bob = browser(desk.cast.bob)

    by_reference = bob.get(desk.url("search/"), {"q": desk.reference}, follow=True)
    by_address = bob.get(desk.url("search/"), {"q": "elsa@post.example"}, follow=True)
    by_words = bob.get(desk.url("search/"), {"q": "train our"}, follow=True)

    assert "Elsa Ek" in by_reference.content.decode()
    assert "Elsa Ek" in by_address.content.decode()
    assert "We train our staff every year." in by_words.content.decode()


def test_what_a_person_calls_themselves_is_never_read_as_a_link(desk: Desk) -> None:
    [part] = say(phrases.inert("[Elsa](x) **Ek**"))

    assert part.href == part.kind == ""
