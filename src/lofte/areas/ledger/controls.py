"""What the ledger can show of itself."""

from __future__ import annotations

from datetime import timedelta

from lofte.areas.ledger.queries import entries
from lofte.areas.ledger.queries.stored import connect_as
from lofte.areas.ledger.queries.verification import verify_log
from lofte.infra import env
from lofte.kernel.context import Context
from lofte.kernel.evidence import Control, Evidence, Verdict

LATE = timedelta(minutes=5)
SLOW = timedelta(seconds=30)


def verifies(ctx: Context) -> Evidence:
    """Kept while every entry of the organisation's log is the one that was recorded."""
    with connect_as(env.current().role, program="lofte verify") as connection:
        report = verify_log(connection, ctx.tenant)
    return Evidence(
        verdict=Verdict.KEPT if report.holds else Verdict.BROKEN,
        facts={
            "entries": report.entries,
            "words": report.words,
            "faults": len(report.faults),
        },
        violations=tuple(str(fault) for fault in report.faults),
    )


def checkpoint_fresh(ctx: Context) -> Evidence:
    """Kept while all that was recorded is soon in the log, and soon signed."""
    found = entries.standing(ctx)
    unsigned_for = _unsigned_for(ctx, found)
    delay = max(unsigned_for, timedelta(seconds=found.waiting_seconds))
    return Evidence(
        verdict=_verdict(delay),
        facts={
            "entries": found.size,
            "unsigned": found.size - found.signed,
            "waiting": found.waiting,
            "delay_seconds": int(delay.total_seconds()),
            "signed_at": found.signed_at,
        },
    )


def _unsigned_for(ctx: Context, found: entries.Standing) -> timedelta:
    if found.signed >= found.size:
        return timedelta()
    (oldest,) = entries.page(ctx, before=found.signed + 1, limit=1)
    return ctx.now - oldest.at


def _verdict(delay: timedelta) -> Verdict:
    if delay > LATE:
        return Verdict.BROKEN
    return Verdict.AT_RISK if delay > SLOW else Verdict.KEPT


CONTROLS = (
    Control(code="ledger.verifies", run=verifies, law="Art. 5(2) GDPR"),
    Control(
        code="ledger.checkpoint_fresh",
        run=checkpoint_fresh,
        fresh_for=timedelta(hours=2),
        law="Art. 5(2) GDPR",
    ),
)
