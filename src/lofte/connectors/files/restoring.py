"""Archives of pg_dump that are no SQL: PostgreSQL's own `pg_restore` writes them as SQL.

It is started without a database to connect to, and only writes to its standard output.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from lofte.connectors.files.dumps.dump import read_dump
from lofte.connectors.files.reading import Found
from lofte.connectors.files.streams import Stream
from lofte.connectors.files.tasks import CHUNK, Task, Unreadable

PROGRAM = "pg_restore"
_PATIENCE = 10
"""Seconds that the program has to end after its last word."""


def read_custom(stream: Stream, task: Task) -> Found:
    """A dump in PostgreSQL's custom or tar format."""
    yield from _restored(task, stream=stream)


def read_folder(path: str, task: Task) -> Found:
    """A dump in PostgreSQL's directory format."""
    yield from _restored(task, path=path)


def _restored(task: Task, *, stream: Stream | None = None, path: str = "") -> Found:
    with _program(stream, path) as chunks:
        written = Stream(chunks)
        yield from read_dump(written, task)
        if written.broken is not None:
            raise written.broken


@contextmanager
def _program(stream: Stream | None, path: str) -> Iterator[Iterator[bytes]]:
    """What the program writes. Raises `Unreadable`."""
    found = shutil.which(PROGRAM)
    if found is None:
        raise Unreadable("client_missing", _MISSING)
    with tempfile.TemporaryFile() as errors:
        running = subprocess.Popen(
            [found, "--file=-", *([path] if path else [])],
            stdin=subprocess.PIPE if stream else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        )
        feeder = threading.Thread(target=_feed, args=(stream, running.stdin), daemon=True)
        feeder.start()
        try:
            yield _written(running, errors)
        finally:
            running.kill()
            running.wait()
            feeder.join()
            for pipe in (running.stdout, running.stdin):
                if pipe:
                    with suppress(OSError):
                        pipe.close()


def _feed(stream: Stream | None, pipe: IO[bytes] | None) -> None:
    if stream is not None and pipe is not None:
        with suppress(OSError):
            for chunk in stream:
                pipe.write(chunk)
            pipe.close()


def _written(running: subprocess.Popen[bytes], errors: IO[bytes]) -> Iterator[bytes]:
    while running.stdout and (chunk := running.stdout.read(CHUNK)):
        yield chunk
    if running.wait(_PATIENCE):
        errors.seek(0)
        newer = b"unsupported version" in errors.read(CHUNK)
        raise Unreadable("client_too_old", _TOO_OLD) if newer else _DAMAGED


_MISSING = (
    "It takes PostgreSQL's client programs to read it. Install them (postgresql-client), or "
    "dump as plain SQL."
)
_TOO_OLD = "A newer PostgreSQL has written it. Install its client programs (postgresql-client)."
_DAMAGED = Unreadable("damaged", "The dump is damaged: what could be restored was read.")
