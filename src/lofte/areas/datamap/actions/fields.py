"""What a person says of fields. It holds over every later scan, until they say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import events
from lofte.areas.datamap.actions.references import MOST_AT_ONCE, TooManyAtOnce
from lofte.areas.datamap.models import FieldDecision, FieldVerdict, SeenField
from lofte.areas.datamap.queries.standing import kept_of
from lofte.areas.datamap.rules.fields import Choice, Found
from lofte.areas.ledger import steps as ledger
from lofte.discovery.types import FACTS, Type
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import Conflict, Invalid, NotFound


class NothingFound(Conflict):
    """No scan found personal data in this field, so there is nothing to accept. Say what it
    holds instead."""

    code = "datamap.nothing_found"


class NotDecided(Conflict):
    """Nobody has decided on this field, so there is nothing to take back."""

    code = "datamap.not_decided"


class UnknownType(Invalid):
    """There is no such type of personal data; docs/reference/discovery.md lists them."""

    code = "datamap.unknown_type"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a person adds: `category` is a DPV identifier, empty for that of the type;
    `subject` whom the data is about, `purposes` what it is for. None leaves it as it was."""

    category: str = ""
    subject: str | None = None
    special: bool | None = None
    purposes: tuple[str, ...] | None = None


NOTHING_MORE = About()
T = TypeVar("T")


@action
def accept_verdicts(ctx: Context, *, field_ids: Sequence[UUID]) -> int:
    """The verdicts on these fields are right, and the fields are on the map as known; how many
    there were. Raises `NothingFound` if one of them found nothing."""
    ctx.require(Permission.SYSTEMS_MANAGE)

    def take_over(found: Found | None) -> Said:
        if found is None or not found.types:
            raise NothingFound()
        return Said(Choice.ACCEPTED, found.type)

    return _decide(ctx, field_ids, take_over)


@action
def correct_fields(
    ctx: Context, *, field_ids: Sequence[UUID], to: str, about: About = NOTHING_MORE
) -> int:
    """These fields hold this type, whatever the verdicts say; how many there were."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    corrected = _type(to)
    return _decide(ctx, field_ids, lambda _: Said(Choice.CORRECTED, corrected, about))


@action
def declare_fields(ctx: Context, *, field_ids: Sequence[UUID], about: About) -> int:
    """These fields hold personal data of a category, about somebody, for some purposes; their
    type stays as found or as somebody said. How many there were."""
    ctx.require(Permission.SYSTEMS_MANAGE)

    def as_found(found: Found | None) -> Said:
        return Said(Choice.DECLARED, found.type if found else None, about)

    return _decide(ctx, field_ids, as_found)


@action
def dismiss_fields(ctx: Context, *, field_ids: Sequence[UUID]) -> int:
    """What was found in these fields is no personal data; how many there were."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    return _decide(ctx, field_ids, lambda _: Said(Choice.DISMISSED, None))


@action
def reopen_field(ctx: Context, *, field_id: UUID) -> None:
    """Take back what was said of a field. It stays on record, and the field waits again."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    _lock(ctx, [field_id])
    standing = FieldDecision.objects.filter(
        tenant_id=ctx.tenant, field_id=field_id, ended_at=None
    )
    decision = standing.values_list("id", flat=True).first()
    if decision is None:
        raise NotDecided(field=field_id)
    standing.update(ended_at=ctx.now, ended_by=ctx.actor)
    event = events.FieldReopened(decision=decision)
    ledger.record(ctx, event, subject=f"field:{field_id}")


@dataclass(frozen=True, slots=True)
class Said:
    """A choice, the type it says, and what was added."""

    choice: Choice
    type: Type | None
    about: About = NOTHING_MORE


Say = Callable[[Found | None], Said]
"""What is said of a field, given what was found in it."""


def decide(ctx: Context, *, said: Mapping[UUID, Say]) -> int:
    """Let these be the decisions on these fields from now on; what held before is ended."""
    wanted = list(said)
    _lock(ctx, wanted)
    found, standing = found_in(ctx, field_ids=wanted), standing_on(ctx, field_ids=wanted)
    made = [
        decision(
            ctx,
            field_id=field,
            said=say(found.get(field)),
            found=found.get(field),
            before=standing.get(field),
        )
        for field, say in said.items()
    ]
    FieldDecision.objects.filter(
        tenant_id=ctx.tenant, field_id__in=wanted, ended_at=None
    ).update(ended_at=ctx.now, ended_by=ctx.actor)
    FieldDecision.objects.bulk_create(made)
    for one in made:
        kind = Type(one.type) if one.type else None
        event = events.FieldDecided(choice=Choice(one.choice), type=kind)
        ledger.record(ctx, event, subject=f"field:{one.field_id}")
    return len(made)


def _decide(ctx: Context, field_ids: Sequence[UUID], say: Say) -> int:
    wanted = dict.fromkeys(field_ids, say)
    if len(wanted) > MOST_AT_ONCE:
        raise TooManyAtOnce(most=MOST_AT_ONCE)
    return decide(ctx, said=wanted)


def decision(
    ctx: Context,
    *,
    field_id: UUID,
    said: Said,
    found: Found | None,
    before: FieldDecision | None,
) -> FieldDecision:
    """A decision covers what was found when it was made, and what it says itself. What it
    leaves open stays as the decision before had it, unless that said there is nothing."""
    about = said.about
    if before is not None and Choice.DISMISSED in (said.choice, before.choice):
        before = None
    type_ = said.type
    if said.choice is Choice.DECLARED and before is not None and before.type:
        type_ = Type(before.type)
    facts = FACTS[type_] if type_ else None
    covers = {*(found.types if found else ()), *([type_] if type_ else ())}
    category = about.category or (facts.dpv if facts else before.category if before else "")
    special = bool(facts and facts.special) or bool(before and before.special)
    return FieldDecision(
        tenant_id=ctx.tenant,
        field_id=field_id,
        choice=said.choice.value,
        type=type_.value if type_ else "",
        category="" if said.choice is Choice.DISMISSED else category,
        subject=_or(about.subject, before.subject if before else ""),
        special=_or(about.special, special),
        purposes=list(_or(about.purposes, tuple(before.purposes) if before else ())),
        covers=sorted(one.value for one in covers),
        decided_at=ctx.now,
        decided_by=ctx.actor,
    )


def _lock(ctx: Context, wanted: Sequence[UUID]) -> None:
    held = SeenField.objects.select_for_update().filter(tenant_id=ctx.tenant, id__in=wanted)
    if len(held.order_by("id").values_list("id", flat=True)) < len(wanted):
        raise NotFound(fields=len(wanted))


def found_in(ctx: Context, *, field_ids: Sequence[UUID]) -> dict[UUID, Found]:
    """What the standing verdicts found in these fields."""
    rows = FieldVerdict.objects.filter(
        tenant_id=ctx.tenant, field_id__in=field_ids, replaced_at=None
    )
    return {row.field_id: kept_of(row).found for row in rows.order_by("field_id")}


def standing_on(ctx: Context, *, field_ids: Sequence[UUID]) -> dict[UUID, FieldDecision]:
    """The decisions that hold on these fields."""
    rows = FieldDecision.objects.filter(
        tenant_id=ctx.tenant, field_id__in=field_ids, ended_at=None
    )
    return {row.field_id: row for row in rows.order_by("field_id")}


def _or(given: T | None, other: T) -> T:
    return other if given is None else given


def _type(name: str) -> Type:
    try:
        return Type(name)
    except ValueError:
        raise UnknownType(type=name) from None
