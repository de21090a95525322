"""How fields stand: the one place that puts verdicts and decisions together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import (
    FieldDecision,
    FieldVerdict,
    SeenField,
    SeenTable,
    System,
)
from lofte.areas.datamap.rules import fields as rules
from lofte.areas.datamap.rules.fields import Choice, Decided, Found, Standing
from lofte.areas.datamap.rules.keeping import Kept
from lofte.areas.datamap.rules.teaching import Hint, Lesson, hint_for, hints
from lofte.discovery.schema import ColumnName, TableName
from lofte.discovery.types import Type
from lofte.infra.tenancy import query
from lofte.kernel.context import Context

NOTHING = Q(type="", contains=[])
EVERY = Q()


@dataclass(frozen=True, kw_only=True)
class Known:
    """One field with all that stands of it."""

    system: str
    table: SeenTable
    field: SeenField
    verdict: FieldVerdict | None
    decision: FieldDecision | None

    @cached_property
    def found(self) -> Found | None:
        return kept_of(self.verdict).found if self.verdict else None

    @cached_property
    def decided(self) -> Decided | None:
        return decided_by(self.decision) if self.decision else None

    @cached_property
    def standing(self) -> Standing:
        return rules.standing(self.found, self.decided)

    @cached_property
    def news(self) -> frozenset[Type]:
        return rules.news(self.found, self.decided)

    @property
    def uncovered(self) -> frozenset[Type]:
        """What was found and nobody decided on, also what is about no person."""
        found, decided = self.found, self.decided
        types = found.types if found else frozenset[Type]()
        return types - (decided.covers if decided else frozenset())

    @cached_property
    def types(self) -> frozenset[Type]:
        """The personal data in the field as far as known: decided, else found."""
        if self.standing is Standing.DISMISSED:
            return frozenset()
        corrected = self.decision is not None and bool(self.decision.type)
        if corrected and self.decision is not None:
            found = self.found
            others = (found.types - {found.type}) if found else frozenset()
            return frozenset({Type(self.decision.type), *others, *self.news})
        return self.found.types if self.found else frozenset()

    @property
    def name(self) -> ColumnName:
        return ColumnName(TableName(self.table.schema, self.table.table), self.field.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Of one system: fields with personal data, those nobody has decided on, those that wait
    in the queue, and tables that were not scanned."""

    personal: int = 0
    undeclared: int = 0
    waiting: int = 0
    missed: int = 0


@query
def summary_of(ctx: Context, *, system_id: UUID) -> Summary:
    """One system in numbers."""
    ctx.require(Permission.SYSTEMS_VIEW)
    return summaries(ctx, system_ids=[system_id])[system_id]


def summaries(ctx: Context, *, system_ids: Collection[UUID]) -> Mapping[UUID, Summary]:
    missed = SeenTable.objects.filter(
        tenant_id=ctx.tenant, system_id__in=system_ids, gone_at=None
    ).exclude(not_scanned="")
    failed = list(missed.values_list("system_id", flat=True))
    with_data = noteworthy(ctx, system_ids=system_ids)
    made = {}
    for system_id in system_ids:
        mine = [known for known in with_data if known.table.system_id == system_id]
        made[system_id] = Summary(
            personal=sum(known.standing in _PERSONAL and bool(known.types) for known in mine),
            undeclared=sum(known.standing is Standing.UNDECLARED for known in mine),
            waiting=sum(bool(known.uncovered) for known in mine),
            missed=failed.count(system_id),
        )
    return made


_PERSONAL = (Standing.UNDECLARED, Standing.DECLARED)


def noteworthy(ctx: Context, *, system_ids: Collection[UUID] | None = None) -> Sequence[Known]:
    """Fields in which something was found, or of which somebody said something."""
    verdicts = FieldVerdict.objects.filter(tenant_id=ctx.tenant, replaced_at=None)
    decisions = FieldDecision.objects.filter(tenant_id=ctx.tenant, ended_at=None)
    wanted = Q(id__in=verdicts.exclude(NOTHING).values("field_id")) | Q(
        id__in=decisions.values("field_id")
    )
    return known_fields(ctx, wanted, system_ids=system_ids)


