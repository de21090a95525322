"""Where the bytes of files lie, and which files there are."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lofte.connectors.files.tasks import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFile:
    """A file of this machine. `name` is its path below the folder that is scanned."""

    path: str
    name: str
    size: int

    def open(self) -> BinaryIO:
        """Raises `Unreadable`. Anything but a plain file might never end."""
        try:
            file = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise _refusal(error) from None
        if not stat.S_ISREG(os.fstat(file).st_mode):
            os.close(file)
            raise Unreadable("not_a_file", "It is no plain file. Name a file or a folder.")
        return os.fdopen(file, "rb", buffering=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What stands in a folder and is not read."""

    name: str
    error: Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpFolder:
    """A folder that is one dump (`pg_dump --format=directory`)."""

    path: str
    name: str
    size: int


def files_below(folder: Path) -> Iterator[LocalFile | DumpFolder | LeftOut]:
    """Every plain file, in order of names. Links are not followed, so that nothing is read
    twice, for ever, or outside of the folder; what is hidden is left out."""
    yield from _below(folder, folder)


def file_at(path: Path) -> LocalFile:
    """One file. Raises `Unreadable`."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _refusal(error) from None
    return LocalFile(path=str(path), name=path.name, size=size)


def _below(folder: Path, root: Path) -> Iterator[LocalFile | DumpFolder | LeftOut]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield LeftOut(name=_name(folder, root), error=_refusal(error))
        return
    if _is_dump(folder / "toc.dat"):
        size = sum(entry.stat(follow_symlinks=False).st_size for entry in entries)
        yield DumpFolder(path=str(folder), name=_name(folder, root), size=size)
        return
    for entry in entries:
        path = Path(entry.path)
        if (reason := _skipped(entry)) is not None:
            yield LeftOut(name=_name(path, root), error=reason)
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(path, root)
        else:
            size = entry.stat(follow_symlinks=False).st_size
            yield LocalFile(path=entry.path, name=_name(path, root), size=size)


def _is_dump(contents: Path) -> bool:
    """Whether this is the table of contents of a dump, which is a plain file."""
    try:
        if contents.is_symlink() or not contents.is_file():
            return False
        with contents.open("rb") as file:
            return file.read(5) == b"PGDMP"
    except OSError:
        return False


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path != root else root.name


def _skipped(entry: os.DirEntry[str]) -> Unreadable | None:
    if entry.name.startswith("."):
        return Unreadable("hidden", "It is hidden, and was left out. Name it to have it read.")
    if entry.is_symlink():
        said = "It is a link, and links are not followed. Name what it points at."
        return Unreadable("link", said)
    if entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False):
        return None
    return Unreadable("not_a_file", "It is no plain file, and was left out.")


def _refusal(error: OSError) -> Unreadable:
    if isinstance(error, PermissionError):
        said = "We may not read it. Give this user the right to, or scan as another user."
        return Unreadable("permission", said)
    if isinstance(error, FileNotFoundError):
        return Unreadable("missing", "It is not there. Check the spelling.")
    return Unreadable("unreadable", f"It cannot be opened ({error.strerror}).")
