"""What workers need: whom to search for, and whom to write to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lofte.areas.requests.models import Code, Collection, Extension, Request, Requester
from lofte.areas.requests.rules import State
from lofte.infra.tenancy import query
from lofte.kernel.context import Context


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
def to_collect(ctx: Context, *, request_id: UUID) -> ToCollect | None:
    """What a worker needs to search for a person; None when there is nothing left to do."""
    found = Request.objects.filter(
        tenant_id=ctx.tenant, id=request_id, state=State.COLLECTING
    ).first()
    if found is None:
        return None
    mine = {"tenant_id": ctx.tenant, "request_id": request_id}
    asker = Requester.objects.get(**mine)
    rows = Collection.objects.filter(**mine).order_by("system_name", "id")
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
