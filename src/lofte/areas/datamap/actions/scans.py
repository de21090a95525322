"""A look at a system, kept step by step as it goes on.

Each step is a transaction of its own, so that others see how far it has come and nothing waits
for somebody else's database. A scan that is cut short leaves what it found until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import events
from lofte.areas.datamap.actions.references import keep_references
from lofte.areas.datamap.actions.systems import lock
from lofte.areas.datamap.actions.verdicts import keep_verdicts
from lofte.areas.datamap.models import Scan, SeenField, SeenTable, Snapshot, System
from lofte.areas.datamap.queries.standing import summary_of
from lofte.areas.datamap.rules.documents import outline, to_document
from lofte.areas.datamap.rules.keeping import (
    Judged,
    Missed,
    compared,
    field_key,
    table_key,
)
from lofte.areas.datamap.rules.linking import Origin, Understood, declared_in
from lofte.areas.ledger import steps as ledger
from lofte.discovery.schema import Schema, Table, TableName
from lofte.discovery.types import RULESET
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound


@action
def scan_began(ctx: Context, *, system_id: UUID) -> UUID:
    """Somebody is going to look at a system; its id is for the steps that follow."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    lock(ctx, system_id=system_id)
    return _begin(ctx, system_id).id


@action
def shape_seen(ctx: Context, *, scan_id: UUID, schema: Schema) -> None:
    """Keep a system's new shape. Decisions about tables that are gone wait for their return."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    scan = _going_on(ctx, scan_id)
    _keep_shape(ctx, lock(ctx, system_id=scan.system_id), scan, schema)


@action
def tables_seen(ctx: Context, *, scan_id: UUID, seen: Sequence[Judged | Missed]) -> None:
    """Keep what was found in some tables, and why others could not be looked at."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    scan = _going_on(ctx, scan_id)
    lock(ctx, system_id=scan.system_id)
    keep_verdicts(ctx, system_id=scan.system_id, seen=seen)
    scan.done += len(seen)
    scan.missed += sum(isinstance(one, Missed) for one in seen)
    scan.save(update_fields=["done", "missed"])


@action
def references_seen(ctx: Context, *, scan_id: UUID, understood: Understood) -> None:
    """Keep the references that values and names speak for, what they are taken to mean, and
    what stands in the way of finding people. What a person said of one stays."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    scan = _going_on(ctx, scan_id)
    lock(ctx, system_id=scan.system_id)
    keep_references(
        ctx,
        system_id=scan.system_id,
        found=understood.references,
        among=understood.looked_at,
        origin=Origin.INFERRED,
    )
    _keep_lint(ctx, scan.system_id, understood)


@action
def scan_finished(ctx: Context, *, scan_id: UUID) -> None:
    """The look is over; parts of it may be missing."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    scan = _going_on(ctx, scan_id)
    _end(ctx, scan)
    told = summary_of(ctx, system_id=scan.system_id)
    event = events.ScanFinished(
        tables=scan.done,
        missed=scan.missed,
        personal=told.personal,
        undeclared=told.undeclared,
        ruleset=RULESET,
    )
    ledger.record(ctx, event, subject=f"system:{scan.system_id}")


@action
def scan_broken_off(
    ctx: Context, *, scan_id: UUID, reason: str, missed: Sequence[Missed] = ()
) -> None:
    """Keep why a look ended early, and the tables it did not come to. What was seen stays."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    scan = _going_on(ctx, scan_id)
    lock(ctx, system_id=scan.system_id)
    keep_verdicts(ctx, system_id=scan.system_id, seen=missed)
    scan.missed += len(missed)
    scan.failure = reason
    _end(ctx, scan)
    ledger.record(ctx, events.ScanFailed(reason=reason), subject=f"system:{scan.system_id}")


@action
def system_scanned(ctx: Context, *, system_id: UUID, schema: Schema) -> None:
    """Keep a system's shape alone, as a whole look in one act: no value was looked at."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    system = lock(ctx, system_id=system_id)
    scan = _begin(ctx, system_id)
    _keep_shape(ctx, system, scan, schema)
    _end(ctx, scan)


def _keep_lint(ctx: Context, system_id: UUID, understood: Understood) -> None:
    tables = SeenTable.objects.filter(tenant_id=ctx.tenant, system_id=system_id, gone_at=None)
    for table in tables.order_by("id"):
        name = TableName(table.schema, table.table)
        before = (table.subject, table.lint)
        table.subject = understood.subjects.get(name, "")
        table.lint = [
            {"code": one.code, "said": one.said, "columns": list(one.columns)}
            for one in understood.lint
            if one.table == name
        ]
        if before != (table.subject, table.lint):
            table.save(update_fields=["subject", "lint"])


