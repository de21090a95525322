"""A look at a whole system: its shape, a sample of each table, and what refers to what.

Nothing of a row is kept but verdicts. What cannot be read is kept as not scanned, and the rest
goes on; a system that stops answering leaves what was seen until then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions
from lofte.areas.datamap.reading.opening import opened
from lofte.areas.datamap.reading.understanding import types_in, understood
from lofte.areas.datamap.rules.keeping import Judged, Missed
from lofte.discovery.ports import Connector, SourceUnavailable
from lofte.discovery.schema import Table
from lofte.kernel.context import Context
from lofte.kernel.errors import Refused, Unavailable

if TYPE_CHECKING:  # numpy and pyarrow take a quarter of a second, for a scan alone
    from lofte.areas.datamap.reading.understanding import Looked
    from lofte.discovery.samples import TableSample

ROWS = 10_000
KEPT_EVERY = 1.0
"""Seconds. A transaction for each table would take longer than looking at a small one."""
SEED = 0
"""The same rows are drawn each night as long as they are there, so that verdicts hold still."""


def scan_system(ctx: Context, *, system_id: UUID) -> None:
    """Look at a system and keep what is seen. A refusal is kept too, and raised again."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    scan_through(ctx, system_id=system_id, opening=lambda: opened(ctx, system_id=system_id))


def scan_through(
    ctx: Context, *, system_id: UUID, opening: Callable[[], Connector], rows: int = ROWS
) -> None:
    """The same through a connector that somebody else opens, at so many rows of a table."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    scan_id = actions.scan_began(ctx, system_id=system_id)
    scan = _Scan(ctx, scan_id, rows)
    try:
        with closing(opening()) as connector:
            scan.look(connector)
    except Refused as refusal:
        scan.keep()
        actions.scan_broken_off(
            ctx, scan_id=scan_id, reason=refusal.code, missed=scan.left(refusal)
        )
        raise
    actions.scan_finished(ctx, scan_id=scan_id)


class _Scan:
    """One look, and how far it has come."""

    def __init__(self, ctx: Context, scan_id: UUID, rows: int) -> None:
        self._ctx, self._id, self._rows = ctx, scan_id, rows
        self._waiting: list[Table] = []
        self._seen: list[Judged | Missed] = []
        self._kept_at = monotonic()

    def look(self, connector: Connector) -> None:
        schema = connector.reflect()
        actions.shape_seen(self._ctx, scan_id=self._id, schema=schema)
        self._waiting = [table for table in schema if table.kind.holds_rows]
        looked = list(self._tables(connector))
        facts = [facts for facts, _ in looked]
        judged = {facts.place: held for facts, held in looked}
        actions.references_seen(
            self._ctx, scan_id=self._id, understood=understood(facts, judged, connector)
        )

    def left(self, refusal: Refused) -> list[Missed]:
        """The tables the look did not come to."""
        return [_missed(table, refusal.code, refusal.message) for table in self._waiting]

    def _tables(self, connector: Connector) -> Iterator[Looked]:
        """Look at each table in turn, keep what was seen every second, and hand on what is
        needed to find references: no value, but hashes of some."""
        while self._waiting:
            seen, looked = _look_at(connector, self._waiting[0], self._rows)
            self._seen.append(seen)
            del self._waiting[0]
            if monotonic() - self._kept_at >= KEPT_EVERY:
                self.keep()
            if looked is not None:
                yield looked
        self.keep()

    def keep(self) -> None:
        """Let others see what was seen so far."""
        if self._seen:
            actions.tables_seen(self._ctx, scan_id=self._id, seen=self._seen)
        self._seen, self._kept_at = [], monotonic()


def _look_at(
    connector: Connector, table: Table, rows: int
) -> tuple[Judged | Missed, Looked | None]:
    from lofte.discovery.references.facts import facts_of

    if table.unreadable:
        said = "We may not read this table. Grant us reading it, or stop it on purpose."
        return _missed(table, table.unreadable, said), None
    try:
        sample = connector.sample(table.full_name, rows=rows, seed=SEED)
    except SourceUnavailable:
        raise
    except Unavailable as refusal:
        reason = str(refusal.facts.get("reason", refusal.code))
        return _missed(table, reason, refusal.message), None
    # Sentences about a table name it as its own people do, without where it is.
    sample = replace(sample, system="")
    seen = _judged(sample)
    held = types_in(seen.verdict) if isinstance(seen, Judged) else {}
    return seen, (facts_of(sample), held)


def _judged(sample: TableSample) -> Judged | Missed:
    from lofte.discovery.columns import judge
    from lofte.discovery.scanning.reasons import raised

    try:
        verdict = judge(sample)
    except Exception as error:  # noqa: BLE001 (the other tables can be judged)
        lost = raised("", str(sample.table.full_name), error)
        return _missed(sample.table, lost.reason, lost.said)
    return Judged(verdict=verdict, counted=sample.counted, complete=sample.complete)


def _missed(table: Table, reason: str, said: str) -> Missed:
    return Missed(table=table.full_name, reason=reason, said=said)
