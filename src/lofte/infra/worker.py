"""The worker process: runs jobs, keeps the schedule, and takes over from dead workers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal

import psycopg
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app, connector_params
from procrastinate.contrib.django.db_cleanup import DjangoApp
from procrastinate.exceptions import ProcrastinateException
from procrastinate.manager import JobManager

from lofte.infra.background import take_over_from_the_dead

CONCURRENCY = 4
AGAIN = 1.0
"""Seconds between the end of one attempt and the next."""

log = logging.getLogger(__name__)


async def run(*, silent_for: float) -> None:
    """Work until SIGINT or SIGTERM; jobs under way then get ten seconds to end.

    Workers silent for `silent_for` seconds are taken for dead and their jobs given back. If
    the database goes away, or others took this one for dead, it begins anew.
    """
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    asked = asyncio.create_task(stop.wait())
    while not stop.is_set():
        work = asyncio.create_task(_work(silent_for=silent_for))
        await asyncio.wait({work, asked}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            work.cancel()
        try:
            await work
        except asyncio.CancelledError:
            return
        except (ProcrastinateException, psycopg.Error):
            log.exception("the queue cannot be reached; trying again")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), AGAIN)


async def _work(*, silent_for: float) -> None:
    """One worker, from its first breath to its last; procrastinate ends it when in doubt."""
    async with _working_app().open_async() as working:
        watch = asyncio.create_task(_watch(working.job_manager, silent_for))
        try:
            await working.run_worker_async(
                concurrency=CONCURRENCY,
                fetch_job_polling_interval=2,
                shutdown_graceful_timeout=10,
                update_heartbeat_interval=silent_for / 3,
                stalled_worker_timeout=silent_for,
                delete_jobs="successful",
                install_signal_handlers=False,
            )
        finally:
            watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watch


async def _watch(jobs: JobManager, silent_for: float) -> None:
    while True:
        try:
            await take_over_from_the_dead(jobs, silent_for=silent_for)
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
