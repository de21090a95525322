"""What controls have answered, and what controls there are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from lofte.areas.promises import rules
from lofte.areas.promises.models import EvidenceRun, Link
from lofte.areas.promises.queries.registry import ALL, fresh_for, law_of
from lofte.infra.sql import statement
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One answer of one control. `fresh` says whether it still proves anything."""

    id: UUID
    control: str
    law: str
    version: int
    at: datetime
    fresh_until: datetime
    fresh: bool
    duration_ms: int
    verdict: str
    """kept, at_risk, broken, or error when the control could not find out."""
    facts: Mapping[str, Any]
    violations: tuple[str, ...]
    error: str
    event_id: UUID

    def as_fact(self) -> rules.EvidenceFact:
        lasts = self.fresh_until - self.at
        return rules.EvidenceFact(self.control, _VERDICTS[self.verdict], self.at, lasts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRow:
    """A control, what it answered last, and how many promises it speaks for."""

    code: str
    law: str
    fresh_for: timedelta
    last: EvidenceRow | None
    promises: int


@query
def controls(ctx: Context) -> Sequence[ControlRow]:
    """Every control there is, asked or not, in the order they are run."""
    answers = latest(ctx, controls=tuple(ALL))
    active = Link.objects.filter(tenant_id=ctx.tenant, ended_at=None)
    linked = dict(active.values_list("control").annotate(Count("id")))
    return [
        ControlRow(
            code=code,
            law=control.law,
            fresh_for=control.fresh_for,
            last=answers.get(code),
            promises=linked.get(code, 0),
        )
        for code, control in ALL.items()
    ]


@query
def latest(ctx: Context, *, controls: Sequence[str]) -> Mapping[str, EvidenceRow]:
    """The last answer of each of these controls, of those that have answered."""
    with connection.cursor() as cursor:
        cursor.execute(
            statement("promises", "latest"),
            {"tenant": ctx.tenant, "controls": list(controls), "now": ctx.now},
        )
        rows = [dict(zip(_COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["facts"], row["violations"] = (
            json.loads(row["facts"]),
            json.loads(row["violations"]),
        )
    return {row["control"]: _row(ctx, row) for row in rows}


@query
def runs(
    ctx: Context, *, control: str, limit: int = 50, before: datetime | None = None
) -> Sequence[EvidenceRow]:
    """What one control has answered, the latest first; `before` is the last `at` of a page."""
    if control not in ALL:
        raise NotFound(control=control)
    found = EvidenceRun.objects.filter(
        tenant_id=ctx.tenant, control=control, at__lte=ctx.now
    ).order_by("-at", "-id")
    if before is not None:
        found = found.filter(at__lt=before)
    rows = found.values_list(*_COLUMNS)[:limit]
    return [_row(ctx, dict(zip(_COLUMNS, row, strict=True))) for row in rows]


_COLUMNS = (
    "control", "id", "version", "at", "duration_ms", "verdict", "facts", "violations", "error",
    "event_id",
)  # fmt: skip
_VERDICTS: dict[str, rules.Verdict] = {
    "kept": "kept",
    "at_risk": "at_risk",
    "broken": "broken",
    "error": "error",
}


def _row(ctx: Context, fields: dict[str, Any]) -> EvidenceRow:
    until = fields["at"] + fresh_for(fields["control"])
    return EvidenceRow(
        **{**fields, "violations": tuple(fields["violations"])},
        law=law_of(fields["control"]),
        fresh_until=until,
        fresh=fields["at"] <= ctx.now < until,
    )
