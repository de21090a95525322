"""Streams within streams: gzip, Zstandard, bzip2 and xz, unpacked as they are read."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
from isal import igzip_lib

from lofte.connectors.files.kinds import Kind
from lofte.connectors.files.tasks import CHUNK, Unreadable

MOST_TIMES = 250
"""How many times larger than its packed form a part may be. SQL and logs are 5 to 50 times;
gzip can do 1030."""
NO_BOMB = 256 << 20
"""Bytes up to which it does not matter."""
_PACKED = 16 << 10
"""Bytes of gzip unpacked at a time: 16 MiB at most come of them."""
_AT_RISK = 64 << 10
"""Bytes before a break that are lost where the library only fills whole buffers."""
XZ_MEMORY = 128 << 20
"""Bytes xz may take for its dictionary; its largest usual setting takes 65 MiB."""

# The wheel's own types call its exception an object.
_ISAL: type[Exception] = igzip_lib.IsalError  # type: ignore[assignment]
BOMB = Unreadable(
    "bomb",
    f"It unpacks to more than {MOST_TIMES} times its size, so it was not read further. "
    "Unpack it yourself if it is genuine.",
)
_FAILURES = (OSError, EOFError, zlib.error, lzma.LZMAError, _ISAL)


def unpacked(source: Any, kind: Kind) -> Iterator[bytes]:
    """Chunks of what is packed in `source`, which has `read(size)` and `passed`. Raises
    `Unreadable` where it breaks off, is damaged, or grows beyond measure."""
    passed = 0
    try:
        for chunk in _OPENERS[kind](source):
            yield chunk
            passed += len(chunk)
            if passed > NO_BOMB and passed > MOST_TIMES * max(source.passed, 1):
                raise BOMB
    except _FAILURES as error:
        raise _refusal(error) from None


def _gzip(source: Any) -> Iterator[bytes]:
    """One archive after another. Of `igzip.open` a break would cost all of its buffer."""
    waiting = source.read(_PACKED)
    while waiting:
        decoder = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)
        while not decoder.eof:
            waiting = waiting or source.read(_PACKED)
            if not waiting:
                raise EOFError
            chunk, waiting = decoder.decompress(waiting), b""
            if chunk:
                yield chunk
        waiting = (decoder.unused_data or source.read(_PACKED)).lstrip(b"\x00")


def _zstd(source: Any) -> Iterator[bytes]:
    stream = pa.CompressedInputStream(pa.PythonFile(_Raw(source), mode="r"), "zstd")
    with stream:
        yield from _chunks(lambda size: stream.read(min(size, _AT_RISK)))


def _bzip2(source: Any) -> Iterator[bytes]:
    with bz2.BZ2File(_Raw(source)) as file:
        yield from _chunks(file.read1)


def _xz(source: Any) -> Iterator[bytes]:
    """One archive after another, as `xz` itself reads them."""
    waiting = source.read(CHUNK)
    while waiting:
        decoder = lzma.LZMADecompressor(memlimit=XZ_MEMORY)
        while not decoder.eof:
            if decoder.needs_input and not waiting:
                waiting = source.read(CHUNK)
                if not waiting:
                    raise EOFError
            chunk, waiting = decoder.decompress(waiting, CHUNK), b""
            if chunk:
                yield chunk
        waiting = (decoder.unused_data or source.read(CHUNK)).lstrip(b"\x00")


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """What is there at each turn, which may be less than a chunk: a reader that waits for all
    of one loses what came before a break."""
    while chunk := read(CHUNK):
        yield chunk


class _Raw(io.RawIOBase):
    """What the libraries want of a file that is only read from front to back. Closing it does
    not close what is behind it."""

    def __init__(self, source: Any) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data: bytes = self._source.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


_OPENERS: dict[Kind, Callable[[Any], Iterator[bytes]]] = {
    Kind.GZIP: _gzip,
    Kind.ZSTD: _zstd,
    Kind.BZIP2: _bzip2,
    Kind.XZ: _xz,
}


def _refusal(error: Exception) -> Unreadable:
    text = str(error).lower()
    if isinstance(error, EOFError) or "truncated" in text or "ended before" in text:
        said = "It breaks off: what came before was read. Fetch the file again, whole."
        return Unreadable("truncated", said)
    if "memory" in text and isinstance(error, lzma.LZMAError):
        said = "Unpacking it takes more memory than we give it. Unpack it yourself."
        return Unreadable("too_large", said)
    said = "It is damaged: what came before was read. Fetch the file again."
    return Unreadable("damaged", said)
