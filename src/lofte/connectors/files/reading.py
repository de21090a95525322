"""One part of a file, read by the reader of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from io import BytesIO
from typing import Any, BinaryIO

from lofte.connectors.files.kinds import Kind, kind_of
from lofte.connectors.files.streams import Stream, Tap, read_ahead
from lofte.connectors.files.tasks import Task, Unreadable
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample

Found = Iterator[TableSample | NotScanned]

MOST_HELD = 64 << 20
"""Bytes of a packed part that is unpacked into memory, because it is not read in order."""
LAYERS = 2
"""Streams within streams that are unpacked."""

# Each reader loads what it needs, and not all are needed.
_STREAMED = {
    Kind.DELIMITED: "delimited.read_delimited",
    Kind.JSON: "json_documents.read_json",
    Kind.JSON_LINES: "json_lines.read_json_lines",
    Kind.TEXT: "prose.read_text",
    Kind.SQL: "dumps.dump.read_dump",
    Kind.TAR: "archives.read_tar",
    Kind.PG_CUSTOM: "restoring.read_custom",
}
_SOUGHT = {
    Kind.PARQUET: "parquet.read_parquet",
    Kind.WORKBOOK: "workbooks.read_workbook",
    Kind.OLD_OFFICE: "workbooks.read_workbook",
    Kind.ZIP: "archives.read_zip",
}


def read_file(file: BinaryIO, name: str, task: Task) -> Found:
    """Everything in an open file. `name` is the file's own, for what its bytes do not tell."""
    tap = Tap(file)
    stream = Stream(tap.chunks(), tap)
    kind = kind_of(stream.head(), name)
    if kind in _SOUGHT and file.seekable():
        file.seek(0)
        yield from _guarded(_sought(file, kind, task), task)
    else:
        yield from read_stream(stream, name, task)


def is_dump(file: BinaryIO, name: str) -> bool:
    """Whether a file is a dump of SQL, packed or not."""
    with ExitStack() as threads:
        kind = _opened(Stream(Tap(file).chunks()), name, threads)[1]
    return kind in (Kind.SQL, Kind.PG_CUSTOM)


def read_stream(stream: Stream, name: str, task: Task) -> Found:
    """Everything in a stream, unpacked where it is packed, and why it ended before its end if
    it did."""
    with ExitStack() as threads:
        stream, kind = _opened(stream, name, threads)
        if kind in _STREAMED:
            yield from _guarded(_reader(_STREAMED[kind])(stream, task), task)
        elif kind in _SOUGHT:
            yield from _guarded(_held(stream, kind, task), task)
        elif stream.broken is None:
            yield task.lost(_unread(kind))
        if stream.broken is not None:
            yield task.lost(stream.broken)


def _opened(stream: Stream, name: str, threads: ExitStack) -> tuple[Stream, Kind]:
    """What is inside of a stream, and its kind."""
    kind = kind_of(stream.head(), name)
    for _ in range(LAYERS):
        if kind.packed:
            stream = _unpacked(stream, kind, threads)
            name = name.rpartition(".")[0] or name
            kind = kind_of(stream.head(), name)
    return stream, kind


def _unpacked(stream: Stream, kind: Kind, threads: ExitStack) -> Stream:
    """What is packed in a stream, unpacked by a thread of its own."""
    from lofte.connectors.files.unpacking import unpacked

    chunks = unpacked(stream.as_file(), kind)
    return Stream(threads.enter_context(read_ahead(chunks)), stream.tap)


def _held(stream: Stream, kind: Kind, task: Task) -> Found:
    """What must be sought in, in memory: it is no file of its own."""
    held = BytesIO()
    for chunk in stream:
        held.write(chunk)
        if held.tell() > MOST_HELD:
            said = "It is packed, and too large to be read so. Unpack it first."
            raise Unreadable("too_large", said)
    if stream.broken is None:
        held.seek(0)
        yield from _sought(held, kind, task)


def _sought(file: BinaryIO, kind: Kind, task: Task) -> Found:
    """A spreadsheet is a ZIP with a certain member."""
    if kind is Kind.ZIP:
        from lofte.connectors.files.workbooks import is_workbook

        kind = Kind.WORKBOOK if is_workbook(file) else kind
        file.seek(0)
    yield from _reader(_SOUGHT[kind])(file, task)


def _guarded(found: Found, task: Task) -> Found:
    try:
        yield from found
    except Unreadable as error:
        yield task.lost(error)


def _reader(name: str) -> Callable[[Any, Task], Found]:
    module, _, function = name.rpartition(".")
    package = import_module(f"lofte.connectors.files.{module}")
    reader: Callable[[Any, Task], Found] = getattr(package, function)
    return reader


def _unread(kind: Kind) -> Unreadable:
    said = _SAID.get(kind, f"It is of a kind we do not read here ({kind}).")
    return Unreadable(_CODES.get(kind, "unknown_format"), said)


_CODES = {Kind.EMPTY: "empty", Kind.BINARY: "binary"}
_SAID = {
    Kind.EMPTY: "There is nothing in it.",
    Kind.BINARY: "It is no text, and of no kind we know. Export it as text or tables.",
    Kind.SQLITE: "It is a database, packed in a file. Unpack it first.",
    Kind.DUCKDB: "It is a database, packed in a file. Unpack it first.",
}
