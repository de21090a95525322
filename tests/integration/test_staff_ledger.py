"""The ledger at the desk: what happened, its proof, and what verification finds."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from cast import Cast, enter
from desk import asked, browser
from fakes.ledger_attacker import undone
from fakes.ledger_story import sequence_and_sign
from lofte.areas.ledger.queries import entries
from lofte.kernel.ids import new_id


@pytest.fixture
def cast() -> Cast:
    found = enter()
    asked(found)
    sequence_and_sign()
    return found


def words_of(client: Client, url: str) -> str:
    return re.sub(r"<[^>]+>", "", client.get(url).content.decode())


def test_the_newest_entries_are_told_in_words(cast: Cast) -> None:
    text = words_of(browser(cast.bob), f"/desk/{cast.slug}/ledger/")

    assert "All of them are signed." in text
    assert "A one-time code was mailed" in text
    assert "A colleague was given the role data protection officer" in text


def test_a_request_is_found_by_its_reference_and_by_what_the_ledger_calls_it(
    cast: Cast,
) -> None:
    request, reference = asked(cast)
    sequence_and_sign()
    bob, ledger = browser(cast.bob), f"/desk/{cast.slug}/ledger/"

    by_reference = words_of(bob, f"{ledger}?subject={reference}")
    by_name = words_of(bob, f"{ledger}?subject=request:{request}")

    for text in (by_reference, by_name):
        assert "The request came in" in text
        assert "The organisation was registered" not in text


def test_an_entry_carries_a_proof_that_holds_and_can_be_taken_away(cast: Cast) -> None:
    [row] = entries.page(cast.bob, limit=1)
    bob, page = browser(cast.bob), f"/desk/{cast.slug}/ledger/{row.event}/"

    text, proof = words_of(bob, page), bob.get(f"{page}proof.json")

    assert "Holds, computed just now" in text
    assert "attachment" in proof.headers["Content-Disposition"]
    assert json.loads(proof.content)["in_log"]["index"] == row.index


def test_an_entry_of_somebody_else_is_not_there_yet(cast: Cast) -> None:
    [row] = entries.page(cast.bob, limit=1)
    charlie = browser(cast.charlie)
    [theirs] = entries.page(cast.charlie, limit=1)
    slug = f"theirs-{cast.slug.removeprefix('ours-')}"

    assert charlie.get(f"/desk/{slug}/ledger/{theirs.event}/").status_code == 200
    for event in (row.event, new_id()):
        answer = charlie.get(f"/desk/{slug}/ledger/{event}/")
        assert answer.status_code == 404
        assert "There is no such entry in the ledger." in answer.content.decode()
        assert charlie.get(f"/desk/{slug}/ledger/{event}/proof.json").status_code == 404


def test_verification_finds_a_ledger_whole_and_one_that_was_tampered_with(cast: Cast) -> None:
    bob, verify = browser(cast.bob), f"/desk/{cast.slug}/ledger/verification/"

    whole = bob.post(verify).content.decode()
    with undone() as attacker:
        attacker.sql(
            "UPDATE ledger_entry SET subject = 'account:nobody' "
            "WHERE tenant_id = %(tenant)s AND idx = 1",
            tenant=cast.bob.tenant,
        )
        broken = bob.post(verify).content.decode()

    assert "The ledger is whole" in whole
    assert "The ledger is not whole" in broken
    assert "One place does not hold." in broken


def test_verification_is_not_for_everybody(cast: Cast) -> None:
    verify = f"/desk/{cast.slug}/ledger/verification/"

    assert browser(cast.heidi).post(verify).status_code == 404
    assert browser(cast.charlie).post(verify).status_code == 404
