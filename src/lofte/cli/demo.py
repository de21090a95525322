"""`lofte demo`: a service with a year behind it, in a data directory of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click

HOST = "127.0.0.1"


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--reset", is_flag=True, help="Forget what was done in the demo; begin anew.")
@click.option("--check", is_flag=True, help="Try everything on a fresh demo, then remove it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--part", type=click.Choice(["booking", "year", "today"]), hidden=True)
def demo(port: int, reset: bool, check: bool, as_json: bool, part: str | None) -> None:
    """Four invented organisations and a year of their history, ready to look at.

    Everything lies in LOFTE_HOME/demo, with a database server of its own. Ctrl-C stops it all.
    """
    if part is not None:
        from lofte.cli.demo_parts import do_part

        do_part(part)
    elif check:
        from lofte.demo.check import check_everything

        raise click.exceptions.Exit(check_everything())
    else:
        from lofte.demo.home import chosen_home

        with _stoppable():
            _run(chosen_home(), port=port, reset=reset, as_json=as_json)


def _run(place: Path, *, port: int, reset: bool, as_json: bool) -> None:
    """The demo at `place`, until Ctrl-C or a stop signal; then nothing of it runs."""
    from lofte.cli.demo_parts import Start
    from lofte.cli.progress import Steps
    from lofte.cli.serve import require_free, watch
    from lofte.demo import home
    from lofte.infra.processes import Tree, only_one

    begun = time.monotonic()
    server = home.settle(os.environ, home=place, port=port)
    parts, services = Tree(), Tree()
    with contextlib.ExitStack() as stack:
        stack.enter_context(only_one(place))
        require_free(HOST, port)
        for stop in (server.stop, services.stop, parts.stop):
            stack.callback(stop)
        with Steps().shown() as steps:
            start = Start(place=place, server=server, parts=parts, steps=steps)
            start.prepare(reset=reset)
            start.open(services, host=HOST, port=port, answers=_answers)
        _say_where(os.environ["LOFTE_BASE_URL"], time.monotonic() - begun, as_json=as_json)
        watch(services)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """A polite request to end is as good as Ctrl-C, at any moment. And Ctrl-C works even
    where a script has started us in the background, deaf to it."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    try:
        yield
    except KeyboardInterrupt:
        raise click.exceptions.Exit(130) from None


def _answers(base_url: str) -> bool:
    """Whether a page, and not just a port, answers."""
    try:
        with urllib.request.urlopen(f"{base_url}/o/silverek/", timeout=10) as page:  # noqa: S310
            return bool(page.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _say_where(base_url: str, seconds: float, *, as_json: bool) -> None:
    from lofte.demo import guide

    if as_json:
        click.echo(json.dumps({**guide.facts(base_url), "seconds": round(seconds, 1)}))
    else:
        click.echo(guide.text(base_url))
