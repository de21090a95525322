"""The map at the desk: what was found, what a person says, and where people are reached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from desk import Desk, browser, laid
from lofte.areas.datamap import queries
from lofte.areas.datamap.queries import FieldRow
from sources import booking


@pytest.fixture(scope="module")
def source(database: None) -> Iterator[str]:
    with booking() as url:
        yield url


@pytest.fixture(scope="module")
def desk(source: str) -> Desk:
    """One desk for all: each test decides on a column of its own."""
    return laid(source)


def page_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def waiting(desk: Desk) -> dict[str, FieldRow]:
    rows = queries.review(desk.cast.system, limit=200).rows
    return {f"{row.table}.{row.column}": row for row in rows}


def decide(desk: Desk, field: FieldRow, **said: str) -> str:
    answer = browser(desk.cast.bob).post(
        desk.url("review/decisions/"), {"field": field.id, **said}, follow=True
    )
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_found_waits_with_its_reason_and_one_key_for_each_answer(desk: Desk) -> None:
    text = page_of(browser(desk.cast.bob), desk.url("review/"))

    assert "<code>customers.email</code>" in text and ": e-mail address" in text
    for key in "axc":
        assert f'data-key="{key}"' in text


def test_an_accepted_column_is_on_the_map_and_waits_no_more(desk: Desk) -> None:
    field = waiting(desk)["messages.sent"]

    text = decide(desk, field, choice="accept")

    assert "On the map as personal data." in text
    assert "messages.sent" not in waiting(desk)


def test_a_corrected_column_holds_what_the_person_said(desk: Desk) -> None:
    field = waiting(desk)["customers.born"]

    decide(desk, field, choice="correct", type="username")

    page = page_of(browser(desk.cast.bob), desk.url(f"fields/{field.id}/"))
    assert "holds user name. Somebody here has said so." in page
    assert "said what it is: user name" in page


def test_a_dismissed_column_can_be_taken_back(desk: Desk) -> None:
    field = waiting(desk)["customers.email"]

    decide(desk, field, choice="dismiss")
    gone = "customers.email" not in waiting(desk)
    text = decide(desk, field, choice="reopen", back="field", field_page=str(field.id))

    assert gone and "customers.email" in waiting(desk)
    assert "Taken back." in text and "How we know" in text


def test_an_unknown_type_is_refused_in_words_and_changes_nothing(desk: Desk) -> None:
    field = waiting(desk)["customers.email"]

    answer = browser(desk.cast.bob).post(
        desk.url("review/decisions/"),
        {"field": field.id, "choice": "correct", "type": "shoe_size"},
    )

    assert answer.status_code == 422
    assert "customers.email" in waiting(desk)


def test_the_map_draws_every_table_once_and_tells_the_chosen_ones_fields(desk: Desk) -> None:
    graph = queries.graph(desk.cast.system, system_id=desk.system)
    customers = next(one for one in graph.tables if one.name == "customers")
    maja = browser(desk.cast.bob)

    plain = page_of(maja, desk.url(f"systems/{desk.system}/map/"))
    chosen = page_of(maja, desk.url(f"systems/{desk.system}/map/?table={customers.id}"))

    assert plain.count('class="m-hit') == len(graph.tables)
    assert 'id="chosen"' not in plain
    assert 'id="chosen"' in chosen and chosen.count('aria-current="true"') >= 1
    assert f"/fields/{waiting(desk)['customers.email'].id}/" in chosen


def test_a_search_shows_the_tables_of_that_name_alone(desk: Desk) -> None:
    url = desk.url(f"systems/{desk.system}/map/?find=CUSTOM")

    text = page_of(browser(desk.cast.bob), url)

    assert text.count('class="m-hit') == 1


def test_where_a_person_is_found_is_told_with_the_way_and_what_is_missed(desk: Desk) -> None:
    text = page_of(browser(desk.cast.bob), desk.url(f"systems/{desk.system}/reach/"))
    none = page_of(browser(desk.cast.bob), desk.url(f"systems/{desk.system}/reach/?kind=phone"))

    assert "customers.email" in text and "Where the person is found" in text
    assert "Nothing says who a person is by this." in none


def test_the_first_look_is_no_change(desk: Desk) -> None:
    text = page_of(browser(desk.cast.bob), desk.url(f"systems/{desk.system}/changes/"))

    assert "Compare with" in text


def test_a_table_nobody_knows_and_a_kind_nobody_knows_lead_nowhere(desk: Desk) -> None:
    bob = browser(desk.cast.bob)
    there = desk.url(f"systems/{desk.system}/")

    assert bob.get(f"{there}map/?table=no-such").status_code == 200
    assert bob.get(f"{there}map/?kind=shoe_size").status_code == 404
    assert bob.get(desk.url("review/?system=nobody")).status_code == 404


def test_who_may_only_look_sees_no_buttons_and_may_not_decide(desk: Desk) -> None:
    field = waiting(desk)["customers.email"]
    heidi = browser(desk.cast.heidi)

    text = heidi.get(desk.url("review/"))
    refused = heidi.post(desk.url("review/decisions/"), {"field": field.id, "choice": "accept"})

    assert text.status_code == 404 or 'data-key="a"' not in text.content.decode()
    assert refused.status_code == 404
    assert "customers.email" in waiting(desk)
