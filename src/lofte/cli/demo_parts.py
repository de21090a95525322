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
_LEFT_HALF_WAY = "The demo's last start did not come to its end; it begins anew."


def do_part(part: str) -> None:
    """One part, in the process that was started for it."""
    if part == "booking":
        home.fill_booking(home.server())
        return
    from lofte.cli.start import database

    with database("worker"):
        from lofte.demo import stage

        if part == "year":
            stage.play(lambda done, most: click.echo(f"{done} {most}"))
        else:
            stage.ask_of_the_present()


@dataclass(frozen=True, kw_only=True)
class Start:
    place: Path
    server: Embedded
    parts: Tree
    steps: Steps

    def prepare(self, *, reset: bool) -> None:
        """The database with the year in it: as it was left, or played if it is not there."""
        if reset:
            self.server.stop()
            home.empty(self.place)
        (self.place / "logs").mkdir(exist_ok=True)
        if self._is_played():
            with self._step("Bringing the database up to date") as step:
                self._wait(step, migrate=self._begin("migrate", "migrate"))
            return
        with self._step("Making the databases") as step:
            booking, migrate = self._begin("booking"), self._begin("migrate", "migrate")
            self._wait(step, booking=booking, migrate=migrate)
        with self._step("Playing a year at four organisations") as step:
            self._wait(step, year=self._begin("year", **_UNHURRIED))
        home.mark_played(self.server)

    def open(
        self, services: Tree, *, host: str, port: int, answers: Callable[[str], bool]
    ) -> None:
        """Start the services; wait until a page answers, and what it shows is of today."""
        with self._step("Starting the services") as step:
            today = self._begin("today")
            start_all(services, host=host, port=port, logs=self.place / "logs")
            wait_until_up(host, port, seconds=PATIENCE, tree=services)
            if not answers(env.current().base_url):
                raise click.ClickException(f"No page answers. See {self.place / 'logs'}.")
            self._wait(step, today=today)

    def _is_played(self) -> bool:
        fresh = not self.server.data.exists()
        with self._step("Starting PostgreSQL"):
            self.server.start()
            if fresh:
                return False
            if home.played_through(self.server) is not None:
                return True
            click.echo(_LEFT_HALF_WAY, err=True)
            self.server.stop()
            home.empty(self.place)
            (self.place / "logs").mkdir()
            self.server.start()
        return False

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
        while any(child.poll() is None for child in running.values()):
            step.at(*_told(self._log("year")) if "year" in running else ())
            time.sleep(0.1)
        for name, child in running.items():
            if child.returncode:
                log = self._log(name)
                tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:])
                raise click.ClickException(f"The demo did not start. {log} ends:\n{tail}")

    def _log(self, name: str) -> Path:
        return self.place / "logs" / f"{name}.log"


def _told(log: Path) -> tuple[int, ...]:
    """How far the year has come, by the last whole line it wrote."""
    lines = log.read_text().rpartition("\n")[0].splitlines()
    return tuple(int(number) for number in lines[-1].split()[:2]) if lines else ()
