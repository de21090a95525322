"""Promises of a published policy: made, linked, attested and retired, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection

from cast import Cast, enter
from fakes.promise_policy import ENGLISH, SWEDISH, publishes
from lofte.areas.notices import actions as notices
from lofte.areas.notices import queries as notice_queries
from lofte.areas.promises import actions, queries
from lofte.areas.promises.models import Attestation, Link, Promise
from lofte.areas.promises.rules import Kind, Status
from lofte.infra.tenancy import reading
from lofte.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from lofte.kernel.ids import new_id


@pytest.fixture
def cast() -> Cast:
    return enter()


def promise_of(cast: Cast, words: str) -> UUID:
    """The promise whose sentence has these words in it."""
    (found,) = [one.id for one in queries.current(cast.bob) if words in one.text]
    return found


def test_publishing_makes_a_promise_of_every_sentence_in_one_act(cast: Cast) -> None:
    made = publishes(cast, SWEDISH, "sv")

    assert (made.number, made.new, made.sentences) == (1, True, 6)
    assert (made.promises.promises, made.promises.new, made.promises.retired) == (4, 5, 0)


def test_a_heading_and_boilerplate_are_not_on_the_board(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")

    shown = [one.text for one in queries.current(cast.bob)]

    assert not any(text.startswith(("Om uppgifter", "Läs mer")) for text in shown)


def test_a_sentence_kept_in_the_next_version_keeps_its_promise_and_its_controls(
    cast: Cast,
) -> None:
    publishes(cast, SWEDISH, "sv")
    kept = promise_of(cast, "inom en månad")
    actions.link_control(cast.bob, promise_id=kept, control="requests.answered_in_time")

    made = publishes(cast, SWEDISH.replace("Vi utbildar", "Vi skolar"), "sv")

    assert (made.promises.new, made.promises.retired) == (1, 1)
    assert promise_of(cast, "inom en månad") == kept
    proof = queries.promise(cast.bob, promise_id=kept)
    assert [one.code for one in proof.controls] == ["requests.answered_in_time"]
    assert (proof.first_version.number, proof.last_version.number) == (1, 2)


def test_a_sentence_that_was_dropped_is_retired_and_comes_back_as_itself(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    trained = promise_of(cast, "Vi utbildar")
    publishes(cast, SWEDISH.replace("Vi utbildar", "Vi skolar"), "sv")

    gone = queries.promise(cast.bob, promise_id=trained)
    assert (gone.status, gone.retired_at) == (None, cast.bob.now)
    with pytest.raises(Conflict) as refused:
        actions.name_owner(cast.bob, promise_id=trained, account_id=None)
    assert refused.value.code == "promise_retired"

    publishes(cast, SWEDISH, "sv")
    assert promise_of(cast, "Vi utbildar") == trained


def test_the_same_text_again_publishes_nothing_and_loses_nothing(cast: Cast) -> None:
    first = publishes(cast, SWEDISH, "sv")

    again = publishes(cast, SWEDISH, "sv")

    assert (again.version_id, again.new) == (first.version_id, False)
    assert (again.promises.new, again.promises.retired) == (0, 0)


def test_a_draft_makes_no_promises_until_it_is_published(cast: Cast) -> None:
    draft = notices.import_policy(
        cast.bob, raw=SWEDISH.encode(), filename="p.md", language="sv"
    )
    assert queries.current(cast.bob) == []
    with pytest.raises(Conflict) as refused:
        actions.adopt_version(cast.bob, version_id=draft.version_id)
    assert refused.value.code == "not_current"

    made = actions.publish_version(cast.bob, version_id=draft.version_id)

    assert made.promises == 4


def test_what_is_refused_when_publishing_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(Invalid):
        actions.publish_policy(cast.bob, raw=b"\xff\xfe", filename="p", language="sv")

    with reading(cast.bob):
        assert not Promise.objects.filter(tenant_id=cast.bob.tenant).exists()


def test_a_linked_promise_without_an_answer_yet_is_unproven(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    answered = promise_of(cast, "inom en månad")

    actions.link_control(cast.bob, promise_id=answered, control="requests.answered_in_time")

    assert queries.promise(cast.bob, promise_id=answered).status is Status.UNPROVEN


def test_a_control_is_linked_once_and_can_be_unlinked(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    answered = promise_of(cast, "inom en månad")
    actions.link_control(cast.bob, promise_id=answered, control="requests.none_overdue")

    with pytest.raises(Conflict):
        actions.link_control(cast.bob, promise_id=answered, control="requests.none_overdue")
    actions.unlink_control(cast.bob, promise_id=answered, control="requests.none_overdue")

    assert queries.promise(cast.bob, promise_id=answered).controls == ()
    with pytest.raises(NotFound):
        actions.unlink_control(cast.bob, promise_id=answered, control="requests.none_overdue")
    with reading(cast.bob):
        assert Link.objects.filter(promise_id=answered, ended_by=cast.bob.actor).count() == 1


def test_a_control_nobody_wrote_cannot_be_linked(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")

    with pytest.raises(Invalid) as refused:
        actions.link_control(
            cast.bob, promise_id=promise_of(cast, "inom en månad"), control="magic.all_is_well"
        )

    assert refused.value.code == "unknown_control"


def test_what_promises_nothing_cannot_be_linked_until_somebody_says_it_does(
    cast: Cast,
) -> None:
    publishes(cast, SWEDISH, "sv")
    (pointer,) = [
        said.content_id
        for block in queries.policy_page(cast.bob, language="sv").blocks
        for said in block.sentences
        if said.text.startswith("Läs mer")
    ]
    promise = queries.promise_id_of(cast.bob, sentence=pointer)
    with pytest.raises(Invalid) as refused:
        actions.link_control(cast.bob, promise_id=promise, control="ledger.verifies")
    assert refused.value.code == "not_on_the_board"

    actions.choose_kind(cast.bob, promise_id=promise, kind="hard")
    actions.link_control(cast.bob, promise_id=promise, control="ledger.verifies")

    assert queries.promise(cast.bob, promise_id=promise).status is Status.UNPROVEN


def test_a_kind_that_a_person_chose_survives_the_next_version(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    trained = promise_of(cast, "Vi utbildar")
    actions.choose_kind(cast.bob, promise_id=trained, kind="customer")

    publishes(cast, SWEDISH + "\nVi bor i Umeå.\n", "sv")

    found = queries.promise(cast.bob, promise_id=trained)
    assert (found.kind, found.kind_is_chosen) == (Kind.CUSTOMER, True)
    with pytest.raises(Invalid):
        actions.choose_kind(cast.bob, promise_id=trained, kind="wishful")


def test_the_best_suggestions_are_linked_at_once_and_only_where_nothing_was(
    cast: Cast,
) -> None:
    publishes(cast, SWEDISH, "sv")
    logged = promise_of(cast, "loggas")
    actions.link_control(cast.bob, promise_id=logged, control="access.no_stranger_reads")

    linked = actions.link_suggested(cast.bob)

    assert linked == {promise_of(cast, "inom en månad"): "requests.answered_in_time"}
    assert actions.link_suggested(cast.bob) == {}


def test_a_word_counts_through_its_last_day_where_no_control_speaks(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    trained = promise_of(cast, "Vi utbildar")
    until = cast.bob.today + timedelta(days=30)

    actions.attest(cast.bob, promise_id=trained, until=until, note="Kursen hölls i maj.")

    last_day = cast.at(cast.bob.now + timedelta(days=30))
    day_after = cast.at(cast.bob.now + timedelta(days=31))
    proof = queries.promise(last_day.bob, promise_id=trained)
    assert proof.status is Status.NOT_MACHINE_PROVABLE
    assert proof.attestation is not None
    assert proof.attestation.by_name == "Bob"
    assert queries.promise(day_after.bob, promise_id=trained).status is Status.UNPROVEN


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_word_lasts_from_tomorrow_to_a_year_and_a_day(cast: Cast, days: int) -> None:
    publishes(cast, SWEDISH, "sv")

    with pytest.raises(Invalid) as refused:
        actions.attest(
            cast.bob,
            promise_id=promise_of(cast, "Vi utbildar"),
            until=cast.bob.today + timedelta(days=days),
        )

    assert refused.value.code == "attestation_period"
    with reading(cast.bob):
        assert not Attestation.objects.filter(tenant_id=cast.bob.tenant).exists()


def test_what_a_machine_can_test_is_not_attested(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    until = cast.bob.today + timedelta(days=30)

    with pytest.raises(Conflict) as refused:
        actions.attest(cast.bob, promise_id=promise_of(cast, "inom en månad"), until=until)
    assert refused.value.code == "not_for_attestation"

    trained = promise_of(cast, "Vi utbildar")
    actions.link_control(cast.bob, promise_id=trained, control="ledger.verifies")
    with pytest.raises(Conflict) as refused:
        actions.attest(cast.bob, promise_id=trained, until=until)
    assert refused.value.code == "control_speaks"


def test_an_owner_serves_the_organisation(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    trained = promise_of(cast, "Vi utbildar")

    actions.name_owner(cast.bob, promise_id=trained, account_id=cast.heidi.actor)

    assert queries.promise(cast.bob, promise_id=trained).owner == "Heidi"
    with pytest.raises(Invalid) as refused:
        actions.name_owner(cast.bob, promise_id=trained, account_id=cast.charlie.actor)
    assert refused.value.code == "owner_not_serving"


def test_only_who_may_link_attest_or_run_does(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    one, until = promise_of(cast, "Vi utbildar"), cast.bob.today + timedelta(days=9)
    acts: list[Callable[[], object]] = [
        lambda: actions.publish_policy(cast.victor, raw=b"x", filename="x", language="sv"),
        lambda: actions.link_control(cast.victor, promise_id=one, control="ledger.verifies"),
        lambda: actions.unlink_control(cast.victor, promise_id=one, control="ledger.verifies"),
        lambda: actions.link_suggested(cast.victor),
        lambda: actions.choose_kind(cast.victor, promise_id=one, kind="hard"),
        lambda: actions.name_owner(cast.victor, promise_id=one, account_id=None),
        lambda: actions.attest(cast.victor, promise_id=one, until=until),
        lambda: actions.run_evidence(cast.victor),
        lambda: actions.ask_for_evidence(cast.victor),
        lambda: actions.take_snapshot(cast.victor),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


def test_another_organisation_finds_no_promise_of_ours(cast: Cast) -> None:
    publishes(cast, SWEDISH, "sv")
    one, until = promise_of(cast, "Vi utbildar"), cast.bob.today + timedelta(days=9)
    acts: list[Callable[[], object]] = [
        lambda: queries.promise(cast.charlie, promise_id=one),
        lambda: queries.promise_id_of(cast.charlie, sentence=str(one)),
        lambda: queries.policy_page(cast.charlie, language="sv"),
        lambda: actions.link_control(cast.charlie, promise_id=one, control="ledger.verifies"),
        lambda: actions.choose_kind(cast.charlie, promise_id=one, kind="hard"),
        lambda: actions.name_owner(cast.charlie, promise_id=one, account_id=None),
        lambda: actions.attest(cast.charlie, promise_id=one, until=until),
        lambda: queries.promise(cast.bob, promise_id=new_id()),
    ]
    for act in acts:
        with pytest.raises(NotFound):
            act()
    assert queries.board(cast.charlie).groups == ()


def test_words_that_stand_in_both_languages_are_told_apart_by_the_language(cast: Cast) -> None:
    shared = "Vi loggar data protection data.\n"
    publishes(cast, SWEDISH + "\n" + shared, "sv")
    publishes(cast, ENGLISH + "\n" + shared, "en")
    (content_id,) = {o.content_id for o in queries.current(cast.bob) if o.text in shared}

    with pytest.raises(Invalid) as refused:
        queries.promise_id_of(cast.bob, sentence=content_id)

    assert refused.value.code == "ambiguous_sentence"
    one = queries.promise_id_of(cast.bob, sentence=content_id, language="en")
    assert queries.promise(cast.bob, promise_id=one).language == "en"
    assert queries.promise_id_of(cast.bob, sentence=str(one)) == one


def test_of_two_who_publish_at_once_one_is_first_and_one_text_stands(cast: Cast) -> None:
    texts = [f"# Om uppgifter\n\nVi svarar inom {number} dagar.\n" for number in (10, 20)]

    def publish(text: str) -> int:
        try:
            return publishes(cast, text, "sv").number
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        numbers = list(both.map(publish, texts))

    assert sorted(numbers) == [1, 2]
    (current,) = [row for row in notice_queries.versions(cast.bob) if row.is_current]
    (promise,) = queries.current(cast.bob)
    assert current.number == 2
    assert promise.text in texts[numbers.index(2)]
