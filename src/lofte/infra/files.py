"""Files at rest, each under a key of its own: destroy the key and the file is gone.

A file is a run of 64 KiB chunks, AES-256-GCM, the nonce being the chunk's number with
a mark on the last one (the STREAM construction of Hoang et al., 2015), so that a chunk
moved, dropped or cut off does not open. It is written beside its place, flushed to
disk and then renamed: under its own name a file is always whole.

Files lie in a directory for each organisation, so that what nobody knows of any more can
be found by asking that organisation alone (`strays`).
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
from collections.abc import Container, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lofte.infra import env
from lofte.infra.crash import crash_point
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound, Unavailable

CHUNK = 64 * 1024
_TAG = 16
_PART = ".part"
# EFBIG: whoever runs this machine has set a limit on the size of files (`ulimit -f`).
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskFull(Unavailable):
    """There is no room on the disk for the file. Make room; the work is tried again."""

    code = "disk_full"


class FileGone(NotFound):
    """The file is no longer kept."""

    code = "file_gone"


class FileAltered(Exception):
    """The stored file is not what was written."""


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=256)


def path_of(ctx: Context, *, file_id: UUID) -> Path:
    return _directory(ctx) / file_id.hex[-2:] / file_id.hex


@contextlib.contextmanager
def writing(ctx: Context, *, file_id: UUID, key: bytes) -> Iterator[io.BufferedIOBase]:
    """A stream whose bytes become the file when the block ends well, and nothing otherwise."""
    path = path_of(ctx, file_id=file_id)
    part = path.with_suffix(_PART)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(_private(part), "wb") as file:
            sealed = _Sealing(file, key)
            yield sealed
            sealed.finish()
            file.flush()
            os.fsync(file.fileno())
        crash_point("file.before_rename")
        part.rename(path)
        crash_point("file.after_rename")
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull() from error
        raise
    finally:
        part.unlink(missing_ok=True)


def reading(ctx: Context, *, file_id: UUID, key: bytes) -> Iterator[bytes]:
    """The file's bytes in chunks; FileAltered as soon as one is not as written."""
    try:
        file = path_of(ctx, file_id=file_id).open("rb")
    except FileNotFoundError:
        raise FileGone() from None
    with file:
        cipher, number = AESGCM(key), 0
        block = file.read(CHUNK + _TAG)
        while True:
            following = file.read(CHUNK + _TAG)
            try:
                yield cipher.decrypt(_nonce(number, last=not following), block, None)
            except InvalidTag:
                raise FileAltered(f"chunk {number}") from None
            crash_point("file.between_chunks")
            if not following:
                return
            block, number = following, number + 1


def remove(ctx: Context, *, file_id: UUID) -> None:
    path_of(ctx, file_id=file_id).unlink(missing_ok=True)


def strays(ctx: Context, *, known: Container[UUID], before: datetime) -> Iterator[Path]:
    """The organisation's files last written before `before` that are not `known`.

    Whoever was killed between the file and its row left one; its key went with the process.
    """
    for path in sorted(_directory(ctx).glob("??/*")):
        named = path.suffix != _PART and UUID(hex=path.name) in known
        if not named and path.stat().st_mtime < before.timestamp():
            yield path


def _directory(ctx: Context) -> Path:
    return env.current().home / "files" / ctx.tenant.hex


class _Sealing(io.BufferedIOBase):
    def __init__(self, file: io.BufferedIOBase | io.BufferedWriter, key: bytes) -> None:
        self._file, self._cipher = file, AESGCM(key)
        self._pending, self._number, self._size = bytearray(), 0, 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def write(self, data: object) -> int:
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        self._pending += view
        self._size += len(view)
        # One chunk is held back: only at the end is it known to be the last.
        while len(self._pending) > CHUNK:
            self._seal(bytes(self._pending[:CHUNK]), last=False)
            del self._pending[:CHUNK]
        return len(view)

    def finish(self) -> None:
        self._seal(bytes(self._pending), last=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), chunk, None))
        self._number += 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
