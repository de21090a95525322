"""Which control speaks for which promise, what kind it is, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from lofte.areas.access import queries as access
from lofte.areas.access.rules import Permission
from lofte.areas.ledger import steps as ledger
from lofte.areas.promises import events, queries, rules
from lofte.areas.promises.models import Link, Promise
from lofte.areas.promises.queries import Standing
from lofte.areas.promises.rules import Kind
from lofte.areas.promises.steps import lock
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import Conflict, Invalid, NotFound


class UnknownControl(Invalid):
    """There is no such control. `lofte promises controls` lists those there are."""

    code = "unknown_control"


class UnknownKind(Invalid):
    """A promise is hard, process, customer, legal or boilerplate."""

    code = "unknown_kind"


class AlreadyLinked(Conflict):
    """This control speaks for this promise already."""

    code = "already_linked"


class NotServing(Invalid):
    """Only somebody who serves the organisation can own a promise."""

    code = "owner_not_serving"


@action
def link_control(ctx: Context, *, promise_id: UUID, control: str) -> None:
    """From now on what `control` answers decides how the promise stands."""
    ctx.require(Permission.PROMISES_LINK)
    promise = lock(ctx, promise_id=promise_id)
    if control not in queries.ALL:
        raise UnknownControl(control=control)
    if not rules.on_board(kind=Kind(promise.kind), void=promise.void):
        raise rules.NotOnTheBoard(promise=promise_id)
    if _active(ctx, promise_id, control).exists():
        raise AlreadyLinked(control=control)
    _link(ctx, promise_id, control, suggested=False)


@action
def unlink_control(ctx: Context, *, promise_id: UUID, control: str) -> None:
    """From now on `control` no longer speaks for the promise. What it said stays on record."""
    ctx.require(Permission.PROMISES_LINK)
    lock(ctx, promise_id=promise_id)
    ended = _active(ctx, promise_id, control).update(ended_at=ctx.now, ended_by=ctx.actor)
    if not ended:
        raise NotFound(control=control)
    event = events.ControlUnlinked(control=control)
    ledger.record(ctx, event, subject=f"promise:{promise_id}")


@action
def link_suggested(ctx: Context, *, language: str | None = None) -> Mapping[UUID, str]:
    """Link the best suggestion of every promise that has no control; which to which.

    Words alone suggested them, so it is a person's act, and each link can be taken back.
    """
    ctx.require(Permission.PROMISES_LINK)
    held = Promise.objects.select_for_update().filter(tenant_id=ctx.tenant, retired_at=None)
    held = held.filter(language=language) if language else held
    waiting = set(held.order_by("id").values_list("id", flat=True))
    found = {
        promise.id: control
        for promise in queries.current(ctx)
        if promise.id in waiting and not promise.controls
        if (control := _suggestion(promise))
    }
    for promise_id, control in found.items():
        _link(ctx, promise_id, control, suggested=True)
    return found


@action
def choose_kind(ctx: Context, *, promise_id: UUID, kind: str) -> None:
    """Say what kind of promise a sentence is; it stands until a person says otherwise."""
    ctx.require(Permission.PROMISES_LINK)
    promise = lock(ctx, promise_id=promise_id)
    if kind not in list(Kind):
        raise UnknownKind(kind=kind, known=tuple(Kind))
    event = events.KindChosen(kind=Kind(kind), before=Kind(promise.kind))
    promise.kind, promise.kind_chosen_at, promise.kind_chosen_by = kind, ctx.now, ctx.actor
    promise.save(update_fields=["kind", "kind_chosen_at", "kind_chosen_by"])
    ledger.record(ctx, event, subject=f"promise:{promise_id}")


@action
def name_owner(ctx: Context, *, promise_id: UUID, account_id: UUID | None) -> None:
    """Say who sees to it that the promise is kept; None for nobody."""
    ctx.require(Permission.PROMISES_LINK)
    promise = lock(ctx, promise_id=promise_id)
    serving = {member.account_id for member in access.members(ctx)}
    if account_id is not None and account_id not in serving:
        raise NotServing(account=account_id)
    promise.owner_id = account_id
    promise.save(update_fields=["owner_id"])
    event = events.OwnerNamed(owner=account_id)
    ledger.record(ctx, event, subject=f"promise:{promise_id}")


def _active(ctx: Context, promise_id: UUID, control: str) -> QuerySet[Link]:
    return Link.objects.filter(
        tenant_id=ctx.tenant, promise_id=promise_id, control=control, ended_at=None
    )


def _link(ctx: Context, promise_id: UUID, control: str, *, suggested: bool) -> None:
    Link.objects.create(
        tenant_id=ctx.tenant,
        promise_id=promise_id,
        control=control,
        linked_at=ctx.now,
        linked_by=ctx.actor,
    )
    event = events.ControlLinked(control=control, suggested=suggested)
    ledger.record(ctx, event, subject=f"promise:{promise_id}")


def _suggestion(promise: Standing) -> str | None:
    return rules.suggested_link(
        promise.text,
        lang=promise.language,
        kind=promise.kind,
        void=promise.void,
        known=queries.ALL,
    )
