"""Whatever a superuser does to any table of the ledger, verification names the place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from fakes import ledger_story as story
from fakes.ledger_attacker import Attacker, undone
from lofte.areas.ledger.rules.envelopes import COMMIT_AT, head_entry, log_name
from lofte.areas.ledger.rules.growth import PLATFORM
from lofte.areas.ledger.rules.tree import Frontier, leaf_hash
from lofte.kernel.context import Context

FIRST, SECOND = 520, 3


@dataclass(frozen=True)
class Told:
    """520 entries of one organisation under one head, three more under three; another's two."""

    ours: Context
    theirs: Context
    events: list[UUID]


@pytest.fixture(scope="module")
def told(database: None) -> Told:
    ours, theirs = story.organisation(), story.organisation()
    events = story.close(ours, count=FIRST)
    story.sequence_and_sign()
    story.close(theirs, count=2)
    for number in range(SECOND):
        events += story.close(ours, first=FIRST + number, words={"name": f"Person {number}"})
        story.sequence_and_sign()
    return Told(ours, theirs, events)


@pytest.fixture
def attacker(told: Told) -> Iterator[Attacker]:
    assert story.faults() == ""
    with undone() as attacker:
        yield attacker
    assert story.faults() == ""


RENUMBER = """
UPDATE ledger_entry SET idx = idx + 1000000 WHERE tenant_id = %(log)s AND idx > %(idx)s;
UPDATE ledger_entry SET idx = idx - 1000001 WHERE tenant_id = %(log)s AND idx > 1000000
"""
SWAP = """
UPDATE ledger_entry SET idx = -1 WHERE tenant_id = %(log)s AND idx = %(idx)s;
UPDATE ledger_entry SET idx = %(idx)s WHERE tenant_id = %(log)s AND idx = %(idx)s + 1;
UPDATE ledger_entry SET idx = %(idx)s + 1 WHERE tenant_id = %(log)s AND idx = -1
"""
AT = "WHERE tenant_id = %(log)s AND idx = %(idx)s"
INSERTED = """
INSERT INTO ledger_entry
SELECT tenant_id, (SELECT max(idx) + 1 FROM ledger_entry WHERE tenant_id = %(log)s),
       gen_random_uuid(), kind, subject, envelope
FROM ledger_entry WHERE tenant_id = %(log)s AND idx = %(idx)s
"""
# A nine, or an eight where a nine stood: another byte in any case.
OTHER = "set_byte(envelope, {at}, CASE get_byte(envelope, {at}) WHEN 57 THEN 56 ELSE 57 END)"
FALSIFIED = OTHER.format(at="octet_length(envelope) - 201")
ENTRIES = {
    "edited": (f"UPDATE ledger_entry SET envelope = {FALSIFIED} {AT}", "entries 0..519"),
    "edited under a head of its own": (
        f"UPDATE ledger_entry SET envelope = {FALSIFIED} "
        "WHERE tenant_id = %(log)s AND idx = 521",
        "entries 521..521",
    ),
    "commitment made no number": (
        "UPDATE ledger_entry SET envelope = "
        f"overlay(envelope placing 'g' from {COMMIT_AT + 1}) "
        "WHERE tenant_id = %(log)s AND idx = 521",
        "entries 521..521",
    ),
    "subject edited": (f"UPDATE ledger_entry SET subject = 'request:1' {AT}", "entry 100:"),
    "kind edited": (f"UPDATE ledger_entry SET kind = 'a.B' {AT}", "entry 100:"),
    "event edited": (f"UPDATE ledger_entry SET event_id = %(log)s {AT}", "entry 100:"),
    "deleted": (f"DELETE FROM ledger_entry {AT}", "entry 100: is missing"),
    "deleted and the rest renumbered": (
        f"DELETE FROM ledger_entry {AT}; {RENUMBER}",
        "entries 0..519",
    ),
    "the last deleted": (
        "DELETE FROM ledger_entry WHERE tenant_id = %(log)s AND idx = 522",
        "entries 522..522: are missing",
    ),
    "all deleted": (
        "DELETE FROM ledger_entry WHERE tenant_id = %(log)s",
        "entries 0..519: are missing",
    ),
    "inserted": (INSERTED, "entries 523..523: no head tells of them"),
    "reordered": (SWAP, "entries 0..519"),
    "moved to another log": (
        f"UPDATE ledger_entry SET tenant_id = %(other)s, idx = 2 {AT}",
        "entries 2..2: no head tells of them",
    ),
}


