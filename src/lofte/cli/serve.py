"""`lofte serve`, `lofte worker`, `lofte sequencer`: the three processes, together or alone."""

from __future__ import annotations

import logging
import signal
import socket
import time
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lofte.infra.processes import Tree

THREADS = 4


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--only-web", is_flag=True, help="Leave worker and sequencer to other machines.")
def serve(host: str, port: int, only_web: bool) -> None:
    """Run web server, worker and sequencer until Ctrl-C."""
    from lofte.infra import env
    from lofte.infra.postgres import embedded, roles
    from lofte.infra.processes import Tree, only_one

    require_free(host, port)
    if only_web:
        _web(host, port)
        return
    settings = env.current()
    env.ensure_home(settings.home)
    with only_one(settings.home):
        server = roles.embedded(settings) if settings.database_url is None else None
        if server:
            server.start()
        tree = Tree()
        try:
            start_all(tree, host=host, port=port)
            click.echo(f"Löfte is at {settings.base_url}. Stop with Ctrl-C.")
            watch(tree)
        finally:
            tree.stop()
            if server:
                embedded.Embedded.stop(server)


@click.command()
def worker() -> None:
    """Run background jobs until Ctrl-C. Any number of workers may run."""
    import asyncio

    from lofte.cli.start import database
    from lofte.infra import env

    with database("worker"):
        from lofte.infra.db import assert_fenced
        from lofte.infra.worker import run

        assert_fenced()
        asyncio.run(run(silent_for=env.current().takeover_after))


@click.command()
def sequencer() -> None:
    """Run the ledger's sequencer until Ctrl-C. A second one waits for the first to end."""
    from lofte.cli.start import server

    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # It needs no Django, and without is there again in half a second.
    with server("sequencer"):
        from lofte.areas.ledger.workers.sequencing import run

        run(stop)


def start_all(tree: Tree, *, host: str, port: int, logs: Path | None = None) -> None:
    for name, args, role in (
        ("sequencer", ["sequencer"], "sequencer"),
        ("worker", ["worker"], "worker"),
        ("web", ["serve", "--only-web", "--host", host, "--port", str(port)], "app"),
    ):
        log = logs / f"{name}.log" if logs else None
        tree.start(name, args, extra={"LOFTE_ROLE": role}, log=log)


def watch(tree: Tree) -> None:
    """Wait for Ctrl-C or a stop signal; if a child ends by itself, say so and stop."""
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        while not stop.wait(0.5):
            if ended := tree.first_to_end():
                name, code = ended
                raise click.ClickException(f"The {name} process ended by itself (code {code}).")
    except KeyboardInterrupt:
        click.echo()


def require_free(host: str, port: int) -> None:
    from lofte.infra.env import BadSetting

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadSetting(
                f"Port {port} on {host} cannot be used ({error.strerror}). Choose another "
                "with --port."
            ) from None


def wait_until_up(host: str, port: int, *, seconds: float, tree: Tree) -> None:
    """Until the web server answers; says which process failed if one did."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ended := tree.first_to_end():
            raise click.ClickException(f"The {ended[0]} process did not start.")
        try:
            with socket.create_connection((host, port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise click.ClickException(f"The web server did not answer within {seconds:.0f} seconds.")


def _web(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from lofte.cli.start import database

    with database("app"):
        Granian(
            "lofte.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            log_level=LogLevels.warning,
            log_access=False,
            respawn_failed_workers=True,
        ).serve()