def known_fields(
    ctx: Context,
    wanted: Q,
    *,
    system_ids: Collection[UUID] | None = None,
    tables_wanted: Q = EVERY,
) -> Sequence[Known]:
    """The wanted fields that are there, in systems in use, in order of their ids: as they were
    seen."""
    systems = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    if system_ids is not None:
        systems = systems.filter(id__in=system_ids)
    named = dict(systems.values_list("id", "name"))
    there = SeenTable.objects.filter(
        tables_wanted, tenant_id=ctx.tenant, system_id__in=list(named), gone_at=None
    )
    tables = {row.id: row for row in there.defer("lint", "said").order_by("id")}
    fields = SeenField.objects.filter(
        wanted, tenant_id=ctx.tenant, table_id__in=list(tables), gone_at=None
    )
    return _known(ctx, named, tables, list(fields.order_by("id")))


def _known(
    ctx: Context,
    named: Mapping[UUID, str],
    tables: Mapping[UUID, SeenTable],
    fields: Sequence[SeenField],
) -> Sequence[Known]:
    ids = [field.id for field in fields]
    verdicts = FieldVerdict.objects.filter(
        tenant_id=ctx.tenant, field_id__in=ids, replaced_at=None
    )
    decisions = FieldDecision.objects.filter(
        tenant_id=ctx.tenant, field_id__in=ids, ended_at=None
    )
    judged = {row.field_id: row for row in verdicts.order_by("field_id")}
    decided = {row.field_id: row for row in decisions.order_by("field_id")}
    return [
        Known(
            system=named[tables[field.table_id].system_id],
            table=tables[field.table_id],
            field=field,
            verdict=judged.get(field.id),
            decision=decided.get(field.id),
        )
        for field in fields
    ]


def field_ids(ctx: Context, *, system_id: UUID) -> Mapping[ColumnName, UUID]:
    """The fields of a system that are there, by name."""
    tables = SeenTable.objects.filter(tenant_id=ctx.tenant, system_id=system_id, gone_at=None)
    named = {row.id: TableName(row.schema, row.table) for row in tables.order_by("id")}
    fields = SeenField.objects.filter(
        tenant_id=ctx.tenant, table_id__in=list(named), gone_at=None
    )
    rows = fields.order_by("id").values_list("id", "table_id", "column")
    return {ColumnName(named[table_id], column): id_ for id_, table_id, column in rows}


@query
def types_held(ctx: Context) -> Mapping[tuple[UUID, TableName], Mapping[str, Type]]:
    """By system and table, the personal data in each column that has some: as decided, else as
    mostly found."""
    ctx.require(Permission.SYSTEMS_VIEW)
    held: dict[tuple[UUID, TableName], dict[str, Type]] = {}
    for known in noteworthy(ctx):
        said = known.decision.type if known.decision else ""
        mostly = Type(said) if said else known.found.type if known.found else None
        if mostly in known.types and mostly is not None:
            place = (known.table.system_id, known.name.table)
            held.setdefault(place, {})[known.field.column] = mostly
    return held


def kept_of(row: FieldVerdict) -> Kept:
    return Kept(
        type=row.type,
        confidence=row.confidence,
        undetermined=row.undetermined,
        reason=row.reason,
        contains=row.contains,
        ruleset=row.ruleset,
    )


def decided_by(row: FieldDecision) -> Decided:
    known = {one.value for one in Type}
    covers = frozenset(Type(one) for one in row.covers if one in known)
    return Decided(Choice(row.choice), covers)


class Taught:
    """All decisions of an organisation that still hold, as lessons about names."""

    def __init__(self, ctx: Context) -> None:
        said = FieldDecision.objects.filter(tenant_id=ctx.tenant, ended_at=None)
        said = said.exclude(type="", choice__in=[Choice.ACCEPTED.value, Choice.DECLARED.value])
        types = dict(said.order_by("field_id").values_list("field_id", "type"))
        fields = SeenField.objects.filter(tenant_id=ctx.tenant, id__in=list(types))
        rows = list(fields.order_by("id").values_list("id", "words", "table_id"))
        systems = _systems_of(ctx, {table_id for _, _, table_id in rows})
        self._lessons = hints(
            Lesson(
                str(field_id),
                words,
                Type(types[field_id]) if types[field_id] else None,
                systems[table_id],
            )
            for field_id, words, table_id in rows
            if table_id in systems
        )

    def hint(self, field: SeenField) -> Hint | None:
        return hint_for(field.words, field=str(field.id), taught=self._lessons)


def _systems_of(ctx: Context, table_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of the systems in use that these tables are in."""
    systems = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    named = dict(systems.values_list("id", "name"))
    tables = SeenTable.objects.filter(tenant_id=ctx.tenant, id__in=table_ids)
    rows = tables.order_by("id").values_list("id", "system_id")
    return {id_: named[system_id] for id_, system_id in rows if system_id in named}
