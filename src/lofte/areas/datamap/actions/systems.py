"""Systems: made known, removed, how people are found in them, and whether we may write."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import events, jobs
from lofte.areas.datamap.kinds import kind_named
from lofte.areas.datamap.models import Identity, System, TableRelation
from lofte.areas.datamap.queries import shape_of
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.traversal import Relation
from lofte.areas.ledger import steps as ledger
from lofte.discovery.schema import ColumnName, TableName
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
    lock(ctx, system_id=system_id)
    later(ctx, jobs.ScanSystem(system_id=system_id))


@action
def accept_identity(
    ctx: Context, *, system_id: UUID, schema: str, table: str, column: str, kind: str
) -> UUID:
    """Decide that people are found by this column. It replaces an earlier decision on it."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    wanted = _identity_kind(kind)
    system = lock(ctx, system_id=system_id)
    found = shape_of(system).table(TableName(schema, table))
    if found is None or found.column(column) is None:
        raise NoSuchColumn(table=table, column=column)
    place = ColumnName(TableName(schema, table), column)
    return identify(ctx, system_id=system_id, column=place, kind=wanted)


def identify(ctx: Context, *, system_id: UUID, column: ColumnName, kind: str) -> UUID:
    """Let people be found by a column that is there."""
    (schema, table), name = column
    standing = _standing(ctx, system_id, schema, table, name)
    standing.update(cleared_at=ctx.now, cleared_by=ctx.actor)
    made = Identity.objects.create(
        tenant_id=ctx.tenant,
        system_id=system_id,
        schema=schema,
        table=table,
        column=name,
        kind=kind,
        accepted_at=ctx.now,
        accepted_by=ctx.actor,
    )
    event = events.IdentityAccepted(identity=made.id, kind=kind)
    ledger.record(ctx, event, subject=f"system:{system_id}")
    return made.id


@action
def clear_identity(
    ctx: Context, *, system_id: UUID, schema: str, table: str, column: str
) -> None:
    """People are no longer found by this column."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    lock(ctx, system_id=system_id)
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
    """Decide what a table's rows are to the person they point at: owns, shares, mentions or
    stops. What is decided of a single reference goes before this."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    if relation not in [*Relation]:
        raise Invalid("A relation is owns, shares, mentions or stops.", relation=relation)
    system = lock(ctx, system_id=system_id)
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
    system = lock(ctx, system_id=system_id)
    system.removed_at, system.removed_by, system.url = ctx.now, ctx.actor, b""
    system.writing_since = system.writing_by = None
    system.save(
        update_fields=["removed_at", "removed_by", "url", "writing_since", "writing_by"]
    )
    ledger.record(ctx, events.SystemRemoved(), subject=f"system:{system_id}")


@action
def switch_writing(ctx: Context, *, system_id: UUID, on: bool) -> None:
    """From now on a system may be written to, or no longer. Until somebody says so it is only
    read; what has rights to write at the system itself is for its owner to say."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    system = lock(ctx, system_id=system_id)
    if on == (system.writing_since is not None):
        return
    system.writing_since, system.writing_by = (ctx.now, ctx.actor) if on else (None, None)
    system.save(update_fields=["writing_since", "writing_by"])
    ledger.record(ctx, events.WritingSwitched(on=on), subject=f"system:{system_id}")


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


def lock(ctx: Context, *, system_id: UUID) -> System:
    """The system's row, until the act is over; what is removed is not there."""
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
