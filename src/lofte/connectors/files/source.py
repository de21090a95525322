"""Files and folders as sources."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from lofte.connectors.files.names import stem
from lofte.connectors.files.origins import DumpFolder, LeftOut, file_at, files_below
from lofte.connectors.files.tasks import ALL, Share, Task, Unreadable
from lofte.kernel.errors import Unavailable

if TYPE_CHECKING:
    from lofte.discovery.losses import NotScanned
    from lofte.discovery.samples import TableSample


LARGE_DUMP = 4 << 20
"""Bytes of a file from which on a dump is read by several at once."""
MOST_READERS = 4


class FileNotRead(Unavailable):
    """The file or folder cannot be opened. Check the path, and that it may be read."""

    code = "files.not_read"


class Origin(Protocol):
    """Where the bytes of one file lie; it can be pickled, and its name holds no secret."""

    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...
    def open(self) -> BinaryIO: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """One file. `table` names the table in it, `within` stands before the names of tables of
    a file that has several. A large dump is read by several at once, each with its `share` of
    the tables: judging takes longer than reading."""

    system: str
    origin: Origin
    table: str
    within: str = ""
    share: Share = ALL

    @property
    def name(self) -> str:
        return self.origin.name

    @property
    def weight(self) -> int:
        return self.origin.size

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        from lofte.connectors.files.reading import read_file

        task = Task(
            system=self.system,
            place=self.name,
            table=self.table,
            within=self.within,
            share=self.share,
            rows=rows,
            seed=seed,
        )
        try:
            with self.origin.open() as file:
                yield from read_file(file, self.origin.name, task)
        except Unreadable as error:
            yield task.lost(error)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutPart:
    """Something in a folder that is not read, and says so."""

    system: str
    left_out: LeftOut
    weight: int = 0

    @property
    def name(self) -> str:
        return self.left_out.name

    def samples(self, *, rows: int, seed: int) -> Iterator[NotScanned]:
        task = Task(system=self.system, place=self.name, table="", rows=rows, seed=seed)
        yield task.lost(self.left_out.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpPart:
    """A folder that is one dump."""

    system: str
    folder: DumpFolder
    within: str = ""

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def weight(self) -> int:
        return self.folder.size

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        from lofte.connectors.files.restoring import read_folder

        task = Task(
            system=self.system,
            place=self.name,
            table="",
            within=self.within,
            rows=rows,
            seed=seed,
        )
        try:
            yield from read_folder(self.folder.path, task)
        except Unreadable as error:
            yield task.lost(error)


Part = FilePart | DumpPart | LeftOutPart


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSource:
    """One file, or all files of a folder and of the folders in it."""

    path: str
    system: str

    def partitions(self) -> Sequence[Part]:
        """One for each file. Raises `FileNotRead`."""
        path = Path(self.path)
        if path.is_dir():
            return parts_of(self.system, list(files_below(path)))
        try:
            origin = file_at(path)
            origin.open().close()
        except Unreadable as error:
            raise FileNotRead(error.said) from None
        return shared(FilePart(system=self.system, origin=origin, table=stem(origin.name)))


def shared(part: FilePart) -> list[FilePart]:
    """The part, or several that share its tables where it is a large dump."""
    readers = min(len(os.sched_getaffinity(0)), MOST_READERS)
    if part.weight < LARGE_DUMP or readers < 2 or not _is_dump(part.origin):
        return [part]
    return [replace(part, share=Share(number, readers)) for number in range(readers)]


def _is_dump(origin: Origin) -> bool:
    from lofte.connectors.files.reading import is_dump

    try:
        with origin.open() as file:
            return is_dump(file, origin.name)
    except (Unreadable, OSError):
        return False


def parts_of(system: str, found: Sequence[Origin | DumpFolder | LeftOut]) -> list[Part]:
    """Files of one folder. Two that would be tables of one name are named in full."""
    stems = Counter(stem(one.name) for one in found)
    several = len(found) > 1
    made = [_part(system, one, stems[stem(one.name)] == 1, several) for one in found]
    return [p for one in made for p in (shared(one) if isinstance(one, FilePart) else [one])]


def _part(system: str, one: Origin | DumpFolder | LeftOut, alone: bool, several: bool) -> Part:
    if isinstance(one, LeftOut):
        return LeftOutPart(system=system, left_out=one)
    within = one.name if several else ""
    if isinstance(one, DumpFolder):
        return DumpPart(system=system, folder=one, within=within)
    table = stem(one.name) if alone else one.name
    return FilePart(system=system, origin=one, table=table, within=within)
