"""A path as something to scan."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lofte.connectors.files.source import FileSource
from lofte.discovery.ports import SourceUrlInvalid
from lofte.infra.outbound import Allowed, file_allowed


def source_of(given: str, *, allowed: Allowed) -> FileSource:
    """A path or file:///path. Raises `SourceUrlInvalid` and `AddressNotAllowed`; opens
    nothing."""
    path = _path(given) if given.lower().startswith("file://") else given
    return FileSource(path=str(file_allowed(Path(path), allowed=allowed)), system=path)


def _path(url: str) -> str:
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost") or not parts.path:
        raise SourceUrlInvalid("A file's URL has three slashes: file:///folder/file.")
    return unquote(parts.path)
