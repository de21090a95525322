"""References between tables, and what holds of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import Reference, ReferenceDecision, SeenTable, System
from lofte.areas.datamap.queries.rows import EndRow, ReferenceRow
from lofte.areas.datamap.rules.linking import Origin, State, Way, standing_state
from lofte.areas.datamap.rules.traversal import Relation
from lofte.discovery.schema import ForeignKey, TableName
from lofte.infra.tenancy import query
from lofte.kernel.context import Context


@query
def references(
    ctx: Context, *, system_id: UUID | None = None, state: str | None = None
) -> Sequence[ReferenceRow]:
    """The references out of and into a system's tables, or all; those suggested come first,
    the surest at the top, then the others in order of name."""
    ctx.require(Permission.SYSTEMS_VIEW)
    tables = SeenTable.objects.filter(tenant_id=ctx.tenant, gone_at=None)
    if system_id is not None:
        tables = tables.filter(system_id=system_id)
    found = references_of(ctx, table_ids=list(tables.values_list("id", flat=True)))
    wanted = [row for row in found if state is None or row.state == state]
    return sorted(wanted, key=_suggested_first)


def _suggested_first(row: ReferenceRow) -> tuple[object, ...]:
    waits = row.state == State.SUGGESTED.value
    return (
        not waits,
        -(row.score or 0.0) if waits else 0.0,
        (row.source.system, row.source.schema, row.source.table, row.source.columns),
        row.id,
    )


def references_of(ctx: Context, *, table_ids: Collection[UUID]) -> Sequence[ReferenceRow]:
    """The references that are there out of or into these tables, in the order first seen."""
    found = Reference.objects.filter(
        Q(table_id__in=table_ids) | Q(target_id__in=table_ids),
        tenant_id=ctx.tenant,
        gone_at=None,
    )
    rows = list(found.order_by("id"))
    ends = _tables(ctx, {row.table_id for row in rows} | {row.target_id for row in rows})
    said = _decisions(ctx, [row.id for row in rows])
    return [
        _told(row, ends[row.table_id], ends[row.target_id], said.get(row.id))
        for row in rows
        if row.table_id in ends and row.target_id in ends
    ]


@dataclass(frozen=True, slots=True)
class Along:
    """The references inside one system, as rules take them, and their ids. One that holds only
    for rows of some kind is not followed, for it would lead to others' rows; `conditional` are
    the tables that have one."""

    ways: tuple[Way, ...]
    ids: Mapping[Way, UUID]
    conditional: frozenset[TableName]


def along(ctx: Context, system_id: UUID) -> Along:
    tables = SeenTable.objects.filter(tenant_id=ctx.tenant, system_id=system_id, gone_at=None)
    names = {row.id: TableName(row.schema, row.table) for row in tables.order_by("id")}
    found = Reference.objects.filter(
        tenant_id=ctx.tenant,
        table_id__in=list(names),
        target_id__in=list(names),
        gone_at=None,
    )
    rows = list(found.order_by("id"))
    said = _decisions(ctx, [row.id for row in rows])
    ids = {_way(row, names, said.get(row.id)): row.id for row in rows if not row.when_column}
    conditional = frozenset(names[row.table_id] for row in rows if row.when_column)
    return Along(tuple(ids), ids, conditional)


def _way(
    row: Reference, names: Mapping[UUID, TableName], said: ReferenceDecision | None
) -> Way:
    key = ForeignKey(
        columns=tuple(row.columns),
        table=names[row.target_id],
        ref_columns=tuple(row.ref_columns),
    )
    return Way(
        names[row.table_id],
        key,
        state=_state(row, said),
        meaning=_meaning(said),
        guess=None if row.forward else Relation(row.guessed),
        forward=bool(said and said.forward),
    )


def _decisions(ctx: Context, ids: Collection[UUID]) -> Mapping[UUID, ReferenceDecision]:
    found = ReferenceDecision.objects.filter(
        tenant_id=ctx.tenant, reference_id__in=ids, replaced_at=None
    )
    return {row.reference_id: row for row in found.order_by("reference_id")}


def _state(row: Reference, said: ReferenceDecision | None) -> State:
    return standing_state(Origin(row.origin), State(said.state) if said else None)


def _meaning(said: ReferenceDecision | None) -> Relation | None:
    return Relation(said.meaning) if said and said.meaning else None


def _tables(ctx: Context, ids: Collection[UUID]) -> Mapping[UUID, tuple[SeenTable, str]]:
    systems = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    named = dict(systems.values_list("id", "name"))
    found = SeenTable.objects.filter(tenant_id=ctx.tenant, id__in=ids, gone_at=None)
    return {
        row.id: (row, named[row.system_id])
        for row in found.order_by("id")
        if row.system_id in named
    }


def _told(
    row: Reference,
    source: tuple[SeenTable, str],
    target: tuple[SeenTable, str],
    said: ReferenceDecision | None,
) -> ReferenceRow:
    meaning = _meaning(said)
    return ReferenceRow(
        id=row.id,
        source=_end(source, row.columns),
        target=_end(target, row.ref_columns),
        when=(row.when_column, row.when_value) if row.when_column else None,
        origin=row.origin,
        state=_state(row, said).value,
        score=row.score,
        reason=row.reason,
        meaning=meaning.value if meaning else row.guessed,
        forward=said.forward if said and meaning else row.forward,
        guessed=row.guessed,
        guess_reason=row.guess_reason,
        meaning_decided=meaning is not None,
        decided_at=said.decided_at if said else None,
        decided_by=said.decided_by if said else None,
    )


def _end(at: tuple[SeenTable, str], columns: Sequence[str]) -> EndRow:
    table, system = at
    return EndRow(
        table_id=table.id,
        system_id=table.system_id,
        system=system,
        schema=table.schema,
        table=table.table,
        columns=tuple(columns),
    )
