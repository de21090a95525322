"""Several processes as one: started together, stopped together, none left behind."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lofte.infra.env import BadSetting

_PR_SET_PDEATHSIG = 1
_GRACE = 12.0


@contextlib.contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold `home` for this process tree; a second one is told who has it."""
    with (home / "running.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            owner = lock.read().strip() or "unknown"
            raise BadSetting(
                f"Löfte already runs from {home} (process {owner}). Stop that one, or set "
                "LOFTE_HOME to another directory."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


class Tree:
    """Child processes of this one. If this process is killed, the kernel ends them."""

    def __init__(self) -> None:
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def start(
        self,
        name: str,
        args: Sequence[str],
        *,
        extra: Mapping[str, str],
        log: Path | None = None,
    ) -> subprocess.Popen[bytes]:
        with contextlib.ExitStack() as stack:
            out = stack.enter_context(log.open("ab")) if log else None
            child = subprocess.Popen(
                [sys.executable, "-m", "lofte", *args],
                env={**os.environ, **extra},
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self._children[name] = child
        return child

    def first_to_end(self) -> tuple[str, int] | None:
        """The name and exit code of a child that has ended, if any has."""
        for name, child in self._children.items():
            if (code := child.poll()) is not None:
                return name, code
        return None

    def stop(self) -> None:
        """Ask each to end, wait, and end by force those that do not."""
        for child in self._children.values():
            with contextlib.suppress(ProcessLookupError):
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _GRACE
        for child in self._children.values():
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self._children.clear()


def die_with_parent() -> None:
    """Have the kernel end this process when the one that started it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
