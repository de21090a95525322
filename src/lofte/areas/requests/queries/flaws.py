"""What breaks or endangers this area's promises, asked of the live rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from lofte.areas.requests import rules
from lofte.areas.requests.models import Extension, Package, Request
from lofte.areas.requests.rules import OPEN
from lofte.infra.tenancy import query
from lofte.kernel.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    request_id: UUID
    received_on: date
    answered_on: date
    legal_on: date


@query
def answers_since(ctx: Context, *, day: date) -> Sequence[Answer]:
    """Every request answered on or after `day`, for counting how long answers take."""
    rows = Request.objects.filter(tenant_id=ctx.tenant, answered_on__gte=day)
    return [
        Answer(
            request_id=row.id,
            received_on=row.received_on,
            answered_on=row.answered_on,
            legal_on=row.legal_on,
        )
        for row in rows.order_by("answered_on", "id")
        if row.answered_on
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """Confirmed and unanswered requests, and which are past or near their limit."""

    open: int
    late: Sequence[UUID]
    near: Sequence[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flawed:
    """Of how many, and which are not as they should be; at most 50 ids."""

    of: int
    wrong: Sequence[UUID]


@query
def limits_of_open(ctx: Context) -> Open:
    is_open = Request.objects.filter(tenant_id=ctx.tenant, state__in=OPEN)
    return Open(
        open=is_open.count(),
        late=_ids(is_open.filter(legal_on__lt=ctx.today)),
        near=_ids(is_open.filter(safe_on__lte=ctx.today + rules.NEAR)),
    )


@query
def released_unproven(ctx: Context) -> Flawed:
    """Of the answers of the last year, those to an address that nobody had proven."""
    year_ago = ctx.today - timedelta(days=365)
    released = Request.objects.filter(tenant_id=ctx.tenant, answered_on__gte=year_ago)
    return Flawed(of=released.count(), wrong=_ids(released.filter(confirmed_at=None)))


@query
def packages_too_old(ctx: Context) -> Sequence[UUID]:
    """Requests whose package is still there, two days after it should have been removed."""
    limit = ctx.now - rules.PACKAGE_LIVES - timedelta(days=2)
    kept = Package.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    mine = Request.objects.filter(tenant_id=ctx.tenant, answered_at__lt=limit)
    return _ids(mine.filter(id__in=kept.values("request_id")))


@query
def extensions_told_late(ctx: Context) -> Flawed:
    """Of all extensions, those of the last year told after the first lawful day; the action
    refuses them, and this looks anyway (Art. 12(3) GDPR)."""
    extensions = Extension.objects.filter(tenant_id=ctx.tenant)
    told = extensions.filter(told_at__gte=ctx.now - timedelta(days=365))
    days = {row.request_id: row.told_at.astimezone(ctx.tz).date() for row in told}
    asked = Request.objects.filter(tenant_id=ctx.tenant, id__in=list(days))
    received = dict(asked.values_list("id", "received_on"))
    late = (
        request_id
        for request_id, day in days.items()
        if request_id in received and day > rules.first_due(received[request_id]).legal_on
    )
    return Flawed(of=extensions.count(), wrong=sorted(late)[:50])


def _ids(rows: QuerySet[Request]) -> Sequence[UUID]:
    return list(rows.order_by("safe_on", "id").values_list("id", flat=True)[:50])
