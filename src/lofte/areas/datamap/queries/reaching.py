"""Where a person is found by one kind of identity, in all systems, and where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import SeenTable, System
from lofte.areas.datamap.queries.references import Along, along
from lofte.areas.datamap.queries.rows import HopRow, MissedRow, ReachedRow, ReachPage
from lofte.areas.datamap.queries.standing import Known, noteworthy
from lofte.areas.datamap.queries.systems import accepted, relations, shape_of
from lofte.areas.datamap.rules import reaching as rules
from lofte.areas.datamap.rules.fields import Standing
from lofte.areas.datamap.rules.identity import IdentityKind, personal_columns
from lofte.areas.datamap.rules.reaching import Hop, NotReached, Reached, reach
from lofte.discovery.schema import Schema, TableName
from lofte.discovery.types import Type
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import Invalid


@query
def reached_by(ctx: Context, *, kind: str, system_id: UUID | None = None) -> ReachPage:
    """From an identity of this kind: the tables a person is found in, with the ways to them,
    and those with personal data they are not found in, with the reason."""
    ctx.require(Permission.SYSTEMS_VIEW)
    wanted = _kind(kind)
    systems = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    if system_id is not None:
        systems = systems.filter(id=system_id)
    found = [_of(ctx, system) for system in systems.order_by("name", "id")]
    reached: list[ReachedRow] = []
    missed: list[MissedRow] = []
    for one in found:
        told = reach(one.known, kind=wanted)
        reached += [one.reached(row) for row in told.reached]
        missed += [one.missed(row) for row in told.missed]
    return ReachPage(kind=wanted.value, reached=tuple(reached), missed=tuple(missed))


@dataclass(frozen=True, slots=True)
class _One:
    """One system, and how its tables are told."""

    system: System
    known: rules.Known
    ids: Mapping[TableName, UUID]
    along: Along
    fields: Mapping[TableName, Sequence[Known]]

    def reached(self, row: Reached) -> ReachedRow:
        return ReachedRow(
            table_id=self.ids.get(row.table),
            system_id=self.system.id,
            system=self.system.name,
            schema=row.table.schema,
            table=row.table.name,
            relation=row.relation.value,
            types=self._types(row.table),
            ways=tuple(tuple(self._hop(hop) for hop in way) for way in row.ways),
            more=row.more,
        )

    def missed(self, row: NotReached) -> MissedRow:
        return MissedRow(
            table_id=self.ids.get(row.table),
            system_id=self.system.id,
            system=self.system.name,
            schema=row.table.schema,
            table=row.table.name,
            why=row.why,
            types=self._types(row.table),
            columns=self._columns(row.table),
            references=tuple(
                self.along.ids[way] for way in row.helped_by if way in self.along.ids
            ),
        )

    def _hop(self, hop: Hop) -> HopRow:
        return HopRow(
            system=self.system.name,
            schema=hop.table.schema,
            table=hop.table.name,
            columns=hop.columns,
            meaning=hop.relation.value,
        )

    def _types(self, table: TableName) -> tuple[str, ...]:
        return tuple(sorted(one.value for one in self.known.held.get(table, ())))

    def _columns(self, name: TableName) -> tuple[str, ...]:
        table = self.known.schema.table(name)
        by_name = personal_columns(table) if table else ()
        found = [known.field.column for known in self.fields.get(name, ()) if known.types]
        return tuple(dict.fromkeys((*found, *by_name)))


def _of(ctx: Context, system: System) -> _One:
    tables = SeenTable.objects.filter(
        tenant_id=ctx.tenant, system_id=system.id, gone_at=None
    ).order_by("id")
    fields: dict[TableName, list[Known]] = {}
    for known in noteworthy(ctx, system_ids=[system.id]):
        fields.setdefault(known.name.table, []).append(known)
    schema, led = shape_of(system), along(ctx, system.id)
    identities = accepted(ctx, system.id)
    return _One(
        system,
        rules.Known(
            schema=schema,
            identities={name: IdentityKind(row.kind) for name, row in identities.items()},
            relations=relations(ctx, system.id),
            ways=led.ways,
            held=_held(schema, fields),
            conditional=led.conditional,
        ),
        {TableName(row.schema, row.table): row.id for row in tables},
        led,
        fields,
    )


def _held(
    schema: Schema, fields: Mapping[TableName, Sequence[Known]]
) -> dict[TableName, frozenset[Type]]:
    """Tables with personal data: found, decided, or as their columns are named, unless
    somebody said that all of those hold none."""
    held: dict[TableName, frozenset[Type]] = {}
    for table in schema:
        known = fields.get(table.full_name, ())
        types = frozenset[Type]().union(*(one.types for one in known))
        settled = {one.field.column for one in known if one.standing is Standing.DISMISSED}
        if types or set(personal_columns(table)) - settled:
            held[table.full_name] = types
    return held


def _kind(kind: str) -> IdentityKind:
    try:
        return IdentityKind(kind)
    except ValueError:
        known = ", ".join(IdentityKind)
        raise Invalid(f"An identity is one of {known}.", kind=kind) from None
