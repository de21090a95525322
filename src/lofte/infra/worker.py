"""The worker process: runs jobs, keeps the schedule, and takes over from dead workers."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app, connector_params
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.exceptions import ProcrastinateException

from lofte.infra.background import take_over_from_the_dead

CONCURRENCY = 4
log = logging.getLogger(__name__)


async def run(*, silent_for: float) -> None:
    """Work until SIGINT or SIGTERM; jobs under way then get ten seconds to end.

    Workers silent for `silent_for` seconds are taken for dead and their jobs given back.
    """
    async with _working_app().open_async() as working:
        watch = asyncio.create_task(_watch(silent_for))
        try:
            await working.run_worker_async(
                concurrency=CONCURRENCY,
                fetch_job_polling_interval=2,
                shutdown_graceful_timeout=10,
                update_heartbeat_interval=silent_for / 3,
                stalled_worker_timeout=silent_for,
                delete_jobs="successful",
            )
        finally:
            watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watch


async def _watch(silent_for: float) -> None:
    while True:
        try:
            await take_over_from_the_dead(silent_for=silent_for)
        except ProcrastinateException:
            log.exception("could not look for dead workers; trying again")
        await asyncio.sleep(silent_for / 2)


def _working_app() -> App:
    """The same tasks over a connection of the worker's own.

    Not `replace_connector`: handlers must go on asking for jobs through Django's
    connection, or what they ask for would not be part of their transaction.
    """
    working = DjangoApp(
        connector=PsycopgConnector(kwargs=connector_params(), max_size=CONCURRENCY + 2),
        import_paths=app.import_paths,
        worker_defaults=app.worker_defaults,
        periodic_defaults=app.periodic_defaults,
    )
    working.tasks = app.tasks
    working.periodic_registry = app.periodic_registry
    return working
