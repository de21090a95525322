"""What others may know of systems: which there are, their shape, how people are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import Identity, Scan, System, TableRelation
from lofte.areas.datamap.rules.documents import from_document
from lofte.areas.datamap.rules.identity import IdentityKind, Suggestion, suggest_in
from lofte.areas.datamap.rules.schema import Column, ColumnName, Schema, Table, TableName
from lofte.areas.datamap.rules.traversal import Plan, Relation, plan
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound

SCANS_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRow:
    """`status` is new (not scanned yet), ready, failing (the last scan failed, an earlier one
    holds) or unreachable (never scanned); `reason` the refusal's code when it failed."""

    id: UUID
    name: str
    kind: str
    description: str
    status: str
    reason: str
    registered_at: datetime
    scanned_at: datetime | None
    tables: int
    identities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """`identity` was accepted by a person; `suggestion` is only the rules' opinion."""

    name: str
    type: str
    known: bool
    readable: bool
    suggestion: str | None
    suggestion_reason: str | None
    identity: str | None
    accepted_at: datetime | None
    accepted_by: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """`read` says whether the plan reads the table; else `why_not`, or nothing personal is
    known in it. `relation` is None where the default holds."""

    schema: str
    name: str
    kind: str
    rows_estimate: int | None
    has_key: bool
    relation: str | None
    read: bool
    why_not: str | None
    columns: tuple[ColumnRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRow:
    at: datetime
    failure: str
    tables: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemPage:
    system: SystemRow
    tables: tuple[TableRow, ...]
    plan: Plan
    scans: tuple[ScanRow, ...]


@query
def systems(ctx: Context) -> Sequence[SystemRow]:
    """Every system in use, in order of name."""
    ctx.require(Permission.SYSTEMS_VIEW)
    found = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    return _rows(ctx, list(found.defer("shape", "url").order_by("name", "id")))


@query
def system(ctx: Context, *, system_id: UUID) -> SystemPage:
    """One system with its tables, what is decided of them, and the plan that follows."""
    ctx.require(Permission.SYSTEMS_VIEW)
    found = _find(ctx, system_id)
    schema, accepted = shape_of(found), _accepted(ctx, system_id)
    relations, made = _relations(ctx, system_id), _plan(ctx, found)
    scans = Scan.objects.filter(tenant_id=ctx.tenant, system_id=system_id)
    return SystemPage(
        system=_rows(ctx, [found])[0],
        tables=tuple(_table_row(table, accepted, relations, made) for table in schema),
        plan=made,
        scans=tuple(
            ScanRow(at=s.at, failure=s.failure, tables=s.tables, columns=s.columns)
            for s in scans.order_by("-at", "-id")[:SCANS_SHOWN]
        ),
    )


@query
def reading_plan(ctx: Context, *, system_id: UUID) -> Plan:
    """In which order a person's rows are read in a system, by today's decisions."""
    ctx.require(Permission.SYSTEMS_VIEW)
    return _plan(ctx, _find(ctx, system_id))


def shape_of(system: System) -> Schema:
    """The schema as last scanned; empty before the first scan."""
    return from_document(system.shape) if system.shape is not None else Schema()


def _find(ctx: Context, system_id: UUID) -> System:
    found = System.objects.filter(tenant_id=ctx.tenant, id=system_id, removed_at=None).first()
    if found is None:
        raise NotFound(system=system_id)
    return found


def _plan(ctx: Context, system: System) -> Plan:
    accepted = _accepted(ctx, system.id)
    return plan(
        shape_of(system),
        identities={name: IdentityKind(row.kind) for name, row in accepted.items()},
        relations=_relations(ctx, system.id),
    )


def _rows(ctx: Context, found: Sequence[System]) -> list[SystemRow]:
    scans = Scan.objects.filter(tenant_id=ctx.tenant, system_id__in=[s.id for s in found])
    in_order = scans.order_by("system_id", "-at", "-id").distinct("system_id")
    latest = {scan.system_id: scan for scan in in_order}
    good = {scan.system_id: scan for scan in in_order.filter(failure="")}
    accepted = Counter(
        Identity.objects.filter(
            tenant_id=ctx.tenant, system_id__in=[s.id for s in found], cleared_at=None
        ).values_list("system_id", flat=True)
    )
    return [
        SystemRow(
            id=system.id,
            name=system.name,
            kind=system.kind,
            description=system.description,
            status=_status(system, latest.get(system.id)),
            reason=latest[system.id].failure if system.id in latest else "",
            registered_at=system.registered_at,
            scanned_at=system.scanned_at,
            tables=good[system.id].tables if system.id in good else 0,
            identities=accepted[system.id],
        )
        for system in found
    ]


def _status(system: System, latest: Scan | None) -> str:
    if latest is None:
        return "new"
    if not latest.failure:
        return "ready"
    return "failing" if system.scanned_at else "unreachable"


def _accepted(ctx: Context, system_id: UUID) -> dict[ColumnName, Identity]:
    found = Identity.objects.filter(tenant_id=ctx.tenant, system_id=system_id, cleared_at=None)
    return {
        ColumnName(TableName(row.schema, row.table), row.column): row
        for row in found.order_by("schema", "table", "column", "id")
    }


def _relations(ctx: Context, system_id: UUID) -> dict[TableName, Relation]:
    found = TableRelation.objects.filter(
        tenant_id=ctx.tenant, system_id=system_id, replaced_at=None
    )
    return {
        TableName(row.schema, row.table): Relation(row.relation)
        for row in found.order_by("schema", "table", "id")
    }


def _table_row(
    table: Table,
    accepted: Mapping[ColumnName, Identity],
    relations: Mapping[TableName, Relation],
    made: Plan,
) -> TableRow:
    name = table.full_name
    suggested = {found.column.column: found for found in suggest_in(table)}
    told = {entry.table: entry.why.value for entry in (*made.skipped, *made.unreached)}
    return TableRow(
        schema=table.schema,
        name=table.name,
        kind=table.kind.value,
        rows_estimate=table.rows_estimate,
        has_key=bool(table.primary_key),
        relation=relations[name].value if name in relations else None,
        read=any(step.table == name for step in made.steps),
        why_not=told.get(name),
        columns=tuple(
            _column_row(
                column, suggested.get(column.name), accepted.get(ColumnName(name, column.name))
            )
            for column in table.columns
        ),
    )


def _column_row(
    column: Column, suggestion: Suggestion | None, identity: Identity | None
) -> ColumnRow:
    return ColumnRow(
        name=column.name,
        type=column.type,
        known=column.known,
        readable=column.readable,
        suggestion=suggestion.kind.value if suggestion else None,
        suggestion_reason=suggestion.reason.value if suggestion else None,
        identity=identity.kind if identity else None,
        accepted_at=identity.accepted_at if identity else None,
        accepted_by=identity.accepted_by if identity else None,
    )
