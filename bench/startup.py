"""How long until something is there: the help, and the demo's first page.

    python bench/startup.py

What it must reach: `lofte --help` within 0.3 s; `lofte demo` answers its first page within
15 s, on a machine where everything is installed but the demo has never run.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ground import Goal

HELPS = 15
LOFTE = [sys.executable, "-m", "lofte"]


def main() -> None:
    goals = [*help_text(), *demo()]
    print(*(goal.line() for goal in goals), sep="\n")


def help_text() -> Iterator[Goal]:
    """Beside it an interpreter that does nothing: the least a command can take here."""
    helped, bare = [], []
    for _ in range(HELPS):
        helped.append(timed([*LOFTE, "--help"]))
        bare.append(timed([sys.executable, "-c", "pass"]))
    took, least = median(helped), median(bare)
    print(f"  lofte --help {took:.2f} s, an interpreter that does nothing {least:.2f} s")
    yield Goal("lofte --help", took, 0.3, "s", most=True)


def demo() -> Iterator[Goal]:
    home = Path(tempfile.mkdtemp(prefix="lofte-bench-", dir="/var/tmp"))
    home.chmod(0o711)
    try:
        first, again = answered(home), answered(home)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    for when, (took, cpu) in (("the first time", first), ("again", again)):
        print(f"  lofte demo {when}: page after {took:.1f} s, {cpu:.1f} s of CPU till its end")
        yield Goal(f"lofte demo, first page, {when}", took, 15, "s", most=True)


def answered(home: Path) -> tuple[float, float]:
    """Seconds until the demo says that its page answers; it is stopped again. And the CPU it
    took without its PostgreSQL, for on a busy machine most of the seconds are others'."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    settings = {**os.environ, "LOFTE_HOME": str(home)}
    start, used = time.monotonic(), cpu_of_children()
    process = subprocess.Popen(
        [*LOFTE, "demo", "--json", "--port", port],
        env=settings,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        json.loads(process.stdout.readline())
        took = time.monotonic() - start
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
    return took, cpu_of_children() - used


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


if __name__ == "__main__":
    main()
