"""References between tables: kept as scans see them, decided on by people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import events
from lofte.areas.datamap.actions.systems import lock
from lofte.areas.datamap.models import (
    Reference,
    ReferenceDecision,
    SeenField,
    SeenTable,
    System,
)
from lofte.areas.datamap.rules.keeping import field_key, reference_key, table_key
from lofte.areas.datamap.rules.linking import Origin, Seen, State
from lofte.areas.datamap.rules.traversal import Relation
from lofte.areas.ledger import steps as ledger
from lofte.discovery.schema import TableName
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import Invalid, NotFound

MOST_AT_ONCE = 500


class ColumnsUnpaired(Invalid):
    """A reference pairs columns of one table with as many of the other, at least one."""

    code = "datamap.columns_unpaired"


class TooManyAtOnce(Invalid):
    """At most five hundred can be decided at once; divide them."""

    code = "datamap.too_many_at_once"


class SaidOf(NamedTuple):
    """What a person says of a reference; without a meaning, that which is guessed."""

    state: State
    meaning: Relation | None
    forward: bool = False


@action
def accept_references(
    ctx: Context,
    *,
    reference_ids: Sequence[UUID],
    meaning: str | None = None,
    forward: bool = False,
) -> int:
    """These references hold, and mean what the rules guess or what `meaning` says; how many.
    From now on people are read along them; `forward`, from the row that points to the one it
    points at, and not the other way round."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    said = SaidOf(State.ACCEPTED, _relation(meaning), forward)
    return _decide(ctx, reference_ids, said)


@action
def reject_references(ctx: Context, *, reference_ids: Sequence[UUID]) -> int:
    """These are no references, whatever values and names say; how many. Nobody is read along
    them, even where the system declares them."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    return _decide(ctx, reference_ids, SaidOf(State.REJECTED, None))


@action
def draw_reference(
    ctx: Context,
    *,
    system_id: UUID,
    source: TableName,
    columns: Sequence[str],
    target: TableName,
    ref_columns: Sequence[str],
    target_system_id: UUID | None = None,
    meaning: str | None = None,
) -> UUID:
    """A reference that no scan saw and a person knows of. It holds at once."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    relation = _relation(meaning)
    start = Start(system_id, source, tuple(columns))
    end = Start(target_system_id or system_id, target, tuple(ref_columns))
    made = draw(ctx, source=start, target=end, guessed=relation or Relation.OWNS)
    decide_references(ctx, said={made: SaidOf(State.ACCEPTED, relation)})
    return made


class Start(NamedTuple):
    """An end of a reference, by names."""

    system_id: UUID
    table: TableName
    columns: tuple[str, ...]


def draw(
    ctx: Context,
    *,
    source: Start,
    target: Start,
    guessed: Relation,
    when: tuple[str, str] | None = None,
) -> UUID:
    """The reference between these columns: the one that is known, or a new one. Raises
    `NotFound` for what the last scan did not see."""
    lock(ctx, system_id=source.system_id)
    if not source.columns or len(source.columns) != len(target.columns):
        raise ColumnsUnpaired(columns=len(source.columns), ref_columns=len(target.columns))
    start, end = _table(ctx, source), _table(ctx, target)
    made, new = Reference.objects.get_or_create(
        tenant_id=ctx.tenant,
        key=reference_key(str(start.id), source.columns, str(end.id), target.columns, when),
        defaults={
            "table_id": start.id,
            "columns": list(source.columns),
            "target_id": end.id,
            "ref_columns": list(target.columns),
            "when_column": when[0] if when else "",
            "when_value": when[1] if when else "",
            "origin": Origin.DRAWN.value,
            "guessed": guessed.value,
            "first_seen_at": ctx.now,
        },
    )
    if new:
        event = events.ReferenceDrawn(reference=made.id)
        ledger.record(ctx, event, subject=f"system:{source.system_id}")
    return made.id


