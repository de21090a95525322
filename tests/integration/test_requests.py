"""A request for access, from the first word to the package, and every way it may be refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from cast import Cast, enter
from databases import superuser
from lofte.areas.access.rules import OF_THE_SUBJECT
from lofte.areas.access.steps import TooOften
from lofte.areas.datamap import actions as datamap
from lofte.areas.datamap import reading
from lofte.areas.requests import actions, jobs, queries, workers
from lofte.areas.requests.controls import CONTROLS
from lofte.areas.requests.rules import (
    CodeExpired,
    ExtendedBefore,
    ExtensionTooLate,
    NotNow,
    NotReadThrough,
    ReasonMissing,
    State,
    WrongCode,
)
from lofte.areas.requests.steps import digits_of
from lofte.infra import files
from lofte.kernel.context import SUBJECT, Context
from lofte.kernel.errors import Forbidden, Invalid, NotFound
from lofte.kernel.evidence import Verdict
from sources import booking


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


def visitor(cast: Cast, *, now: datetime | None = None) -> Context:
    return replace(
        cast.system, actor=SUBJECT, permissions=OF_THE_SUBJECT, now=now or cast.system.now
    )


def ask(cast: Cast, *, email: str = "elsa@post.example") -> tuple[UUID, str]:
    return actions.submit(
        visitor(cast),
        name="Elsa Ek",
        email=email,
        language="sv",
        client=str(cast.system.tenant),
    )


def latest_digits(request_id: UUID) -> str:
    with superuser() as connection:
        row = connection.execute(
            "SELECT id FROM requests_code WHERE request_id = %s ORDER BY made_at DESC, id DESC",
            [request_id],
        ).fetchone()
    assert row
    return digits_of(row[0])


def prove(cast: Cast, reference: str, request_id: UUID, **changes: str) -> UUID:
    digits = changes.get("digits") or latest_digits(request_id)
    client = str(cast.system.tenant)
    return actions.prove_email(visitor(cast), reference=reference, digits=digits, client=client)


def collected(cast: Cast) -> UUID:
    request_id, reference = ask(cast)
    prove(cast, reference, request_id)
    workers.collect(cast.system, jobs.Collect(request_id=request_id))
    return request_id


def released(cast: Cast) -> UUID:
    request_id = collected(cast)
    b"".join(actions.open_package(cast.heidi, request_id=request_id))
    actions.release(cast.heidi, request_id=request_id)
    return request_id


def test_a_person_gets_every_row_that_hangs_on_their_address_and_no_other(cast: Cast) -> None:
    request_id = released(cast)

    packed = b"".join(actions.fetch_package(visitor(cast), request_id=request_id))

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert "Bokningen/public.bookings.json" in names, names
        bookings = json.loads(archive.read("Bokningen/public.bookings.json"))
        messages = archive.read("Bokningen/public.messages.csv").decode("utf-8-sig")
        report = archive.read("rapport.html").decode()
    assert {row["id"] for row in bookings} == {10, 11}
    assert {row["price"] for row in bookings} == {"450.00", "900.50"}
    assert "Välkommen i morgon" in messages and "Hej Bo" not in messages
    assert "'=HYPERLINK" in messages, "a spreadsheet must not run what somebody wrote"
    assert not [name for name in names if "services" in name]
    assert "Elsa Ek" in report and "<script" not in report


def test_every_step_is_on_the_timeline_and_in_the_ledger(cast: Cast) -> None:
    request_id = released(cast)
    b"".join(actions.fetch_package(visitor(cast), request_id=request_id))

    moments = queries.whole(cast.heidi, request_id=request_id).moments

    assert [m.kind for m in moments] == [
        "RequestReceived", "CodeSent", "EmailProven", "SystemRead", "PackageMade",
        "PackageOpened", "RequestAnswered", "PackageFetched",
    ]  # fmt: skip
    with superuser() as connection:
        recorded = {
            row[0]
            for table in ("ledger_inbox", "ledger_entry")
            for row in connection.execute(
                f"SELECT event_id FROM {table} WHERE tenant_id = %s", [cast.system.tenant]
            )
        }
    assert {m.event for m in moments} <= recorded


def test_the_clock_runs_from_the_day_the_request_reached_us(cast: Cast) -> None:
    received = cast.at(datetime.fromisoformat("2026-03-05T23:30:00+01:00"))
    request_id, _ = actions.submit(
        visitor(received), name="E", email="e@post.example", language="en", client="clock"
    )

    found = queries.whole(received.heidi, request_id=request_id)

    assert (found.received_on, found.safe_on, found.legal_on) == (
        date(2026, 3, 5), date(2026, 4, 2), date(2026, 4, 7),
    )  # fmt: skip


def test_nothing_is_searched_before_the_address_is_proven(cast: Cast) -> None:
    request_id, _ = ask(cast)

    assert queries.to_collect(cast.system, request_id=request_id) is None
    assert queries.whole(cast.heidi, request_id=request_id).state == State.UNCONFIRMED


def test_a_wrong_code_counts_and_five_close_the_door(cast: Cast) -> None:
    request_id, reference = ask(cast)
    right = latest_digits(request_id)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"

    for _ in range(5):
        with pytest.raises(WrongCode):
            prove(cast, reference, request_id, digits=wrong)
    with pytest.raises(CodeExpired):
        prove(cast, reference, request_id, digits=right)


def test_a_code_can_be_used_once(cast: Cast) -> None:
    request_id, reference = ask(cast)
    digits = latest_digits(request_id)
    prove(cast, reference, request_id, digits=digits)

    with pytest.raises(CodeExpired):
        prove(cast, reference, request_id, digits=digits)


def test_a_code_holds_for_ten_minutes(cast: Cast) -> None:
    request_id, reference = ask(cast)
    late = visitor(cast, now=cast.system.now + timedelta(minutes=10))

    with pytest.raises(CodeExpired):
        actions.prove_email(
            late, reference=reference, digits=latest_digits(request_id), client="late"
        )


def test_an_unknown_reference_is_answered_like_a_code_that_no_longer_holds(cast: Cast) -> None:
    with pytest.raises(CodeExpired):
        actions.prove_email(
            visitor(cast), reference="AAAA-AAAA", digits="000000", client="unknown"
        )


def test_asking_for_a_code_to_the_wrong_address_does_nothing_and_says_nothing(
    cast: Cast,
) -> None:
    request_id, reference = ask(cast)
    before = latest_digits(request_id)

    actions.ask_for_code(
        visitor(cast), reference=reference, email="other@post.example", client="wrong"
    )

    assert latest_digits(request_id) == before


def test_asking_too_often_is_refused(cast: Cast) -> None:
    for _ in range(5):
        ask(cast, email="often@post.example")
    with pytest.raises(TooOften):
        ask(cast, email="often@post.example")


def test_an_address_that_cannot_be_one_is_refused(cast: Cast) -> None:
    for bad in ("", "nobody", "a b@post.example", "x@", "@post.example", "x@nodot"):
        with pytest.raises(Invalid):
            ask(cast, email=bad)


def test_a_package_is_released_only_after_it_is_made(cast: Cast) -> None:
    request_id, reference = ask(cast)
    with pytest.raises(NotNow):
        actions.release(cast.heidi, request_id=request_id)
    prove(cast, reference, request_id)
    with pytest.raises(NotNow):
        actions.release(cast.heidi, request_id=request_id)


def test_a_package_nobody_has_opened_is_not_released(cast: Cast) -> None:
    request_id = collected(cast)
    with pytest.raises(NotReadThrough):
        actions.release(cast.heidi, request_id=request_id)
    assert queries.whole(cast.heidi, request_id=request_id).state == State.REVIEW


def test_who_may_only_look_releases_nothing(cast: Cast) -> None:
    request_id = collected(cast)
    for who in (cast.victor, cast.alice):
        with pytest.raises(Forbidden):
            actions.release(who, request_id=request_id)
    assert queries.whole(cast.heidi, request_id=request_id).state == State.REVIEW


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    request_id = collected(cast)
    for act in (actions.release, actions.open_package, actions.retry_collection):
        with pytest.raises(NotFound):
            act(cast.charlie, request_id=request_id)
    with pytest.raises(NotFound):
        queries.whole(cast.charlie, request_id=request_id)
    assert queries.page(cast.charlie, view="all").rows == []


def test_the_second_of_two_workers_throws_its_package_away(cast: Cast) -> None:
    request_id, reference = ask(cast)
    prove(cast, reference, request_id)
    second = queries.to_collect(cast.system, request_id=request_id)
    assert second
    workers.collect(cast.system, jobs.Collect(request_id=request_id))

    with pytest.raises(NotNow):
        actions.collection_started(
            cast.system, request_id=request_id, system_id=next(iter(second.systems))
        )
    workers.collect(cast.system, jobs.Collect(request_id=request_id))

    kinds = [m.kind for m in queries.whole(cast.heidi, request_id=request_id).moments]
    assert kinds.count("PackageMade") == 1


def test_an_extension_moves_the_deadline_once_and_only_in_the_first_month(cast: Cast) -> None:
    request_id = collected(cast)
    found = queries.whole(cast.heidi, request_id=request_id)
    assert found.may_extend

    with pytest.raises(ReasonMissing):
        actions.extend_deadline(cast.heidi, request_id=request_id, reason="  ")
    too_late = cast.at(cast.system.now + timedelta(days=40))
    with pytest.raises(ExtensionTooLate):
        actions.extend_deadline(too_late.heidi, request_id=request_id, reason="Fyra system")
    actions.extend_deadline(cast.heidi, request_id=request_id, reason="Fyra system")
    with pytest.raises(ExtendedBefore):
        actions.extend_deadline(cast.heidi, request_id=request_id, reason="Igen")

    after = queries.whole(cast.heidi, request_id=request_id)
    assert after.legal_on == date(2027, 2, 22)
    assert after.extended_because == "Fyra system" and not after.may_extend


def test_a_package_is_gone_thirty_days_after_its_release(cast: Cast) -> None:
    request_id = released(cast)
    file_id = _file_of(request_id)
    assert files.path_of(cast.system, file_id=file_id).exists()

    assert (
        actions.remove_old_packages(cast.at(cast.system.now + timedelta(days=29)).system) == 0
    )
    assert (
        actions.remove_old_packages(cast.at(cast.system.now + timedelta(days=30)).system) == 1
    )

    assert not files.path_of(cast.system, file_id=file_id).exists()
    with pytest.raises(NotNow):
        actions.fetch_package(visitor(cast), request_id=request_id)


def test_a_request_nobody_confirmed_lapses_and_the_address_is_forgotten(cast: Cast) -> None:
    request_id, _ = ask(cast, email="nobody@post.example")

    assert actions.lapse_unconfirmed(cast.at(cast.system.now + timedelta(days=7)).system) == 1

    found = queries.whole(cast.heidi, request_id=request_id)
    assert (found.state, found.email, found.name) == (State.CLOSED, "", "")


def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast) -> None:
    for number in range(7):
        ask(cast, email=f"page{number}@post.example")

    seen: list[UUID] = []
    after = None
    while True:
        page = queries.page(cast.heidi, view="unconfirmed", limit=3, after=after)
        seen += [row.id for row in page.rows]
        after = page.after
        if after is None:
            break

    assert len(seen) == len(set(seen)) == 7


def test_a_request_is_found_by_its_reference_and_by_its_address(cast: Cast) -> None:
    request_id, reference = ask(cast)
    for find in (reference, reference.lower().replace("-", " "), "ELSA@post.example"):
        rows = queries.page(cast.heidi, view="all", find=find).rows
        assert [row.id for row in rows] == [request_id]


@pytest.mark.parametrize("control", CONTROLS, ids=lambda c: c.code)
def test_controls_are_kept_when_all_is_well(cast: Cast, control: object) -> None:
    released(cast)
    assert control.run(cast.system).verdict == Verdict.KEPT  # type: ignore[attr-defined]


def test_an_overdue_request_breaks_its_promise_and_is_named(cast: Cast) -> None:
    request_id = collected(cast)
    later = cast.at(cast.system.now + timedelta(days=40)).system
    evidence = next(c for c in CONTROLS if c.code == "requests.none_overdue").run(later)
    assert evidence.verdict == Verdict.BROKEN
    assert evidence.violations == (f"request:{request_id}",)


def test_a_request_near_its_limit_puts_the_promise_at_risk(cast: Cast) -> None:
    collected(cast)
    near = cast.at(cast.system.now + timedelta(days=26)).system
    evidence = next(c for c in CONTROLS if c.code == "requests.none_overdue").run(near)
    assert evidence.verdict == Verdict.AT_RISK


def _file_of(request_id: UUID) -> UUID:
    with superuser() as connection:
        row = connection.execute(
            "SELECT file_id FROM requests_package WHERE request_id = %s", [request_id]
        ).fetchone()
    assert row
    return UUID(str(row[0]))
