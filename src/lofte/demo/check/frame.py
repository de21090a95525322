"""A demo under way in a directory of its own, and what its check has seen so far."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lofte.demo.browser import Browser, Page

PATIENCE = 30.0
_ENDING = 40.0


class Wrong(Exception):
    """What was seen is not what should be. The message says what was expected."""


def expect(holds: object, what: str) -> None:
    if not holds:
        raise Wrong(what)


def until(found: Callable[[], Any], what: str, *, patience: float = PATIENCE) -> Any:
    """What `found` finds, asked again until it finds something."""
    ends = time.monotonic() + patience
    while not (result := found()):
        if time.monotonic() > ends:
            raise Wrong(f"{what}, within {patience:.0f} seconds")
        time.sleep(0.2)
    return result


@dataclass
class Demo:
    """The demo's command, and the browsers of those who use it."""

    place: Path
    port: int
    process: subprocess.Popen[str] | None = None
    person: Browser = field(init=False)
    staff: Browser = field(init=False)
    reference: str = ""
    status: Page | None = None
    """The person's own page about the request."""
    desk: Page | None = None
    """The staff's page about it."""
    token: str = ""

    def __post_init__(self) -> None:
        self.person, self.staff = Browser(self.base_url), Browser(self.base_url)

    @property
    def home(self) -> Path:
        return self.place / "demo"

    @property
    def base_url(self) -> str:
        return f"http://localhost:{self.port}"

    def lofte(self, *args: str, home: Path | None = None) -> subprocess.Popen[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("LOFTE_")}
        return subprocess.Popen(
            [sys.executable, "-m", "lofte", *args],
            env={**kept, "LOFTE_HOME": str(home or self.place)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def stop(self) -> int | None:
        """Ctrl-C, as a person would; by force only when that does not do."""
        if self.process is None or self.process.poll() is not None:
            return self.process.returncode if self.process else None
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=_ENDING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def left_running(self) -> dict[int, str]:
        """Processes still at work in the demo's directory: number, and how it was started."""
        mark = os.fsencode(self.place)
        return {
            int(pid.name): said.replace(b"\0", b" ").decode(errors="replace").strip()
            for pid in Path("/proc").glob("[0-9]*")
            if mark in (said := _read(pid / "cmdline")) or mark in _read(pid / "environ")
            if int(pid.name) != os.getpid()
        }


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
