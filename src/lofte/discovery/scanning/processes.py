"""Reading in several processes of this machine.

Each worker has a pipe of its own, so that one that is killed in the middle of a word hurts no
other. Workers are started without forking this process: threads of Arrow and of drivers do not
survive a fork. Ctrl-C reaches only this process, which then ends the workers.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any

from lofte.discovery.losses import NotScanned
from lofte.discovery.scanning import reasons
from lofte.discovery.scanning.gathering import Gathering, Progress
from lofte.discovery.scanning.parts import Part
from lofte.discovery.scanning.worker import work

BEAT = 0.25
"""Seconds after which progress is told though nothing has come."""

GRACE = 2.0
"""Seconds that a worker has for tidying up before it is killed."""

CONTEXT = multiprocessing.get_context("forkserver")


def cores() -> int:
    """How many of the machine's we may use, where the system says so."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    gathering: Gathering,
    tell: Progress,
    *,
    workers: int,
    silence: float | None = None,
) -> None:
    """Read all parts with `workers` processes; see `running.scan` for `silence`."""
    crew = _Crew(gathering, threads=max(1, cores() // workers))
    try:
        while crew.set_to_work(workers):
            crew.listen()
            if silence is not None:
                crew.give_up(silence)
            tell(gathering.standing)
    finally:
        crew.send_home()


class _Worker:
    """A process; `heard` is when something last came from it, or None while it is loading."""

    def __init__(self, threads: int) -> None:
        self.pipe, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=work, args=(theirs, threads), daemon=True)
        self.heard: float | None = None
        with _ctrl_c_held_back():
            self._process.start()
        theirs.close()

    def send(self, what: object) -> None:
        self.heard = self.heard and time.monotonic()
        self.pipe.send(what)

    def receive(self) -> tuple[str, Any]:
        message: tuple[str, Any] = self.pipe.recv()
        self.heard = time.monotonic()
        return message

    def ended(self) -> int | None:
        """The exit code of a process that has let go of its pipe."""
        self._process.join(GRACE)
        self.end()
        return self._process.exitcode

    def end(self) -> None:
        self.pipe.close()
        self._process.terminate()
        self._process.join(GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


class _Crew:
    """The workers, and the gathering they fill."""

    def __init__(self, gathering: Gathering, *, threads: int) -> None:
        self._gathering, self._threads = gathering, threads
        self._idle: list[_Worker] = []
        self._busy: dict[_Worker, Part] = {}

    def set_to_work(self, workers: int) -> bool:
        """Give parts to whoever is idle or can still be started; whether anybody works."""
        while len(self._busy) < workers and (part := self._gathering.take()):
            worker = self._idle.pop() if self._idle else _Worker(self._threads)
            self._busy[worker] = part
            self._give(worker, part)
        return bool(self._busy)

    def listen(self) -> None:
        """Take one message from each worker that has one."""
        speaking = wait([worker.pipe for worker in self._busy], BEAT)
        for worker, part in list(self._busy.items()):
            if worker.pipe in speaking:
                self._hear(worker, part)

    def give_up(self, silence: float) -> None:
        """End the workers from whom nothing has come for so many seconds."""
        now = time.monotonic()
        for worker, part in list(self._busy.items()):
            if worker.heard and now - worker.heard > silence:
                worker.end()
                self._lose(worker, part, reasons.too_slow(part.system, part.name, silence))

    def send_home(self) -> None:
        for worker in (*self._busy, *self._idle):
            worker.end()

    def _give(self, worker: _Worker, part: Part) -> None:
        try:
            worker.send((part, self._gathering.wish))
        except OSError:
            self._mourn(worker, part)
        except Exception as error:  # noqa: BLE001 (a part that cannot be sent is not read)
            worker.end()
            self._lose(worker, part, reasons.raised(part.system, part.name, error))

    def _hear(self, worker: _Worker, part: Part) -> None:
        try:
            kind, what = worker.receive()
        except (EOFError, OSError):
            self._mourn(worker, part)
            return
        if kind == "found":
            self._gathering.found(part, what)
        elif kind == "advanced":
            self._gathering.advanced(part, what)
        elif kind == "unopened":
            self._lose(worker, part, reasons.failed(part.system, part.name, what))
            self._idle.append(worker)
        elif kind == "ended":
            self._gathering.ended(part)
            del self._busy[worker]
            self._idle.append(worker)

    def _mourn(self, worker: _Worker, part: Part) -> None:
        self._lose(worker, part, reasons.ended(part.system, part.name, worker.ended()))

    def _lose(self, worker: _Worker, part: Part, missed: NotScanned) -> None:
        del self._busy[worker]
        self._gathering.lost(part, missed)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """What is started meanwhile never hears of it: a process keeps the signals that are held
    back when it starts."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
