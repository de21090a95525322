"""A map's document read in: what people decided in it becomes what they decided here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import events
from lofte.areas.datamap.actions.fields import (
    About,
    Said,
    Say,
    decide,
    decision,
    found_in,
    standing_on,
)
from lofte.areas.datamap.actions.references import (
    SaidOf,
    Start,
    decide_references,
    draw,
)
from lofte.areas.datamap.actions.systems import identify
from lofte.areas.datamap.models import FieldDecision, ReferenceDecision, System
from lofte.areas.datamap.queries.standing import field_ids
from lofte.areas.datamap.queries.systems import accepted, shape_of
from lofte.areas.datamap.rules.fields import Choice, Found
from lofte.areas.datamap.rules.traversal import Relation
from lofte.areas.datamap.rules.wishes import (
    FieldWish,
    LinkWish,
    fields_wished,
    links_wished,
)
from lofte.areas.ledger import steps as ledger
from lofte.discovery.schema import ColumnName, Schema, TableName
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import Invalid

if TYPE_CHECKING:
    from lofte.discovery.mapping import document

MOST_TOLD = 20


class MapDoesNotFit(Invalid):
    """The map speaks of systems, tables or columns that the last scan did not see, so nothing
    was changed. Scan again, or put right what is listed."""

    code = "datamap.map_does_not_fit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many decisions the map changed. What it says as it already was is not counted."""

    fields: int
    references: int
    identities: int


