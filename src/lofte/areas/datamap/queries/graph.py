"""The map as it is drawn: tables in groups, and the references between them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import SeenTable, System
from lofte.areas.datamap.queries.references import references_of
from lofte.areas.datamap.queries.rows import (
    Graph,
    GraphGroup,
    GraphLink,
    GraphTable,
    LintRow,
    ReferenceRow,
)
from lofte.areas.datamap.queries.standing import Known, noteworthy
from lofte.areas.datamap.queries.systems import accepted, plan_of, shape_of
from lofte.areas.datamap.rules.fields import Standing, sensitivity
from lofte.areas.datamap.rules.grouping import groups
from lofte.areas.datamap.rules.linking import State
from lofte.discovery.schema import Schema, TableName
from lofte.discovery.types import Type
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound


@query
def graph(ctx: Context, *, system_id: UUID | None = None) -> Graph:
    """One system's tables, or all, with what they hold and how they hang together. Rejected
    references are left out."""
    ctx.require(Permission.SYSTEMS_VIEW)
    systems = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    if system_id is not None:
        systems = systems.filter(id=system_id)
    found = list(systems.order_by("name", "id"))
    if system_id is not None and not found:
        raise NotFound(system=system_id)
    tables = [table for system in found for table in _tables(ctx, system)]
    ids = {table.id for table in tables}
    links = [_link(row) for row in references_of(ctx, table_ids=ids) if _drawn(row, ids)]
    return Graph(groups=tuple(_groups(tables)), tables=tuple(tables), links=tuple(links))


def _tables(ctx: Context, system: System) -> list[GraphTable]:
    rows = SeenTable.objects.filter(tenant_id=ctx.tenant, system_id=system.id, gone_at=None)
    seen = list(rows.order_by("schema", "table", "id"))
    drawing = _Drawing(ctx, system, seen)
    return [drawing.table(row) for row in seen]


class _Drawing:
    """What has to be looked up once for all tables of a system."""

    def __init__(self, ctx: Context, system: System, seen: Sequence[SeenTable]) -> None:
        self._schema: Schema = shape_of(system)
        self._groups = groups(TableName(row.schema, row.table) for row in seen)
        self._read = {step.table for step in plan_of(ctx, system).steps}
        self._people = {name.table for name in accepted(ctx, system.id)}
        self._fields: dict[UUID, list[Known]] = {}
        for known in noteworthy(ctx, system_ids=[system.id]):
            self._fields.setdefault(known.table.id, []).append(known)

    def table(self, row: SeenTable) -> GraphTable:
        name = TableName(row.schema, row.table)
        shape = self._schema.table(name)
        fields = self._fields.get(row.id, [])
        types = frozenset[Type]().union(*(known.types for known in fields))
        estimate = shape.rows_estimate if shape else None
        return GraphTable(
            id=row.id,
            system_id=row.system_id,
            schema=row.schema,
            name=row.table,
            kind=row.kind,
            group=self._groups[name],
            rows=row.rows if row.rows is not None else estimate,
            columns=len(shape.columns) if shape else 0,
            types=tuple(sorted(one.value for one in types)),
            undeclared=sum(known.standing is Standing.UNDECLARED for known in fields),
            sensitivity=sensitivity(types),
            not_scanned=row.not_scanned,
            people=name in self._people,
            read=name in self._read,
            subject=row.subject,
            lint=tuple(
                LintRow(code=one["code"], said=one["said"], columns=tuple(one["columns"]))
                for one in row.lint
            ),
        )


def _drawn(row: ReferenceRow, ids: set[UUID]) -> bool:
    both = row.source.table_id in ids and row.target.table_id in ids
    return both and row.state != State.REJECTED.value


def _link(row: ReferenceRow) -> GraphLink:
    return GraphLink(
        id=row.id,
        source=row.source.table_id,
        target=row.target.table_id,
        label=", ".join(row.source.columns),
        origin=row.origin,
        state=row.state,
        meaning=row.meaning,
        score=row.score,
    )


def _groups(tables: Sequence[GraphTable]) -> list[GraphGroup]:
    found: dict[tuple[UUID, str], list[GraphTable]] = {}
    for table in tables:
        found.setdefault((table.system_id, table.group), []).append(table)
    return [
        GraphGroup(
            name=name,
            system_id=system_id,
            tables=len(members),
            personal=sum(bool(table.types) for table in members),
            undeclared=sum(table.undeclared for table in members),
        )
        for (system_id, name), members in found.items()
    ]
