"""What the data map can prove about itself."""

from __future__ import annotations

from datetime import timedelta

from lofte.areas.datamap import queries
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.evidence import Control, Evidence, Verdict

SCANNED_WITHIN = timedelta(days=7)
WARNED_AFTER = timedelta(days=3)


@query
def systems_scanned(ctx: Context) -> Evidence:
    """Every system's shape was looked at within the last seven days. Warns after three.

    With no system at all nothing is known, which is no promise kept.
    """
    systems = queries.systems(ctx)
    limit, warning = ctx.now - SCANNED_WITHIN, ctx.now - WARNED_AFTER
    old = [s for s in systems if s.scanned_at is None or s.scanned_at < limit]
    ageing = [s for s in systems if s.scanned_at and s.scanned_at < warning]
    failing = [s for s in systems if s.status == "failing"]
    broken = bool(old) or not systems
    at_risk = bool(ageing or failing)
    verdict = Verdict.BROKEN if broken else Verdict.AT_RISK if at_risk else Verdict.KEPT
    return Evidence(
        verdict=verdict,
        facts={
            "systems": len(systems),
            "not_scanned": len(old),
            "failing": len(failing),
            "within_days": SCANNED_WITHIN.days,
            "oldest": min((s.scanned_at for s in systems if s.scanned_at), default=None),
        },
        violations=tuple(f"system:{system.id}" for system in (old or [*ageing, *failing])),
    )


@query
def people_can_be_found(ctx: Context) -> Evidence:
    """In every system a person can be searched for by e-mail, and every table that looks like
    personal data is read or stopped on purpose. A table nobody decided on is a risk."""
    systems = queries.systems(ctx)
    blind, missed, tables = [], [], 0
    for system in systems:
        plan = queries.reading_plan(ctx, system_id=system.id)
        seeds = {seed.kind.value for step in plan.steps for seed in step.seeds}
        if "email" not in seeds:
            blind.append(system)
        gaps = [entry for entry in plan.unreached if entry.why.value != "stopped"]
        tables += len(gaps)
        if gaps:
            missed.append(system)
    broken = bool(blind) or not systems
    verdict = Verdict.BROKEN if broken else Verdict.AT_RISK if missed else Verdict.KEPT
    return Evidence(
        verdict=verdict,
        facts={
            "systems": len(systems),
            "without_identity": len(blind),
            "tables_unreached": tables,
        },
        violations=tuple(f"system:{system.id}" for system in (blind or missed)),
    )


CONTROLS = (
    Control(code="datamap.systems_scanned", run=systems_scanned, law="Art. 5(2), Art. 30 GDPR"),
    Control(code="datamap.people_can_be_found", run=people_can_be_found, law="Art. 15 GDPR"),
)
