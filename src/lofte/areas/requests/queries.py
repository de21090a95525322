"""Everything read from requests. Returns frozen rows, never model instances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from lofte.areas.requests import rules
from lofte.areas.requests.models import (
    Code,
    Collection,
    Extension,
    Moment,
    Package,
    Request,
    Requester,
)
from lofte.areas.requests.rules import OPEN, State
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.deadlines import may_extend
from lofte.kernel.errors import NotFound

VIEWS: dict[str, tuple[State, ...]] = {
    "open": OPEN,
    "unconfirmed": (State.UNCONFIRMED,),
    "answered": (State.ANSWERED, State.CLOSED),
    "all": tuple(State),
}


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
class CollectionRow:
    system_id: UUID
    system: str
    state: str
    tables: int
    rows: int
    not_read: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRow:
    id: UUID
    size: int
    sha256: str
    contents: Sequence[Mapping[str, Any]]
    made_at: datetime
    opened: bool
    fetched_at: datetime | None
    removed_at: datetime | None
    kept_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentRow:
    kind: str
    at: datetime
    actor: UUID
    event: UUID
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWhole:
    id: UUID
    reference: str
    right: str
    language: str
    state: str
    name: str
    email: str
    received_at: datetime
    received_on: date
    confirmed_at: datetime | None
    target_on: date
    safe_on: date
    legal_on: date
    extended_because: str | None
    may_extend: bool
    answered_at: datetime | None
    outcome: str
    collections: Sequence[CollectionRow]
    package: PackageRow | None
    moments: Sequence[MomentRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    open: int
    review: int
    near: int
    late: int
    """Past the last lawful day."""
    unconfirmed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCollect:
    id: UUID
    reference: str
    name: str
    email: str
    language: str
    received_at: datetime
    systems: Mapping[UUID, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMail:
    email: str
    language: str
    reference: str
    safe_on: date
    legal_on: date
    extended_because: str | None


@query
def page(
    ctx: Context, *, view: str = "open", limit: int = 50, after: str | None = None,
    find: str = "",
) -> Page:  # fmt: skip
    """Requests of one view, the nearest limit first. `find` is a reference or an address."""
    states = VIEWS.get(view, OPEN)
    wanted = Request.objects.filter(tenant_id=ctx.tenant, state__in=states)
    wanted = _found(ctx, wanted, find) if find.strip() else wanted
    if after:
        day, request_id = _read_cursor(after)
        wanted = wanted.filter(Q(safe_on__gt=day) | Q(safe_on=day, id__gt=request_id))
    rows = list(wanted.order_by("safe_on", "id")[: limit + 1])
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return Page(
        rows=_rows(ctx, rows[:limit]),
        after=f"{last.safe_on.isoformat()}_{last.id}" if last else None,
    )


@query
def counts(ctx: Context) -> Counts:
    """How many are open, near and late: over the open ones alone, so it stays quick."""
    found = Request.objects.filter(tenant_id=ctx.tenant, state__in=OPEN).aggregate(
        open=Count("id"),
        review=Count("id", filter=Q(state=State.REVIEW)),
        near=Count(
            "id", filter=Q(safe_on__lte=ctx.today + rules.NEAR, legal_on__gte=ctx.today)
        ),
        late=Count("id", filter=Q(legal_on__lt=ctx.today)),
    )
    waiting = Request.objects.filter(tenant_id=ctx.tenant, state=State.UNCONFIRMED).count()
    return Counts(**found, unconfirmed=waiting)


@query
def due_soon(ctx: Context, *, limit: int) -> Sequence[RequestRow]:
    rows = Request.objects.filter(tenant_id=ctx.tenant, state__in=OPEN)
    return _rows(ctx, list(rows.order_by("safe_on", "id")[:limit]))


@query
def whole(ctx: Context, *, request_id: UUID) -> RequestWhole:
    """One request with everything a handler, or the person who asked, may see of it."""
    found = Request.objects.filter(tenant_id=ctx.tenant, id=request_id).first()
    if found is None:
        raise NotFound(request=request_id)
    mine = {"tenant_id": ctx.tenant, "request_id": request_id}
    asker = Requester.objects.filter(**mine).first()
    extension = Extension.objects.filter(**mine).first()
    extendable = (
        extension is None and found.state in OPEN and may_extend(found.received_on, ctx.today)
    )
    return RequestWhole(
        **{name: getattr(found, name) for name in _COPIED},
        name=asker.name if asker else "",
        email=asker.email if asker else "",
        extended_because=extension.reason if extension else None,
        may_extend=extendable,
        collections=[_collection(row) for row in _ordered(Collection, mine, "system_name")],
        package=_package(Package.objects.filter(**mine).first(), found),
        moments=[_moment(row) for row in _ordered(Moment, mine, "at")],
    )


@query
def request_id_of(ctx: Context, *, reference: str) -> UUID:
    found = Request.objects.filter(
        tenant_id=ctx.tenant, reference=rules.read_reference(reference)
    ).values_list("id", flat=True)
    if (request_id := found.first()) is None:
        raise NotFound(reference=reference)
    return request_id


@query
def to_collect(ctx: Context, *, request_id: UUID) -> ToCollect | None:
    """What a worker needs to search for a person; None when there is nothing left to do."""
    found = Request.objects.filter(
        tenant_id=ctx.tenant, id=request_id, state=State.COLLECTING
    ).first()
    if found is None:
        return None
    mine = {"tenant_id": ctx.tenant, "request_id": request_id}
    asker = Requester.objects.get(**mine)
    rows = _ordered(Collection, mine, "system_name")
    return ToCollect(
        id=found.id,
        reference=found.reference,
        name=asker.name,
        email=asker.email,
        language=found.language,
        received_at=found.received_at,
        systems={row.system_id: row.system_name for row in rows},
    )


@query
def code_to_mail(ctx: Context, *, code_id: UUID) -> ToMail | None:
    """Where a code goes, unless it has expired or been used while it waited."""
    code = Code.objects.filter(
        tenant_id=ctx.tenant, id=code_id, used_at=None, expires_at__gt=ctx.now
    ).first()
    return to_write_to(ctx, request_id=code.request_id) if code else None


@query
def to_write_to(ctx: Context, *, request_id: UUID) -> ToMail | None:
    mine = {"tenant_id": ctx.tenant, "request_id": request_id}
    request = Request.objects.filter(tenant_id=ctx.tenant, id=request_id).first()
    asker = Requester.objects.filter(**mine).first()
    if request is None or asker is None:
        return None
    extension = Extension.objects.filter(**mine).first()
    return ToMail(
        email=asker.email,
        language=request.language,
        reference=request.reference,
        safe_on=request.safe_on,
        legal_on=request.legal_on,
        extended_because=extension.reason if extension else None,
    )


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


_COPIED = (
    "id", "reference", "right", "language", "state", "received_at", "received_on",
    "confirmed_at", "target_on", "safe_on", "legal_on", "answered_at", "outcome",
)  # fmt: skip


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
        raise NotFound(after=after) from None


def _ordered(model: Any, mine: Mapping[str, Any], by: str) -> Sequence[Any]:
    return list(model.objects.filter(**mine).order_by(F(by), "id"))


def _collection(row: Collection) -> CollectionRow:
    return CollectionRow(
        system_id=row.system_id,
        system=row.system_name,
        state=row.state,
        tables=row.tables,
        rows=row.rows,
        not_read=tuple((table, reason) for table, reason in row.not_read),
        reason=row.reason,
    )


def _package(row: Package | None, request: Request) -> PackageRow | None:
    if row is None:
        return None
    answered = request.answered_at
    return PackageRow(
        id=row.id,
        size=row.size,
        sha256=row.sha256,
        contents=row.contents,
        made_at=row.made_at,
        opened=row.opened_at is not None,
        fetched_at=row.fetched_at,
        removed_at=row.removed_at,
        kept_until=answered + rules.PACKAGE_LIVES if answered else None,
    )


def _moment(row: Moment) -> MomentRow:
    return MomentRow(
        kind=row.kind, at=row.at, actor=row.actor_id, event=row.event_id, facts=row.facts
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaws:
    """What breaks or endangers this area's promises; ids, at most 50 each."""

    late: Sequence[UUID]
    near: Sequence[UUID]
    open: int
    unproven_releases: Sequence[UUID]
    old_packages: Sequence[UUID]
    late_extensions: Sequence[UUID]
    extensions: int
    released: int


