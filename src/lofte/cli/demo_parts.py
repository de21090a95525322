"""What the demo does before its address holds: parts, each a process that ends by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import click

from lofte.cli.progress import Step, Steps
from lofte.cli.serve import start_all, wait_until_up
from lofte.demo import home
from lofte.infra import env
from lofte.infra.postgres.embedded import Embedded
from lofte.infra.processes import Tree

PATIENCE = 60.0
# A history that is lost in a power cut is played again, so it need not wait for the disk.
_UNHURRIED = {"PGOPTIONS": "-c synchronous_commit=off"}
# A history needs no more rights than background work has.
_WORKER = {"LOFTE_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "lofte.config.settings"}
_PLAYED = "played"
_LEFT_HALF_WAY = "The demo's last start did not come to its end; it begins anew."


def do_part(part: str) -> None:
    """One part, in the process that was started for it."""
    if part == "booking":
        home.fill_booking()
        return
    # Not `cli.start.database`: whoever started us starts the server, perhaps only now.
    import django

    django.setup()
    from lofte.demo import stage

    if part == "year":
        stage.play(_tell, ready=home.wait_until_filled)
        click.echo(_PLAYED)
    stage.ask_of_the_present()


def _tell(done: int, most: int) -> None:
    click.echo(f"{done} {most}")


@dataclass(kw_only=True)
class Start:
    """Starting the demo, step by step; `last` is the part that may still be under way."""

    place: Path
    server: Embedded
    parts: Tree
    steps: Steps
    last: Popen[bytes] | None = None

    def prepare(self, *, reset: bool) -> None:
        """The database with the year in it: as it was left, or played if it is not there."""
        if reset:
            self.server.stop()
            home.empty(self.place)
        (self.place / "logs").mkdir(exist_ok=True)
        if not (self.server.data.exists() and self._resume()):
            self._make()
            self._play()

    def open(
        self, services: Tree, *, host: str, port: int, answers: Callable[[str], bool]
    ) -> None:
        """Start the services; wait until a page answers, and what it shows is of today."""
        with self._step("Starting the services") as step:
            start_all(services, host=host, port=port, logs=self.place / "logs")
            wait_until_up(host, port, seconds=PATIENCE, tree=services)
            if not answers(env.current().base_url):
                raise click.ClickException(f"No page answers. See {self.place / 'logs'}.")
            if self.last:
                self._wait(step, year=self.last)

    def _resume(self) -> bool:
        """Go on with the year that is there. One that was left half way is thrown away."""
        with self._step("Starting PostgreSQL"):
            self.server.start()
        if home.played_through(self.server) is None:
            click.echo(_LEFT_HALF_WAY, err=True)
            self.server.stop()
            home.empty(self.place)
            (self.place / "logs").mkdir()
            return False
        with self._step("Bringing the database up to date") as step:
            self._wait(step, migrate=self._begin("migrate", "migrate"))
        self._begin("today", **_WORKER)
        return True

    def _make(self) -> None:
        """Both that load for long begin before there is a server, and wait for it."""
        with self._step("Making the databases") as step:
            self.last, booking = (
                self._begin("year", **_WORKER, **_UNHURRIED),
                self._begin("booking"),
            )
            self.server.start()
            self._wait(step, booking=booking, migrate=self._begin("migrate", "migrate"))
            home.mark_filled(self.server)

    def _play(self) -> None:
        with self._step("Playing a year at four organisations") as step:
            while (told := self._told()) != [_PLAYED]:
                self._require_well("year", self.last)
                step.at(*map(int, told))
                time.sleep(0.1)
            home.mark_played(self.server)

    @contextmanager
    def _step(self, said: str) -> Iterator[Step]:
        step = self.steps.begin(said)
        yield step
        step.end()

    def _begin(self, name: str, *args: str, **extra: str) -> Popen[bytes]:
        log = self._log(name)
        log.unlink(missing_ok=True)
        return self.parts.start(name, args or ("demo", "--part", name), extra=extra, log=log)

    def _wait(self, step: Step, **running: Popen[bytes]) -> None:
        """Until each has ended well."""
        while any(child.poll() is None for child in running.values()):
            self._require_well("year", self.last)
            step.at()
            time.sleep(0.1)
        for name, child in running.items():
            self._require_well(name, child)

    def _require_well(self, name: str, child: Popen[bytes] | None) -> None:
        if child and child.poll():
            tail = "\n".join(self._log(name).read_text(errors="replace").splitlines()[-8:])
            raise click.ClickException(f"The demo did not start. {self._log(name)}:\n{tail}")

    def _told(self) -> list[str]:
        """The last whole line that the year wrote: how many moments of how many."""
        lines = self._log("year").read_text().rpartition("\n")[0].splitlines()
        return lines[-1].split() if lines else []

    def _log(self, name: str) -> Path:
        return self.place / "logs" / f"{name}.log"
