"""What this area can prove, by asking the live rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from lofte.areas.requests import queries
from lofte.kernel.context import Context
from lofte.kernel.evidence import Control, Evidence, Verdict

WINDOW = timedelta(days=90)


def none_overdue(ctx: Context) -> Evidence:
    """No confirmed request is past its last lawful day; at risk within five days of safe."""
    found = queries.limits_of_open(ctx)
    return Evidence(
        verdict=_verdict(broken=found.late, at_risk=found.near),
        facts={"open": found.open, "late": len(found.late), "near": len(found.near)},
        violations=_refs(found.late or found.near),
    )


def answered_in_time(ctx: Context) -> Evidence:
    """Of the answers of the last ninety days, none came after its last lawful day."""
    answers = queries.answers_since(ctx, day=ctx.today - WINDOW)
    late = [a.request_id for a in answers if a.answered_on > a.legal_on]
    days = sorted((a.answered_on - a.received_on).days for a in answers)
    return Evidence(
        verdict=_verdict(broken=late),
        facts={
            "answers": len(answers),
            "in_time": len(answers) - len(late),
            "slowest_days": days[-1] if days else None,
            "median_days": days[len(days) // 2] if days else None,
        },
        violations=_refs(late),
    )


def extensions_told_in_time(ctx: Context) -> Evidence:
    """Every extension of the last year was told before the first limit passed."""
    found = queries.extensions_told_late(ctx)
    return Evidence(
        verdict=_verdict(broken=found.wrong),
        facts={"extensions": found.of, "late": len(found.wrong)},
        violations=_refs(found.wrong),
    )


def identity_proven_before_release(ctx: Context) -> Evidence:
    """Nothing was released in the last year to an address that had not been proven."""
    found = queries.released_unproven(ctx)
    return Evidence(
        verdict=_verdict(broken=found.wrong),
        facts={"released": found.of, "unproven": len(found.wrong)},
        violations=_refs(found.wrong),
    )


def packages_expire(ctx: Context) -> Evidence:
    """No package is kept longer than thirty days after its release, and two to tidy up."""
    old = queries.packages_too_old(ctx)
    return Evidence(
        verdict=_verdict(broken=old),
        facts={"kept_too_long": len(old), "days": 30},
        violations=_refs(old),
    )


def _verdict(*, broken: Sequence[UUID], at_risk: Sequence[UUID] = ()) -> Verdict:
    if broken:
        return Verdict.BROKEN
    return Verdict.AT_RISK if at_risk else Verdict.KEPT


def _refs(ids: Sequence[UUID]) -> tuple[str, ...]:
    return tuple(f"request:{request_id}" for request_id in ids)


CONTROLS = (
    Control(code="requests.none_overdue", run=none_overdue, law="Art. 12(3) GDPR"),
    Control(code="requests.answered_in_time", run=answered_in_time, law="Art. 12(3) GDPR"),
    Control(
        code="requests.extensions_told_in_time",
        run=extensions_told_in_time,
        law="Art. 12(3) GDPR",
    ),
    Control(
        code="requests.identity_proven_before_release",
        run=identity_proven_before_release,
        law="Art. 12(6) GDPR",
    ),
    Control(code="requests.packages_expire", run=packages_expire, law="Art. 5(1)(e) GDPR"),
)