@pytest.mark.parametrize("case", ENTRIES)
def test_an_entry_changed_is_found(case: str, told: Told, attacker: Attacker) -> None:
    query, place = ENTRIES[case]
    for part in query.split(";"):
        attacker.sql(part, log=told.ours.tenant, other=told.theirs.tenant, idx=100)

    assert place in story.faults()
    assert f"ledger_entry of {told.ours.tenant}" in story.faults()


OURS = "(SELECT max(idx) FROM ledger_entry WHERE tenant_id = %(log)s)"
HEADS = {
    "edited": (
        f"UPDATE ledger_entry SET envelope = {OTHER.format(at='octet_length(envelope) - 10')} "
        f"WHERE tenant_id = %(log)s AND idx = {OURS}",
        "are not those that checkpoint",
    ),
    "subject edited": (
        "UPDATE ledger_entry SET subject = repeat('a', 64) "
        f"WHERE tenant_id = %(log)s AND idx = {OURS}",
        "its columns are not its envelope's",
    ),
    "deleted": (
        f"DELETE FROM ledger_entry WHERE tenant_id = %(log)s AND idx = {OURS}",
        "are missing; checkpoint",
    ),
    "inserted": (
        INSERTED.replace("gen_random_uuid()", "NULL").replace("%(idx)s", "0"),
        "ledger_head of 00000000-0000-0000-0000-000000000000, head: says",
    ),
    "reordered": (SWAP.replace("%(idx)s + 1", "1").replace("%(idx)s", "0"), "entries 0.."),
}


@pytest.mark.parametrize("case", HEADS)
def test_an_entry_of_the_global_log_changed_is_found(case: str, attacker: Attacker) -> None:
    query, place = HEADS[case]
    for part in query.split(";"):
        attacker.sql(part, log=PLATFORM)

    assert place in story.faults()


