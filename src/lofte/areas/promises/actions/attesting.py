"""A named person's word, where no machine can know."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.ledger import steps as ledger
from lofte.areas.promises import events, rules
from lofte.areas.promises.models import Attestation, Link
from lofte.areas.promises.rules import Kind
from lofte.areas.promises.steps import lock
from lofte.infra.tenancy import action
from lofte.kernel.context import Context


@action
def attest(ctx: Context, *, promise_id: UUID, until: date, note: str = "") -> None:
    """Give one's word that the work is done, through `until`, a year and a day at most."""
    ctx.require(Permission.PROMISES_ATTEST)
    promise = lock(ctx, promise_id=promise_id)
    links = Link.objects.filter(tenant_id=ctx.tenant, promise_id=promise_id, ended_at=None)
    rules.check_attestation(
        kind=Kind(promise.kind),
        void=promise.void,
        controls=list(links.values_list("control", flat=True)),
        until=until,
        today=ctx.today,
    )
    said = note.strip()
    event_id = ledger.record(
        ctx,
        events.PromiseAttested(until=until),
        subject=f"promise:{promise_id}",
        words={"note": said} if said else None,
    )
    Attestation.objects.create(
        tenant_id=ctx.tenant,
        promise_id=promise_id,
        attested_at=ctx.now,
        attested_by=ctx.actor,
        until_on=until,
        note=said,
        event_id=event_id,
    )
