"""What others may know of systems: which there are, their shape, how people are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import Identity, Scan, SeenTable, System, TableRelation
from lofte.areas.datamap.queries.references import along
from lofte.areas.datamap.queries.standing import summaries
from lofte.areas.datamap.rules.documents import from_document
from lofte.areas.datamap.rules.identity import IdentityKind, Suggestion, suggest_in
from lofte.areas.datamap.rules.linking import linked
from lofte.areas.datamap.rules.traversal import Plan, Relation, plan
from lofte.discovery.schema import Column, ColumnName, Schema, Table, TableName
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound

SCANS_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRow:
    """One look at a system. Of `total` tables with rows `done` were looked at so far, `missed`
    of them in vain; a look at the shape alone has done none. `finished_at` is None while it
    goes on, or when it was cut short."""

    at: datetime
    failure: str
    tables: int
    columns: int
    total: int
    done: int
    missed: int
    finished_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRow:
    """`status` is new (not scanned yet), ready, failing (the last scan failed, an earlier one
    holds) or unreachable (never scanned); `reason` the refusal's code when it failed.

    `running` is the scan that goes on, if one does; `judged_at` when values were last looked
    at. In fields: `personal` hold personal data, `undeclared` of them nobody has decided on,
    `waiting` are in the queue. `missed` tables could not be scanned. `writing_since` is None
    while the system is only read.
    """

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
    running: ScanRow | None
    judged_at: datetime | None
    personal: int
    undeclared: int
    waiting: int
    missed: int
    writing_since: datetime | None
    writing_by: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemBrief:
    """As in `SystemRow`."""

    id: UUID
    name: str
    scanned_at: datetime | None
    status: str


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
def systems_in_use(ctx: Context) -> Sequence[SystemBrief]:
    """Every system in use by its name alone, and how it stands."""
    ctx.require(Permission.SYSTEMS_VIEW)
    found = System.objects.filter(tenant_id=ctx.tenant, removed_at=None).order_by("name", "id")
    rows = list(found.values_list("id", "name", "scanned_at"))
    latest = _latest(ctx, [row[0] for row in rows])
    return [
        SystemBrief(id=id_, name=name, scanned_at=at, status=_status(at, latest.get(id_)))
        for id_, name, at in rows
    ]


@query
def system(ctx: Context, *, system_id: UUID) -> SystemPage:
    """One system with its tables, what is decided of them, and the plan that follows."""
    ctx.require(Permission.SYSTEMS_VIEW)
    found = _find(ctx, system_id)
    decided = _Decided(accepted(ctx, system_id), relations(ctx, system_id), plan_of(ctx, found))
    scans = Scan.objects.filter(tenant_id=ctx.tenant, system_id=system_id)
    return SystemPage(
        system=_rows(ctx, [found])[0],
        tables=tuple(_table_row(table, decided) for table in shape_of(found)),
        plan=decided.plan,
        scans=tuple(_scan(scan) for scan in scans.order_by("-at", "-id")[:SCANS_SHOWN]),
    )


@query
def reading_plan(ctx: Context, *, system_id: UUID) -> Plan:
    """In which order a person's rows are read in a system, by today's decisions."""
    ctx.require(Permission.SYSTEMS_VIEW)
    return plan_of(ctx, _find(ctx, system_id))


def shape_of(system: System) -> Schema:
    """The schema as last scanned; empty before the first scan."""
    return from_document(system.shape) if system.shape is not None else Schema()


def _find(ctx: Context, system_id: UUID) -> System:
    found = System.objects.filter(tenant_id=ctx.tenant, id=system_id, removed_at=None).first()
    if found is None:
        raise NotFound(system=system_id)
    return found


def plan_of(ctx: Context, system: System) -> Plan:
    held = linked(shape_of(system), along(ctx, system.id).ways)
    identities = accepted(ctx, system.id)
    return plan(
        held.schema,
        identities={name: IdentityKind(row.kind) for name, row in identities.items()},
        relations=relations(ctx, system.id),
        meanings=held.meanings,
        guesses=held.guesses,
    )


def _rows(ctx: Context, found: Sequence[System]) -> list[SystemRow]:
    ids = [system.id for system in found]
    scans = Scan.objects.filter(tenant_id=ctx.tenant, system_id__in=ids)
    in_order = scans.order_by("system_id", "-at", "-id").distinct("system_id")
    latest = _latest(ctx, ids)
    good = {
        scan.system_id: scan for scan in in_order.filter(failure="").exclude(finished_at=None)
    }
    running = {scan.system_id: scan for scan in in_order if scan.finished_at is None}
    by_system = Counter(
        Identity.objects.filter(
            tenant_id=ctx.tenant, system_id__in=ids, cleared_at=None
        ).values_list("system_id", flat=True)
    )
    told, judged = summaries(ctx, system_ids=ids), _judged_at(ctx, ids)
    return [
        SystemRow(
            id=system.id,
            name=system.name,
            kind=system.kind,
            description=system.description,
            status=_status(system.scanned_at, latest.get(system.id)),
            reason=latest[system.id].failure if system.id in latest else "",
            registered_at=system.registered_at,
            scanned_at=system.scanned_at,
            tables=good[system.id].tables if system.id in good else 0,
            identities=by_system[system.id],
            running=_scan(running[system.id]) if system.id in running else None,
            judged_at=judged.get(system.id),
            personal=told[system.id].personal,
            undeclared=told[system.id].undeclared,
            waiting=told[system.id].waiting,
            missed=told[system.id].missed,
            writing_since=system.writing_since,
            writing_by=system.writing_by,
        )
        for system in found
    ]


def _latest(ctx: Context, ids: Sequence[UUID]) -> dict[UUID, Scan]:
    """The last look at each system that has ended."""
    ended = Scan.objects.filter(tenant_id=ctx.tenant, system_id__in=ids).exclude(
        finished_at=None
    )
    in_order = ended.order_by("system_id", "-at", "-id").distinct("system_id")
    return {scan.system_id: scan for scan in in_order}


def _judged_at(ctx: Context, ids: Sequence[UUID]) -> dict[UUID, datetime]:
    tables = SeenTable.objects.filter(tenant_id=ctx.tenant, system_id__in=ids, gone_at=None)
    judged = tables.exclude(judged_at=None)
    return dict(judged.values_list("system_id").annotate(Max("judged_at")).order_by())


def _scan(row: Scan) -> ScanRow:
    return ScanRow(
        at=row.at,
        failure=row.failure,
        tables=row.tables,
        columns=row.columns,
        total=row.total,
        done=row.done,
        missed=row.missed,
        finished_at=row.finished_at,
    )


def _status(scanned_at: datetime | None, latest: Scan | None) -> str:
    if latest is None:
        return "new"
    if not latest.failure:
        return "ready"
    return "failing" if scanned_at else "unreachable"


def accepted(ctx: Context, system_id: UUID) -> dict[ColumnName, Identity]:
    found = Identity.objects.filter(tenant_id=ctx.tenant, system_id=system_id, cleared_at=None)
    return {
        ColumnName(TableName(row.schema, row.table), row.column): row
        for row in found.order_by("schema", "table", "column", "id")
    }


def relations(ctx: Context, system_id: UUID) -> dict[TableName, Relation]:
    found = TableRelation.objects.filter(
        tenant_id=ctx.tenant, system_id=system_id, replaced_at=None
    )
    return {
        TableName(row.schema, row.table): Relation(row.relation)
        for row in found.order_by("schema", "table", "id")
    }


@dataclass(frozen=True, slots=True)
class _Decided:
    identities: Mapping[ColumnName, Identity]
    relations: Mapping[TableName, Relation]
    plan: Plan


def _table_row(table: Table, decided: _Decided) -> TableRow:
    name = table.full_name
    suggested = {found.column.column: found for found in suggest_in(table)}
    told = {
        entry.table: entry.why.value
        for entry in (*decided.plan.skipped, *decided.plan.unreached)
    }
    return TableRow(
        schema=table.schema,
        name=table.name,
        kind=table.kind.value,
        rows_estimate=table.rows_estimate,
        has_key=bool(table.primary_key),
        relation=decided.relations[name].value if name in decided.relations else None,
        read=any(step.table == name for step in decided.plan.steps),
        why_not=told.get(name),
        columns=tuple(
            _column_row(
                column,
                suggested.get(column.name),
                decided.identities.get(ColumnName(name, column.name)),
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
