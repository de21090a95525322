"""The living map: what refers to what, where a person is found, what changed, and the map as a
graph and as a document."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest

from cast import Cast, enter
from clinic import clinic, owner
from lofte.areas.datamap import actions, queries, reading
from lofte.areas.datamap.actions import ColumnsUnpaired, MapDoesNotFit
from lofte.areas.datamap.queries import FieldRow, MissedRow, ReferenceRow
from lofte.areas.datamap.rules.collecting import Found
from lofte.discovery.mapping.nodes import MapInvalid
from lofte.discovery.schema import TableName
from lofte.kernel.errors import NotFound

PATIENTS = TableName("public", "patients")
VISITS = TableName("public", "visits")


@pytest.fixture(scope="module")
def source() -> Iterator[str]:
    with clinic() as url:
        yield url


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


def found_by_email(cast: Cast, system: UUID) -> None:
    actions.accept_identity(
        cast.alice,
        system_id=system,
        schema="public",
        table="patients",
        column="email",
        kind="email",
    )


def field(cast: Cast, system: UUID, table: str, column: str) -> FieldRow:
    found = queries.fields(cast.alice, system_id=system, table=table)
    return next(row for row in found if row.column == column)


def reference(cast: Cast, system: UUID, table: str, column: str) -> ReferenceRow:
    found = queries.references(cast.alice, system_id=system)
    return next(
        row for row in found if row.source.table == table and row.source.columns == (column,)
    )


def missed(cast: Cast, table: str) -> MissedRow:
    page = queries.reached_by(cast.alice, kind="email")
    return next(row for row in page.missed if row.table == table)


def planned(cast: Cast, system: UUID) -> list[str]:
    return [
        step.table.name for step in queries.reading_plan(cast.alice, system_id=system).steps
    ]


def test_a_key_that_is_not_declared_is_found_by_names_and_values(
    cast: Cast, system: UUID
) -> None:
    guessed = reference(cast, system, "visits", "patient_id")
    declared = reference(cast, system, "messages", "sender_id")

    assert (guessed.origin, guessed.state, guessed.target.table) == (
        "inferred",
        "suggested",
        "patients",
    )
    assert guessed.score and guessed.score > 0.5
    assert guessed.reason
    assert (declared.origin, declared.state, declared.score) == ("declared", "accepted", None)
    assert declared.guessed == "shares", declared.guess_reason


def test_a_suggested_reference_is_followed_only_once_it_is_accepted(
    cast: Cast, system: UUID
) -> None:
    found_by_email(cast, system)
    guessed = reference(cast, system, "visits", "patient_id")
    assert planned(cast, system) == ["patients", "messages"]
    assert (missed(cast, "visits").why, missed(cast, "visits").references) == (
        "suggested",
        (guessed.id,),
    )

    actions.accept_references(cast.alice, reference_ids=[guessed.id])
    assert planned(cast, system) == ["patients", "messages", "visits"]

    actions.reject_references(cast.bob, reference_ids=[guessed.id])
    assert missed(cast, "visits").why == "rejected"
    reading.scan_system(cast.alice, system_id=system)
    again = reference(cast, system, "visits", "patient_id")
    assert (again.id, again.state, again.decided_by) == (guessed.id, "rejected", cast.bob.actor)


def test_what_two_people_share_is_handed_out_as_shared(cast: Cast, system: UUID) -> None:
    found_by_email(cast, system)
    rows = list(reading.person_rows(cast.heidi, system_id=system, email=EMAIL_OF_FIRST))
    told = {(part.table.name, part.relation.value) for part in rows if isinstance(part, Found)}
    assert told == {("patients", "owns"), ("messages", "shares")}

    receiving = reference(cast, system, "messages", "receiver_id")
    actions.accept_references(cast.alice, reference_ids=[receiving.id], meaning="stops")
    after = list(reading.person_rows(cast.heidi, system_id=system, email=EMAIL_OF_FIRST))
    by = {part.by for part in after if isinstance(part, Found)}
    assert by == {("email",), ("sender_id",)}


EMAIL_OF_FIRST = "anna.andersson0@post.example"


def test_a_person_draws_what_no_scan_can_see(cast: Cast, system: UUID) -> None:
    found_by_email(cast, system)
    made = actions.draw_reference(
        cast.alice,
        system_id=system,
        source=TableName("public", "waiting"),
        columns=["name"],
        target=PATIENTS,
        ref_columns=["namn"],
        meaning="mentions",
    )
    assert "waiting" in planned(cast, system)
    reading.scan_system(cast.alice, system_id=system)
    drawn = reference(cast, system, "waiting", "name")
    assert (drawn.id, drawn.origin, drawn.state, drawn.meaning) == (
        made,
        "drawn",
        "accepted",
        "mentions",
    )
    with pytest.raises(ColumnsUnpaired):
        actions.draw_reference(
            cast.alice, system_id=system, source=VISITS, columns=["room"],
            target=PATIENTS, ref_columns=["id", "namn"],
        )  # fmt: skip
    with pytest.raises(NotFound):
        actions.draw_reference(
            cast.alice, system_id=system, source=VISITS, columns=["rom"],
            target=PATIENTS, ref_columns=["id"],
        )  # fmt: skip


def test_a_way_that_leads_forward_is_read_once_somebody_said_so(
    cast: Cast, system: UUID
) -> None:
    """The visit belongs to whom the message belongs to, though the message points at it."""
    found_by_email(cast, system)
    made = actions.draw_reference(
        cast.alice, system_id=system, source=TableName("public", "messages"), columns=["id"],
        target=VISITS, ref_columns=["id"],
    )  # fmt: skip
    assert "visits" not in planned(cast, system)
    actions.accept_references(cast.alice, reference_ids=[made], forward=True)
    assert "visits" in planned(cast, system)


def test_where_a_person_is_found_and_where_not(cast: Cast, system: UUID) -> None:
    assert {row.why for row in queries.reached_by(cast.alice, kind="email").missed} == {
        "no_identity", "unreadable", "view",
    }  # fmt: skip
    found_by_email(cast, system)
    page = queries.reached_by(cast.alice, kind="email")

    ways = {row.table: row.ways for row in page.reached}
    assert [[hop.table for hop in way] for way in ways["messages"]] == [
        ["patients", "messages"],
        ["patients", "messages"],
    ]
    assert {way[-1].columns for way in ways["messages"]} == {("sender_id",), ("receiver_id",)}
    reached = {row.table: row for row in page.reached}
    assert reached["patients"].types == ("email", "person_name", "personnummer")
    told = {row.table: (row.why, row.types) for row in page.missed}
    assert told["waiting"] == ("no_path", ("person_name", "phone"))
    assert told["payroll"][0] == "unreadable"
    assert {row.why for row in queries.reached_by(cast.alice, kind="phone").missed} >= {
        "no_identity"
    }


def test_the_map_is_a_graph_of_tables_and_links(cast: Cast, system: UUID) -> None:
    found_by_email(cast, system)
    graph = queries.graph(cast.alice, system_id=system)

    tables = {table.name: table for table in graph.tables}
    assert set(tables) == {
        "everybody", "messages", "patients", "payroll", "visits", "waiting",
    }  # fmt: skip
    patients = tables["patients"]
    assert (patients.rows, patients.people, patients.read, patients.undeclared) == (
        120,
        True,
        True,
        3,
    )
    assert tables["payroll"].not_scanned == "permission"
    assert {finding.code for finding in tables["waiting"].lint} >= {"rows_alike"}
    links = {(link.label, link.state) for link in graph.links if link.target == patients.id}
    assert links == {
        ("sender_id", "accepted"), ("receiver_id", "accepted"), ("patient_id", "suggested"),
    }  # fmt: skip


def test_what_is_new_changed_and_gone_is_told(cast: Cast, source: str) -> None:
    system = connected(cast, source)
    name = urlsplit(source).path[1:]
    with psycopg.connect(owner(name), autocommit=True) as db:
        db.execute("CREATE TABLE crew (mejl text)")
        db.execute("INSERT INTO crew SELECT email FROM patients")
        db.execute("GRANT SELECT ON crew TO PUBLIC")
        db.execute("ALTER TABLE visits DROP COLUMN room, ALTER patient_id TYPE bigint")
    try:
        later = cast.at(cast.alice.now + timedelta(days=1))
        reading.scan_system(later.alice, system_id=system)
        page = queries.changes(later.alice, system_id=system)
        assert [(c.kind, c.table, c.column, c.before, c.after) for c in page.changes] == [
            ("new", "crew", "", "", ""),
            ("changed", "visits", "patient_id", "type: integer", "type: bigint"),
            ("vanished", "visits", "room", "type: text, nullable: yes, generated: no, "
             "may be read: yes", ""),
        ]  # fmt: skip
        assert len(page.snapshots) == 2
        assert field(cast, system, "crew", "mejl").standing == "undeclared"
        before = queries.changes(
            later.alice, system_id=system, since=cast.alice.now, until=cast.alice.now
        )
        assert not before.changes
    finally:
        with psycopg.connect(owner(name), autocommit=True) as db:
            db.execute("DROP TABLE crew")
            db.execute("ALTER TABLE visits ADD room text, ALTER patient_id TYPE int")


def test_a_map_written_out_and_read_in_elsewhere_says_the_same(
    cast: Cast, system: UUID, source: str
) -> None:
    found_by_email(cast, system)
    kept = [field(cast, system, "patients", name).id for name in ("email", "personnummer")]
    actions.accept_verdicts(cast.alice, field_ids=kept)
    actions.dismiss_fields(cast.alice, field_ids=[field(cast, system, "visits", "kontakt").id])
    guessed = reference(cast, system, "visits", "patient_id")
    actions.accept_references(cast.alice, reference_ids=[guessed.id], meaning="mentions")
    sent = reference(cast, system, "messages", "sender_id")
    actions.reject_references(cast.alice, reference_ids=[sent.id])
    text = queries.map_document(cast.alice)

    other = enter()
    copy = connected(other, source)
    made = actions.import_map(other.alice, text=text)
    assert (made.fields, made.references, made.identities) == (3, 2, 1)
    assert queries.map_document(other.alice) == text
    assert planned(other, copy) == planned(cast, system)
    again = actions.import_map(other.alice, text=text)
    assert (again.fields, again.references, again.identities) == (0, 0, 0)


def test_a_map_that_does_not_fit_changes_nothing(cast: Cast, system: UUID) -> None:
    text = """\
