"""What changed in a system between two moments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import FieldVerdict, SeenField, SeenTable, Snapshot, System
from lofte.areas.datamap.queries.rows import ChangeRow, ChangesPage, SnapshotRow
from lofte.areas.datamap.queries.standing import NOTHING, kept_of
from lofte.areas.datamap.rules import changes as rules
from lofte.areas.datamap.rules.documents import from_document
from lofte.discovery.schema import ColumnName, Schema, TableName
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound

SNAPSHOTS_SHOWN = 100


@query
def changes(
    ctx: Context,
    *,
    system_id: UUID,
    since: datetime | None = None,
    until: datetime | None = None,
) -> ChangesPage:
    """Tables and fields that are new, changed or gone since a moment, by default since before
    the last time the shape changed; up to now, or to another moment."""
    ctx.require(Permission.SYSTEMS_VIEW)
    if not System.objects.filter(tenant_id=ctx.tenant, id=system_id, removed_at=None).exists():
        raise NotFound(system=system_id)
    snapshots = _snapshots(ctx, system_id)
    last = until or ctx.now
    first = since or (snapshots[min(1, len(snapshots) - 1)].at if snapshots else last)
    found = rules.changes(
        _shape(ctx, system_id, first),
        _shape(ctx, system_id, last),
        held_before=_held(ctx, system_id, first),
        held_after=_held(ctx, system_id, last),
    )
    ids = _ids(ctx, system_id)
    return ChangesPage(
        since=first,
        until=last,
        changes=tuple(_told(change, ids) for change in found),
        snapshots=snapshots,
    )


def _snapshots(ctx: Context, system_id: UUID) -> tuple[SnapshotRow, ...]:
    found = Snapshot.objects.filter(tenant_id=ctx.tenant, system_id=system_id)
    rows = found.order_by("-at", "-id").values_list("id", "at", "tables", "columns")
    return tuple(
        SnapshotRow(id=id_, at=at, tables=tables, columns=columns)
        for id_, at, tables, columns in rows[:SNAPSHOTS_SHOWN]
    )


def _shape(ctx: Context, system_id: UUID, at: datetime) -> Schema:
    """The shape as it was known at a moment; before the first look, nothing."""
    found = Snapshot.objects.filter(tenant_id=ctx.tenant, system_id=system_id, at__lte=at)
    latest = found.order_by("-at", "-id").first()
    return from_document(latest.shape) if latest else Schema()


def _held(ctx: Context, system_id: UUID, at: datetime) -> Mapping[ColumnName, str]:
    """The personal data found in each column, by the verdicts that stood at a moment."""
    names = _names(ctx, system_id)
    stood = FieldVerdict.objects.filter(
        Q(replaced_at=None) | Q(replaced_at__gt=at),
        tenant_id=ctx.tenant,
        field_id__in=list(names),
        since__lte=at,
    ).exclude(NOTHING)
    return {
        names[row.field_id]: " ".join(sorted(one.value for one in kept_of(row).found.types))
        for row in stood.order_by("field_id", "id")
    }


def _ids(ctx: Context, system_id: UUID) -> Mapping[ColumnName, UUID]:
    return {name: field_id for field_id, name in _names(ctx, system_id).items()}


def _names(ctx: Context, system_id: UUID) -> Mapping[UUID, ColumnName]:
    """Every field that was ever seen, also those that are gone."""
    tables = SeenTable.objects.filter(tenant_id=ctx.tenant, system_id=system_id)
    named = {row.id: TableName(row.schema, row.table) for row in tables.order_by("id")}
    fields = SeenField.objects.filter(tenant_id=ctx.tenant, table_id__in=list(named))
    rows = fields.order_by("id").values_list("id", "table_id", "column")
    return {id_: ColumnName(named[table_id], column) for id_, table_id, column in rows}


def _told(change: rules.Change, ids: Mapping[ColumnName, UUID]) -> ChangeRow:
    column = change.column or ""
    return ChangeRow(
        kind=change.kind.value,
        schema=change.table.schema,
        table=change.table.name,
        column=column,
        before=change.before,
        after=change.after,
        field_id=ids.get(ColumnName(change.table, column)),
    )
