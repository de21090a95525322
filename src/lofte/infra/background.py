"""Background work as data: ask with `later`, answer with `handles`.

A job is a frozen dataclass of ids. Asking inserts one row in the caller's
transaction, so the work is asked for if and only if the act is committed. Handlers
must be safe to run twice: a worker may die after its work and before its receipt.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.manager import JobManager
from pydantic import TypeAdapter

from lofte.kernel.context import EVERYTHING, SYSTEM, Context, TenantId
from lofte.kernel.errors import Unavailable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Ids only: the queue is not a data store, and nothing erases it for a person."""

    name: ClassVar[str]
    queue: ClassVar[str] = "default"


J = TypeVar("J", bound=Job)
Handler = Callable[[Context, J], None]

# What does not answer now may answer later: after half a minute, then half a minute longer
# each time. The longest wait is five quarters of an hour, and it goes on for four days, so
# that a system mended on Monday is read on Monday.
_PATIENCE = RetryStrategy(
    max_attempts=150,
    wait=30,
    linear_wait=30,
    # Our own database, too, may be started anew in the midst of a job.
    retry_exceptions={Unavailable, OperationalError, InterfaceError},
)


_by_hand: ContextVar[list[Job] | None] = ContextVar("by_hand", default=None)


@contextlib.contextmanager
def by_hand() -> Iterator[list[Job]]:
    """What is asked for in here is handed to the caller and not queued.

    For whoever plays a history back, and does each job at the moment it was asked for. In
    the queue, a year's letters would be sent and its searches made once more today. What the
    caller does not do is never done.
    """
    asked: list[Job] = []
    token = _by_hand.set(asked)
    try:
        yield asked
    finally:
        _by_hand.reset(token)


def later(ctx: Context, job: Job, *, at: datetime | None = None) -> None:
    """Ask for `job` once the current transaction commits, not before `at`."""
    if (asked := _by_hand.get()) is not None:
        asked.append(job)
        return
    payload = TypeAdapter(type(job)).dump_python(job, mode="json")
    app.configure_task(job.name, queue=job.queue, schedule_at=at).defer(
        tenant=str(ctx.tenant), **payload
    )


def handles(kind: type[J]) -> Callable[[Handler[J]], Handler[J]]:
    """Register the handler of `kind`. It gets a fresh context: the system's, at its time."""

    def register(handler: Handler[J]) -> Handler[J]:
        @app.task(name=kind.name, queue=kind.queue, retry=_PATIENCE)
        def run(*, tenant: str, **payload: Any) -> None:
            handler(
                system_context(TenantId(UUID(tenant))),
                TypeAdapter(kind).validate_python(payload),
            )

        return handler

    return register


def every(cron: str, kind: type[Job]) -> None:
    """Ask for `kind`, a job without ids, for every organisation, at the times of `cron`."""

    @app.periodic(cron=cron, periodic_id=kind.name)
    @app.task(name=f"every:{kind.name}", queue=kind.queue)
    def fan_out(timestamp: int) -> None:
        for tenant in all_tenants():
            later(system_context(tenant), kind())


async def take_over_from_the_dead(jobs: JobManager, *, silent_for: float) -> int:
    """Give back the jobs of workers silent for so many seconds; how many there were.

    procrastinate marks a job `doing` and would leave it so for ever after a kill -9.
    """
    stalled = list(await jobs.get_stalled_jobs(seconds_since_heartbeat=silent_for))
    for job in stalled:
        log.warning("job %s of a dead worker is taken over", job.id)
        await jobs.retry_job(job)
    return len(stalled)


def system_context(tenant: TenantId) -> Context:
    return Context(
        tenant=tenant,
        actor=SYSTEM,
        now=datetime.now(UTC),  # noqa: TID251 (a job is an edge)
        permissions=EVERYTHING,
    )


def all_tenants() -> Iterable[TenantId]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenant_id FROM lofte_all_tenants()")
        return [TenantId(row[0]) for row in cursor.fetchall()]
