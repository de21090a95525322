"""The three processes as they run in production, and ways to kill them."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from crash.plan import Kill
from databases import superuser

SLOW = 180.0
"""Seconds after which a start, or a death at a named point, is taken never to come."""


class Process:
    """One of the three, started again and again."""

    def __init__(self, name: str, *, port: int, logs: Path) -> None:
        self.name, self.killed = name, list[Kill]()
        self._port, self._log = port, logs / f"{name}.log"
        self._running: subprocess.Popen[bytes] | None = None
        self._server, self._since = superuser(), ""

    def start(self, crash_at: str = "", **settings: str) -> subprocess.Popen[bytes]:
        args = ["serve", "--only-web", "--port", str(self._port)]
        self._since = self._server_time()
        with self._log.open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, "-m", "lofte", *(args if self.name == "web" else [self.name])],
                env={**os.environ, "LOFTE_CRASH_AT": crash_at, **settings},
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        return self._running

    def is_up(self) -> bool:
        """Whether it has come as far as its work."""
        assert self._running and self._running.poll() is None, f"{self.name} ended by itself"
        if self.name == "web":
            return bool(self.children()) and _answers(self._port)
        found = self._server.execute(
            "SELECT 1 FROM pg_stat_activity WHERE application_name = %s"
            " AND backend_start >= %s::timestamptz",
            [f"lofte {self.name}", self._since],
        )
        return found.fetchone() is not None

    def children(self) -> frozenset[int]:
        assert self._running
        found: set[int] = set()
        for task in Path(f"/proc/{self._running.pid}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found.update(map(int, task.read_text().split()))
        return frozenset(found)

    def stop(self) -> None:
        """All of it that still runs, at once."""
        if self._running is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait()

    def close(self) -> None:
        self.stop()
        self._server.close()

    def killing(self, kills: Sequence[Kill], rng: random.Random) -> Iterator[None]:
        """Start it and kill it, again and again, and at last let it run. Yields while it
        waits."""
        for kill in kills:
            self.start(kill.point)
            if kill.point:
                yield from self._dies(kill)
            else:
                yield from self._until(self.is_up, "start")
                yield from _pause(rng.uniform(0.0, 1.2))
                yield from self._is_killed(kill.who)
            self.killed.append(kill)
            self.stop()
        self.start()

    def _dies(self, kill: Kill) -> Iterator[None]:
        """By its own hand, at the named point; of the web server, the child does."""
        process = self._running
        assert process
        if self.name == "web":
            yield from self._until(self.is_up, "start")
            born = self.children()
            yield from self._until(lambda: self.children() != born, kill.point)
            return
        yield from self._until(lambda: process.poll() is not None, kill.point)
        assert process.returncode == -signal.SIGKILL, (kill, process.returncode)

    def _is_killed(self, who: str) -> Iterator[None]:
        process, born = self._running, self.children()
        assert process
        if who == "child":
            for child in born:
                os.kill(child, signal.SIGKILL)
            # The server starts another by itself.
            yield from self._until(lambda: not born & self.children() and self.is_up(), who)
            return
        (os.killpg if who == "group" else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
        # The kernel ends the child of a process that was killed.
        yield from self._until(lambda: not any(map(_lives, born)), f"end after {who}")

    def _server_time(self) -> str:
        row = self._server.execute("SELECT clock_timestamp()::text").fetchone()
        assert row
        return str(row[0])

    def _until(self, true: Callable[[], bool], what: str) -> Iterator[None]:
        deadline = time.monotonic() + SLOW
        while not true():
            assert time.monotonic() < deadline, f"{self.name}: no {what}"
            yield from _pause(0.05)


def _pause(seconds: float) -> Iterator[None]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