OTHERS = {
    "tile edited": (
        "UPDATE ledger_tile SET root = sha256('x') WHERE tenant_id = %(log)s AND n = 1",
        "ledger_tile of {log}, level 1 tile 1 (entries 256..511)",
    ),
    "tile deleted": (
        "DELETE FROM ledger_tile WHERE tenant_id = %(log)s AND n = 1",
        "level 1 tile 1 (entries 256..511): is missing",
    ),
    "tile inserted": (
        "INSERT INTO ledger_tile VALUES (%(log)s, 2, 7, sha256('x'))",
        "level 2 tile 7: belongs to no entries",
    ),
    "tiles reordered": (
        "UPDATE ledger_tile t SET root = o.root FROM ledger_tile o WHERE t.tenant_id = %(log)s "
        "AND o.tenant_id = %(log)s AND t.n = 1 - o.n",
        "level 1 tile 0 (entries 0..255): is not the root",
    ),
    "head edited": (
        "UPDATE ledger_head SET size = size - 1 WHERE tenant_id = %(log)s",
        "ledger_head of {log}, head: says 522",
    ),
    "head's frontier edited": (
        "UPDATE ledger_head SET frontier = sha256(frontier) || substring(frontier from 33) "
        "WHERE tenant_id = %(log)s",
        "ledger_head of {log}, head: says 523, or another root",
    ),
    "head deleted": (
        "DELETE FROM ledger_head WHERE tenant_id = %(log)s",
        "ledger_head of {log}, head: is missing",
    ),
    "head inserted": (
        "INSERT INTO ledger_head VALUES ('00000000-0000-0000-0000-000000000007', 0, '')",
        "ledger_head of 00000000-0000-0000-0000-000000000007, head: belongs to no entries",
    ),
    "heads reordered": (
        "UPDATE ledger_head h SET size = o.size, frontier = o.frontier FROM ledger_head o "
        "WHERE h.tenant_id IN (%(log)s, %(other)s) AND o.tenant_id IN (%(log)s, %(other)s) "
        "AND h.tenant_id <> o.tenant_id",
        "ledger_head of {other}, head: says 523",
    ),
    "a whole log deleted": (
        "DELETE FROM ledger_entry WHERE tenant_id = %(other)s;"
        "DELETE FROM ledger_head WHERE tenant_id = %(other)s",
        "ledger_entry, the whole log",
    ),
    "checkpoint's note edited": (
        "UPDATE ledger_checkpoint SET note = replace(note, 'ledger', 'lodger') WHERE n = 1",
        "ledger_checkpoint, checkpoint 1:",
    ),
    "checkpoint's size edited": (
        "UPDATE ledger_checkpoint SET size = 0 WHERE n = 2",
        "ledger_checkpoint, checkpoint 2: its columns are not what was signed",
    ),
    "checkpoint's root edited": (
        "UPDATE ledger_checkpoint SET root = sha256('x') WHERE n = 2",
        "are not those that checkpoint 2 tells of",
    ),
    "checkpoint deleted": (
        "DELETE FROM ledger_checkpoint WHERE n = 2",
        "number 2 is missing",
    ),
    "last checkpoints deleted": (
        "DELETE FROM ledger_checkpoint WHERE n > (SELECT max(n) - 2 FROM ledger_checkpoint)",
        "are stored",
    ),
    "last checkpoint deleted": (
        "DELETE FROM ledger_checkpoint WHERE n = (SELECT max(n) FROM ledger_checkpoint)",
        "",
    ),
    "checkpoint inserted": (
        "INSERT INTO ledger_checkpoint SELECT n + 1, size + 1, root, note "
        "FROM ledger_checkpoint ORDER BY n DESC LIMIT 1",
        "its columns are not what was signed",
    ),
    "checkpoints reordered": (
        "UPDATE ledger_checkpoint c SET note = o.note FROM ledger_checkpoint o "
        "WHERE c.n + o.n = 3",
        "checkpoint 1: its columns are not what was signed",
    ),
    "words edited": (
        "UPDATE ledger_words SET words = replace(convert_from(words, 'UTF8'), 'Person', "
        "'Nobody')::bytea WHERE tenant_id = %(log)s",
        "ledger_words of {log}, words of event {event}: are not the words",
    ),
    "words' salt edited": (
        "UPDATE ledger_words SET salt = sha256(salt) WHERE tenant_id = %(log)s",
        "words of event {event}: are not the words",
    ),
    "words' subject edited": (
        "UPDATE ledger_words SET subject = 'request:1' WHERE tenant_id = %(log)s",
        "words of event {event}: their subject or salt was changed",
    ),
    "words deleted": (
        "DELETE FROM ledger_words WHERE tenant_id = %(log)s",
        "words of entry 522 (event {event}): are missing, and no record",
    ),
    "words inserted": (
        "INSERT INTO ledger_words SELECT tenant_id, gen_random_uuid(), subject, salt, words "
        "FROM ledger_words WHERE tenant_id = %(log)s LIMIT 1",
        "belong to no event",
    ),
    "words reordered": (
        "UPDATE ledger_words w SET words = o.words, salt = o.salt FROM ledger_words o "
        "WHERE w.tenant_id = %(log)s AND o.tenant_id = %(log)s AND w.event_id = %(event)s "
        "AND o.event_id <> %(event)s",
        "words of event {event}: are not the words",
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_any_other_row_changed_is_found(case: str, told: Told, attacker: Attacker) -> None:
    facts = {"log": told.ours.tenant, "other": told.theirs.tenant, "event": told.events[-1]}
    query, place = OTHERS[case]
    for part in query.split(";"):
        attacker.sql(part, **facts)

    found = story.faults()

    if case == "last checkpoint deleted":
        # As after a crash between signing and storing: nothing is lost, the signer has it.
        assert found == ""
        story.sequence_and_sign()
        assert (
            story.verified().checkpoints
            == attacker.sql("SELECT count(*) FROM held.checkpoint")[0][0]
        )
    else:
        assert place.format(**facts) in found


def test_a_ledger_rewritten_throughout_is_found_by_what_was_signed(
    told: Told, attacker: Attacker
) -> None:
    """The strongest attacker: recomputes every hash, tile and head after the change."""
    log, name = told.ours.tenant, log_name(told.ours.tenant)
    other = "replace(convert_from(envelope, 'UTF8'), '\"days\":522', '\"days\":999')::bytea"
    attacker.sql(f"UPDATE ledger_entry SET envelope = {other} {AT}", log=log, idx=522)
    frontier = _rebuilt(attacker, log)
    forged = head_entry(log=name, root=frontier.root(), size=frontier.size)
    attacker.sql(
        "UPDATE ledger_entry SET envelope = %(forged)s WHERE tenant_id = %(platform)s "
        "AND idx = (SELECT max(idx) FROM ledger_entry WHERE subject = %(name)s)",
        forged=forged,
        platform=PLATFORM,
        name=name,
    )
    _rebuilt(attacker, PLATFORM)

    found = story.faults()

    assert found.startswith(f"ledger_entry of {PLATFORM}, entries")
    assert "are not those that checkpoint" in found and found.count("\n") == 0


def _rebuilt(attacker: Attacker, log: UUID) -> Frontier:
    frontier = Frontier()
    query = "SELECT envelope FROM ledger_entry WHERE tenant_id = %(log)s ORDER BY idx"
    for (envelope,) in attacker.sql(query, log=log):
        frontier.push(leaf_hash(envelope))
    attacker.sql(
        "UPDATE ledger_head SET frontier = %(frontier)s WHERE tenant_id = %(log)s",
        log=log,
        frontier=frontier.encode(),
    )
    return frontier
