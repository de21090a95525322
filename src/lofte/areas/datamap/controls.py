"""What the data map can prove about itself."""

from __future__ import annotations

from datetime import timedelta

from lofte.areas.datamap import queries
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import Unavailable
from lofte.kernel.evidence import Control, Evidence, Verdict

SCANNED_WITHIN = timedelta(days=7)
WARNED_AFTER = timedelta(days=3)


@query
def systems_scanned(ctx: Context) -> Evidence:
    """Every system's shape was looked at within the last seven days. Warns after three.

    With no system at all nothing is known, which is no promise kept.
    """
    systems = queries.systems_in_use(ctx)
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
    systems = queries.systems_in_use(ctx)
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


DECIDED_WITHIN = timedelta(days=14)
"""How long a finding may wait for a person before it breaks the promise."""


@query
def nothing_undeclared(ctx: Context) -> Evidence:
    """All personal data that scans found was decided on by a person. What was found within the
    last fourteen days is a risk; what has waited longer breaks it.

    Without a single table looked at nothing can be said.
    """
    found = queries.undeclared(ctx)
    if not found.tables_judged:
        raise Unavailable("No table has been scanned yet. Connect a system, and scan it.")
    old = [one for one in found.fields if one.found_at <= ctx.now - DECIDED_WITHIN]
    verdict = Verdict.BROKEN if old else Verdict.AT_RISK if found.fields else Verdict.KEPT
    return Evidence(
        verdict=verdict,
        facts={
            "tables": found.tables_judged,
            "personal": found.personal,
            "undeclared": len(found.fields),
            "overdue": len(old),
            "within_days": DECIDED_WITHIN.days,
            "oldest": min((one.found_at for one in found.fields), default=None),
        },
        violations=tuple(f"field:{one.field_id}" for one in (old or found.fields)),
    )


@query
def everything_scanned(ctx: Context) -> Evidence:
    """Values of every table that holds rows were looked at, the last time somebody tried. A
    table that was looked at before, and not the last time, is a risk; one never looked at
    breaks it. With no system at all nothing is known, which is no promise kept."""
    systems = queries.systems_in_use(ctx)
    parts = queries.parts(ctx)
    never = [part for part in parts if part.judged_at is None]
    lost = [part for part in parts if part.judged_at is not None and part.reason]
    blind = [system for system in systems if system.scanned_at is None]
    broken = bool(never or blind) or not systems
    verdict = Verdict.BROKEN if broken else Verdict.AT_RISK if lost else Verdict.KEPT
    return Evidence(
        verdict=verdict,
        facts={
            "systems": len(systems),
            "tables": len(parts),
            "never_scanned": len(never),
            "lost": len(lost),
        },
        violations=(
            *(f"system:{system.id}" for system in blind),
            *(f"table:{part.table_id}" for part in (never or lost)),
        ),
    )


CONTROLS = (
    Control(code="datamap.systems_scanned", run=systems_scanned, law="Art. 5(2), Art. 30 GDPR"),
    Control(code="datamap.people_can_be_found", run=people_can_be_found, law="Art. 15 GDPR"),
    Control(code="datamap.nothing_undeclared", run=nothing_undeclared, law="Art. 30 GDPR"),
    Control(code="datamap.everything_scanned", run=everything_scanned, law="Art. 5(2) GDPR"),
)
