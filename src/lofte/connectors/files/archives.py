"""Archives: each member is a part of its own."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import IO, Any, BinaryIO

from lofte.connectors.files.names import stem
from lofte.connectors.files.reading import Found, read_stream
from lofte.connectors.files.streams import Stream, Tap
from lofte.connectors.files.tasks import CHUNK, Task, Unreadable
from lofte.connectors.files.unpacking import BOMB, MOST_TIMES, NO_BOMB

LAYERS = 2
"""Archives within archives that are opened."""
LARGEST_LIST = 32 << 20
"""Bytes of the list of members at the end of a ZIP; Python holds it twenty times over."""

_END = b"PK\x05\x06"
_END_SIZE = 22
_DAMAGED = Unreadable("damaged", "The archive is damaged. Fetch it again, whole.")
_FAILURES = (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, zlib.error, ValueError)


def read_zip(file: BinaryIO, task: Task) -> Found:
    """Every member, one after the other. Together they may not unpack beyond measure."""
    inner = _inside(task)
    size = _weigh(file)
    try:
        with zipfile.ZipFile(file) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            allowance = _Allowance(size)
            stems = Counter(stem(info.filename) for info in members)
            for info in members:
                alone = stems[stem(info.filename)] == 1
                own = _of_member(inner, info.filename, alone=alone, only=len(members) == 1)
                yield from _zipped(archive, info, own, allowance)
    except _FAILURES:
        raise _DAMAGED from None


def read_tar(stream: Stream, task: Task) -> Found:
    """Every plain file in it, as they come."""
    inner = _inside(task)
    try:
        with tarfile.open(fileobj=stream.as_file(), mode="r|") as archive:  # type: ignore[call-overload]
            for info in archive:
                if info.isreg():
                    own = _of_member(inner, info.name, alone=True, only=False)
                    yield from _member(archive.extractfile(info), info.name, own)
                elif not info.isdir():
                    own = _of_member(inner, info.name, alone=True, only=False)
                    said = "It is a link or a device in an archive, and was left out."
                    yield own.lost(Unreadable("link", said))
    except _FAILURES:
        if stream.broken is None:
            raise _DAMAGED from None


class _Allowance:
    """How much all members may still unpack to: members can share their packed bytes."""

    def __init__(self, packed: int) -> None:
        self._left = max(NO_BOMB, MOST_TIMES * packed)

    def chunks(self, member: IO[bytes]) -> Iterator[bytes]:
        while chunk := member.read(CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise BOMB
            yield chunk


def _inside(task: Task) -> Task:
    """The same, one archive further in. Raises `Unreadable`."""
    if task.layer >= LAYERS:
        said = "It lies too deep in other archives. Unpack the outer ones."
        raise Unreadable("nested", said)
    return replace(task, layer=task.layer + 1)


def _of_member(task: Task, name: str, *, alone: bool, only: bool) -> Task:
    """Members are tables of their own names, and several in one stand behind that."""
    own = task.of(stem(name) if alone else name)
    within = task.within if only else "/".join(part for part in (task.within, name) if part)
    return replace(own, place=f"{task.place}/{name}", within=within)


def _zipped(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, task: Task, allowance: _Allowance
) -> Found:
    if info.flag_bits & 1:
        said = "It is protected by a password. Pack it without one."
        yield task.lost(Unreadable("encrypted", said))
        return
    try:
        with archive.open(info) as member:
            yield from _read(allowance.chunks(member), info.filename, task)
    except NotImplementedError:
        said = "It is packed in a way we do not know. Pack it as usual ZIP."
        yield task.lost(Unreadable("unknown_packing", said))
    except _FAILURES:
        yield task.lost(_DAMAGED)


def _member(member: IO[bytes] | None, name: str, task: Task) -> Found:
    if member is not None:
        with closing(member):
            yield from _read(Tap(member).chunks(), name, task)


def _read(chunks: Iterator[bytes], name: str, task: Task) -> Found:
    yield from read_stream(Stream(_told(chunks)), name, task)


def _told(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """A checksum that fails at the end of a member ends it; what came before counts."""
    try:
        yield from chunks
    except _FAILURES:
        raise _DAMAGED from None


def _weigh(file: Any) -> int:
    """Bytes of the archive. Raises `Unreadable` where it has too many members to list."""
    size: int = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - 65536))
    end = file.read()
    at = end.rfind(_END)
    listed = int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0
    if listed > LARGEST_LIST:
        raise Unreadable("too_large", "It has too many members. Unpack it first.")
    file.seek(0)
    return size
