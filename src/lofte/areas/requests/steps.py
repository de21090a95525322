"""What every act on a request does besides its own: lock it, and tell the timeline."""

from __future__ import annotations

import hmac
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING
from uuid import UUID

from lofte.areas.ledger import steps as ledger
from lofte.areas.requests.models import Moment, Request
from lofte.infra import secrets
from lofte.infra.tenancy import step
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import DataclassInstance


@step
def lock(ctx: Context, *, request_id: UUID) -> Request:
    try:
        return Request.objects.select_for_update().get(tenant_id=ctx.tenant, id=request_id)
    except Request.DoesNotExist:
        raise NotFound(request=request_id) from None


@step
def tell(
    ctx: Context,
    *,
    request_id: UUID,
    event: DataclassInstance,
    words: Mapping[str, str] | None = None,
) -> UUID:
    """One entry in the ledger, and the line of the timeline that points to it."""
    event_id = ledger.record(ctx, event, subject=f"request:{request_id}", words=words)
    Moment.objects.create(
        tenant_id=ctx.tenant,
        request_id=request_id,
        kind=type(event).__name__,
        at=ctx.now,
        actor_id=ctx.actor,
        event_id=event_id,
        facts={name: _plain(value) for name, value in asdict(event).items()},
    )
    return event_id


def digits_of(code_id: UUID) -> str:
    """The six digits of a code. They are stored nowhere and mailed once."""
    mac = hmac.digest(secrets.derive("one-time-code"), code_id.bytes, "sha256")
    return f"{int.from_bytes(mac[:8], 'big') % 1_000_000:06d}"


def _plain(value: object) -> object:
    if isinstance(value, UUID | date | Enum):
        return str(value)
    return value
