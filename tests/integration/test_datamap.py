"""The data map: registering, scanning and deciding, and every way it may be refused."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest

from cast import Cast, enter
from databases import superuser
from lofte.areas.datamap import actions, jobs, queries, reading, workers
from lofte.areas.datamap.actions import NameTaken, NoSuchColumn
from lofte.areas.datamap.controls import people_can_be_found, systems_scanned
from lofte.areas.datamap.rules.collecting import Found
from lofte.discovery.ports import SourceUnavailable, SourceUrlInvalid
from lofte.infra.outbound import AddressNotAllowed
from lofte.kernel.context import Context
from lofte.kernel.errors import Forbidden, Invalid, NotFound, Refused
from lofte.kernel.evidence import Verdict
from sources import booking

NOWHERE = "postgresql://u:hemligt@127.0.0.1:1/d"


@pytest.fixture(scope="module")
def source() -> Iterator[str]:
    with booking() as url:
        yield url


@pytest.fixture
def cast() -> Cast:
    return enter()


@pytest.fixture
def system(cast: Cast, source: str) -> UUID:
    made = actions.register_system(cast.alice, name="Bokningen", url=source)
    reading.scan_system(cast.alice, system_id=made)
    return made


def accept(ctx: Context, system: UUID, table: str, column: str, kind: str = "email") -> UUID:
    return actions.accept_identity(
        ctx, system_id=system, schema="public", table=table, column=column, kind=kind
    )


def stored(sql: str, *values: object) -> list[tuple[object, ...]]:
    with superuser() as connection:
        return connection.execute(sql.encode(), values).fetchall()


def events(cast: Cast) -> list[str]:
    """What the ledger was told of this organisation's systems, in order."""
    rows = stored(
        "SELECT kind FROM ledger_inbox"
        " WHERE tenant_id = %s AND kind LIKE 'datamap.%%' ORDER BY id",
        cast.alice.tenant,
    )
    return [str(kind).removeprefix("datamap.") for (kind,) in rows]


def test_a_system_is_registered_with_its_url_sealed_and_its_scan_asked_for(cast: Cast) -> None:
    made = actions.register_system(cast.alice, name=" Kassan ", url=NOWHERE)

    found = queries.systems(cast.alice)[0]
    assert (found.id, found.name, found.status) == (made, "Kassan", "new")
    assert found.description == "postgresql://u@127.0.0.1:1/d"
    sealed = stored("SELECT url, description FROM datamap_system WHERE id = %s", made)[0]
    assert b"hemligt" not in bytes(sealed[0])  # type: ignore[arg-type]
    asked = stored(
        "SELECT args->>'system_id' FROM procrastinate_jobs WHERE task_name = %s"
        " AND args->>'tenant' = %s",
        jobs.ScanSystem.name,
        str(cast.alice.tenant),
    )
    assert asked == [(str(made),)]


def test_a_url_that_cannot_be_right_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(SourceUrlInvalid):
        actions.register_system(cast.alice, name="Kassan", url="mysql://u@h/d")
    with pytest.raises(Invalid):
        actions.register_system(cast.alice, name=" ", url=NOWHERE)
    with pytest.raises(Invalid):
        actions.register_system(cast.alice, name="Kassan", url=NOWHERE, kind="oracle")
    assert not queries.systems(cast.alice)


def test_a_name_is_taken_until_the_system_is_removed(cast: Cast) -> None:
    made = actions.register_system(cast.alice, name="Kassan", url=NOWHERE)
    with pytest.raises(NameTaken):
        actions.register_system(cast.alice, name="Kassan", url=NOWHERE)
    actions.remove_system(cast.alice, system_id=made)
    actions.register_system(cast.alice, name="Kassan", url=NOWHERE)


def test_a_scan_keeps_the_shape_and_never_a_row(cast: Cast, system: UUID) -> None:
    page = queries.system(cast.alice, system_id=system)

    assert page.system.status == "ready"
    assert [table.name for table in page.tables] == [
        "bookings",
        "customers",
        "messages",
        "services",
    ]
    customers = page.tables[1]
    assert [(c.name, c.suggestion) for c in customers.columns][:2] == [
        ("id", None),
        ("email", "email"),
    ]
    assert not page.plan.steps
    (shape,) = stored("SELECT shape::text FROM datamap_system WHERE id = %s", system)[0]
    assert "Elsa" not in str(shape)


def test_a_failed_scan_keeps_the_earlier_shape_and_says_why(cast: Cast) -> None:
    made = actions.register_system(cast.alice, name="Kassan", url=NOWHERE)
    with pytest.raises(SourceUnavailable):
        reading.scan_system(cast.alice, system_id=made)

    found = queries.systems(cast.alice)[0]
    assert (found.status, found.reason) == ("unreachable", "datamap.source_unavailable")


