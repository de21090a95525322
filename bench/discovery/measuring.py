"""A command run to its end, and the most memory all of its processes held at one time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

OFTEN = 0.05
LOFTE = (sys.executable, "-m", "lofte")


@dataclass(frozen=True)
class Measured:
    """`resident` counts a page that several processes share once for each of them, as adding
    up what `ps` says does; `shared_out` counts it once. Both in MB. `cpu` is the seconds of all
    processes: on a busy machine most of the others are other people's."""

    seconds: float
    cpu: float
    resident: float
    shared_out: float
    code: int
    said: str


def measured(command: Sequence[str], *, niceness: int = 0) -> Measured:
    began, resident, shared = time.monotonic(), 0.0, 0.0
    cpu: dict[int, float] = {}
    with (
        tempfile.TemporaryFile("w+") as told,
        subprocess.Popen(command, stdout=told, preexec_fn=lambda: os.nice(niceness)) as one,
    ):
        while one.poll() is None:
            family = list(_family(one.pid))
            resident = max(resident, sum(_memory(pid, "Rss") for pid in family))
            shared = max(shared, sum(_memory(pid, "Pss") for pid in family))
            cpu.update((pid, _cpu(pid) or cpu.get(pid, 0.0)) for pid in family)
            time.sleep(OFTEN)
        seconds = time.monotonic() - began
        told.seek(0)
        return Measured(
            seconds=seconds,
            cpu=sum(cpu.values()),
            resident=resident / 1024,
            shared_out=shared / 1024,
            code=one.returncode,
            said=told.read(),
        )


def _family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _cpu(pid: int) -> float:
    """Seconds so far, in its own code and in the kernel's; 0 of one that has just ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int, kind: str) -> int:
    """In kB; 0 of a process that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")), 0)
