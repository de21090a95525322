"""The living map: what a scan finds, what it could not look at, and what people say of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest

from cast import Cast, enter
from clinic import clinic, owner
from databases import superuser
from lofte.areas.datamap import actions, queries, reading
from lofte.areas.datamap.actions import About, NotDecided, NothingFound, UnknownType
from lofte.areas.datamap.controls import everything_scanned, nothing_undeclared
from lofte.areas.datamap.queries import FieldRow, ReferenceRow
from lofte.discovery.ports import WritingNotAllowed
from lofte.kernel.errors import Forbidden, NotFound, Unavailable
from lofte.kernel.evidence import Verdict


@pytest.fixture(scope="module")
def source() -> Iterator[str]:
    with clinic() as url:
        yield url


@pytest.fixture(scope="module")
def scanned(source: str) -> tuple[Cast, UUID]:
    """Looked at, and nothing decided: for tests that only look."""
    cast = enter()
    return cast, connected(cast, source)


@pytest.fixture
def cast() -> Cast:
    return enter()


@pytest.fixture
def system(cast: Cast, source: str) -> UUID:
    return connected(cast, source)


def connected(cast: Cast, source: str, name: str = "Journalen") -> UUID:
    made = actions.register_system(cast.alice, name=name, url=source)
    reading.scan_system(cast.alice, system_id=made)
    return made


def field(cast: Cast, system: UUID, table: str, column: str) -> FieldRow:
    found = queries.fields(cast.alice, system_id=system, table=table)
    return next(row for row in found if row.column == column)


def reference(cast: Cast, system: UUID, table: str, column: str) -> ReferenceRow:
    found = queries.references(cast.alice, system_id=system)
    return next(
        row for row in found if row.source.table == table and row.source.columns == (column,)
    )


def test_a_scan_says_what_each_field_holds(scanned: tuple[Cast, UUID]) -> None:
    cast, system = scanned
    found = {
        (row.table, row.column): (row.verdict and row.verdict.type, row.standing)
        for row in queries.fields(cast.alice, system_id=system)
    }

    assert found["patients", "email"] == ("email", "undeclared")
    assert found["patients", "personnummer"] == ("personnummer", "undeclared")
    assert found["patients", "namn"] == ("person_name", "undeclared")
    assert found["waiting", "phone"] == ("phone", "undeclared")
    assert found["patients", "id"] == (None, "clear")
    assert found["visits", "room"] == (None, "clear")


def test_no_value_is_kept(scanned: tuple[Cast, UUID]) -> None:
    cast, _ = scanned
    with superuser() as connection:
        for table in ("fieldverdict", "seentable", "seenfield", "reference", "snapshot"):
            rows = connection.execute(
                f"SELECT t::text FROM datamap_{table} t WHERE tenant_id = %s".encode(),
                [cast.alice.tenant],
            ).fetchall()
            told = " ".join(str(row) for row in rows)
            assert rows
            assert "post.example" not in told
            assert "Andersson" not in told


def test_what_may_not_be_read_is_not_scanned_and_never_clean(
    scanned: tuple[Cast, UUID],
) -> None:
    cast, system = scanned
    (payroll,) = queries.not_scanned(cast.alice, system_id=system)
    assert (payroll.table, payroll.judged_at, payroll.reason) == ("payroll", None, "permission")
    assert {
        row.standing for row in queries.fields(cast.alice, system_id=system, table="payroll")
    } == {"not_scanned"}

    last = queries.system(cast.alice, system_id=system).scans[0]
    assert (last.total, last.done, last.missed) == (5, 5, 1)
    assert last.finished_at
    assert queries.systems(cast.alice)[0].missed == 1
    told = everything_scanned(cast.system)
    assert (told.verdict, told.violations) == (Verdict.BROKEN, (f"table:{payroll.table_id}",))


def test_a_scan_that_goes_on_shows_how_far_it_has_come(cast: Cast, system: UUID) -> None:
    scan = actions.scan_began(cast.alice, system_id=system)
    shown = queries.systems(cast.alice)[0]
    assert shown.running is not None
    assert (shown.running.done, shown.status) == (0, "ready")

    actions.scan_broken_off(cast.alice, scan_id=scan, reason="datamap.source_unavailable")
    shown = queries.systems(cast.alice)[0]
    assert (shown.running, shown.status) == (None, "failing")
    with pytest.raises(NotFound):
        actions.scan_finished(cast.alice, scan_id=scan)


def test_a_system_that_stops_answering_keeps_what_was_seen(
    cast: Cast, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lofte.connectors.postgresql.connector import PostgreSQLConnector
    from lofte.discovery.ports import SourceUnavailable

    sample = PostgreSQLConnector.sample

    def dies(self: PostgreSQLConnector, table: object, **given: int) -> object:
        if getattr(table, "name", "") == "visits":
            raise SourceUnavailable()
        return sample(self, table, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(PostgreSQLConnector, "sample", dies)
    made = actions.register_system(cast.alice, name="Journalen", url=source)
    with pytest.raises(SourceUnavailable):
        reading.scan_system(cast.alice, system_id=made)

    lost = {row.table: row.reason for row in queries.not_scanned(cast.alice)}
    assert lost == {
        "payroll": "permission",
        "visits": "datamap.source_unavailable",
        "waiting": "datamap.source_unavailable",
    }
    assert field(cast, made, "patients", "email").standing == "undeclared"
    assert queries.systems(cast.alice)[0].status == "failing"


def test_a_scan_again_says_the_same_in_the_same_rows(cast: Cast, system: UUID) -> None:
    first = field(cast, system, "patients", "email").verdict
    later = cast.at(cast.alice.now + timedelta(days=1))
    reading.scan_system(later.alice, system_id=system)

    again = field(later, system, "patients", "email").verdict
    assert first and again
    assert (again.since, again.judged_at) == (first.since, later.alice.now)
    assert (
        len(
            queries.field(
                later.alice, field_id=field(cast, system, "patients", "email").id
            ).verdicts
        )
        == 1
    )


def test_newer_rules_make_a_new_verdict_and_keep_the_old(
    cast: Cast, system: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lofte.areas.datamap.actions.verdicts.RULESET", "2099.1")
    later = cast.at(cast.alice.now + timedelta(days=1))
    reading.scan_system(later.alice, system_id=system)

    page = queries.field(later.alice, field_id=field(cast, system, "patients", "email").id)
    assert [(v.ruleset, v.until) for v in page.verdicts] == [
        ("2099.1", None),
        (page.verdicts[1].ruleset, later.alice.now),
    ]
    assert nothing_undeclared(later.system).facts["oldest"] == cast.alice.now


def test_what_was_found_waits_for_a_person_the_most_protected_first(
    cast: Cast, system: UUID
) -> None:
    page = queries.review(cast.alice, limit=2)
    assert (page.rows[0].column, page.rows[0].sensitivity) == ("personnummer", 3)
    assert page.waiting > 2

    seen = [row.id for row in page.rows]
    while page.next:
        page = queries.review(cast.alice, limit=2, after=page.next)
        seen += [row.id for row in page.rows]
    assert len(seen) == len(set(seen)) == page.waiting

    actions.accept_verdicts(cast.alice, field_ids=seen)
    assert queries.review(cast.alice).waiting == 0


def test_a_word_on_a_field_holds_over_every_later_scan(cast: Cast, system: UUID) -> None:
    email = field(cast, system, "patients", "email").id
    room = field(cast, system, "visits", "room").id
    kontakt = field(cast, system, "visits", "kontakt").id
    actions.accept_verdicts(cast.alice, field_ids=[email])
    actions.correct_fields(cast.bob, field_ids=[room], to="postal_address")
    actions.dismiss_fields(cast.bob, field_ids=[kontakt])
    reading.scan_system(cast.alice, system_id=system)

    assert field(cast, system, "patients", "email").standing == "declared"
    told = field(cast, system, "visits", "room")
    assert told.decision
    assert (told.standing, told.decision.type, told.decision.by) == (
        "declared",
        "postal_address",
        cast.bob.actor,
    )
    assert told.decision.category == "pd:PhysicalAddress"
    assert field(cast, system, "visits", "kontakt").standing == "dismissed"

    actions.reopen_field(cast.alice, field_id=kontakt)
    page = queries.field(cast.alice, field_id=kontakt)
    assert page.field.standing == "undeclared"
    assert [d.until is None for d in page.decisions] == [False]


def test_something_else_found_in_a_decided_field_waits_again(cast: Cast, source: str) -> None:
    system = connected(cast, source)
    room = field(cast, system, "visits", "room").id
    actions.dismiss_fields(cast.alice, field_ids=[room])
    name = urlsplit(source).path[1:]
    with psycopg.connect(owner(name), autocommit=True) as db:
        db.execute("UPDATE visits SET room = 'anna' || id || '@post.example'")
    try:
        reading.scan_system(cast.alice, system_id=system)
        told = field(cast, system, "visits", "room")
        assert (told.standing, told.news) == ("undeclared", ("email",))
    finally:
        with psycopg.connect(owner(name), autocommit=True) as db:
            db.execute("UPDATE visits SET room = 'Rum ' || id % 5")


def test_what_a_person_says_is_told_of_columns_of_the_same_name(
    cast: Cast, system: UUID, source: str
) -> None:
    actions.correct_fields(
        cast.alice, field_ids=[field(cast, system, "visits", "room").id], to="phone"
    )
    other = connected(cast, source, name="Kopian")

    hint = field(cast, other, "visits", "room").hint
    assert hint
    assert (hint.type, hint.places, hint.systems) == ("phone", 1, ("Journalen",))
    assert "Journalen" in hint.reason
    assert field(cast, system, "visits", "room").hint is None


def test_what_a_field_is_for_is_said_beside_its_type(cast: Cast, system: UUID) -> None:
    email = field(cast, system, "patients", "email").id
    about = About(subject="patient", purposes=("care", "reminders"))
    actions.declare_fields(cast.alice, field_ids=[email], about=about)
    actions.declare_fields(
        cast.alice, field_ids=[email], about=About(category="pd:EmailAddressWork")
    )

    said = field(cast, system, "patients", "email").decision
    assert said
    assert (said.type, said.subject, said.purposes, said.category) == (
        "email",
        "patient",
        ("care", "reminders"),
        "pd:EmailAddressWork",
    )


def test_nothing_can_be_accepted_where_nothing_was_found(cast: Cast, system: UUID) -> None:
    room = field(cast, system, "visits", "room").id
    email = field(cast, system, "patients", "email").id
    with pytest.raises(NothingFound):
        actions.accept_verdicts(cast.alice, field_ids=[email, room])
    assert field(cast, system, "patients", "email").decision is None
    with pytest.raises(UnknownType):
        actions.correct_fields(cast.alice, field_ids=[room], to="shoe_size")
    with pytest.raises(NotDecided):
        actions.reopen_field(cast.alice, field_id=room)


def test_another_organisations_fields_and_references_do_not_exist(
    scanned: tuple[Cast, UUID],
) -> None:
    cast, system = scanned
    one = field(cast, system, "patients", "email").id
    two = reference(cast, system, "messages", "sender_id").id
    for refused in (
        lambda: actions.accept_verdicts(cast.charlie, field_ids=[one]),
        lambda: actions.dismiss_fields(cast.charlie, field_ids=[one]),
        lambda: actions.reopen_field(cast.charlie, field_id=one),
        lambda: actions.accept_references(cast.charlie, reference_ids=[two]),
        lambda: actions.reject_references(cast.charlie, reference_ids=[two]),
        lambda: queries.field(cast.charlie, field_id=one),
        lambda: queries.fields(cast.charlie, system_id=system),
        lambda: queries.graph(cast.charlie, system_id=system),
        lambda: queries.changes(cast.charlie, system_id=system),
        lambda: actions.switch_writing(cast.charlie, system_id=system, on=True),
    ):
        with pytest.raises(NotFound):
            refused()
    assert not queries.references(cast.charlie)
    assert not queries.review(cast.charlie).rows
    assert not queries.reached_by(cast.charlie, kind="email").missed


def test_who_only_looks_decides_nothing(scanned: tuple[Cast, UUID]) -> None:
    cast, system = scanned
    one = field(cast, system, "patients", "email").id
    for refused in (
        lambda: actions.accept_verdicts(cast.heidi, field_ids=[one]),
        lambda: actions.correct_fields(cast.heidi, field_ids=[one], to="phone"),
        lambda: actions.switch_writing(cast.heidi, system_id=system, on=True),
        lambda: actions.import_map(cast.heidi, text="lofte_map: 1"),
        lambda: queries.review(cast.victor),
        lambda: queries.map_document(cast.victor),
    ):
        with pytest.raises(Forbidden):
            refused()


def test_nobody_writes_to_a_system_before_somebody_said_so(cast: Cast, system: UUID) -> None:
    with pytest.raises(WritingNotAllowed):
        reading.opened_for_writing(cast.alice, system_id=system)
    actions.switch_writing(cast.alice, system_id=system, on=True)
    assert queries.systems(cast.alice)[0].writing_by == cast.alice.actor
    reading.opened_for_writing(cast.alice, system_id=system).close()
    actions.switch_writing(cast.alice, system_id=system, on=False)
    assert queries.systems(cast.alice)[0].writing_since is None


def test_the_control_gives_a_fortnight_to_decide(cast: Cast, source: str) -> None:
    with pytest.raises(Unavailable):
        nothing_undeclared(cast.system)
    system = connected(cast, source)

    def verdict(days: float) -> Verdict:
        now = cast.alice.now + timedelta(days=days)
        return nothing_undeclared(replace(cast.system, now=now)).verdict

    assert [verdict(0), verdict(13.9), verdict(14)] == [
        Verdict.AT_RISK,
        Verdict.AT_RISK,
        Verdict.BROKEN,
    ]
    waiting = [row.id for row in queries.review(cast.alice, limit=200).rows]
    told = nothing_undeclared(cast.system)
    assert set(told.violations) == {f"field:{one}" for one in waiting}
    actions.accept_verdicts(cast.alice, field_ids=waiting[1:])
    assert nothing_undeclared(cast.system).violations == (f"field:{waiting[0]}",)
    actions.dismiss_fields(cast.alice, field_ids=waiting[:1])
    assert verdict(400) is Verdict.KEPT
    assert queries.systems(cast.alice)[0].undeclared == 0
    assert system
