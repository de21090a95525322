"""Lists of requests: the desk's pages, counts, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lofte.areas.requests import rules
from lofte.areas.requests.models import Request, Requester
from lofte.areas.requests.rules import OPEN, State
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import Invalid

VIEWS: dict[str, tuple[State, ...]] = {
    "open": OPEN,
    "unconfirmed": (State.UNCONFIRMED,),
    "answered": (State.ANSWERED, State.CLOSED),
    "all": tuple(State),
}


class BadCursor(Invalid):
    """That is not where a page ended. Pass back what the last page gave, or begin anew."""

    code = "bad_cursor"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    id: UUID
    reference: str
    right: str
    name: str
    state: str
    received_on: date
    target_on: date
    safe_on: date
    legal_on: date
    days_left: int
    answered_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    rows: Sequence[RequestRow]
    after: str | None
    """Pass it back for the next page; None on the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    open: int
    review: int
    near: int
    late: int
    """Past the last lawful day."""
    unconfirmed: int


@query
def page(
    ctx: Context, *, view: str = "open", limit: int = 50, after: str | None = None,
    find: str = "",
) -> Page:  # fmt: skip
    """Requests of one view, the nearest limit first. `find` is a reference or an address."""
    wanted = Request.objects.filter(tenant_id=ctx.tenant)
    if view != "all":
        wanted = wanted.filter(state__in=VIEWS.get(view, OPEN))
    wanted = _found(ctx, wanted, find) if find.strip() else wanted
    if after:
        day, request_id = _read_cursor(after)
        # The first filter says nothing new, but is one that an index can begin at.
        wanted = wanted.filter(safe_on__gte=day)
        wanted = wanted.filter(Q(safe_on__gt=day) | Q(id__gt=request_id))
    rows = list(wanted.order_by("safe_on", "id")[: limit + 1])
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return Page(
        rows=_rows(ctx, rows[:limit]),
        after=f"{last.safe_on.isoformat()}_{last.id}" if last else None,
    )


@query
def counts(ctx: Context) -> Counts:
    """How many are open, near and late: over those not answered alone, so it stays quick."""
    is_open = Q(state__in=OPEN)
    near = Q(safe_on__lte=ctx.today + rules.NEAR, legal_on__gte=ctx.today)
    waiting = Request.objects.filter(tenant_id=ctx.tenant, state__in=(*OPEN, State.UNCONFIRMED))
    found = waiting.aggregate(
        open=Count("id", filter=is_open),
        review=Count("id", filter=Q(state=State.REVIEW)),
        near=Count("id", filter=is_open & near),
        late=Count("id", filter=is_open & Q(legal_on__lt=ctx.today)),
        unconfirmed=Count("id", filter=Q(state=State.UNCONFIRMED)),
    )
    return Counts(**found)


@query
def due_soon(ctx: Context, *, limit: int) -> Sequence[RequestRow]:
    rows = Request.objects.filter(tenant_id=ctx.tenant, state__in=OPEN)
    return _rows(ctx, list(rows.order_by("safe_on", "id")[:limit]))


def _found(ctx: Context, wanted: QuerySet[Request], find: str) -> QuerySet[Request]:
    text = find.strip()
    if "@" in text:
        # Equality on the stored, case-folded address: ILIKE would not use an index here.
        asked = Requester.objects.filter(tenant_id=ctx.tenant, email=text.casefold())
        return wanted.filter(id__in=list(asked.values_list("request_id", flat=True)[:500]))
    return wanted.filter(reference=rules.read_reference(text))


def _rows(ctx: Context, found: Sequence[Request]) -> Sequence[RequestRow]:
    ids = [row.id for row in found]
    names = dict(
        Requester.objects.filter(tenant_id=ctx.tenant, request_id__in=ids).values_list(
            "request_id", "name"
        )
    )
    return [
        RequestRow(
            id=row.id,
            reference=row.reference,
            right=row.right,
            name=names.get(row.id, ""),
            state=row.state,
            received_on=row.received_on,
            target_on=row.target_on,
            safe_on=row.safe_on,
            legal_on=row.legal_on,
            days_left=(row.safe_on - ctx.today).days,
            answered_on=row.answered_on,
        )
        for row in found
    ]


def _read_cursor(after: str) -> tuple[date, UUID]:
    day, _, request_id = after.partition("_")
    try:
        return date.fromisoformat(day), UUID(request_id)
    except ValueError:
        raise BadCursor(after=after) from None