@action
def import_map(ctx: Context, *, text: str, system_id: UUID | None = None) -> Imported:
    """Take over what a person decided in a map (ours, or datasets of Fides); its guesses are
    passed over. Systems go by their names; with `system_id`, a map of one system is that one's.

    All of it or nothing: raises `MapInvalid` with the line that cannot be read, and
    `MapDoesNotFit` with what is not there. Reading it in again changes nothing.
    """
    ctx.require(Permission.SYSTEMS_MANAGE)
    from lofte.discovery.mapping.reading import read

    fitted = _fitted(ctx, read(text), system_id)
    made = Imported(
        fields=sum(_fields(ctx, one) for one in fitted),
        references=sum(_links(ctx, one) for one in fitted),
        identities=sum(_identities(ctx, one) for one in fitted),
    )
    event = events.MapImported(
        fields=made.fields,
        references=made.references,
        identities=made.identities,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    ledger.record(ctx, event, subject=f"organisation:{ctx.tenant}")
    return made


@dataclass(frozen=True, slots=True)
class _Fitted:
    """What a map wishes of one system of ours, every name of it known."""

    system: System
    named: Mapping[str, UUID]
    fields: Sequence[FieldWish]
    links: Sequence[LinkWish]


def _fitted(ctx: Context, told: document.Map, system_id: UUID | None) -> list[_Fitted]:
    used = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    systems = {row.name: row for row in used.select_for_update().order_by("id")}
    shapes = {name: shape_of(row) for name, row in systems.items()}
    chosen = [row.name for row in systems.values() if row.id == system_id]
    missing: list[str] = []
    fitted = []
    for one in told.systems:
        name = chosen[0] if chosen and len(told.systems) == 1 else one.name
        if system_id is not None and name not in chosen:
            continue
        if name not in systems:
            missing.append(f"the system {one.name}")
            continue
        wished = _Fitted(
            systems[name],
            {known: row.id for known, row in systems.items()},
            tuple(fields_wished(one)),
            tuple(links_wished(one)),
        )
        missing += _unknown(wished, shapes, name)
        fitted.append(wished)
    if missing:
        raise MapDoesNotFit(count=len(missing), not_there=missing[:MOST_TOLD])
    return fitted


def _unknown(wished: _Fitted, shapes: Mapping[str, Schema], name: str) -> list[str]:
    """Every name of what is wished that the last scan did not see, once."""
    told: list[tuple[str, TableName, tuple[str, ...]]] = [
        (name, one.column.table, (one.column.column,)) for one in wished.fields
    ]
    for link in wished.links:
        told.append((name, link.table, link.columns))
        told.append((link.system or name, link.target, link.ref_columns))
    found = (
        place for system, table, columns in told
        for place in _not_there(shapes.get(system), system, table, columns)
    )  # fmt: skip
    return list(dict.fromkeys(found))


def _not_there(
    shape: Schema | None, system: str, table: TableName, columns: Iterable[str]
) -> list[str]:
    if shape is None:
        return [f"the system {system}"]
    there = shape.table(table)
    if there is None:
        return [f"{system}: {table}"]
    return [f"{system}: {table}.{one}" for one in columns if there.column(one) is None]


def _fields(ctx: Context, fitted: _Fitted) -> int:
    ids = field_ids(ctx, system_id=fitted.system.id)
    wanted = {ids[wish.column]: wish for wish in fitted.fields if wish.column in ids}
    found = found_in(ctx, field_ids=list(wanted))
    standing = standing_on(ctx, field_ids=list(wanted))
    said = {
        field: _said(wish, found.get(field))
        for field, wish in wanted.items()
        if _is_news(ctx, field, wish, found.get(field), standing.get(field))
    }
    return decide(ctx, said={field: _saying(one) for field, one in said.items()})


def _saying(said: Said) -> Say:
    return lambda _: said


def _said(wish: FieldWish, found: Found | None) -> Said:
    if not wish.personal:
        return Said(Choice.DISMISSED, None)
    if wish.type is None:
        choice = Choice.DECLARED
    elif found is not None and found.type is wish.type:
        choice = Choice.ACCEPTED
    else:
        choice = Choice.CORRECTED
    about = About(
        category=wish.category,
        subject=wish.subject or None,
        special=wish.special,
        purposes=wish.purposes,
    )
    return Said(choice, wish.type, about)


def _is_news(
    ctx: Context,
    field: UUID,
    wish: FieldWish,
    found: Found | None,
    before: FieldDecision | None,
) -> bool:
    if before is None:
        return True
    made = decision(ctx, field_id=field, said=_said(wish, found), found=found, before=before)
    return any(getattr(made, name) != getattr(before, name) for name in _SAID) or (
        made.choice != before.choice and Choice.DISMISSED.value in (made.choice, before.choice)
    )


_SAID = ("type", "category", "subject", "special", "purposes", "covers")


def _links(ctx: Context, fitted: _Fitted) -> int:
    wished = {_drawn(ctx, fitted, wish): wish for wish in fitted.links}
    standing = ReferenceDecision.objects.filter(
        tenant_id=ctx.tenant, reference_id__in=list(wished), replaced_at=None
    )
    before = {
        row.reference_id: (row.state, row.meaning, row.forward)
        for row in standing.order_by("reference_id")
    }
    said = {
        reference: SaidOf(wish.state, wish.meaning, wish.forward)
        for reference, wish in wished.items()
        if before.get(reference)
        != (wish.state.value, wish.meaning.value if wish.meaning else "", wish.forward)
    }
    return decide_references(ctx, said=said)


def _drawn(ctx: Context, fitted: _Fitted, wish: LinkWish) -> UUID:
    other = fitted.named[wish.system] if wish.system else fitted.system.id
    return draw(
        ctx,
        source=Start(fitted.system.id, wish.table, wish.columns),
        target=Start(other, wish.target, wish.ref_columns),
        guessed=wish.meaning or Relation.OWNS,
        when=wish.when,
    )


def _identities(ctx: Context, fitted: _Fitted) -> int:
    """Columns people are found by are added; none is taken away for not being told of."""
    known = accepted(ctx, fitted.system.id)
    wanted: dict[ColumnName, str] = {
        wish.column: wish.identity.value for wish in fitted.fields if wish.identity
    }
    news = {
        column: kind
        for column, kind in wanted.items()
        if column not in known or known[column].kind != kind
    }
    for column, kind in news.items():
        identify(ctx, system_id=fitted.system.id, column=column, kind=kind)
    return len(news)
