"""The bytes of one part, from front to back."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import Protocol

from lofte.connectors.files.tasks import CHUNK, Unreadable
from lofte.discovery.sources import advanced

HEAD = 256 << 10
"""Bytes looked at to tell what a part is."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Tap:
    """A file read from front to back that knows how much has passed."""

    def __init__(self, file: Readable) -> None:
        self.file = file
        self.passed = 0

    def read(self, size: int) -> bytes:
        data = self.file.read(size) or b""
        self.passed += len(data)
        return data

    def chunks(self) -> Iterator[bytes]:
        try:
            while data := self.read(CHUNK):
                yield data
        except OSError as error:
            raise _failed(error) from None


class Stream:
    """Chunks, with a look at the first of them. What breaks on the way ends the stream and is
    told by `broken`: what came before it counts."""

    def __init__(self, chunks: Iterator[bytes], tap: Tap | None = None) -> None:
        self._chunks = chunks
        self._waiting: list[bytes] = []
        self.tap = tap
        self._told = 0
        self.broken: Unreadable | None = None

    def head(self, size: int = HEAD) -> bytes:
        """At least `size` of the first bytes, where there are as many. They stay."""
        while sum(map(len, self._waiting)) < size and (chunk := self._next()):
            self._waiting.append(chunk)
        return b"".join(self._waiting)[:size]

    def skip(self, size: int) -> None:
        """Pass over some of the bytes that were looked at."""
        kept = b"".join(self._waiting)[size:]
        self._waiting = [kept] if kept else []

    def through(self, change: Callable[[Iterator[bytes]], Iterator[bytes]]) -> None:
        """Change all that is still to come, also what was looked at."""
        before = self._waiting
        self._chunks, self._waiting = change(chain(before, self._chunks)), []

    def as_file(self) -> Tap:
        """The rest of the stream as something to `read(size)` from."""
        return Tap(_Chunked(iter(self)))

    def __iter__(self) -> Iterator[bytes]:
        while chunk := (self._waiting.pop(0) if self._waiting else self._next()):
            yield chunk

    def _next(self) -> bytes:
        chunk = b""
        with suppress(StopIteration):
            while not chunk and self.broken is None:
                chunk = self._one()
        self._tell()
        return chunk

    def _one(self) -> bytes:
        try:
            return next(self._chunks)
        except Unreadable as error:
            self.broken = error
            return b""

    def _tell(self) -> None:
        if self.tap and self.tap.passed > self._told:
            advanced(self.tap.passed - self._told)
            self._told = self.tap.passed


class _Chunked:
    """Chunks as a file that is read from front to back."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, and none only at the end."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


@contextmanager
def read_ahead(chunks: Iterator[bytes], *, most: int = 4) -> Iterator[Iterator[bytes]]:
    """The same chunks, fetched by a thread: unpacking runs beside the cutting of rows."""
    fetched: queue.Queue[bytes | BaseException | None] = queue.Queue(most)
    stop = threading.Event()
    thread = threading.Thread(target=_fetch, args=(chunks, fetched, stop), daemon=True)
    thread.start()
    try:
        yield _taken(fetched)
    finally:
        stop.set()
        with suppress(queue.Empty):
            while True:
                fetched.get_nowait()
        thread.join()


def _fetch(
    chunks: Iterator[bytes],
    fetched: queue.Queue[bytes | BaseException | None],
    stop: threading.Event,
) -> None:
    last: BaseException | None = None
    try:
        for chunk in chunks:
            fetched.put(chunk)
            if stop.is_set():
                return
    except BaseException as error:  # noqa: BLE001 (raised again where it is taken)
        last = error
    fetched.put(last)


def _taken(fetched: queue.Queue[bytes | BaseException | None]) -> Iterator[bytes]:
    while (item := fetched.get()) is not None:
        if isinstance(item, BaseException):
            raise item
        yield item


def _failed(error: OSError) -> Unreadable:
    reason = (error.strerror or "the reading failed").lower()
    return Unreadable("unreadable", f"It could not be read to its end ({reason}). Try again.")