@action
def crossings_seen(
    ctx: Context,
    *,
    found: Sequence[tuple[UUID, Seen]],
    looked_at: Set[tuple[UUID, TableName]],
) -> None:
    """Keep what refers from one system to another, as now seen: each out of the system named
    beside it. Between the tables that were looked at, what was not found is gone."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    tables = _tables(ctx)
    wanted = [row for id_, seen in found for row in _keyed(ctx, id_, [seen], tables)]
    known = Reference.objects.filter(tenant_id=ctx.tenant, origin=Origin.INFERRED.value)
    systems = {row.id: system for (system, _), row in tables.items()}
    crossing = {
        row.key: row
        for row in known.order_by("id")
        if systems.get(row.table_id) != systems.get(row.target_id)
    }
    keys = {(system, table_key(name)) for system, name in looked_at}
    _keep(
        ctx,
        dict(wanted),
        crossing,
        lost_from={row.id for at, row in tables.items() if at in keys},
        origin=Origin.INFERRED,
    )


def keep_references(
    ctx: Context,
    *,
    system_id: UUID,
    found: Sequence[Seen],
    among: Set[TableName],
    origin: Origin,
) -> None:
    """Keep the references inside a system as now seen. Of this origin, and between the tables
    that were looked at (`among`), what was not found is gone. What a person drew stays."""
    tables = _tables(ctx)
    keys = {(system_id, table_key(name)) for name in among}
    ids = [row.id for (system, _), row in tables.items() if system == system_id]
    known = Reference.objects.filter(tenant_id=ctx.tenant, table_id__in=ids)
    _keep(
        ctx,
        dict(_keyed(ctx, system_id, found, tables)),
        {row.key: row for row in known.order_by("id")},
        lost_from={row.id for at, row in tables.items() if at in keys},
        origin=origin,
    )


def _keep(
    ctx: Context,
    wanted: Mapping[str, Reference],
    rows: Mapping[str, Reference],
    *,
    lost_from: Set[UUID],
    origin: Origin,
) -> None:
    for key, row in rows.items():
        lost = row.origin == origin.value and key not in wanted and row.gone_at is None
        if lost and {row.table_id, row.target_id} <= lost_from:
            row.gone_at = ctx.now
            row.save(update_fields=["gone_at"])
    Reference.objects.bulk_create([row for key, row in wanted.items() if key not in rows])
    for key in wanted.keys() & rows.keys():
        _refresh(rows[key], wanted[key], only_shape=origin is Origin.DECLARED)


_Tables = Mapping[tuple[UUID, str], SeenTable]


def _tables(ctx: Context) -> _Tables:
    there = SeenTable.objects.filter(tenant_id=ctx.tenant, gone_at=None)
    return {(row.system_id, row.key): row for row in there.order_by("id")}


def _keyed(
    ctx: Context, system_id: UUID, found: Sequence[Seen], tables: _Tables
) -> list[tuple[str, Reference]]:
    systems = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    named = dict(systems.values_list("name", "id"))
    made = []
    for seen in found:
        source = tables.get((system_id, table_key(seen.table)))
        other = named.get(seen.target_system) if seen.target_system else system_id
        target = tables.get((other, table_key(seen.target))) if other else None
        if source is not None and target is not None:
            row = _row(ctx, seen, source.id, target.id)
            made.append((row.key, row))
    return made


def _row(ctx: Context, seen: Seen, source: UUID, target: UUID) -> Reference:
    when_column, when_value = seen.when or ("", "")
    return Reference(
        tenant_id=ctx.tenant,
        key=reference_key(str(source), seen.columns, str(target), seen.ref_columns, seen.when),
        table_id=source,
        columns=list(seen.columns),
        target_id=target,
        ref_columns=list(seen.ref_columns),
        when_column=when_column,
        when_value=when_value,
        origin=seen.origin.value,
        score=seen.score,
        reason=seen.reason,
        guessed=seen.guessed.value,
        guess_reason=seen.guess_reason,
        forward=seen.forward,
        first_seen_at=ctx.now,
    )


_GUESSED = ("guessed", "guess_reason", "forward")
_SEEN_ANEW = ("origin", "score", "reason", *_GUESSED)


def _refresh(row: Reference, seen: Reference, *, only_shape: bool) -> None:
    """What is seen again is there again. A key the system declares is more than a guess, and
    what was guessed from values holds until values say otherwise."""
    there = row.gone_at is None
    weaker = seen.origin == Origin.INFERRED.value and row.origin != Origin.INFERRED.value
    if only_shape and there:
        names: tuple[str, ...] = ("origin",)
    else:
        names = _GUESSED if weaker and there else _SEEN_ANEW
    before = [getattr(row, name) for name in names]
    for name in names:
        setattr(row, name, getattr(seen, name))
    if not there or before != [getattr(row, name) for name in names]:
        row.gone_at = None
        row.save(update_fields=[*names, "gone_at"])


def decide_references(ctx: Context, *, said: Mapping[UUID, SaidOf]) -> int:
    """Let these be the decisions on these references; what held before is replaced."""
    wanted = list(said)
    held = Reference.objects.select_for_update().filter(tenant_id=ctx.tenant, id__in=wanted)
    if len(held.order_by("id").values_list("id", flat=True)) < len(wanted):
        raise NotFound(references=len(wanted))
    ReferenceDecision.objects.filter(
        tenant_id=ctx.tenant, reference_id__in=wanted, replaced_at=None
    ).update(replaced_at=ctx.now)
    for reference_id, one in said.items():
        ReferenceDecision.objects.create(
            tenant_id=ctx.tenant,
            reference_id=reference_id,
            state=one.state.value,
            meaning=one.meaning.value if one.meaning else "",
            forward=one.forward,
            decided_at=ctx.now,
            decided_by=ctx.actor,
        )
        event = events.ReferenceDecided(state=one.state, meaning=one.meaning)
        ledger.record(ctx, event, subject=f"reference:{reference_id}")
    return len(wanted)


def _decide(ctx: Context, reference_ids: Sequence[UUID], said: SaidOf) -> int:
    wanted = dict.fromkeys(reference_ids, said)
    if len(wanted) > MOST_AT_ONCE:
        raise TooManyAtOnce(most=MOST_AT_ONCE)
    return decide_references(ctx, said=wanted)


def _table(ctx: Context, end: Start) -> SeenTable:
    found = SeenTable.objects.filter(
        tenant_id=ctx.tenant, system_id=end.system_id, key=table_key(end.table), gone_at=None
    ).first()
    if found is None:
        raise NotFound(table=end.table)
    keys = {field_key(column) for column in end.columns}
    fields = SeenField.objects.filter(
        tenant_id=ctx.tenant, table_id=found.id, key__in=keys, gone_at=None
    )
    if fields.count() < len(keys):
        raise NotFound(table=end.table, columns=list(end.columns))
    return found


def _relation(meaning: str | None) -> Relation | None:
    try:
        return Relation(meaning) if meaning else None
    except ValueError:
        known = ", ".join(Relation)
        raise Invalid(f"A reference means one of {known}.", meaning=meaning) from None
