"""Recording, sequencing, reading, proving and exporting, on a real database."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from databases import superuser
from fakes import ledger_story as story
from lofte.areas.ledger import controls, steps
from lofte.areas.ledger.models import Words
from lofte.areas.ledger.queries import entries, proving
from lofte.areas.ledger.queries.exporting import NotEmpty, export
from lofte.areas.ledger.queries.memory import trust
from lofte.areas.ledger.queries.stored import connect_as
from lofte.areas.ledger.rules import proofs
from lofte.areas.ledger.rules.canonical import NotCanonical
from lofte.areas.ledger.rules.envelopes import NotAReference
from lofte.areas.ledger.standalone import verify as standalone
from lofte.infra import env
from lofte.infra.tenancy import action, reading
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound
from lofte.kernel.evidence import Verdict

SAID = {"name": "Åsa Ek", "reason": "Moved to Umeå"}


@pytest.fixture
def ours() -> Context:
    return story.organisation()


def test_an_event_is_read_back_as_it_was_recorded(ours: Context) -> None:
    (event,) = story.close(ours, first=12, words=SAID)
    story.sequence()

    row = entries.entry(ours, event=event)

    assert (row.index, row.event, row.at, row.actor) == (0, event, ours.now, ours.actor)
    assert (row.subject, row.facts) == ("request:12", {"outcome": "granted", "days": 12})
    assert row.words == SAID and not row.erased


def test_nothing_is_recorded_when_the_act_fails(ours: Context) -> None:
    @action
    def act(ctx: Context) -> None:
        event = story.RequestClosed(outcome=story.Outcome.GRANTED, days=1)
        steps.record(ctx, event, subject="request:1", words=SAID)
        raise RuntimeError("something broke")

    with pytest.raises(RuntimeError, match="something broke"):
        act(ours)
    story.sequence()

    assert entries.page(ours) == ()
    with reading(ours):
        assert not Words.objects.filter(tenant_id=ours.tenant).exists()


def test_recording_outside_an_action_is_a_bug(ours: Context) -> None:
    event = story.RequestClosed(outcome=story.Outcome.GRANTED, days=1)

    with pytest.raises(RuntimeError, match="inside an action"):
        steps.record(ours, event, subject="request:1")


def test_words_about_a_person_are_no_subject(ours: Context) -> None:
    @action
    def act(ctx: Context, subject: str, days: object) -> None:
        event = story.RequestClosed(outcome=story.Outcome.GRANTED, days=days)  # type: ignore[arg-type]
        steps.record(ctx, event, subject=subject)

    with pytest.raises(NotAReference):
        act(ours, "Åsa Ek", 1)
    with pytest.raises(NotCanonical):
        act(ours, "request:1", 0.5)


def test_areas_may_add_to_the_inbox_but_not_look(ours: Context) -> None:
    for statement in ("SELECT * FROM ledger_inbox", "DELETE FROM ledger_inbox"):
        with reading(ours), pytest.raises(Exception, match="permission denied"):
            with connection.cursor() as cursor:
                cursor.execute(statement)
            raise AssertionError("the app role looked into the inbox")


@pytest.mark.parametrize("table", ["entry", "tile", "checkpoint", "rejected", "head"])
@pytest.mark.parametrize("replica", [False, True])
def test_not_even_a_superuser_removes_rows_by_accident(table: str, replica: bool) -> None:
    attacker = superuser()
    if replica:
        attacker.execute("SET session_replication_role = replica")

    for statement in (f"DELETE FROM ledger_{table}", f"TRUNCATE ledger_{table}"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            attacker.execute(statement)  # type: ignore[arg-type]
    attacker.close()


def test_another_organisation_finds_nothing(ours: Context) -> None:
    (event,) = story.close(ours)
    story.sequence_and_sign()
    theirs = story.organisation()

    assert entries.page(theirs) == () and entries.about(theirs, subject="request:0") == ()
    for asked in (entries.entry, proving.proof_of):
        with pytest.raises(NotFound):
            asked(theirs, event=event)
    with reading(theirs), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry WHERE tenant_id = %s", [ours.tenant])
        assert cursor.fetchone() == (0,)


def test_pages_run_from_the_newest_to_the_oldest(ours: Context) -> None:
    story.close(ours, count=7)
    story.close(ours, first=3)
    story.sequence()

    first = entries.page(ours, limit=5)
    rest = entries.page(ours, before=first[-1].index, limit=5)

    assert [row.index for row in (*first, *rest)] == [7, 6, 5, 4, 3, 2, 1, 0]
    assert [row.index for row in entries.about(ours, subject="request:3")] == [7, 3]


def test_erased_words_are_gone_and_the_ledger_still_holds(ours: Context) -> None:
    events = story.close(ours, first=5, words=SAID) + story.close(ours, first=6, words=SAID)
    story.sequence_and_sign()

    assert story.forget(ours, subject="request:5") == 1
    assert story.faults() == ""  # while the record of it is still in the inbox
    story.sequence_and_sign()

    row = entries.entry(ours, event=events[0])
    assert row.words is None and row.erased
    assert entries.entry(ours, event=events[1]).words == SAID
    newest = entries.page(ours, limit=1)[0]
    assert (newest.kind, newest.facts) == ("ledger.WordsErased", {"events": [str(events[0])]})
    assert story.faults() == ""
    assert proofs.holds(proving.proof_of(ours, event=events[0]), story.signer().verifier)


def test_a_proof_holds_and_one_altered_byte_spoils_it(ours: Context) -> None:
    events = story.close(ours, count=300)
    story.close(story.organisation(), count=2)
    story.sequence_and_sign()
    key = story.signer().verifier

    for event in (events[0], events[255], events[256], events[299]):
        proof = proving.proof_of(ours, event=event)
        assert proofs.holds(proof, key)
        assert not proofs.holds(replace(proof, envelope=proof.envelope + b" "), key)
        assert not proofs.holds(replace(proof, tenant=UUID(int=1)), key)
        assert not proofs.holds(replace(proof, root=bytes(32)), key)
        later = replace(proof.in_global, index=proof.in_global.index - 1)
        assert not proofs.holds(replace(proof, in_global=later), key)
        assert not proofs.holds(replace(proof, checkpoint=proof.checkpoint[:-9]), key)


def test_an_event_that_is_not_signed_yet_has_no_proof(ours: Context) -> None:
    (event,) = story.close(ours)
    story.sequence()

    with pytest.raises(proving.NotYetSigned):
        proving.proof_of(ours, event=event)
    story.sequence_and_sign()
    assert proving.proof_of(ours, event=event)


def test_an_export_of_everything_is_checked_by_its_own_verifier(
    ours: Context, tmp_path: Path
) -> None:
    story.close(ours, count=260, words=SAID)
    story.sequence_and_sign()
    story.close(ours)
    story.sequence()  # not signed: not exported
    key = story.signer().verifier

    with connect_as("sequencer", program="test") as database:
        export(database, tmp_path / "out", key=key, tenant=None)
        with pytest.raises(NotEmpty):
            export(database, tmp_path / "out", key=key, tenant=None)

    assert len((tmp_path / "out/logs" / f"{ours.tenant}.jsonl").read_text().splitlines()) == 260
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            tmp_path / "out/verify.py",
            tmp_path / "out",
            "--vkey",
            key.vkey,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "The ledger holds." in done.stdout


def test_an_export_of_one_organisation_tells_nothing_of_the_others(
    ours: Context, tmp_path: Path
) -> None:
    story.close(ours, count=5, words=SAID)
    theirs = story.organisation()
    story.close(theirs)
    story.sequence_and_sign()

    with connect_as("sequencer", program="test") as database:
        export(database, tmp_path, key=story.signer().verifier, tenant=ours.tenant)

    assert standalone.main([str(tmp_path)]) == 0
    names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert names == {
        "checkpoint", "head_proof.json", f"{ours.tenant}.jsonl", "verify.py", "vkey"
    }  # fmt: skip
    told = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    assert str(theirs.tenant) not in told and "Åsa" not in told


def test_the_controls_tell_how_the_ledger_stands(ours: Context) -> None:
    story.close(ours, count=3, words=SAID)
    assert controls.checkpoint_fresh(ours).facts["waiting"] == 3
    story.sequence()
    assert controls.checkpoint_fresh(ours).facts["unsigned"] == 3
    story.sequence_and_sign()

    fresh, verifies = controls.checkpoint_fresh(ours), controls.verifies(ours)

    assert (fresh.verdict, fresh.facts["unsigned"]) == (Verdict.KEPT, 0)
    assert (verifies.verdict, verifies.facts["entries"]) == (Verdict.KEPT, 3)


def test_a_sequencer_that_stands_still_breaks_the_promise(ours: Context) -> None:
    story.close(ours)
    story.sequence()

    late = replace(ours, now=ours.now + controls.LATE * 2)
    slow = replace(ours, now=ours.now + controls.SLOW * 2)

    assert controls.checkpoint_fresh(late).verdict is Verdict.BROKEN
    assert controls.checkpoint_fresh(slow).verdict is Verdict.AT_RISK


def test_the_commands_verify_prove_and_export(ours: Context, tmp_path: Path) -> None:
    (event, *_) = story.close(ours, count=2)
    story.sequence_and_sign()
    tenant = str(ours.tenant)

    def lofte(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "lofte", "ledger", *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    everything = lofte("verify", "--json")
    assert everything.returncode == 0 and json.loads(everything.stdout)["ok"]
    one = lofte("verify", "--tenant", tenant)
    assert one.returncode == 0 and "2 entries in 1 logs" in one.stdout
    proof = json.loads(lofte("proof", str(event), "--tenant", tenant).stdout)
    assert str(event) in proof["envelope"] and proof["in_log"]["size"] == 2
    assert lofte("proof", str(ours.tenant), "--tenant", tenant).returncode == 3
    assert lofte("export", str(tmp_path / "out"), "--tenant", tenant).returncode == 0
    assert standalone.main([str(tmp_path / "out")]) == 0


def test_trust_is_nothing_on_a_machine_without_the_signer(tmp_path: Path) -> None:
    assert trust(tmp_path).key is None and trust(tmp_path).last is None
    assert trust(env.current().home).key == story.signer().verifier
