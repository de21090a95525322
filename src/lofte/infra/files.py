"""Files at rest, each under a key of its own: destroy the key and the file is gone.

A file is a run of 64 KiB chunks, AES-256-GCM, the nonce being the chunk's number with
a mark on the last one (the STREAM construction of Hoang et al., 2015), so that a chunk
moved, dropped or cut off does not open. It is written beside its place, flushed to
disk and then renamed: under its own name a file is always whole.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lofte.infra import env
from lofte.infra.crash import crash_point
from lofte.kernel.errors import NotFound, Unavailable

CHUNK = 64 * 1024
_TAG = 16


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


def path_of(file_id: UUID) -> Path:
    return env.current().home / "files" / file_id.hex[-2:] / file_id.hex


@contextlib.contextmanager
def writing(file_id: UUID, *, key: bytes) -> Iterator[io.BufferedIOBase]:
    """A stream whose bytes become the file when the block ends well, and nothing otherwise."""
    path = path_of(file_id)
    part = path.with_suffix(".part")
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
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull() from error
        raise
    finally:
        part.unlink(missing_ok=True)


def reading(file_id: UUID, *, key: bytes) -> Iterator[bytes]:
    """The file's bytes in chunks; FileAltered as soon as one is not as written."""
    try:
        file = path_of(file_id).open("rb")
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
            if not following:
                return
            block, number = following, number + 1


def remove(file_id: UUID) -> None:
    path_of(file_id).unlink(missing_ok=True)


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
