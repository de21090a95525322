"""The board and the policy with its proof: what they show and how little they ask."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cast import Cast, enter
from fakes.promise_policy import ENGLISH, SWEDISH, publishes
from lofte.areas.access import actions as access
from lofte.areas.promises import actions, queries
from lofte.areas.promises.rules import ORDER, Status

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("LOFTE_POLICIES", ROOT.parent / "shared" / "policies"))


@pytest.fixture
def cast() -> Cast:
    return enter()


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement sent meanwhile, but for the one that says whose rows are wanted."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "set_config('lofte.tenant'" not in sql:
            sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


def by_words(cast: Cast) -> dict[str, queries.Standing]:
    return {one.text.split(" ")[1]: one for one in queries.current(cast.bob)}


def everything_happened(cast: Cast) -> None:
    """A promise kept, one attested, one unproven, one void; each has an owner."""
    publishes(cast, SWEDISH, "sv")
    publishes(cast, ENGLISH, "en")
    found = by_words(cast)
    actions.link_control(
        cast.bob, promise_id=found["svarar"].id, control="notices.contact_published"
    )
    actions.attest(
        cast.bob,
        promise_id=found["utbildar"].id,
        until=cast.bob.today + timedelta(days=90),
    )
    for one in found.values():
        actions.name_owner(cast.bob, promise_id=one.id, account_id=cast.heidi.actor)
    access.publish_contact(
        cast.bob, contact_email="a@ours.example", officer_email="b@o.example"
    )
    actions.run_evidence(cast.bob, codes=["notices.contact_published"])


def test_the_board_is_grouped_the_worst_first(cast: Cast) -> None:
    everything_happened(cast)

    board = queries.board(cast.bob)

    assert [group.status for group in board.groups] == [
        Status.LEGALLY_VOID,
        Status.UNPROVEN,
        Status.NOT_MACHINE_PROVABLE,
        Status.KEPT,
    ]
    assert (board.summary.total, board.summary.kept) == (4, 1)
    assert board.summary.worst is Status.LEGALLY_VOID


def test_a_row_shows_the_measured_value_the_day_the_control_and_the_owner(cast: Cast) -> None:
    everything_happened(cast)

    row = queries.board(cast.bob).groups[-1].rows[0]

    assert row.owner == "Heidi"
    assert row.promise.controls == ("notices.contact_published",)
    assert row.promise.evidence is not None
    assert row.promise.evidence.at == cast.bob.now
    assert row.promise.evidence.facts["officer"] is True
    assert [(span.status, span.since) for span in row.year] == [(Status.KEPT, cast.bob.today)]


def test_the_board_speaks_one_language_at_a_time(cast: Cast) -> None:
    everything_happened(cast)

    swedish, english = queries.board(cast.bob), queries.board(cast.bob, language="en")

    assert swedish.languages == english.languages == ("sv", "en")
    assert swedish.version is not None
    assert english.version is not None
    assert (swedish.version.language, english.version.language) == ("sv", "en")
    assert english.summary.total == 2


def test_without_a_policy_the_board_is_empty_and_says_there_is_none(cast: Cast) -> None:
    board = queries.board(cast.bob)

    assert board.version is None
    assert (board.groups, board.summary.total, queries.year(cast.bob)) == ((), 0, [])


def test_the_board_asks_the_database_eight_questions_at_most(cast: Cast) -> None:
    everything_happened(cast)

    with counted() as sent:
        queries.board(cast.bob)

    assert len(sent) <= 8, sent


def test_the_policy_page_shows_every_block_and_how_each_promise_stands(cast: Cast) -> None:
    everything_happened(cast)

    with counted() as sent:
        page = queries.policy_page(cast.bob, language="sv")

    assert len(sent) <= 5, sent
    assert [block.kind for block in page.blocks] == ["heading"] + ["paragraph"] * 3
    shown = [s.promise and s.promise.status for b in page.blocks for s in b.sentences]
    assert shown == [
        None,
        Status.KEPT,
        Status.NOT_MACHINE_PROVABLE,
        Status.UNPROVEN,
        None,
        Status.LEGALLY_VOID,
    ]


def test_a_void_sentence_shows_which_law_voids_it(cast: Cast) -> None:
    everything_happened(cast)
    (void,) = [one for one in queries.current(cast.bob) if one.void]

    proof = queries.promise(cast.bob, promise_id=void.id)

    assert [finding.severity for finding in proof.findings][:1] == ["void"]
    assert any("Art. 4(11)" in law or "Art. 7" in law for law in proof.law)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_published_policy_is_imported_whole_and_every_promise_stands_somewhere(
    cast: Cast, language: str
) -> None:
    files = sorted(FOLDER.glob(f"*.{language}.txt"))
    if not files:
        pytest.skip(
            f"No published policy *.{language}.txt: set LOFTE_POLICIES to their folder."
        )
    raw = files[0].read_bytes()

    made = actions.publish_policy(cast.bob, raw=raw, filename=files[0].name, language=language)

    page = queries.policy_page(cast.bob, language=language)
    shown = "".join(b.marker + "".join(s.text for s in b.sentences) for b in page.blocks)
    assert "".join(shown.split()) == "".join(raw.decode().split())
    board = queries.board(cast.bob, language=language)
    assert board.summary.total == made.promises.promises > 30
    linked = actions.link_suggested(cast.bob, language=language)
    assert len(linked) > 5
    actions.run_evidence(cast.bob, codes=[c for c in queries.ALL if "public" not in c])
    after = queries.board(cast.bob, language=language)
    assert {status for status, _ in after.summary.counts} <= set(ORDER)
    assert after.summary.kept > 0
