"""Databases that are files: a path, or scheme:///path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from lofte.discovery.ports import SourceUrlInvalid


def path_of(text: str, schemes: Sequence[str]) -> Path:
    """`sqlite:///relative.db` and `sqlite:////absolute.db` as SQLAlchemy writes them. Nothing
    may follow the path. Raises `SourceUrlInvalid`."""
    scheme, separator, rest = text.strip().partition("://")
    if not separator:
        return _path(text)
    if scheme not in schemes:
        raise _invalid(schemes)
    host, slash, path = rest.partition("/")
    if host or not slash or "?" in path or "#" in path:
        raise _invalid(schemes)
    return _path(unquote(path))


def described(text: str, schemes: Sequence[str]) -> str:
    return f"{schemes[0]}:///{path_of(text, schemes)}"


def _path(text: str) -> Path:
    if not text or "\x00" in text or text == ":memory:":
        raise SourceUrlInvalid("Name a file.")
    return Path(text)


def _invalid(schemes: Sequence[str]) -> SourceUrlInvalid:
    return SourceUrlInvalid(
        f"Write a path, or {schemes[0]}:///path, with nothing after it.", what="path"
    )
