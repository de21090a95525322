"""Which connector opens what: a URL by its scheme, a path by what is in the file.

Connectors are loaded by name when something is theirs: a scan of a CSV file loads no driver,
and connectors need not know each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from lofte.discovery.ports import SourceUrlInvalid
from lofte.infra.outbound import EVERYTHING, Allowed
from lofte.kernel.errors import Invalid, Refused

if TYPE_CHECKING:
    from lofte.discovery.sources import Partition, Source


class SourceNotFound(Invalid):
    """There is no such file or folder, and it is no URL we know. Check the spelling."""

    code = "finding.source_not_found"


class Finder(Protocol):
    """What a connector offers here. `given` is a path, or a URL that may hold a password."""

    def __call__(self, given: str, *, allowed: Allowed) -> Source: ...


_OF_SCHEMES = {
    "postgresql": "postgresql.opening",
    "postgres": "postgresql.opening",
    "mysql": "mariadb.opening",
    "mariadb": "mariadb.opening",
    "sqlite": "sqlite.opening",
    "duckdb": "duckdb.opening",
    "file": "files.opening",
    "s3": "files.remote",
    "gs": "files.remote",
    "https": "files.remote",
    "http": "files.remote",
}
_OF_MAGIC = (
    (0, b"SQLite format 3\x00", "sqlite.opening"),
    (8, b"DUCK", "duckdb.opening"),
)
_FILES = "files.opening"
_SERVICE = "http.scanning.ServiceSource"
_SERVICE_LINE = re.compile(r"^service:\s*https?://", re.MULTILINE)
_LONGEST_DESCRIPTION = 1 << 20
_LOOKED_AT = 16


def source_of(given: str, *, allowed: Allowed = EVERYTHING) -> Source:
    """Who typed `given` on a command line can reach it without us; for others, `allowed`.

    Raises `SourceNotFound`, and `SourceUrlInvalid` without repeating the URL, which may hold
    a password. Nothing is connected to yet.
    """
    scheme = scheme_of(given)
    if scheme == "file":
        given, scheme = _finder(_FILES)(given, allowed=allowed).system, None
    if scheme is None:
        return _of_path(given, allowed)
    if scheme not in _OF_SCHEMES:
        known = ", ".join(f"{name}://" for name in sorted(_OF_SCHEMES))
        raise SourceUrlInvalid(f"We do not know {scheme}://. Write a path, or one of {known}")
    return _finder(_OF_SCHEMES[scheme])(given, allowed=allowed)


def scheme_of(given: str) -> str | None:
    """What stands before `://`, in small letters; None of a path."""
    scheme, separator, _ = given.partition("://")
    plain = scheme.replace("+", "").replace("-", "").replace(".", "")
    named = separator and plain.isascii() and plain.isalnum()
    return scheme.lower().partition("+")[0] if named else None


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, in which databases that are files are read as databases."""

    files: Source
    path: Path
    allowed: Allowed

    @property
    def system(self) -> str:
        return self.files.system

    def partitions(self) -> Sequence[Partition]:
        """Raises a refusal where the folder itself cannot be opened; a database of it that
        cannot be is left to the reader of files, which says why."""
        found: list[Partition] = []
        for part in self.files.partitions():
            found += self._of_database(part) or [part]
        return found

    def _of_database(self, part: Partition) -> Sequence[Partition]:
        path = self.path / part.name
        connector = _of_marks(path) if path.is_file() and not path.is_symlink() else None
        if connector is None:
            return ()
        try:
            return _finder(connector)(str(path), allowed=self.allowed).partitions()
        except Refused:
            return ()


def _of_path(path: str, allowed: Allowed) -> Source:
    """The connector of what lies there: a database file has marks of its own."""
    try:
        there = Path(path)
        if not path or not there.exists():
            raise SourceNotFound()
        if there.is_dir():
            return Folder(_finder(_FILES)(path, allowed=allowed), there, allowed)
        if (description := _description(there)) is not None:
            service: Source = _attribute(_SERVICE)(description, allowed=allowed)
            return service
        connector = _of_marks(there)
    except (OSError, ValueError):
        raise SourceNotFound() from None
    return _finder(connector or _FILES)(path, allowed=allowed)


def _description(path: Path) -> str | None:
    """The text of a file that describes a service of HTTP and JSON."""
    if path.suffix not in (".yaml", ".yml") or not path.is_file():
        return None
    with path.open("rb") as file:
        text = file.read(_LONGEST_DESCRIPTION).decode(errors="replace")
    return text if _SERVICE_LINE.search(text) else None


def _of_marks(path: Path) -> str | None:
    """The connector of a database that is a file; None for anything else."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except PermissionError:
        return None
    return next((n for at, mark, n in _OF_MAGIC if head[at : at + len(mark)] == mark), None)


def _finder(name: str) -> Finder:
    finder: Finder = _attribute(f"{name}.source_of")
    return finder


def _attribute(name: str) -> Any:
    module, _, attribute = name.rpartition(".")
    return getattr(import_module(f"lofte.connectors.{module}"), attribute)
