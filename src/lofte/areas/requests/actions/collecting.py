"""The search, system by system, and the package made of what was found."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.requests import events, jobs, rules
from lofte.areas.requests.models import Collection, Package
from lofte.areas.requests.packing import Packed
from lofte.areas.requests.rules import State
from lofte.areas.requests.steps import lock, tell
from lofte.infra import secrets
from lofte.infra.background import later
from lofte.infra.crash import crash_point
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound


@action
def collection_started(ctx: Context, *, request_id: UUID, system_id: UUID) -> None:
    ctx.require(Permission.REQUESTS_HANDLE)
    rules.require(lock(ctx, request_id=request_id).state, State.COLLECTING)
    _mark(ctx, request_id, system_id, state="reading", reason="")


@action
def collection_read(
    ctx: Context,
    *,
    request_id: UUID,
    system_id: UUID,
    tables: int,
    rows: int,
    not_read: Sequence[tuple[str, str]],
) -> None:
    """One system has been read. Tables that could not be are listed with the reason."""
    ctx.require(Permission.REQUESTS_HANDLE)
    rules.require(lock(ctx, request_id=request_id).state, State.COLLECTING)
    _mark(
        ctx,
        request_id,
        system_id,
        state="read",
        tables=tables,
        rows=rows,
        not_read=[list(pair) for pair in not_read],
        finished_at=ctx.now,
        reason="",
    )
    event = events.SystemRead(
        system=system_id, tables=tables, rows=rows, not_read=len(not_read)
    )
    tell(ctx, request_id=request_id, event=event)


@action
def collection_failed(
    ctx: Context, *, request_id: UUID, system_id: UUID | None, reason: str
) -> None:
    """A system, or with None the disk, did not let us finish; the job tries again."""
    ctx.require(Permission.REQUESTS_HANDLE)
    rules.require(lock(ctx, request_id=request_id).state, State.COLLECTING)
    if system_id is not None:
        _mark(ctx, request_id, system_id, state="failed", reason=reason)
    event = events.SystemFailed(system=system_id or UUID(int=0), reason=reason)
    tell(ctx, request_id=request_id, event=event)


@action
def package_made(ctx: Context, *, request_id: UUID, packed: Packed) -> None:
    """Everything is in one sealed file; a person now reads it through."""
    ctx.require(Permission.REQUESTS_HANDLE)
    request = lock(ctx, request_id=request_id)
    # Of two workers who made the same package, one is second: its file is thrown away.
    rules.require(request.state, State.COLLECTING)
    package = Package.objects.create(
        tenant_id=ctx.tenant,
        request_id=request_id,
        file_id=packed.file_id,
        sealed_key=secrets.seal(packed.key, place=f"package:{ctx.tenant}:{packed.file_id}"),
        size=packed.size,
        sha256=packed.sha256,
        contents=packed.contents,
        made_at=ctx.now,
    )
    request.state = State.REVIEW
    request.save(update_fields=["state"])
    event = events.PackageMade(package=package.id, size=packed.size, sha256=packed.sha256)
    tell(ctx, request_id=request_id, event=event)
    crash_point("package.before_commit")


@action
def retry_collection(ctx: Context, *, request_id: UUID) -> None:
    """Search again at once, after a system that failed has been mended."""
    ctx.require(Permission.REQUESTS_HANDLE)
    rules.require(lock(ctx, request_id=request_id).state, State.COLLECTING)
    later(ctx, jobs.Collect(request_id=request_id))


def _mark(ctx: Context, request_id: UUID, system_id: UUID, **fields: object) -> None:
    changed = Collection.objects.filter(
        tenant_id=ctx.tenant, request_id=request_id, system_id=system_id
    ).update(**fields)
    if not changed:
        raise NotFound(system=system_id)