def test_a_system_on_a_network_that_is_not_allowed_is_not_dialled(cast: Cast) -> None:
    made = actions.register_system(cast.alice, name="Kassan", url="postgresql://u@10.0.0.1/d")
    with pytest.raises(AddressNotAllowed):
        reading.scan_system(cast.alice, system_id=made)
    assert queries.systems(cast.alice)[0].reason == "outbound.address_not_allowed"


def test_an_accepted_identity_makes_a_plan_and_is_replaced_by_the_next(
    cast: Cast, system: UUID
) -> None:
    accept(cast.alice, system, "customers", "email", "phone")
    accept(cast.bob, system, "customers", "email")

    page = queries.system(cast.alice, system_id=system)
    email = page.tables[1].columns[1]
    assert (email.identity, email.accepted_by) == ("email", cast.bob.actor)
    assert [str(step.table) for step in page.plan.steps] == [
        "public.customers",
        "public.bookings",
        "public.messages",
    ]
    assert page.system.identities == 1

    actions.clear_identity(
        cast.alice, system_id=system, schema="public", table="customers", column="email"
    )
    assert not queries.reading_plan(cast.alice, system_id=system).steps


def test_a_relation_changes_the_plan(cast: Cast, system: UUID) -> None:
    accept(cast.alice, system, "customers", "email")
    for relation, read in (("stops", 1), ("mentions", 2), ("owns", 3)):
        actions.set_relation(
            cast.alice, system_id=system, schema="public", table="bookings", relation=relation
        )
        assert len(queries.reading_plan(cast.alice, system_id=system).steps) == read


def test_what_the_last_scan_did_not_see_cannot_be_decided_on(cast: Cast, system: UUID) -> None:
    with pytest.raises(NoSuchColumn):
        accept(cast.alice, system, "customers", "telefon")
    with pytest.raises(NoSuchColumn):
        accept(cast.alice, system, "kunder", "email")
    with pytest.raises(Invalid):
        accept(cast.alice, system, "customers", "email", "shoe_size")
    with pytest.raises(NoSuchColumn):
        actions.set_relation(
            cast.alice, system_id=system, schema="x", table="bookings", relation="owns"
        )
    with pytest.raises(Invalid):
        actions.set_relation(
            cast.alice, system_id=system, schema="public", table="bookings", relation="loves"
        )
    with pytest.raises(NotFound):
        actions.clear_identity(
            cast.alice, system_id=system, schema="public", table="customers", column="email"
        )


def test_a_person_is_read_by_address_whatever_its_case(cast: Cast, system: UUID) -> None:
    accept(cast.alice, system, "customers", "email")
    parts = list(reading.person_rows(cast.heidi, system_id=system, email="elsa@post.example"))

    rows = {
        (part.table.name, row.values.get("id"))
        for part in parts
        if isinstance(part, Found)
        for row in part.rows
    }
    assert rows == {("customers", 1), ("bookings", 10), ("bookings", 11), ("messages", None)}


def test_a_removed_system_is_read_no_more_and_its_url_is_gone(cast: Cast, system: UUID) -> None:
    actions.remove_system(cast.alice, system_id=system)

    assert not queries.systems(cast.alice)
    with pytest.raises(NotFound):
        list(reading.person_rows(cast.heidi, system_id=system, email="elsa@post.example"))
    (url,) = stored("SELECT url FROM datamap_system WHERE id = %s", system)[0]
    assert bytes(url) == b""  # type: ignore[arg-type]


def test_a_decision_waits_for_a_table_that_comes_back(cast: Cast) -> None:
    with booking() as url:
        made = actions.register_system(cast.alice, name="Kassan", url=url)
        reading.scan_system(cast.alice, system_id=made)
        accept(cast.alice, made, "customers", "email")
        for rename in ("customers RENAME TO gone", "gone RENAME TO customers"):
            with psycopg.connect(url, autocommit=True) as owner:
                owner.execute(f"ALTER TABLE {rename}".encode())
            reading.scan_system(cast.alice, system_id=made)
            expected = 0 if rename.endswith("gone") else 3
            assert len(queries.reading_plan(cast.alice, system_id=made).steps) == expected


