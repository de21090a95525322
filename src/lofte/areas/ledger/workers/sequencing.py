"""The sequencer: the one process that moves envelopes from the inbox into the logs.

Areas never wait for a log, so they write side by side; order is made here. Each batch is
one transaction: killed anywhere, it leaves the inbox and the logs as they were.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Event
from time import monotonic
from typing import Any
from uuid import UUID

import psycopg

from lofte.areas.ledger.queries.stored import Connection, connect_as
from lofte.areas.ledger.rules.growth import (
    PLATFORM,
    Growth,
    Waiting,
    sort_out,
    tell_heads,
    tell_refusals,
)
from lofte.areas.ledger.rules.refusals import INBOX_KEY
from lofte.areas.ledger.rules.tree import Frontier
from lofte.areas.ledger.workers.publishing import catch_up, publish
from lofte.areas.ledger.workers.signing import Signer
from lofte.infra import env, secrets
from lofte.infra.crash import crash_point
from lofte.infra.sql import statement

BATCH = 2000
IDLE = 0.05
SIGN_EVERY = 1.0
LOCK = 0x6C6F667465
"""PostgreSQL's number for "the sequencer of this database"."""

ENTRY = ("tenants", "idxs", "events", "kinds", "subjects", "envelopes")
TILE = ("tenants", "levels", "ns", "roots")
HEAD = ("tenants", "sizes", "frontiers")

Cursor = psycopg.Cursor[Any]

log = logging.getLogger(__name__)


def run(stop: Event) -> None:
    """Sequence until `stop` is set. A second sequencer waits until the first has gone."""
    settings = env.current()
    signer = Signer(settings.home, address=settings.base_url)
    while not stop.is_set():
        try:
            with connect_as("sequencer", program="lofte sequencer") as connection:
                _serve(connection, signer, stop)
        except psycopg.OperationalError:
            log.exception("the database went away; trying again")
            stop.wait(1)


def _serve(connection: Connection, signer: Signer, stop: Event) -> None:
    if not _alone(connection, stop):
        return
    catch_up(connection, signer)
    signed_at, changed = 0.0, True
    while not stop.is_set():
        moved = move(connection)
        changed = changed or moved > 0
        if changed and monotonic() - signed_at >= SIGN_EVERY:
            publish(connection, signer)
            signed_at, changed = monotonic(), False
        if moved < BATCH:
            stop.wait(IDLE)
    publish(connection, signer)


def _alone(connection: Connection, stop: Event) -> bool:
    """Hold the database's sequencer lock, waiting for it if another process has it."""
    told = False
    while not stop.is_set():
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
        if row == (True,):
            return True
        if not told:
            log.warning("another sequencer runs on this database; waiting for it to end")
            told = True
        stop.wait(0.5)
    return False


def move(connection: Connection, *, most: int = BATCH) -> int:
    """Move one batch from the inbox into the logs; how many rows were taken."""
    try:
        return _move(connection, most, careful=False)
    except psycopg.errors.UniqueViolation:
        # Only a row that was copied into the inbox by hand tells of a known event. Looking
        # for these costs an index probe per event, so it is done when there is one.
        return _move(connection, most, careful=True)


def _move(connection: Connection, most: int, *, careful: bool) -> int:
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(statement("ledger", "take").encode(), {"most": most}, binary=True)
        rows = sorted(Waiting(*row) for row in cursor.fetchall())
        if not rows:
            return 0
        known = _known(cursor, rows) if careful else []
        key = secrets.derive(INBOX_KEY)
        accepted, refused = sort_out(rows, key=key, known=known)
        _write(cursor, accepted, [row for row, _ in refused])
        for row, reason in refused:
            _reject(cursor, row, reason)
        crash_point("ledger.moved")
    crash_point("ledger.moved_and_committed")
    return len(rows)


def _write(
    cursor: Cursor,
    accepted: Sequence[Waiting],
    refused: Sequence[Waiting],
) -> None:
    heads = _heads(cursor, {row.tenant for row in accepted})
    for row in accepted:
        heads[row.tenant].append(row.event, row.kind, row.subject, row.envelope)
    platform = heads.pop(PLATFORM)
    tell_refusals(platform, refused)
    tell_heads(platform, heads.values())
    _append(cursor, [*heads.values(), platform])


def _append(cursor: Cursor, grown: Sequence[Growth]) -> None:
    entries = [entry for growth in grown for entry in growth.entries]
    _insert(cursor, "append_entries", ENTRY, entries)
    tiles = [(growth.tenant, *tile) for growth in grown for tile in growth.tiles]
    if tiles:
        _insert(cursor, "append_tiles", TILE, tiles)
    heads = [(g.tenant, g.frontier.size, g.frontier.encode()) for g in grown]
    _insert(cursor, "grow", HEAD, heads)


def _insert(
    cursor: Cursor, name: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    arrays = (list(values) for values in zip(*rows, strict=True))
    cursor.execute(statement("ledger", name).encode(), dict(zip(columns, arrays, strict=True)))


def _heads(cursor: Cursor, tenants: set[UUID]) -> dict[UUID, Growth]:
    wanted = sorted(tenants | {PLATFORM})
    heads = {tenant: Growth(tenant, Frontier()) for tenant in wanted}
    cursor.execute(statement("ledger", "heads").encode(), {"tenants": wanted})
    for tenant, size, frontier in cursor.fetchall():
        heads[tenant] = Growth(tenant, Frontier.decode(size, frontier))
    return heads


def _known(cursor: Cursor, rows: Sequence[Waiting]) -> list[UUID]:
    asked = {"tenants": [row.tenant for row in rows], "events": [row.event for row in rows]}
    cursor.execute(statement("ledger", "known").encode(), asked)
    return [event for (event,) in cursor.fetchall()]


def _reject(cursor: Cursor, row: Waiting, reason: str) -> None:
    log.error("a row of the ledger's inbox is refused (%s): inbox id %s", reason, row.id)
    told = {name: getattr(row, name) for name in Waiting._fields if name != "id"}
    cursor.execute(statement("ledger", "reject").encode(), {**told, "reason": reason})
