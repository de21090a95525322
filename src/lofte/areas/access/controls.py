"""What this area can prove of who may do what."""

from __future__ import annotations

from dataclasses import replace

from lofte.areas.access import queries
from lofte.kernel.context import ActorId, Context, TenantId
from lofte.kernel.evidence import Control, Evidence, Verdict
from lofte.kernel.ids import new_id

DORMANT_AFTER = 90
WARNED_AFTER = 76


def second_factor(ctx: Context) -> Evidence:
    """Every account that serves the organisation has a passkey or an authenticator app."""
    serving = queries.members(ctx)
    without = [row.account_id for row in serving if not row.second_factor]
    return Evidence(
        verdict=Verdict.BROKEN if without else Verdict.KEPT,
        facts={"accounts": len(serving), "without": len(without)},
        violations=tuple(f"account:{account}" for account in without),
    )


def no_dormant_access(ctx: Context) -> Evidence:
    """No account that serves has stayed away for ninety days; at risk two weeks before."""
    dormant = queries.dormant_accounts(ctx, days=DORMANT_AFTER)
    near = queries.dormant_accounts(ctx, days=WARNED_AFTER)
    return Evidence(
        verdict=_verdict(broken=bool(dormant), near=bool(near)),
        facts={
            "days": DORMANT_AFTER,
            "dormant": len(dormant),
            "soon": len(near) - len(dormant),
        },
        violations=tuple(f"membership:{membership}" for membership in dormant or near),
    )


def no_stranger_reads(ctx: Context) -> Evidence:
    """Someone of an organisation that does not exist sees no row of any table with tenants.

    Tried on the live database, and every such table must force its fence on all roles.
    """
    stranger = replace(ctx, tenant=TenantId(new_id()), actor=ActorId(new_id()))
    tables = queries.as_seen_from(stranger)
    leaking = [table for table in tables if table.seen]
    unfenced = [table for table in tables if not table.fenced]
    return Evidence(
        verdict=Verdict.BROKEN if leaking or unfenced or not tables else Verdict.KEPT,
        facts={
            "tables": len(tables),
            "unreadable": sum(table.seen is None for table in tables),
            "leaking": len(leaking),
            "unfenced": len(unfenced),
        },
        violations=tuple(f"table:{t.name}" for t in tables if t.seen or not t.fenced),
    )


def _verdict(*, broken: bool, near: bool) -> Verdict:
    if broken:
        return Verdict.BROKEN
    return Verdict.AT_RISK if near else Verdict.KEPT


CONTROLS = (
    Control(code="access.second_factor", run=second_factor, law="Art. 32(1)(b) GDPR"),
    Control(code="access.no_dormant_access", run=no_dormant_access, law="Art. 32(4) GDPR"),
    Control(
        code="access.no_stranger_reads",
        run=no_stranger_reads,
        law="Art. 32(1)(b) GDPR",
    ),
)
