"""Asking controls, and what the board makes of their answers, on PostgreSQL."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection

from cast import Cast, enter
from databases import superuser
from fakes import ledger_story
from fakes.promise_policy import SWEDISH, publishes
from lofte.areas.access import actions as access
from lofte.areas.ledger.queries import entries
from lofte.areas.ledger.rules.canonical import canonical
from lofte.areas.promises import actions, jobs, queries, workers
from lofte.areas.promises.models import EvidenceRun, StatusDay
from lofte.areas.promises.rules import CONTROLS, Status
from lofte.infra import env
from lofte.infra.postgres import roles
from lofte.infra.tenancy import reading
from lofte.kernel.context import Context
from lofte.kernel.errors import Invalid

CONTACT = "notices.contact_published"


@pytest.fixture
def cast() -> Cast:
    return enter()


@pytest.fixture
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The service's own address leads to a port where nothing answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("LOFTE_BASE_URL", f"http://127.0.0.1:{taken.getsockname()[1]}")
        env.current.cache_clear()
        yield
    env.current.cache_clear()


def promise_of(ctx: Context, words: str) -> UUID:
    (found,) = [one.id for one in queries.current(ctx) if words in one.text]
    return found


def linked_to_contact(cast: Cast) -> UUID:
    """A published promise for which "somebody can be written to" speaks."""
    publishes(cast, SWEDISH, "sv")
    answered = promise_of(cast.bob, "inom en månad")
    actions.link_control(cast.bob, promise_id=answered, control=CONTACT)
    return answered


def can_be_written_to(cast: Cast, email: str = "privacy@ours.example") -> None:
    access.publish_contact(cast.bob, contact_email=email, contact_address="Storgatan 1")


def status_of(ctx: Context, promise: UUID) -> Status | None:
    return queries.promise(ctx, promise_id=promise).status


def test_a_promise_stands_as_its_control_answered(cast: Cast) -> None:
    promise = linked_to_contact(cast)
    can_be_written_to(cast)

    actions.run_evidence(cast.bob, codes=[CONTACT])

    proof = queries.promise(cast.bob, promise_id=promise)
    assert proof.status is Status.KEPT
    assert proof.law == ("Art. 13(1)(a)-(b) GDPR",)
    assert proof.evidence is not None
    assert proof.evidence.facts == {"email": True, "officer": False, "address": True}


def test_a_promise_is_broken_as_soon_as_its_control_says_so(cast: Cast) -> None:
    promise = linked_to_contact(cast)
    can_be_written_to(cast)
    actions.run_evidence(cast.bob, codes=[CONTACT])
    can_be_written_to(cast, email="")
    later = cast.at(cast.bob.now + timedelta(minutes=1))

    actions.run_evidence(later.bob, codes=[CONTACT])

    proof = queries.promise(later.bob, promise_id=promise)
    assert proof.status is Status.BROKEN
    assert proof.evidence is not None
    assert proof.evidence.violations == (f"organisation:{cast.bob.tenant}",)


def test_old_evidence_proves_nothing_without_anybody_writing_a_row(cast: Cast) -> None:
    promise = linked_to_contact(cast)
    can_be_written_to(cast)
    actions.run_evidence(cast.bob, codes=[CONTACT])

    in_time = cast.at(cast.bob.now + timedelta(hours=25, minutes=59))
    too_late = cast.at(cast.bob.now + timedelta(hours=26))

    assert status_of(in_time.bob, promise) is Status.KEPT
    assert status_of(too_late.bob, promise) is Status.UNPROVEN
    (group,) = [g for g in queries.board(too_late.bob).groups if g.status is Status.UNPROVEN]
    assert promise in [row.promise.id for row in group.rows]


def test_looking_at_an_earlier_moment_shows_how_it_stood_then(cast: Cast) -> None:
    promise = linked_to_contact(cast)
    can_be_written_to(cast)
    actions.run_evidence(cast.bob, codes=[CONTACT])
    can_be_written_to(cast, email="")
    later = cast.at(cast.bob.now + timedelta(hours=2))
    actions.run_evidence(later.bob, codes=[CONTACT])

    assert status_of(later.bob, promise) is Status.BROKEN
    assert status_of(cast.bob, promise) is Status.KEPT


def test_a_page_that_does_not_answer_is_an_error_and_proves_nothing(
    cast: Cast, nobody_listens: None
) -> None:
    publishes(cast, SWEDISH, "sv")
    promise = promise_of(cast.bob, "inom en månad")
    code = "notices.public_in_both_languages"
    actions.link_control(cast.bob, promise_id=promise, control=code)

    (answer,) = actions.run_evidence(cast.bob, codes=[code])

    assert (answer.verdict, answer.error) == ("error", "page_did_not_answer")
    assert status_of(cast.bob, promise) is Status.UNPROVEN


def test_a_control_that_fails_does_not_stop_the_others(
    cast: Cast, nobody_listens: None
) -> None:
    can_be_written_to(cast)
    with superuser() as connection:
        role = roles.role_name(connection.info.dbname, "app")
        connection.execute(f'REVOKE SELECT ON mfa_authenticator FROM "{role}"')
        try:
            answers = actions.run_evidence(cast.bob)
        finally:
            connection.execute(f'GRANT SELECT ON mfa_authenticator TO "{role}"')

    found = {answer.control: answer for answer in answers}
    assert set(found) == set(queries.ALL)
    assert found["access.second_factor"].error == "ProgrammingError"
    assert found[CONTACT].verdict == "kept"
    assert found["access.no_stranger_reads"].verdict == "kept"


def test_every_control_the_rules_can_suggest_is_there_to_be_asked() -> None:
    assert set(queries.ALL) == set(CONTROLS)


def test_each_answer_is_in_the_ledger_with_the_hash_of_what_was_found(cast: Cast) -> None:
    can_be_written_to(cast)
    actions.run_evidence(cast.bob, codes=[CONTACT])
    (run,) = queries.runs(cast.bob, control=CONTACT)
    ledger_story.sequence()

    entry = entries.entry(cast.bob, event=run.event_id)

    kept = canonical({"facts": run.facts, "violations": run.violations})
    assert entry.subject == f"control:{CONTACT}"
    assert entry.facts["verdict"] == "kept"
    assert entry.facts["sha256"] == sha256(kept).hexdigest()


def test_asking_for_a_control_nobody_wrote_is_refused_before_any_is_asked(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        actions.run_evidence(cast.bob, codes=[CONTACT, "magic.all_is_well"])

    assert refused.value.code == "unknown_control"
    assert queries.runs(cast.bob, control=CONTACT) == []


def test_the_app_may_not_alter_or_remove_evidence(cast: Cast) -> None:
    actions.run_evidence(cast.bob, codes=[CONTACT])
    mine = EvidenceRun.objects.filter(tenant_id=cast.bob.tenant)

    with pytest.raises(ProgrammingError), reading(cast.bob):
        mine.update(verdict="kept")
    with pytest.raises(ProgrammingError), reading(cast.bob):
        mine.delete()


def test_another_organisation_sees_none_of_our_answers(cast: Cast) -> None:
    actions.run_evidence(cast.bob, codes=[CONTACT])

    assert queries.runs(cast.charlie, control=CONTACT) == []
    assert queries.latest(cast.charlie, controls=[CONTACT]) == {}
    assert all(row.last is None for row in queries.controls(cast.charlie))


def test_every_control_is_listed_asked_or_not_with_how_many_promises_it_speaks_for(
    cast: Cast,
) -> None:
    linked_to_contact(cast)
    actions.run_evidence(cast.bob, codes=[CONTACT])

    listed = {row.code: row for row in queries.controls(cast.bob)}

    assert set(listed) == set(queries.ALL)
    assert listed[CONTACT].promises == 1
    assert listed[CONTACT].last is not None
    assert listed["ledger.verifies"].last is None


def test_the_work_is_asked_for_once_and_done_by_its_handler(cast: Cast) -> None:
    actions.ask_for_evidence(cast.bob)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT queue_name FROM procrastinate_jobs WHERE task_name = %s "
            "AND args->>'tenant' = %s",
            [jobs.RunEvidence.name, str(cast.bob.tenant)],
        )
        assert cursor.fetchall() == [("evidence",)]
    workers.run_evidence(cast.system, jobs.RunEvidence())
    assert len(queries.runs(cast.bob, control=CONTACT)) == 1


def test_a_day_keeps_the_worst_it_was_found_to_be(cast: Cast) -> None:
    promise = linked_to_contact(cast)
    for hour, email in enumerate(("a@ours.example", "", "a@ours.example")):
        moment = cast.at(cast.bob.now + timedelta(hours=hour))
        can_be_written_to(moment, email=email)
        actions.run_evidence(moment.bob, codes=[CONTACT])

    assert status_of(moment.bob, promise) is Status.KEPT
    with reading(cast.bob):
        kept = StatusDay.objects.filter(tenant_id=cast.bob.tenant, promise_id=promise)
        assert list(kept.values_list("day", "status")) == [(cast.bob.today, "broken")]


def test_a_year_is_told_in_spans_and_a_fortnight_nobody_looked_is_a_gap(cast: Cast) -> None:
    promise = linked_to_contact(cast)
    can_be_written_to(cast)
    for day in (0, 1, 2, 20):
        moment = cast.at(cast.bob.now + timedelta(days=day))
        actions.run_evidence(moment.bob, codes=[CONTACT])
    today = cast.bob.today

    proof = queries.promise(moment.bob, promise_id=promise)

    assert [(s.status, (s.since - today).days, (s.until - today).days) for s in proof.year] == [
        (Status.KEPT, 0, 3),
        (Status.KEPT, 20, 21),
    ]


def test_the_day_that_has_begun_is_as_it_stands_now(cast: Cast) -> None:
    promise = linked_to_contact(cast)
    can_be_written_to(cast)
    actions.run_evidence(cast.bob, codes=[CONTACT])

    days_later = cast.at(cast.bob.now + timedelta(days=2))
    last = queries.promise(days_later.bob, promise_id=promise).year[-1]

    assert (last.status, last.since) == (Status.UNPROVEN, days_later.bob.today)


def test_the_years_curve_counts_the_kept_week_by_week(cast: Cast) -> None:
    linked_to_contact(cast)
    can_be_written_to(cast)
    for week in range(3):
        moment = cast.at(cast.bob.now + timedelta(weeks=week))
        if week == 2:
            can_be_written_to(moment, email="")
        actions.run_evidence(moment.bob, codes=[CONTACT])

    points = queries.year(moment.bob)

    assert [(point.kept, point.total) for point in points] == [(1, 4), (1, 4), (0, 4)]
    assert [point.week_on.weekday() for point in points] == [0, 0, 0]
