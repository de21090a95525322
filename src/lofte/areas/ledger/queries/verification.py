"""Verification of everything in the database: every row of every table of the ledger.

It streams, in one transaction that sees one moment, and names each place that does not
hold. What cannot be seen here: rows taken from the inbox within the instant they wait
there, and what happened after the last checkpoint, if signer and database fell together.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg

from lofte.areas.ledger.queries.memory import Trust
from lofte.areas.ledger.queries.stored import Connection, StoredTree
from lofte.areas.ledger.rules import envelopes, notes
from lofte.areas.ledger.rules.commitments import SALT, commitment
from lofte.areas.ledger.rules.growth import PLATFORM, Waiting, why_refused
from lofte.areas.ledger.rules.refusals import refusal_digest
from lofte.areas.ledger.rules.signatures import Signed
from lofte.areas.ledger.rules.tree import subtree
from lofte.areas.ledger.rules.walking import (
    Fault,
    Mark,
    Walk,
    head_marks,
    sound_in,
    sound_in_global,
)
from lofte.infra.sql import statement

AT_ONCE = 5000
MOST_FAULTS = 200


@dataclass(slots=True)
class Report:
    """What was gone through, and the places that do not hold."""

    logs: int = 0
    entries: int = 0
    checkpoints: int = 0
    words: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.faults

    def wrong(self, table: str, log: UUID | None, place: str, wrong: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(table, log, place, wrong))


def verify_everything(connection: Connection, trust: Trust) -> Report:
    """Verify all logs, the global log, checkpoints, words and the inbox."""
    report = Report()
    with one_moment(connection):
        marks = _checkpoints(connection, trust, report)
        _global_log(connection, marks, report)
        known = {PLATFORM}
        for (tenant,) in all_rows(connection, "logs"):
            if tenant not in known:
                known.add(tenant)
                _log(connection, tenant, report)
        _logs_told(connection, known, report)
        _rejected(connection, report)
        waiting = _inbox(connection, trust, report)
        _words(connection, "words_kept", None, waiting, report)
    return report


def verify_log(connection: Connection, tenant: UUID) -> Report:
    """Verify one organisation's log, its words, and that a checkpoint covers its head."""
    report = Report()
    with one_moment(connection):
        # Row security shows nothing until the tenant is told.
        connection.execute("SELECT set_config('lofte.tenant', %s, true)", [str(tenant)])
        _log(connection, tenant, report)
        _signed(connection, tenant, report)
        _words(connection, "words_kept_here", tenant, [], report)
    return report


@contextmanager
def one_moment(connection: Connection) -> Iterator[None]:
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute("SET LOCAL statement_timeout = 0")
        yield


def all_rows(connection: Connection, name: str, **facts: object) -> list[tuple[Any, ...]]:
    return connection.execute(statement("ledger", name).encode(), facts, binary=True).fetchall()


@contextmanager
def stream(
    connection: Connection, name: str, **facts: object
) -> Iterator[Iterator[tuple[Any, ...]]]:
    """Rows a few thousand at a time; several streams may be read side by side."""
    with psycopg.ServerCursor(connection, f"lofte_{name}") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(statement("ledger", name).encode(), facts, binary=True)
        yield iter(cursor)


def _log(connection: Connection, tenant: UUID, report: Report) -> None:
    told_of = envelopes.log_name(tenant)
    with (
        stream(connection, "walk", tenant=tenant) as rows,
        stream(connection, "heads_told", log=told_of) as told,
    ):
        walk = Walk(tenant, head_marks(tenant, told), _tiles(connection, tenant))
        walk.through(rows, sound_in(tenant))
    _conclude(connection, walk, report)


def _global_log(connection: Connection, marks: list[Mark], report: Report) -> None:
    tiles = _tiles(connection, PLATFORM)
    walk = Walk(PLATFORM, iter(marks), tiles, every_entry_told=False)
    with stream(connection, "walk", tenant=PLATFORM) as rows:
        walk.through(rows, sound_in_global)
    _conclude(connection, walk, report)


def _tiles(connection: Connection, tenant: UUID) -> dict[tuple[int, int], bytes]:
    rows = all_rows(connection, "all_tiles", tenant=tenant)
    return {(level, n): bytes(root) for level, n, root in rows}


def _conclude(connection: Connection, walk: Walk, report: Report) -> None:
    report.logs += 1
    report.entries += walk.frontier.size
    for fault in walk.faults:
        report.wrong(*fault)
    head = all_rows(connection, "head", tenant=walk.log)
    if head and not walk.frontier.size:
        report.wrong("ledger_head", walk.log, "head", "belongs to no entries")
    elif not head and walk.frontier.size:
        report.wrong("ledger_head", walk.log, "head", "is missing")
    elif head and head[0] != (walk.frontier.size, walk.frontier.encode()):
        told = f"says {head[0][0]}, or another root; there are {walk.frontier.size} entries"
        report.wrong("ledger_head", walk.log, "head", told)


def _checkpoints(connection: Connection, trust: Trust, report: Report) -> list[Mark]:
    marks: list[Mark] = []
    for n, size, root, note in all_rows(connection, "checkpoints"):
        place = f"checkpoint {n}"
        if n != len(marks) + 1:
            report.wrong(
                "ledger_checkpoint", None, place, f"number {len(marks) + 1} is missing"
            )
        _check_note(trust, notes.Checkpoint("", size, root), note, place, report)
        marks.append(Mark(size, root, place))
    report.checkpoints = len(marks)
    _compare_with_signer(marks, trust.last, report)
    return marks