def _begin(ctx: Context, system_id: UUID) -> Scan:
    return Scan.objects.create(
        tenant_id=ctx.tenant, system_id=system_id, at=ctx.now, by=ctx.actor
    )


def _end(ctx: Context, scan: Scan) -> None:
    scan.finished_at = ctx.now
    scan.save(update_fields=["finished_at", "missed", "failure"])


def _going_on(ctx: Context, scan_id: UUID) -> Scan:
    found = (
        Scan.objects.select_for_update()
        .filter(tenant_id=ctx.tenant, id=scan_id, finished_at=None)
        .first()
    )
    if found is None:
        raise NotFound(scan=scan_id)
    return found


def _keep_shape(ctx: Context, system: System, scan: Scan, schema: Schema) -> None:
    document = to_document(schema)
    known = Snapshot.objects.filter(tenant_id=ctx.tenant, system_id=system.id).exists()
    changed = not known or outline(document) != outline(system.shape or [])
    scan.tables = len(schema.tables)
    scan.columns = sum(len(table.columns) for table in schema)
    scan.total = sum(table.kind.holds_rows for table in schema)
    scan.save(update_fields=["tables", "columns", "total"])
    if changed:
        Snapshot.objects.create(
            tenant_id=ctx.tenant,
            system_id=system.id,
            at=ctx.now,
            shape=outline(document),
            tables=scan.tables,
            columns=scan.columns,
        )
        _keep_names(ctx, system.id, schema)
    system.shape, system.scanned_at = document, ctx.now
    system.save(update_fields=["shape", "scanned_at"])
    event = events.SystemScanned(tables=scan.tables, columns=scan.columns, changed=changed)
    ledger.record(ctx, event, subject=f"system:{system.id}")


def _keep_names(ctx: Context, system_id: UUID, schema: Schema) -> None:
    """Every table and column there is has a row, and what is gone is marked so."""
    known = SeenTable.objects.filter(tenant_id=ctx.tenant, system_id=system_id)
    rows = {row.key: row for row in known.order_by("id")}
    there = {table_key(table.full_name): table for table in schema}
    known.filter(gone_at=None).exclude(key__in=there).update(gone_at=ctx.now)
    known.filter(key__in=there).exclude(gone_at=None).update(gone_at=None)
    missing = [
        SeenTable(
            tenant_id=ctx.tenant,
            system_id=system_id,
            key=key,
            schema=table.schema,
            table=table.name,
            kind=table.kind.value,
            first_seen_at=ctx.now,
        )
        for key, table in there.items()
        if key not in rows
    ]
    SeenTable.objects.bulk_create(missing)
    rows |= {row.key: row for row in missing}
    for key, table in there.items():
        if rows[key].kind != table.kind.value:
            rows[key].kind = table.kind.value
            rows[key].save(update_fields=["kind"])
    _keep_columns(ctx, [(rows[key], table) for key, table in there.items()])
    keep_references(
        ctx,
        system_id=system_id,
        found=declared_in(schema),
        among=frozenset(table.full_name for table in schema),
        origin=Origin.DECLARED,
    )


def _keep_columns(ctx: Context, tables: Iterable[tuple[SeenTable, Table]]) -> None:
    pairs = list(tables)
    ids = [row.id for row, _ in pairs]
    known = SeenField.objects.filter(tenant_id=ctx.tenant, table_id__in=ids)
    rows = {(row.table_id, row.key): row for row in known.order_by("id")}
    there = {
        (row.id, field_key(column.name)): column.name
        for row, table in pairs
        for column in table.columns
    }
    gone = [row.id for at, row in rows.items() if at not in there and row.gone_at is None]
    back = [row.id for at, row in rows.items() if at in there and row.gone_at is not None]
    known.filter(id__in=gone).update(gone_at=ctx.now)
    known.filter(id__in=back).update(gone_at=None)
    SeenField.objects.bulk_create(
        SeenField(
            tenant_id=ctx.tenant,
            table_id=table_id,
            key=key,
            column=column,
            words=compared(column),
            first_seen_at=ctx.now,
        )
        for (table_id, key), column in there.items()
        if (table_id, key) not in rows
    )
