"""One request, whole: for the handler who has it, and the person who asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from lofte.areas.requests import rules
from lofte.areas.requests.models import (
    Collection,
    Extension,
    Moment,
    Package,
    Request,
    Requester,
)
from lofte.areas.requests.rules import OPEN
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.deadlines import may_extend
from lofte.kernel.errors import NotFound

_COPIED = (
    "id", "reference", "right", "language", "state", "received_at", "received_on",
    "confirmed_at", "target_on", "safe_on", "legal_on", "answered_at", "outcome",
)  # fmt: skip


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
