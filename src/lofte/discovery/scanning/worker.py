"""What runs in a process of its own: reads part after part, and says what it found."""

from __future__ import annotations

import ctypes
import pickle
import signal
import sys
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import NoReturn

from lofte.discovery.scanning import reasons

# The numbers that <malloc.h> has for them.
_TRIM, _LARGE, _ARENAS = -1, -3, -8

OFTEN = 0.1
"""Seconds between two messages of how far it is."""


def work(pipe: Connection, threads: int) -> None:
    """Read the parts that come through the pipe until it is closed. Messages back are pairs:
    what kind, and what. The first says that all is loaded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _ended)
    _hold_little_memory()
    # Nobody listens any more when the scan has been stopped meanwhile.
    with suppress(BrokenPipeError, ConnectionResetError):
        _serve(pipe, threads)


def _serve(pipe: Connection, threads: int) -> None:
    import pyarrow as pa

    from lofte.discovery.scanning.examining import examine
    from lofte.discovery.sources import hearing

    pa.set_memory_pool(pa.system_memory_pool())
    pa.set_cpu_count(threads)
    pa.set_io_thread_count(threads)
    pipe.send(("ready", None))
    while (message := _next(pipe)) is not None:
        try:
            part, wish = pickle.loads(message)  # noqa: S301 (from the process that started us)
        except Exception as error:  # noqa: BLE001 (told where the part's name is known)
            pipe.send(("unopened", reasons.where(error)))
            continue
        with hearing(_Pace(pipe).advanced):
            for finding in examine(part, wish):
                pipe.send(("found", finding))
                del finding
        pipe.send(("ended", None))


def _hold_little_memory() -> None:
    """Give back to the system what is free: two workers may not hold twice what one needs at
    its worst moment. Left to itself, glibc keeps a store for each thread, and raises what
    counts as large with every large piece that is freed."""
    with suppress(OSError, AttributeError):  # another C library has other ways
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(_ARENAS, 1)
        libc.mallopt(_TRIM, 32 << 20)
        libc.mallopt(_LARGE, 16 << 20)


def _next(pipe: Connection) -> bytes | None:
    try:
        return pipe.recv_bytes()
    except EOFError:
        return None


class _Pace:
    """Gathers what is said of progress, and passes it on now and then."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._weight, self._told = pipe, 0, time.monotonic()

    def advanced(self, weight: int) -> None:
        self._weight += weight
        if (now := time.monotonic()) - self._told > OFTEN:
            self._pipe.send(("advanced", self._weight))
            self._weight, self._told = 0, now


def _ended(number: int, frame: object) -> NoReturn:
    """Ended from outside: what is open is closed, temporary files among it."""
    sys.exit(128 + number)
