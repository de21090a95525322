"""The sequencer and the signer when things go wrong around them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from databases import superuser
from fakes import ledger_story as story
from fakes.ledger_attacker import Attacker, undone
from lofte.areas.ledger.queries import entries
from lofte.areas.ledger.queries.stored import connect_as
from lofte.areas.ledger.rules.tree import Frontier, consistency_proof, leaf_hash
from lofte.areas.ledger.workers import sequencing
from lofte.areas.ledger.workers.publishing import catch_up, publish
from lofte.areas.ledger.workers.signing import (
    Signer,
    SignerChanged,
    SignerForgot,
    WouldFork,
)


@pytest.fixture
def attacker() -> Iterator[Attacker]:
    story.close(story.organisation())
    story.sequence_and_sign()
    with undone() as attacker:
        yield attacker
    assert story.faults() == ""


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def start(crash_at: str = "") -> subprocess.Popen[bytes]:
    settings = {**os.environ, "LOFTE_CRASH_AT": crash_at}
    return subprocess.Popen([sys.executable, "-m", "lofte", "sequencer"], env=settings)


def waiting() -> int:
    with superuser() as connection:
        row = connection.execute("SELECT count(*) FROM ledger_inbox").fetchone()
    return int(row[0]) if row else 0


def holds_the_lock() -> int:
    with superuser() as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        ).fetchone()
    return int(row[0]) if row else 0


def test_the_sequencer_sequences_and_signs_until_it_is_told_to_stop() -> None:
    ours = story.organisation()
    process = start()
    story.close(ours, count=5)
    until(lambda: entries.standing(ours).signed == 5)

    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=10) == 0
    assert story.faults() == ""


def test_a_second_sequencer_waits_and_takes_over() -> None:
    stops, ours = [Event(), Event()], story.organisation()
    threads = [Thread(target=sequencing.run, args=[stop]) for stop in stops]
    threads[0].start()
    until(lambda: holds_the_lock() == 1)
    threads[1].start()
    story.close(ours, count=10)
    until(lambda: entries.standing(ours).size == 10)

    stops[0].set()
    threads[0].join(timeout=10)
    story.close(ours, first=10, count=10)
    until(lambda: entries.standing(ours).signed == 20)
    stops[1].set()
    threads[1].join(timeout=10)

    days = [row.facts["days"] for row in entries.page(ours)]
    assert days == list(range(19, -1, -1))
    assert story.faults() == ""


@pytest.mark.parametrize("crash_at", ["ledger.moved", "ledger.moved:2", "ledger.signed"])
def test_a_power_cut_loses_nothing_and_repeats_nothing(crash_at: str) -> None:
    ours, number = story.organisation(), 0
    process = start(crash_at)
    while process.poll() is None:
        story.close(ours, first=number)
        number += 1
        time.sleep(0.02)
    assert process.returncode == -signal.SIGKILL

    story.sequence_and_sign()

    days = [row.facts["days"] for row in entries.page(ours, limit=number)]
    assert days == list(range(number - 1, -1, -1))
    assert entries.standing(ours).signed == number
    assert story.faults() == ""


def test_killed_again_and_again_it_loses_nothing() -> None:
    ours, stop = story.organisation(), Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            story.close(ours, first=number, count=3)
            number += 3

    writer = Thread(target=write)
    writer.start()
    for pause in (0.8, 1.3, 0.9, 1.7):
        process = start()
        time.sleep(pause)
        process.kill()
        process.wait()
    stop.set()
    writer.join()
    story.sequence_and_sign()

    count = entries.standing(ours).size
    days = [row.facts["days"] for row in entries.page(ours, limit=count)]
    assert count > 50 and days == list(range(count - 1, -1, -1))
    assert story.faults() == ""


FORGE = """
INSERT INTO ledger_inbox (tenant_id, event_id, kind, subject, envelope, mac)
SELECT tenant_id, event_id, kind, subject, envelope, {mac} FROM {source}
WHERE tenant_id = %(log)s LIMIT 1
"""
FORGED = {
    "with a made-up MAC": FORGE.format(mac="sha256('x')", source="ledger_entry"),
    "in the name of the platform": """
        INSERT INTO ledger_inbox (tenant_id, event_id, kind, subject, envelope, mac)
        VALUES ('00000000-0000-0000-0000-000000000000', %(log)s, 'a.B', 'a:1', '{}', '')
    """,
    "pointing at another thing": """
        UPDATE ledger_inbox SET subject = 'request:666' WHERE tenant_id = %(log)s
    """,
    "edited while it waited": """
        UPDATE ledger_inbox SET envelope = overlay(envelope placing '7' from 20)
        WHERE tenant_id = %(log)s
    """,
}


@pytest.mark.parametrize("case", FORGED)
def test_a_row_forged_in_the_inbox_is_refused(case: str, attacker: Attacker) -> None:
    ours = story.organisation()
    story.close(ours)
    story.sequence()
    story.close(ours, first=1)
    attacker.sql(FORGED[case], log=ours.tenant)
    assert "ledger_inbox" in story.faults() and "is not ours" in story.faults()

    story.sequence_and_sign()

    assert entries.standing(ours).size <= 2
    assert attacker.sql("SELECT count(*) FROM ledger_rejected") != [(0,)]
    assert story.faults() == ""


def test_a_row_copied_back_into_the_inbox_is_refused(attacker: Attacker) -> None:
    ours = story.organisation()
    story.close(ours)
    attacker.sql("CREATE TABLE held.copied AS SELECT * FROM ledger_inbox")
    story.sequence()
    attacker.sql(FORGE.format(mac="mac", source="held.copied"), log=ours.tenant)
    attacker.sql(FORGE.format(mac="mac", source="held.copied"), log=ours.tenant)
    story.close(ours, first=1)

    story.sequence_and_sign()

    assert [row.facts["days"] for row in entries.page(ours)] == [1, 0]
    assert attacker.sql("SELECT reason FROM ledger_rejected") == [("duplicate",)] * 2
    assert story.faults() == ""


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE ledger_rejected SET envelope = 'x'",
        "DELETE FROM ledger_rejected",
        "INSERT INTO ledger_rejected (tenant_id, event_id, kind, subject, envelope, mac, "
        "reason) SELECT tenant_id, event_id, kind, subject, 'x', mac, reason "
        "FROM ledger_rejected",
    ],
)
def test_the_evidence_of_a_refusal_cannot_be_changed(query: str, attacker: Attacker) -> None:
    ours = story.organisation()
    story.close(ours)
    attacker.sql(FORGED["edited while it waited"], log=ours.tenant)
    story.sequence_and_sign()
    assert story.faults() == ""

    attacker.sql(query)

    assert "ledger_rejected" in story.faults()


def test_an_older_database_is_not_signed(attacker: Attacker) -> None:
    story.close(story.organisation(), count=3)
    story.sequence_and_sign()
    story.close(story.organisation(), count=3)
    story.sequence_and_sign()
    attacker.put_back()  # what a restore from yesterday's backup does

    with connect_as("sequencer", program="test") as connection:
        for act in (catch_up, publish):
            with pytest.raises(WouldFork):
                act(connection, story.signer())
    assert "the signer made" in story.faults()


def test_another_history_of_the_same_length_is_not_signed(attacker: Attacker) -> None:
    story.close(story.organisation())
    story.sequence_and_sign()
    attacker.put_back()
    story.close(story.organisation())
    story.sequence()

    with connect_as("sequencer", program="test") as connection:
        with pytest.raises(WouldFork):
            publish(connection, story.signer())
        story.close(story.organisation())
        story.sequence()
        with pytest.raises(WouldFork):
            publish(connection, story.signer())


def test_a_sequencer_on_an_older_database_stops_and_says_why(attacker: Attacker) -> None:
    story.close(story.organisation())
    story.sequence_and_sign()
    story.close(story.organisation())
    story.sequence_and_sign()
    attacker.put_back()

    process = subprocess.run(
        [sys.executable, "-m", "lofte", "sequencer"], capture_output=True, text=True, timeout=30
    )

    assert process.returncode == 6
    assert "does not continue what was signed" in process.stderr


def test_a_signer_that_forgot_is_not_believed(attacker: Attacker, tmp_path: Path) -> None:
    with connect_as("sequencer", program="test") as connection, pytest.raises(SignerForgot):
        catch_up(connection, Signer(tmp_path, address="https://privacy.example"))


class Leaves:
    def __init__(self, count: int) -> None:
        self.leaves = [leaf_hash(str(number).encode()) for number in range(count)]

    def block(self, level: int, n: int) -> list[bytes]:
        return self.leaves

    def root(self, size: int) -> bytes:
        frontier = Frontier()
        for leaf in self.leaves[:size]:
            frontier.push(leaf)
        return frontier.root()


def test_the_signer_signs_only_what_continues(tmp_path: Path) -> None:
    signer, tree = Signer(tmp_path, address="https://privacy.example"), Leaves(9)
    first = signer.sign(size=4, root=tree.root(4), proof=[])
    proof = consistency_proof(tree, old=4, new=9)

    for size, root, told in (
        (9, tree.root(8), proof),
        (9, tree.root(9), proof[:-1]),
        (4, tree.root(5), []),
        (4, tree.root(4), []),
        (3, tree.root(3), []),
    ):
        if (size, root) != (first.size, first.root):
            with pytest.raises(WouldFork):
                signer.sign(size=size, root=root, proof=told)
    second = signer.sign(size=9, root=tree.root(9), proof=proof)

    assert (first.n, second.n, signer.last()) == (1, 2, second)


def test_the_signer_remembers_its_key_and_name(tmp_path: Path) -> None:
    signer = Signer(tmp_path, address="https://privacy.example")
    again = Signer(tmp_path, address="https://moved.example")

    assert again.verifier == signer.verifier
    assert signer.verifier.name.startswith("privacy.example/ledger/")
    assert (tmp_path / "signer/key").stat().st_mode & 0o777 == 0o600


def test_of_two_processes_with_one_signer_only_one_signs(tmp_path: Path) -> None:
    signer, tree = Signer(tmp_path, address="https://privacy.example"), Leaves(2)
    other = Signer(tmp_path, address="https://privacy.example")
    stale = other.last()
    signer.sign(size=1, root=tree.root(1), proof=[])
    other.last = lambda: stale  # type: ignore[method-assign]

    with pytest.raises(SignerChanged):
        other.sign(size=2, root=tree.root(2), proof=[])
    assert signer.last().size == 1 and replace(signer.last(), n=0) != stale