def _check_note(
    trust: Trust, told: notes.Checkpoint, note: str, place: str, report: Report
) -> None:
    if trust.key is None:
        return
    try:
        signed = notes.checkpoint_of(note, trust.key)
    except notes.BadNote as error:
        report.wrong("ledger_checkpoint", None, place, str(error))
        return
    if (signed.size, signed.root) != (told.size, told.root):
        report.wrong("ledger_checkpoint", None, place, "its columns are not what was signed")


def _compare_with_signer(marks: list[Mark], last: Signed | None, report: Report) -> None:
    # One more may be signed than stored: the sequencer stores it when it starts again.
    if last is not None and last.n not in (len(marks), len(marks) + 1):
        wrong = f"the signer made {last.n}, but {len(marks)} are stored"
        report.wrong(
            "ledger_checkpoint", None, f"checkpoints {len(marks) + 1}..{last.n}", wrong
        )
    elif last is not None and last.n == len(marks) + 1:
        marks.append(Mark(last.size, last.root, f"checkpoint {last.n}, signed but not stored"))
    elif last is not None and marks and marks[-1][:2] != (last.size, last.root):
        wrong = "is not what the signer signed last"
        report.wrong("ledger_checkpoint", None, f"checkpoint {last.n}", wrong)


def _signed(connection: Connection, tenant: UUID, report: Report) -> None:
    """The last head that the newest checkpoint covers, recomputed from the log itself."""
    found = all_rows(connection, "last_checkpoint")
    size = found[0][1] if found else 0
    told = all_rows(connection, "last_told", log=envelopes.log_name(tenant), signed=size)
    for idx, entry in told:
        head = envelopes.head_size(entry)
        tree = StoredTree(connection.cursor(binary=True), tenant)
        root = subtree(tree, 0, head) if head > 0 else b""
        name = envelopes.log_name(tenant)
        if entry != envelopes.head_entry(log=name, root=root, size=head):
            wrong = f"are not those that entry {idx} of the global log tells of"
            report.wrong("ledger_entry", tenant, f"entries 0..{head - 1}", wrong)


def _logs_told(connection: Connection, known: set[UUID], report: Report) -> None:
    names = {envelopes.log_name(tenant) for tenant in known}
    for subject, kind in all_rows(connection, "logs_told"):
        if kind == envelopes.HEAD and subject not in names:
            wrong = "is told of in the global log, but nothing of it is here"
            report.wrong("ledger_entry", None, f"the whole log {subject}", wrong)


def _rejected(connection: Connection, report: Report) -> None:
    told = Counter(dict(all_rows(connection, "refusals")))
    for row, tenant, event, envelope, mac in all_rows(connection, "rejected"):
        digest = refusal_digest(tenant=tenant, event=event, envelope=envelope, mac=mac).hex()
        if not told[digest]:
            report.wrong(
                "ledger_rejected", tenant, f"row {row}", "was not refused as it stands"
            )
        told[digest] -= 1
    for digest in sorted(told):
        if told[digest] > 0:
            report.wrong("ledger_rejected", None, f"the row with digest {digest}", "is missing")


def _inbox(connection: Connection, trust: Trust, report: Report) -> list[tuple[UUID, bytes]]:
    """Rows that no process of ours wrote; returns the tenants and envelopes of the others."""
    sound: list[tuple[UUID, bytes]] = []
    for row in all_rows(connection, "waiting"):
        waiting = Waiting(*row)
        reason = why_refused(waiting, key=trust.inbox, known=set())
        if reason:
            place, wrong = f"row {waiting.id}", f"is not ours ({reason}), and will be refused"
            report.wrong("ledger_inbox", waiting.tenant, place, wrong)
        else:
            sound.append((waiting.tenant, waiting.envelope))
    return sound


def _words(
    connection: Connection,
    name: str,
    tenant: UUID | None,
    waiting: list[tuple[UUID, bytes]],
    report: Report,
) -> None:
    with stream(connection, name, tenant=tenant) as rows:
        for row in rows:
            report.words += 1
            _check_words(*row, report=report)
    facts = {"mark": envelopes.COMMIT_MARK, "mark_at": envelopes.COMMIT_MARK_AT + 1}
    missing = all_rows(connection, "words_missing", tenant=tenant, **facts)
    if tenant and missing and all_rows(connection, "waiting_here")[0][0]:
        # Their erasure may be recorded in the inbox, where this role cannot look. The
        # record will be in the log within the second; judge then.
        return
    erased = _erased(connection, tenant, waiting) if missing else set()
    for owner, idx, event in missing:
        if (owner, event) not in erased:
            wrong = "are missing, and no record tells of their erasure"
            report.wrong("ledger_words", owner, f"words of entry {idx} (event {event})", wrong)


def _check_words(
    tenant: UUID, event: UUID, subject: str, salt: bytes, words: bytes,
    told_subject: str | None, envelope: bytes | None, *, report: Report,
) -> None:  # fmt: skip
    place = f"words of event {event}"
    if envelope is None:
        report.wrong("ledger_words", tenant, place, "belong to no event")
    elif subject != told_subject or len(salt) != SALT:
        report.wrong("ledger_words", tenant, place, "their subject or salt was changed")
    elif commitment(salt, words) != envelopes.commit_of(envelope):
        report.wrong("ledger_words", tenant, place, "are not the words that were committed to")


def _erased(
    connection: Connection, tenant: UUID | None, waiting: list[tuple[UUID, bytes]]
) -> set[tuple[UUID, UUID]]:
    records = [*all_rows(connection, "erasures", tenant=tenant), *waiting]
    found: set[tuple[UUID, UUID]] = set()
    for owner, envelope in records:
        told = json.loads(envelope)
        if told["kind"] == "ledger.WordsErased":
            found |= {(owner, UUID(event)) for event in told["facts"]["events"]}
    return found
