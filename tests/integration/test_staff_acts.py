"""What is done at the desk: each act, what it says afterwards, and who may not."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client

from cast import Cast, enter
from desk import Desk, asked, browser, laid
from lofte.areas.access import queries as access
from lofte.areas.datamap import queries as datamap
from lofte.areas.promises import queries as promises
from lofte.areas.requests import queries as requests
from lofte.kernel.context import Context
from sources import booking


@pytest.fixture(scope="module")
def source(database: None) -> Iterator[str]:
    with booking() as url:
        yield url


@pytest.fixture
def desk(source: str) -> Desk:
    return laid(source)


@pytest.fixture
def cast() -> Cast:
    return enter()


def later(ctx: Context) -> Context:
    """The same colleague after what was just done over HTTP."""
    return replace(ctx, now=datetime.now(UTC))


def page_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_an_answer_is_read_through_and_released(desk: Desk) -> None:
    heidi, page = browser(desk.cast.heidi), desk.url(f"requests/{desk.request}/")
    assert "Nobody has opened the package yet." in page_of(heidi, page)

    package = heidi.post(f"{page}package/")
    names = zipfile.ZipFile(BytesIO(b"".join(package.streaming_content))).namelist()
    released = heidi.post(f"{page}release/")

    assert "manifest.json" in names and "rapport.html" in names
    assert (released.status_code, released.headers["Location"]) == (303, page)
    text = page_of(heidi, page)
    assert "The answer is released. A mail tells the person where to fetch it." in text
    assert "The package was opened to be read through" in text
    assert requests.whole(desk.cast.heidi, request_id=desk.request).state == "answered"


def test_what_nobody_opened_is_not_released_and_the_page_says_why(desk: Desk) -> None:
    heidi, page = browser(desk.cast.heidi), desk.url(f"requests/{desk.request}/")

    refused = heidi.post(f"{page}release/", follow=True)

    assert "Nobody has opened the package yet. Read it through" in refused.content.decode()
    assert requests.whole(desk.cast.heidi, request_id=desk.request).state == "review"


def test_a_page_that_asks_again_is_told_when_the_search_is_over(desk: Desk) -> None:
    heidi, page = browser(desk.cast.heidi), desk.url(f"requests/{desk.request}/")

    asked = heidi.get(page, headers={"hx-request": "true"})

    assert asked.headers["HX-Refresh"] == "true"
    assert "HX-Refresh" not in heidi.get(page).headers


def test_what_was_released_cannot_be_released_again_and_the_page_says_why(desk: Desk) -> None:
    heidi, page = browser(desk.cast.heidi), desk.url(f"requests/{desk.request}/")
    heidi.post(f"{page}package/")
    heidi.post(f"{page}release/")
    page_of(heidi, page)

    again = heidi.post(f"{page}release/", follow=True)

    assert "The request has moved on meanwhile" in again.content.decode()


def test_an_extension_needs_a_reason_and_keeps_what_was_typed(desk: Desk) -> None:
    heidi, page = browser(desk.cast.heidi), desk.url(f"requests/{desk.request}/")

    empty = heidi.post(f"{page}extension/", {"reason": ""})
    given = heidi.post(f"{page}extension/", {"reason": "Det är många uppgifter."}, follow=True)

    assert empty.status_code == 422
    assert 'id="errors"' in empty.content.decode()
    assert "Det är många uppgifter." in given.content.decode()
    found = requests.whole(desk.cast.heidi, request_id=desk.request)
    assert found.extended_because == "Det är många uppgifter."


def test_the_page_of_an_act_leads_to_the_page_it_is_done_from(desk: Desk) -> None:
    page = desk.url(f"requests/{desk.request}/")

    answer = browser(desk.cast.heidi).get(f"{page}extension/")

    assert (answer.status_code, answer.headers["Location"]) == (303, page)


@pytest.mark.parametrize("act", ["release", "extension", "search", "package"])
def test_a_colleague_without_the_right_finds_no_such_act(desk: Desk, act: str) -> None:
    page = desk.url(f"requests/{desk.request}/")

    alice = browser(desk.cast.alice).post(f"{page}{act}/", {"reason": "x"})
    charlie = browser(desk.cast.charlie).post(f"{page}{act}/", {"reason": "x"})

    assert (alice.status_code, charlie.status_code) == (404, 404)
    assert requests.whole(desk.cast.heidi, request_id=desk.request).state == "review"


def test_a_request_of_another_organisation_is_not_found_from_ones_own_desk(desk: Desk) -> None:
    other = enter()

    bob = browser(other.bob)

    assert bob.get(f"/desk/{other.slug}/requests/{desk.request}/").status_code == 404
    assert bob.post(f"/desk/{other.slug}/requests/{desk.request}/release/").status_code == 404


def test_an_unproven_address_waits_in_a_list_of_its_own(cast: Cast) -> None:
    asked(cast)
    heidi = browser(cast.heidi)

    waiting = page_of(heidi, f"/desk/{cast.slug}/requests/?view=unconfirmed")

    assert "Elsa Ek" in waiting
    assert "One has not proven the address" in re.sub(r"<[^>]+>", "", waiting)
    assert "Elsa Ek" not in page_of(heidi, f"/desk/{cast.slug}/requests/")


def test_a_role_is_given_and_ended(cast: Cast) -> None:
    alice, people = browser(cast.alice), f"/desk/{cast.slug}/people/"
    told = {"name": "Erik Ny", "email": f"erik-{cast.slug}@staff.example", "role": "handler"}

    given = alice.post(f"{people}roles/", told, follow=True)
    member = next(m for m in access.members(cast.alice) if m.name == "Erik Ny")
    ended = alice.post(
        f"{people}endings/", {"membership": str(member.membership_id)}, follow=True
    )

    assert "Erik Ny now serves as handler." in given.content.decode()
    assert "The role is ended." in ended.content.decode()
    assert "Erik Ny" not in [m.name for m in access.members(cast.alice)]


def test_the_last_owner_stays_and_is_told_why(cast: Cast) -> None:
    alice, people = browser(cast.alice), f"/desk/{cast.slug}/people/"
    mine = next(m for m in access.members(cast.alice) if m.account_id == cast.alice.actor)

    ending = {"membership": str(mine.membership_id)}
    kept = alice.post(f"{people}endings/", ending, follow=True)

    assert "must keep at least one owner" in kept.content.decode()


@pytest.mark.parametrize(("name", "status"), [("bob", 404), ("heidi", 404), ("charlie", 404)])
def test_only_an_owner_gives_roles(cast: Cast, name: str, status: int) -> None:
    answer = browser(getattr(cast, name)).post(
        f"/desk/{cast.slug}/people/roles/",
        {"name": "X", "email": "x@staff.example", "role": "owner"},
    )

    assert answer.status_code == status


def test_a_key_is_shown_once_and_can_be_revoked(cast: Cast) -> None:
    bob, settings = browser(cast.bob), f"/desk/{cast.slug}/settings/"

    made = bob.post(
        f"{settings}tokens/", {"name": "Journal", "days": "30", "scopes": ["promises.view"]}
    ).content.decode()
    secret = re.search(r"lofte_[0-9a-f]{32}_[\w-]+", made)
    [token] = access.tokens(cast.bob)
    later = page_of(bob, settings)
    bob.post(f"{settings}revocations/", {"token": str(token.id)})

    assert secret and secret[0] not in later
    assert access.tokens(cast.bob)[0].revoked


def test_a_key_never_holds_more_than_its_maker(cast: Cast) -> None:
    answer = browser(cast.alice).post(
        f"/desk/{cast.slug}/settings/tokens/",
        {"name": "X", "days": "30", "scopes": ["requests.release"]},
    )

    assert answer.status_code == 422
    assert access.tokens(cast.alice) == []


def test_contact_and_board_are_published(cast: Cast) -> None:
    bob, settings = browser(cast.bob), f"/desk/{cast.slug}/settings/"

    bob.post(f"{settings}contact/", {"contact_email": "data@silverek.example"})
    bob.post(f"{settings}board/", {"shown": "yes"})

    found = access.organisation(cast.bob)
    assert (found.contact_email, found.board_is_public) == ("data@silverek.example", True)
    bob.post(f"{settings}board/", {"shown": "no"})
    assert not access.organisation(cast.bob).board_is_public


def test_a_control_is_linked_asked_and_unlinked(desk: Desk) -> None:
    bob, page = browser(desk.cast.bob), desk.url(f"promises/{desk.promise}/")
    control = {"control": "notices.contact_published"}

    linked = bob.post(f"{page}links/", control, follow=True).content.decode()
    again = bob.post(f"{page}links/", control, follow=True).content.decode()
    run = bob.post(f"{page}evidence/", follow=True).content.decode()

    assert "speaks for this promise from now on" in linked
    assert "linked to this promise already" in again
    assert "No address is published." in run
    found = promises.promise(later(desk.cast.bob), promise_id=desk.promise)
    assert found.status is not None and found.status.name == "BROKEN"
    bob.post(f"{page}unlinkings/", control)
    assert promises.promise(later(desk.cast.bob), promise_id=desk.promise).controls == ()


def test_a_word_is_given_for_a_year_at_most(desk: Desk) -> None:
    bob, page = browser(desk.cast.bob), desk.url(f"promises/{desk.promise}/")
    today = desk.cast.bob.today

    too_long = bob.post(f"{page}attestations/", {"until": str(today + timedelta(days=400))})
    given = bob.post(
        f"{page}attestations/", {"until": str(today + timedelta(days=90)), "note": "Närvaro"}
    )

    assert too_long.status_code == 422
    assert given.status_code == 303
    found = promises.promise(later(desk.cast.bob), promise_id=desk.promise)
    assert found.attestation and found.attestation.note == "Närvaro"
    assert browser(desk.cast.heidi).post(f"{page}attestations/", {}).status_code == 404


def test_a_policy_is_handed_in_and_its_promises_read_out_of_it(cast: Cast) -> None:
    bob, page = browser(cast.bob), f"/desk/{cast.slug}/promises/policy/"
    text = BytesIO("# Policy\n\nVi svarar inom en månad.\n".encode())
    text.name = "policy.md"

    made = bob.post(f"{page}versions/", {"file": text, "language": "sv"}, follow=True)

    assert "Version 1 is published, and 1 promise was read out of it." in made.content.decode()
    assert "Vi svarar inom en" in made.content.decode()


def test_a_policy_that_is_no_text_is_refused_with_the_reason(cast: Cast) -> None:
    bob, page = browser(cast.bob), f"/desk/{cast.slug}/promises/policy/"
    text = BytesIO(b"%PDF-1.7\x00\x00\x01")
    text.name = "policy.pdf"

    answer = bob.post(f"{page}versions/", {"file": text, "language": "sv"})

    assert answer.status_code == 422
    assert "That is no text." in answer.content.decode()


def test_a_system_is_connected_and_its_address_never_comes_back(
    cast: Cast, source: str
) -> None:
    bob, page = browser(cast.bob), f"/desk/{cast.slug}/systems/"
    password = "s3cret-of-the-database"

    bad = bob.post(
        f"{page}registrations/", {"name": "A", "kind": "postgresql", "url": password}
    )
    good = bob.post(
        f"{page}registrations/", {"name": "A", "kind": "postgresql", "url": source}, follow=True
    )

    assert bad.status_code == 422 and password not in bad.content.decode()
    assert "is connected, and is scanned in a moment" in good.content.decode()
    assert [row.name for row in datamap.systems(cast.bob)] == ["A"]


def test_columns_that_find_people_are_accepted_and_cleared(desk: Desk) -> None:
    bob, page = browser(desk.cast.bob), desk.url(f"systems/{desk.system}/")
    column = {"schema": "public", "table": "customers", "column": "email", "kind": "email"}

    cleared = bob.post(f"{page}clearings/", column)
    assert cleared.headers["Location"].endswith("#t-public.customers")
    assert "Nothing says who a person is" in page_of(bob, page)
    bob.post(f"{page}identities/", column)
    bob.post(f"{page}relations/", {**column, "table": "services", "relation": "stops"})

    tables = {t.name: t for t in datamap.system(desk.cast.bob, system_id=desk.system).tables}
    assert tables["services"].relation == "stops"
    assert [c.identity for c in tables["customers"].columns if c.identity] == ["email"]


def test_a_handler_looks_at_systems_but_changes_nothing(desk: Desk) -> None:
    heidi, page = browser(desk.cast.heidi), desk.url(f"systems/{desk.system}/")

    assert 'method="post"' not in page_of(heidi, page).split("<main", 1)[1]
    assert heidi.post(f"{page}scans/").status_code == 404
    assert heidi.post(f"{page}removal/").status_code == 404


def test_nothing_is_done_from_somewhere_else(desk: Desk) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser(desk.cast.heidi).cookies

    answer = strict.post(desk.url(f"requests/{desk.request}/release/"))

    assert answer.status_code == 403
    assert requests.whole(desk.cast.heidi, request_id=desk.request).state == "review"
