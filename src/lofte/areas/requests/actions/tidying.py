"""What goes away by itself: old packages, and requests nobody confirmed."""

from __future__ import annotations

from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.requests import events, rules
from lofte.areas.requests.models import Code, Package, Request, Requester
from lofte.areas.requests.rules import Outcome, State
from lofte.areas.requests.steps import tell
from lofte.infra import files
from lofte.infra.tenancy import action, after_commit
from lofte.kernel.context import Context


@action
def remove_old_packages(ctx: Context) -> int:
    """Destroy the key and the file of every package released thirty days ago or more."""
    ctx.require(Permission.REQUESTS_HANDLE)
    limit = ctx.now - rules.PACKAGE_LIVES
    done = Request.objects.select_for_update().filter(
        tenant_id=ctx.tenant, state=State.ANSWERED, answered_at__lte=limit
    )
    requests = list(done.order_by("id"))
    for request in requests:
        _remove_package(ctx, request.id)
        request.state, request.closed_at = State.CLOSED, ctx.now
        request.save(update_fields=["state", "closed_at"])
    return len(requests)


@action
def lapse_unconfirmed(ctx: Context) -> int:
    """Close requests whose address was not proven in seven days, and forget who asked.

    We never knew whether the address was theirs (Art. 12(6) GDPR); keeping it would be
    keeping a stranger's.
    """
    ctx.require(Permission.REQUESTS_HANDLE)
    limit = ctx.now - rules.UNCONFIRMED_LIVES
    stale = Request.objects.select_for_update().filter(
        tenant_id=ctx.tenant, state=State.UNCONFIRMED, received_at__lte=limit
    )
    requests = list(stale.order_by("id"))
    for request in requests:
        request.state, request.closed_at = State.CLOSED, ctx.now
        request.outcome = Outcome.UNCONFIRMED
        request.save(update_fields=["state", "closed_at", "outcome"])
        for personal in (Requester, Code):
            personal.objects.filter(tenant_id=ctx.tenant, request_id=request.id).delete()
        event = events.RequestLapsed(received=request.received_on)
        tell(ctx, request_id=request.id, event=event)
    return len(requests)


@action
def remove_stray_files(ctx: Context) -> int:
    """Remove files a day old that no package names: a worker killed before the package's row
    was written left one, and its key is lost. Younger ones may be on their way to a row."""
    ctx.require(Permission.REQUESTS_HANDLE)
    packages = Package.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    known = set(packages.values_list("file_id", flat=True))
    stray = list(files.strays(ctx, known=known, before=ctx.now - rules.STRAYS_LIVE))
    for path in stray:
        path.unlink(missing_ok=True)
    return len(stray)


def _remove_package(ctx: Context, request_id: UUID) -> None:
    package = Package.objects.filter(
        tenant_id=ctx.tenant, request_id=request_id, removed_at=None
    ).first()
    if package is None:
        return
    package.sealed_key, package.removed_at = None, ctx.now
    package.save(update_fields=["sealed_key", "removed_at"])
    tell(ctx, request_id=request_id, event=events.PackageRemoved(package=package.id))
    # The key is what keeps it; the file follows once the loss of the key is certain.
    file_id = package.file_id
    after_commit(lambda: files.remove(ctx, file_id=file_id))
