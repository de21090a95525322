"""Reading a package through, letting it go, and taking longer when it must."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.requests import events, jobs, rules
from lofte.areas.requests.models import Extension, Package, Request
from lofte.areas.requests.rules import State
from lofte.areas.requests.steps import lock, tell
from lofte.infra import files, secrets
from lofte.infra.background import later
from lofte.infra.crash import crash_point
from lofte.infra.files import FileGone
from lofte.infra.tenancy import action
from lofte.kernel.context import Context


@action
def open_package(ctx: Context, *, request_id: UUID) -> Iterator[bytes]:
    """The package's bytes, for the handler who reads it through. Opening leaves a trace."""
    ctx.require(Permission.REQUESTS_HANDLE)
    request = lock(ctx, request_id=request_id)
    rules.require(request.state, State.REVIEW, State.ANSWERED)
    package = _package(ctx, request)
    if package.opened_at is None:
        package.opened_at, package.opened_by = ctx.now, ctx.actor
        package.save(update_fields=["opened_at", "opened_by"])
    tell(ctx, request_id=request_id, event=events.PackageOpened(package=package.id))
    return files.reading(ctx, file_id=package.file_id, key=_key(ctx, package))


@action
def release(ctx: Context, *, request_id: UUID) -> None:
    """Let the person have the package, and tell them that it is there.

    Somebody must have opened it: Art. 15(4) GDPR, the answer must not harm others.
    """
    ctx.require(Permission.REQUESTS_RELEASE)
    request = lock(ctx, request_id=request_id)
    rules.require(request.state, State.REVIEW)
    package = _package(ctx, request)
    if package.opened_at is None:
        raise rules.NotReadThrough()
    request.state, request.outcome = State.ANSWERED, rules.Outcome.RELEASED
    request.answered_at, request.answered_by = ctx.now, ctx.actor
    request.answered_on = ctx.today
    request.save(
        update_fields=["state", "outcome", "answered_at", "answered_by", "answered_on"]
    )
    event = events.RequestAnswered(
        package=package.id,
        days=(ctx.today - request.received_on).days,
        in_time=rules.in_time(answered_on=ctx.today, legal_on=request.legal_on),
    )
    tell(ctx, request_id=request_id, event=event)
    later(ctx, jobs.MailAnswer(request_id=request_id))
    crash_point("release.before_commit")


@action
def fetch_package(ctx: Context, *, request_id: UUID) -> Iterator[bytes]:
    """The package's bytes, for the person who asked. Their session is proof enough."""
    ctx.require(Permission.REQUESTS_FETCH)
    request = lock(ctx, request_id=request_id)
    rules.require(request.state, State.ANSWERED)
    package = _package(ctx, request)
    package.fetched_at = ctx.now
    package.save(update_fields=["fetched_at"])
    tell(ctx, request_id=request_id, event=events.PackageFetched(package=package.id))
    crash_point("fetch.before_commit")
    return files.reading(ctx, file_id=package.file_id, key=_key(ctx, package))


@action
def extend_deadline(ctx: Context, *, request_id: UUID, reason: str) -> None:
    """Take two further months, and tell the person why (Art. 12(3) GDPR)."""
    ctx.require(Permission.REQUESTS_HANDLE)
    request = lock(ctx, request_id=request_id)
    rules.require(request.state, *rules.OPEN)
    extended = Extension.objects.filter(tenant_id=ctx.tenant, request_id=request_id).exists()
    due = rules.extended_due(
        request.received_on, today=ctx.today, extended=extended, reason=reason
    )
    before = request.safe_on
    request.safe_on, request.legal_on = due.safe_on, due.legal_on
    request.save(update_fields=["safe_on", "legal_on"])
    Extension.objects.create(
        tenant_id=ctx.tenant,
        request_id=request_id,
        before_on=before,
        after_on=due.safe_on,
        reason=reason.strip(),
        told_at=ctx.now,
        told_by=ctx.actor,
    )
    event = events.DeadlineExtended(before=before, after=due.safe_on)
    tell(ctx, request_id=request_id, event=event, words={"reason": reason.strip()})
    later(ctx, jobs.MailExtension(request_id=request_id))


def _package(ctx: Context, request: Request) -> Package:
    found = Package.objects.filter(
        tenant_id=ctx.tenant, request_id=request.id, removed_at=None
    ).first()
    if found is None:
        raise FileGone()
    return found


def _key(ctx: Context, package: Package) -> bytes:
    sealed = bytes(package.sealed_key or b"")
    return secrets.unseal(sealed, place=f"package:{ctx.tenant}:{package.file_id}")
