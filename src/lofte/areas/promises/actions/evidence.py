"""Asking every control, and keeping what it answered."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from lofte.areas.access.rules import Permission
from lofte.areas.ledger import steps as ledger
from lofte.areas.ledger.rules.canonical import canonical
from lofte.areas.promises import events, jobs, queries, rules
from lofte.areas.promises.actions.linking import UnknownControl
from lofte.areas.promises.models import EvidenceRun
from lofte.infra.background import later
from lofte.infra.crash import crash_point
from lofte.infra.sql import statement
from lofte.infra.tenancy import action
from lofte.kernel.context import EVERYTHING, Context
from lofte.kernel.errors import Refused
from lofte.kernel.evidence import Control, Evidence
from lofte.kernel.ids import new_id

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a control said, ready to be kept: `facts` as JSON holds them."""

    control: str
    version: int
    duration_ms: int
    verdict: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    violations: tuple[str, ...] = ()
    error: str = ""


def run_evidence(ctx: Context, *, codes: Sequence[str] | None = None) -> Sequence[Answer]:
    """Ask every control, or those of `codes`, and keep each answer as soon as it is there.

    A control that fails answers "error", which proves nothing, and does not stop the rest.
    Each control opens its own transactions, for one of them enters as a stranger.
    """
    ctx.require(Permission.EVIDENCE_RUN)
    answers = []
    for control in _chosen(codes):
        answer = _ask(ctx, control)
        _keep(ctx, answer=answer)
        crash_point("evidence.after_control")
        answers.append(answer)
    take_snapshot(ctx)
    return answers


@action
def ask_for_evidence(ctx: Context) -> None:
    """Have every control asked in the background, soon."""
    ctx.require(Permission.EVIDENCE_RUN)
    later(ctx, jobs.RunEvidence())


@action
def take_snapshot(ctx: Context) -> int:
    """Keep how every promise stands today; of two looks at one day the worse one counts."""
    ctx.require(Permission.EVIDENCE_RUN)
    found = sorted(queries.current(ctx), key=lambda one: one.id)
    with connection.cursor() as cursor:
        cursor.execute(
            statement("promises", "snapshot"),
            {
                "tenant": ctx.tenant,
                "day": ctx.today,
                "ids": [new_id() for _ in found],
                "promises": [one.id for one in found],
                "statuses": [one.status.value for one in found],
                "worst_first": [status.value for status in rules.ORDER],
            },
        )
    return len(found)


@action
def _keep(ctx: Context, *, answer: Answer) -> UUID:
    ctx.require(Permission.EVIDENCE_RUN)
    run_id = new_id()
    kept = canonical({"facts": answer.facts, "violations": answer.violations})
    event = events.EvidenceFound(
        run=run_id,
        version=answer.version,
        verdict=answer.verdict,
        violations=len(answer.violations),
        sha256=sha256(kept).hexdigest(),
        error=answer.error,
    )
    event_id = ledger.record(ctx, event, subject=f"control:{answer.control}")
    EvidenceRun.objects.create(
        tenant_id=ctx.tenant,
        id=run_id,
        control=answer.control,
        version=answer.version,
        at=ctx.now,
        duration_ms=answer.duration_ms,
        verdict=answer.verdict,
        facts=answer.facts,
        violations=list(answer.violations),
        error=answer.error,
        event_id=event_id,
    )
    return run_id


def _chosen(codes: Sequence[str] | None) -> Sequence[Control]:
    if codes is None:
        return list(queries.ALL.values())
    if unknown := [code for code in codes if code not in queries.ALL]:
        raise UnknownControl(control=", ".join(unknown))
    return [queries.ALL[code] for code in codes]


def _ask(ctx: Context, control: Control) -> Answer:
    begun = time.monotonic()
    # A control looks at everything: what its asker may not see is no reason to find nothing.
    everything = replace(ctx, permissions=EVERYTHING)
    try:
        said: Mapping[str, Any] = _said(control.run(everything))
    except Refused as refusal:
        said = {"verdict": "error", "error": refusal.code}
    except Exception as bug:
        # Whatever goes wrong in one question must not keep the others from being asked.
        log.exception("control %s could not answer", control.code)
        said = {"verdict": "error", "error": type(bug).__name__}
    return Answer(
        control=control.code,
        version=control.version,
        duration_ms=round((time.monotonic() - begun) * 1000),
        **said,
    )


def _said(found: Evidence) -> Mapping[str, Any]:
    return {
        "verdict": found.verdict.value,
        "facts": json.loads(canonical(found.facts)),
        "violations": found.violations,
    }
