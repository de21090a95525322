"""Fields with their evidence, and those that wait for a person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import (
    FieldDecision,
    FieldVerdict,
    Identity,
    System,
)
from lofte.areas.datamap.queries.references import references_of
from lofte.areas.datamap.queries.rows import (
    ContainedRow,
    DecisionRow,
    FieldPage,
    FieldRow,
    HintRow,
    ReviewPage,
    VerdictRow,
)
from lofte.areas.datamap.queries.standing import NOTHING, Known, Taught, known_fields
from lofte.areas.datamap.queries.systems import shape_of
from lofte.areas.datamap.rules.fields import Standing, sensitivity, urgency
from lofte.areas.datamap.rules.teaching import Hint
from lofte.discovery.schema import ColumnName, Schema, TableName
from lofte.discovery.types import RULESET
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import Invalid, NotFound

REVIEWED_AT_ONCE = 50


class BadPlace(Invalid):
    """That is not where a page of the queue begins. Begin anew without it."""

    code = "datamap.bad_place"


@query
def field(ctx: Context, *, field_id: UUID) -> FieldPage:
    """One field: what stands, what was said before, and the references it is part of."""
    ctx.require(Permission.SYSTEMS_VIEW)
    found = known_fields(ctx, Q(id=field_id))
    if not found:
        raise NotFound(field=field_id)
    (known,) = found
    row = _Telling(ctx, Taught(ctx)).row(known)
    verdicts = FieldVerdict.objects.filter(tenant_id=ctx.tenant, field_id=field_id)
    decisions = FieldDecision.objects.filter(tenant_id=ctx.tenant, field_id=field_id)
    references = [reference for reference in references_of(ctx, table_ids=[known.table.id])]
    return FieldPage(
        field=row,
        verdicts=tuple(_verdict(v) for v in verdicts.order_by("-since", "-id")),
        decisions=tuple(_decision(d) for d in decisions.order_by("-decided_at", "-id")),
        references_out=tuple(
            r
            for r in references
            if r.source.table_id == known.table.id and row.column in r.source.columns
        ),
        references_in=tuple(
            r
            for r in references
            if r.target.table_id == known.table.id and row.column in r.target.columns
        ),
    )


@query
def fields(
    ctx: Context,
    *,
    system_id: UUID,
    standing: str | None = None,
    schema: str | None = None,
    table: str | None = None,
) -> Sequence[FieldRow]:
    """The fields of a system, of one table or of one standing if asked for, as they stand in
    it: in order of table and of when they were seen."""
    ctx.require(Permission.SYSTEMS_VIEW)
    if not System.objects.filter(tenant_id=ctx.tenant, id=system_id, removed_at=None).exists():
        raise NotFound(system=system_id)
    telling = _Telling(ctx, Taught(ctx))
    named = {"schema": schema, "table": table}
    wanted = Q(**{name: value for name, value in named.items() if value is not None})
    found = known_fields(ctx, Q(), system_ids=[system_id], tables_wanted=wanted)
    here = [known for known in found if standing in (None, known.standing.value)]
    in_order = sorted(here, key=lambda known: (known.name.table, known.field.id))
    return [telling.row(known) for known in in_order]


@query
def review(
    ctx: Context,
    *,
    system_id: UUID | None = None,
    limit: int = REVIEWED_AT_ONCE,
    after: str | None = None,
) -> ReviewPage:
    """Fields that wait for a person, the most sensitive and most certain first: something was
    found that nobody has decided on, or it cannot be told and columns of the same name were
    decided elsewhere."""
    ctx.require(Permission.SYSTEMS_VIEW)
    verdicts = FieldVerdict.objects.filter(tenant_id=ctx.tenant, replaced_at=None)
    notable = verdicts.filter(~NOTHING | Q(undetermined=True)).values("field_id")
    ids = None if system_id is None else [system_id]
    taught = Taught(ctx)
    waiting = [
        known
        for known in known_fields(ctx, Q(id__in=notable), system_ids=ids)
        if _waits(known, taught.hint(known.field))
    ]
    ordered = sorted(waiting, key=_place)
    start = _place_after(after)
    page = [known for known in ordered if start is None or _place(known) > start]
    telling = _Telling(ctx, taught)
    return ReviewPage(
        rows=tuple(telling.row(known) for known in page[:limit]),
        waiting=len(ordered),
        next=_place_said(page[limit - 1]) if len(page) > limit else None,
    )


def _waits(known: Known, hint: Hint | None) -> bool:
    if known.uncovered:
        return True
    unsure = known.standing is Standing.UNDETERMINED
    return unsure and hint is not None and hint.type is not None


_Place = tuple[float, str]


def _place(known: Known) -> _Place:
    found = known.found
    ranked = urgency(found, known.news) if found else 0.0
    return (-round(ranked, 4), str(known.field.id))


def _place_said(known: Known) -> str:
    rank, field_id = _place(known)
    return f"{rank:.4f} {field_id}"


def _place_after(after: str | None) -> _Place | None:
    if not after:
        return None
    rank, _, field_id = after.partition(" ")
    try:
        return (float(rank), str(UUID(field_id)))
    except ValueError:
        raise BadPlace() from None


class _Telling:
    """Rows of fields, with what has to be looked up once for many."""

    def __init__(self, ctx: Context, taught: Taught) -> None:
        self._ctx, self._taught = ctx, taught
        self._shapes: dict[UUID, Schema] = {}
        found = Identity.objects.filter(tenant_id=ctx.tenant, cleared_at=None)
        self._identities = {
            (row.system_id, ColumnName(TableName(row.schema, row.table), row.column)): row.kind
            for row in found.order_by("id")
        }

    def row(self, known: Known) -> FieldRow:
        table, name = known.table, known.name
        seen = self._shape(table.system_id).table(name.table)
        column = seen.column(name.column) if seen else None
        hint = self._taught.hint(known.field)
        return FieldRow(
            id=known.field.id,
            system_id=table.system_id,
            system=known.system,
            schema=table.schema,
            table=table.table,
            column=known.field.column,
            declared_type=column.type if column else "",
            readable=bool(column and column.readable),
            standing=known.standing.value,
            news=tuple(sorted(one.value for one in known.news)),
            sensitivity=sensitivity(known.news or known.types),
            verdict=_verdict(known.verdict) if known.verdict else None,
            decision=_decision(known.decision) if known.decision else None,
            hint=_hint(hint) if hint else None,
            identity=self._identities.get((table.system_id, name)),
            not_scanned=table.not_scanned,
        )

    def _shape(self, system_id: UUID) -> Schema:
        if system_id not in self._shapes:
            found = System.objects.get(tenant_id=self._ctx.tenant, id=system_id)
            self._shapes[system_id] = shape_of(found)
        return self._shapes[system_id]


def _verdict(row: FieldVerdict) -> VerdictRow:
    return VerdictRow(
        type=row.type or None,
        confidence=row.confidence,
        undetermined=row.undetermined,
        reason=row.reason,
        contains=tuple(ContainedRow(**one) for one in row.contains),
        ruleset=row.ruleset,
        outdated=row.ruleset != RULESET,
        rows_seen=row.rows_seen,
        since=row.since,
        judged_at=row.judged_at,
        until=row.replaced_at,
    )


def _decision(row: FieldDecision) -> DecisionRow:
    return DecisionRow(
        choice=row.choice,
        type=row.type or None,
        category=row.category,
        subject=row.subject,
        special=row.special,
        purposes=tuple(row.purposes),
        covers=tuple(row.covers),
        at=row.decided_at,
        by=row.decided_by,
        until=row.ended_at,
    )


def _hint(hint: Hint) -> HintRow:
    return HintRow(
        type=hint.type.value if hint.type else None,
        places=hint.places,
        systems=hint.systems,
        reason=hint.reason,
    )
