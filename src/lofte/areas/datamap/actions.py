"""Everything that changes what we know of systems. Talking to them is in `reading`."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import events, jobs
from lofte.areas.datamap.kinds import kind_named
from lofte.areas.datamap.models import Identity, Scan, System, TableRelation
from lofte.areas.datamap.queries import shape_of
from lofte.areas.datamap.rules.documents import to_document
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.schema import Schema, TableName
from lofte.areas.datamap.rules.traversal import Relation
from lofte.areas.ledger import steps as ledger
from lofte.infra import secrets
from lofte.infra.background import later
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import Conflict, Invalid, NotFound
from lofte.kernel.ids import new_id


class NameTaken(Conflict):
    """Another system has this name; choose another."""

    code = "datamap.name_taken"


class NoSuchColumn(NotFound):
    """The last scan saw no such table or column. Scan again, or check the spelling."""

    code = "datamap.no_such_column"


@action
def register_system(ctx: Context, *, name: str, url: str, kind: str = "postgresql") -> UUID:
    """Make a system known and ask for its first scan. Its URL is sealed at once.

    Raises `SourceUrlInvalid` for a URL that cannot be right; whether it leads anywhere is for
    the scan to find out.
    """
    ctx.require(Permission.SYSTEMS_MANAGE)
    if not name.strip():
        raise Invalid("A system needs a name.")
    description = kind_named(kind).describe(url)
    system_id = new_id()
    try:
        System.objects.create(
            tenant_id=ctx.tenant,
            id=system_id,
            name=name.strip(),
            kind=kind,
            url=secrets.seal(url.encode(), place=url_place(ctx, system_id=system_id)),
            description=description,
            registered_at=ctx.now,
            registered_by=ctx.actor,
        )
    except IntegrityError:
        raise NameTaken(name=name) from None
    ledger.record(ctx, events.SystemRegistered(kind=kind), subject=f"system:{system_id}")
    later(ctx, jobs.ScanSystem(system_id=system_id))
    return system_id


@action
def request_scan(ctx: Context, *, system_id: UUID) -> None:
    """Ask for a scan soon, in the background."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    _lock(ctx, system_id)
    later(ctx, jobs.ScanSystem(system_id=system_id))


@action
def system_scanned(ctx: Context, *, system_id: UUID, schema: Schema) -> None:
    """Keep a system's new shape. Decisions about tables that are gone wait for their return."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    system = _lock(ctx, system_id)
    document = to_document(schema)
    changed = document != system.shape
    columns = sum(len(table.columns) for table in schema)
    system.shape, system.scanned_at = document, ctx.now
    system.save(update_fields=["shape", "scanned_at"])
    Scan.objects.create(
        tenant_id=ctx.tenant,
        system_id=system_id,
        at=ctx.now,
        by=ctx.actor,
        tables=len(schema.tables),
        columns=columns,
    )
    event = events.SystemScanned(tables=len(schema.tables), columns=columns, changed=changed)
    ledger.record(ctx, event, subject=f"system:{system_id}")


@action
def scan_failed(ctx: Context, *, system_id: UUID, reason: str) -> None:
    """Keep why a system could not be looked at. Its earlier shape stays."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    _lock(ctx, system_id)
    Scan.objects.create(
        tenant_id=ctx.tenant, system_id=system_id, at=ctx.now, by=ctx.actor, failure=reason
    )
    ledger.record(ctx, events.ScanFailed(reason=reason), subject=f"system:{system_id}")


@action
def accept_identity(
    ctx: Context, *, system_id: UUID, schema: str, table: str, column: str, kind: str
) -> UUID:
    """Decide that people are found by this column. It replaces an earlier decision on it."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    wanted = _identity_kind(kind)
    system = _lock(ctx, system_id)
    found = shape_of(system).table(TableName(schema, table))
    if found is None or found.column(column) is None:
        raise NoSuchColumn(table=table, column=column)
    standing = _standing(ctx, system_id, schema, table, column)
    standing.update(cleared_at=ctx.now, cleared_by=ctx.actor)
    made = Identity.objects.create(
        tenant_id=ctx.tenant,
        system_id=system_id,
        schema=schema,
        table=table,
        column=column,
        kind=wanted,
        accepted_at=ctx.now,
        accepted_by=ctx.actor,
    )
    event = events.IdentityAccepted(identity=made.id, kind=wanted)
    ledger.record(ctx, event, subject=f"system:{system_id}")
    return made.id


@action
def clear_identity(
    ctx: Context, *, system_id: UUID, schema: str, table: str, column: str
) -> None:
    """People are no longer found by this column."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    _lock(ctx, system_id)
    standing = _standing(ctx, system_id, schema, table, column)
    found = standing.values_list("id", flat=True).first()
    if found is None:
        raise NotFound(table=table, column=column)
    standing.update(cleared_at=ctx.now, cleared_by=ctx.actor)
    event = events.IdentityCleared(identity=found)
    ledger.record(ctx, event, subject=f"system:{system_id}")


@action
def set_relation(
    ctx: Context, *, system_id: UUID, schema: str, table: str, relation: str
) -> None:
    """Decide what a table's rows are to the person they point at: owns, mentions or stops."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    if relation not in [*Relation]:
        raise Invalid("A relation is owns, mentions or stops.", relation=relation)
    system = _lock(ctx, system_id)
    if shape_of(system).table(TableName(schema, table)) is None:
        raise NoSuchColumn(table=table)
    place = {"tenant_id": ctx.tenant, "system_id": system_id, "schema": schema, "table": table}
    TableRelation.objects.filter(**place, replaced_at=None).update(replaced_at=ctx.now)
    made = TableRelation.objects.create(
        **place, relation=relation, decided_at=ctx.now, decided_by=ctx.actor
    )
    event = events.RelationSet(relation=relation, decision=made.id)
    ledger.record(ctx, event, subject=f"system:{system_id}")


@action
def remove_system(ctx: Context, *, system_id: UUID) -> None:
    """Read the system no more. What was decided stays on record; the URL is forgotten."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    system = _lock(ctx, system_id)
    system.removed_at, system.removed_by, system.url = ctx.now, ctx.actor, b""
    system.save(update_fields=["removed_at", "removed_by", "url"])
    ledger.record(ctx, events.SystemRemoved(), subject=f"system:{system_id}")


@action
def scan_all(ctx: Context) -> int:
    """Ask for a scan of every system in use; how many."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    found = System.objects.filter(tenant_id=ctx.tenant, removed_at=None).order_by("id")
    ids = list(found.values_list("id", flat=True))
    for system_id in ids:
        later(ctx, jobs.ScanSystem(system_id=system_id))
    return len(ids)


def url_place(ctx: Context, *, system_id: UUID) -> str:
    """The only place a system's sealed URL opens in."""
    return f"system-url:{ctx.tenant}:{system_id}"


def _lock(ctx: Context, system_id: UUID) -> System:
    found = (
        System.objects.select_for_update()
        .filter(tenant_id=ctx.tenant, id=system_id, removed_at=None)
        .first()
    )
    if found is None:
        raise NotFound(system=system_id)
    return found


def _standing(
    ctx: Context, system_id: UUID, schema: str, table: str, column: str
) -> QuerySet[Identity]:
    return Identity.objects.filter(
        tenant_id=ctx.tenant,
        system_id=system_id,
        schema=schema,
        table=table,
        column=column,
        cleared_at=None,
    )


def _identity_kind(kind: str) -> IdentityKind:
    try:
        return IdentityKind(kind)
    except ValueError:
        known = ", ".join(IdentityKind)
        raise Invalid(f"An identity is one of {known}.", kind=kind) from None
