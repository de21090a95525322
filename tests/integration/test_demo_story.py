"""The salon's year, played on the test database: what the board, the ledger and the queue
hold afterwards, and that the present is left to the present.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from databases import superuser
from fakes import ledger_story
from lofte.areas.access import queries as access
from lofte.areas.access import steps
from lofte.areas.datamap import queries as datamap
from lofte.areas.ledger.queries.stored import connect_as
from lofte.areas.ledger.queries.verification import verify_log
from lofte.areas.promises import queries
from lofte.areas.promises.rules import Status
from lofte.areas.requests import queries as requests
from lofte.demo import accounts
from lofte.demo.booking import databases
from lofte.demo.names import SILVEREK
from lofte.demo.outbox import letters
from lofte.demo.replay import LEFT_FOR_NOW, Replay
from lofte.demo.story import Ask, Step
from lofte.demo.year import STORY
from lofte.infra import env
from lofte.kernel.context import STOCKHOLM, Context

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=STOCKHOLM)
TODAY = NOW.date()
PASSWORD = "only-for-the-test"
_LETTERS_BEFORE: list[int] = []


@pytest.fixture(scope="module")
def played(database: None) -> Iterator[Replay]:
    _LETTERS_BEFORE.append(len(letters(env.current().outbox)))
    with superuser() as server:
        dsn, jobs = server.info.dsn, _jobs(server)
        password = server.info.password or PASSWORD
    databases.prepare(
        lambda name: make_conninfo(dsn, password=password, dbname=name),
        today=TODAY,
        password=lambda _: PASSWORD,
    )
    replay = Replay(SILVEREK, story=STORY, today=TODAY, url=_url(dsn))
    accounts.open_accounts(STORY, now=replay.moments[0].at)
    replay.play()
    replay.finish(NOW)
    with superuser() as server:
        assert _jobs(server) == jobs, "what the past asked for was left in the queue"
    yield replay


@pytest.fixture
def now(played: Replay) -> Context:
    return played.staff.system(NOW)


def _url(dsn: str) -> str:
    given, login = conninfo_to_dict(dsn), databases.LOGINS["silverek"]
    host, port = str(given.get("host", "")), given.get("port", 5432)
    signed = f"postgresql://{login.user}:{PASSWORD}@"
    if host.startswith("/"):
        return f"{signed}/{login.database}?host={host}&port={port}"
    return f"{signed}{host}:{port}/{login.database}"


def _jobs(server: psycopg.Connection) -> int:
    row = server.execute("SELECT count(*) FROM procrastinate_jobs").fetchone()
    assert row
    return int(row[0])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_board_ends_alive_and_only_the_present_is_unproven(
    now: Context, language: str
) -> None:
    board = queries.board(now, language=language)

    told = {
        group.status: [row.promise.controls for row in group.rows] for group in board.groups
    }
    assert set(told) == {
        Status.UNPROVEN, Status.AT_RISK, Status.NOT_MACHINE_PROVABLE, Status.KEPT
    }  # fmt: skip
    assert {code for codes in told[Status.UNPROVEN] for code in codes} <= LEFT_FOR_NOW
    # The waiting list is new. Nobody has decided on it, and nobody can be found in it by an
    # address.
    assert told[Status.AT_RISK] == [
        ("datamap.people_can_be_found",),
        ("datamap.nothing_undeclared", "datamap.systems_scanned"),
    ]
    assert (len(told[Status.KEPT]), len(told[Status.NOT_MACHINE_PROVABLE])) == (6, 2)


def test_the_map_is_made_by_scans_and_only_the_new_table_waits(now: Context) -> None:
    (system,) = datamap.systems(now)
    assert (system.status, system.missed) == ("ready", 0)
    assert system.personal > 25
    waiting = datamap.review(now, limit=200).rows
    assert {row.table for row in waiting if row.standing == "undeclared"} == {"vantelista"}
    told = datamap.changes(now, system_id=system.id).changes
    assert [(change.kind, change.table) for change in told] == [("new", "vantelista")]


def test_what_the_scan_gets_wrong_is_shown_beside_what_somebody_said(now: Context) -> None:
    (system,) = datamap.systems(now)
    found = datamap.fields(now, system_id=system.id, standing="dismissed")
    assert {(row.table, row.column) for row in found} <= {
        ("invoices", "ocr"), ("postnummer", "postnr"), ("businesses", "location"),
    }  # fmt: skip
    assert all(row.verdict and row.decision for row in found)


def test_the_answer_that_came_late_broke_the_promise_in_spring(now: Context) -> None:
    board = queries.board(now, language="sv")
    (row,) = (
        row
        for group in board.groups
        for row in group.rows
        if row.promise.controls == ("requests.answered_in_time",)
    )

    broken = [span.since for span in row.year if span.status is Status.BROKEN]
    assert broken
    assert date(2026, 5, 1) <= min(broken) <= date(2026, 5, 31)
    assert max(broken) < TODAY - timedelta(days=90)
    assert row.promise.status is Status.KEPT


def test_requests_ended_as_the_story_tells(played: Replay, now: Context) -> None:
    told = [m for m in played.moments if isinstance(m.event, Ask)]
    answered = sum(moment.step is Step.ANSWERED for moment in told)
    asked = sum(moment.step is Step.ASKED for moment in told)

    every = requests.page(now, view="all", limit=200).rows
    assert len(every) == asked
    assert sum(row.answered_on is not None for row in every) == answered
    assert requests.counts(now).late == 0


def test_packages_of_the_past_are_gone_and_the_open_ones_wait_to_be_read(now: Context) -> None:
    for row in requests.page(now, view="all", limit=200).rows:
        package = requests.whole(now, request_id=row.id).package
        if row.state == "closed" and row.answered_on:
            assert package and package.removed_at
            assert TODAY - row.answered_on >= timedelta(days=30)
        if row.state == "review":
            assert package
            assert package.removed_at is None


def test_no_letter_of_the_past_is_sent(now: Context) -> None:
    assert len(letters(env.current().outbox)) == _LETTERS_BEFORE[0]


def test_acts_stand_in_the_ledger_at_the_storys_time_and_it_verifies(now: Context) -> None:
    ledger_story.sequence_and_sign()

    with connect_as("sequencer", program="test") as connection:
        report = verify_log(connection, now.tenant)
    assert report.holds, report.faults
    assert report.entries > 400
    first = min(m.at for m in requests.whole(now, request_id=_oldest(now)).moments)
    assert first.date() < TODAY - timedelta(days=300)


def _oldest(now: Context) -> UUID:
    every = requests.page(now, view="all", limit=200).rows
    return min(every, key=lambda row: row.received_on).id


def test_the_salons_connection_shows_nobody_elses_customers(now: Context) -> None:
    (system,) = datamap.systems(now)
    login = databases.LOGINS["silverek"]
    with superuser() as server:
        dsn = make_conninfo(server.info.dsn, password=server.info.password or PASSWORD)
    with psycopg.connect(make_conninfo(dsn, dbname=login.database)) as booking:
        found = booking.execute("SELECT DISTINCT business_id FROM customers").fetchall()
        strangers = booking.execute("SELECT count(*) FROM journal_notes").fetchone()
    assert system.status == "ready"
    assert found == [(1,)]
    assert strangers == (0,), "notes are kept at the clinic alone"


def test_everyone_who_serves_has_a_second_step_and_is_known_by_role(now: Context) -> None:
    members = access.members(now)

    assert {row.name for row in members} == {
        "Greta Silverek",
        "Maja Forsgren",
        "Ludvig Arnesson",
    }
    assert all(row.second_factor and row.last_sign_in for row in members)


def test_a_demo_page_shows_the_code_that_the_account_takes(now: Context) -> None:
    (maja,) = (row for row in access.members(now) if row.name == "Maja Forsgren")
    kept = Authenticator.objects.get(user_id=maja.account_id, type="totp")

    assert decrypt(kept.data["secret"]) == accounts.second_step_secret(maja.email)
    moment = datetime(2026, 11, 22, 9, 0, 29, tzinfo=UTC)
    same = accounts.second_step_code(maja.email, now=moment)
    later = accounts.second_step_code(maja.email, now=moment + timedelta(seconds=1))
    assert (len(same), same.isdigit(), same == later) == (6, True, False)


def test_an_earlier_sign_in_never_takes_the_place_of_a_later(now: Context) -> None:
    (maja,) = (row for row in access.members(now) if row.name == "Maja Forsgren")
    assert maja.last_sign_in
    steps.signed_in(account_id=maja.account_id, at=maja.last_sign_in - timedelta(days=9))

    (again,) = (row for row in access.members(now) if row.name == "Maja Forsgren")
    assert again == maja