lofte_map: 1
systems:
  - system: Journalen
    datasets:
      - dataset: patients
        schema: public
        fields:
          - {field: email, type: email, guessed: false}
          - {field: telefon, type: phone, guessed: false}
      - {dataset: borta, schema: public, fields: [{field: a, type: email}]}
  - system: Kassan
    datasets: []
"""
    with pytest.raises(MapDoesNotFit) as refusal:
        actions.import_map(cast.alice, text=text)
    assert refusal.value.facts["not_there"] == [
        "Journalen: public.patients.telefon",
        "Journalen: public.borta",
        "the system Kassan",
    ]
    assert field(cast, system, "patients", "email").decision is None
    with pytest.raises(MapInvalid, match="Line 2"):
        actions.import_map(cast.alice, text="lofte_map: 1\nsystems: [{]\n")


def test_the_command_line_writes_the_map_out_and_reads_it_in(
    cast: Cast, system: UUID, tmp_path: Path
) -> None:
    def lofte(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "lofte", "datamap", *words]
        command += ["--organisation", cast.slug]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)

    out = tmp_path / "map.yaml"
    assert lofte("export", "--out", str(out)).returncode == 0
    text = out.read_text()
    assert "guessed: true" in text
    line = next(at for at in text.splitlines() if "field: personnummer" in at)
    indent = line[: line.index("- ")]
    said = f"{indent}- {{field: personnummer, type: personnummer}}"
    out.write_text(text.replace(line, said))

    made = lofte("import", str(out), "--system", "Journalen", "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout) == {"fields": 1, "references": 0, "identities": 0}
    assert field(cast, system, "patients", "personnummer").standing == "declared"

    out.write_text(text.replace("field: personnummer", "field: person_nr"))
    assert lofte("import", str(out)).returncode == 0, "a guess is nobody's wish"
    out.write_text("systems: 1")
    assert lofte("import", str(out)).returncode == 5
    assert lofte("import", str(tmp_path / "none.yaml")).returncode == 2


def test_what_refers_from_one_system_to_another_is_suggested(
    cast: Cast, system: UUID, source: str
) -> None:
    name = urlsplit(source).path[1:]
    with psycopg.connect(owner(name), autocommit=True) as db:
        db.execute("CREATE SCHEMA shop")
        db.execute("CREATE TABLE shop.orders (nr int PRIMARY KEY, mejl text)")
        db.execute("INSERT INTO shop.orders SELECT id, email FROM patients WHERE id < 1080")
        db.execute("GRANT USAGE ON SCHEMA shop TO PUBLIC")
        db.execute("GRANT SELECT ON shop.orders TO PUBLIC")
    try:
        other = connected(cast, source, name="Butiken")
        reading.relate_systems(cast.system)
    finally:
        with psycopg.connect(owner(name), autocommit=True) as db:
            db.execute("DROP SCHEMA shop CASCADE")

    crossing = [
        row
        for row in queries.references(cast.alice, system_id=other)
        if row.source.system != row.target.system and row.source.table == "orders"
    ]
    told = [(row.state, row.target.system, row.target.columns) for row in crossing]
    assert told == [("suggested", "Journalen", ("email",))]
    reading.scan_system(cast.alice, system_id=other)
    assert "system: Journalen" in queries.map_document(cast.alice)