def test_the_worker_scans_every_system_and_takes_a_refusal_as_an_answer(cast: Cast) -> None:
    made = actions.register_system(cast.alice, name="Kassan", url="postgresql://u@10.0.0.1/d")
    workers.scan_system(cast.system, jobs.ScanSystem(system_id=made))
    workers.scan_all(cast.system, jobs.ScanAll())

    asked = stored(
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND args->>'tenant' = %s",
        jobs.ScanSystem.name,
        str(cast.alice.tenant),
    )
    assert asked == [(2,)]


ACTS: dict[str, Callable[[Context, UUID], object]] = {
    "register": lambda ctx, _: actions.register_system(ctx, name="x", url=NOWHERE),
    "scan": lambda ctx, s: reading.scan_system(ctx, system_id=s),
    "ask for a scan": lambda ctx, s: actions.request_scan(ctx, system_id=s),
    "accept": lambda ctx, s: accept(ctx, s, "customers", "email"),
    "clear": lambda ctx, s: actions.clear_identity(
        ctx, system_id=s, schema="public", table="customers", column="email"
    ),
    "relate": lambda ctx, s: actions.set_relation(
        ctx, system_id=s, schema="public", table="bookings", relation="stops"
    ),
    "remove": lambda ctx, s: actions.remove_system(ctx, system_id=s),
    "see": lambda ctx, s: queries.system(ctx, system_id=s),
    "plan": lambda ctx, s: queries.reading_plan(ctx, system_id=s),
    "read": lambda ctx, s: list(reading.person_rows(ctx, system_id=s, email="a@b.example")),
}


OF_ONE_SYSTEM = {name: act for name, act in ACTS.items() if name != "register"}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_may_not_is_refused_and_nothing_changes(
    cast: Cast, system: UUID, act: Callable[[Context, UUID], object]
) -> None:
    before = events(cast)
    with pytest.raises(Forbidden):
        act(replace(cast.victor, permissions=frozenset()), system)
    assert events(cast) == before


@pytest.mark.parametrize("act", OF_ONE_SYSTEM.values(), ids=OF_ONE_SYSTEM)
def test_another_organisations_system_does_not_exist(
    cast: Cast, system: UUID, act: Callable[[Context, UUID], object]
) -> None:
    with pytest.raises(Refused) as refusal:
        act(cast.charlie, system)
    assert isinstance(refusal.value, NotFound)
    assert refusal.value.code == "not_found"


def test_the_ledger_tells_the_story_of_a_system(cast: Cast, system: UUID) -> None:
    accept(cast.alice, system, "customers", "email")
    actions.set_relation(
        cast.alice, system_id=system, schema="public", table="bookings", relation="owns"
    )
    actions.remove_system(cast.alice, system_id=system)

    assert events(cast) == [
        "SystemRegistered",
        "SystemScanned",
        "ScanFinished",
        "IdentityAccepted",
        "RelationSet",
        "SystemRemoved",
    ]


def test_the_control_asks_for_a_fresh_scan_of_every_system(cast: Cast, system: UUID) -> None:
    def verdict(days: float) -> Verdict:
        now = cast.alice.now + timedelta(days=days)
        return systems_scanned(replace(cast.system, now=now)).verdict

    assert [verdict(days) for days in (0, 2.9, 3.1, 6.9, 7.1)] == [
        Verdict.KEPT,
        Verdict.KEPT,
        Verdict.AT_RISK,
        Verdict.AT_RISK,
        Verdict.BROKEN,
    ]
    assert systems_scanned(cast.charlie).verdict is Verdict.BROKEN


def test_the_control_asks_that_people_can_be_found_everywhere(cast: Cast, system: UUID) -> None:
    blind = people_can_be_found(cast.system)
    assert (blind.verdict, blind.violations) == (Verdict.BROKEN, (f"system:{system}",))

    accept(cast.alice, system, "customers", "email")
    assert people_can_be_found(cast.system).verdict is Verdict.KEPT


def test_the_command_line_registers_scans_and_decides(cast: Cast, source: str) -> None:
    def lofte(*words: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "lofte",
            "systems",
            *words,
            "--organisation",
            cast.slug,
        ]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    made = lofte("register", source, "--name", "Bokningen")
    assert made.returncode == 0, made.stderr
    assert "suggested  public.customers.email: email" in made.stdout
    assert urlsplit(source).password not in made.stdout

    decided = lofte("identify", "Bokningen", "customers", "email", "email")
    assert "reads      public.messages by public.bookings (owns)" in decided.stdout
    assert json.loads(lofte("list", "--json").stdout)[0]["identities"] == 1
    assert lofte("scan", "Kassan").returncode == 3
    assert lofte("register", "mysql://u@h/d", "--name", "x").returncode == 5
    assert lofte("register", NOWHERE, "--name", "x").returncode == 8