@query
def flaws(ctx: Context) -> Flaws:
    mine = Request.objects.filter(tenant_id=ctx.tenant)
    is_open = mine.filter(state__in=OPEN)
    year_ago = ctx.today - timedelta(days=365)
    released = mine.filter(answered_on__gte=year_ago)
    extensions = Extension.objects.filter(tenant_id=ctx.tenant)
    limit = ctx.now - rules.PACKAGE_LIVES - timedelta(days=2)
    kept = Package.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    return Flaws(
        late=_ids(is_open.filter(legal_on__lt=ctx.today)),
        near=_ids(is_open.filter(safe_on__lte=ctx.today + rules.NEAR)),
        open=is_open.count(),
        unproven_releases=_ids(released.filter(confirmed_at=None)),
        old_packages=_ids(mine.filter(answered_at__lt=limit, id__in=kept.values("request_id"))),
        late_extensions=_told_late(extensions.filter(told_at__gte=ctx.now - timedelta(365))),
        extensions=extensions.count(),
        released=released.count(),
    )


def _ids(rows: QuerySet[Request]) -> Sequence[UUID]:
    return list(rows.order_by("safe_on", "id").values_list("id", flat=True)[:50])


def _told_late(rows: QuerySet[Extension]) -> Sequence[UUID]:
    """Extensions told after the day they moved; the action refuses them, this looks anyway."""
    return [row.request_id for row in rows if row.told_at.date() > row.before_on][:50]
