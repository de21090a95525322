"""What was looked at, what could not be, and what nobody has decided on."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import SeenTable, System, TableRelation
from lofte.areas.datamap.queries.rows import PartRow, Undeclared, UndeclaredRow
from lofte.areas.datamap.queries.standing import noteworthy
from lofte.areas.datamap.rules.fields import Standing
from lofte.areas.datamap.rules.traversal import Relation
from lofte.discovery.schema import Kind
from lofte.infra.tenancy import query
from lofte.kernel.context import Context

HOLDING_ROWS = [kind.value for kind in Kind if kind.holds_rows]


@query
def parts(ctx: Context, *, system_id: UUID | None = None) -> Sequence[PartRow]:
    """Every table that holds rows, and whether its values were looked at. One that was stopped
    on purpose and never looked at is left out."""
    ctx.require(Permission.SYSTEMS_VIEW)
    systems = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    if system_id is not None:
        systems = systems.filter(id=system_id)
    named = dict(systems.values_list("id", "name"))
    found = SeenTable.objects.filter(
        tenant_id=ctx.tenant, system_id__in=list(named), gone_at=None, kind__in=HOLDING_ROWS
    )
    stopped = _stopped(ctx)
    return [
        _part(row, named[row.system_id])
        for row in found.order_by("schema", "table", "id")
        if (row.system_id, row.schema, row.table) not in stopped or row.judged_at
    ]


@query
def not_scanned(ctx: Context, *, system_id: UUID | None = None) -> Sequence[PartRow]:
    """The tables of `parts` that were not looked at the last time somebody tried, or never."""
    ctx.require(Permission.SYSTEMS_VIEW)
    found = parts(ctx, system_id=system_id)
    return [part for part in found if part.reason or part.judged_at is None]


@query
def undeclared(ctx: Context) -> Undeclared:
    """Fields with personal data that no person has decided on, those found first at first."""
    ctx.require(Permission.SYSTEMS_VIEW)
    known = noteworthy(ctx)
    waiting = [
        UndeclaredRow(field_id=one.field.id, found_at=one.verdict.found_at)
        for one in known
        if one.standing is Standing.UNDECLARED and one.verdict is not None
    ]
    judged = [part for part in parts(ctx) if part.judged_at is not None]
    return Undeclared(
        fields=tuple(sorted(waiting, key=lambda row: (row.found_at, row.field_id))),
        tables_judged=len(judged),
        personal=sum(bool(one.types) for one in known),
    )


def _stopped(ctx: Context) -> set[tuple[UUID, str, str]]:
    said = TableRelation.objects.filter(
        tenant_id=ctx.tenant, relation=Relation.STOPS.value, replaced_at=None
    )
    return set(said.values_list("system_id", "schema", "table"))


def _part(row: SeenTable, system: str) -> PartRow:
    return PartRow(
        table_id=row.id,
        system_id=row.system_id,
        system=system,
        schema=row.schema,
        table=row.table,
        judged_at=row.judged_at,
        tried_at=row.tried_at,
        reason=row.not_scanned,
        said=row.said,
        rows=row.rows,
        drawn=row.drawn,
        complete=row.complete,
    )
