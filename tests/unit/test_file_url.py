"""Databases that are files, named by a path or a URL."""

from __future__ import annotations

from pathlib import Path

import pytest

from lofte.connectors.sql.paths import described, path_of
from lofte.discovery.ports import SourceUrlInvalid

SCHEMES = ("sqlite",)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a.db", "a.db"),
        ("/srv/a b.db", "/srv/a b.db"),
        ("sqlite:///a.db", "a.db"),
        ("sqlite:////srv/a%20b.db", "/srv/a b.db"),
        ("a?mode=rwc", "a?mode=rwc"),
    ],
)
def test_a_file_is_named_by_path_or_url(text: str, path: str) -> None:
    assert path_of(text, SCHEMES) == Path(path)
    assert described(text, SCHEMES) == f"sqlite:///{path}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":memory:",
        "a\x00b",
        "sqlite://",
        "sqlite:///",
        "sqlite://host/a.db",
        "sqlite:///a.db?mode=rwc",
        "sqlite:///a.db#x",
        "duckdb:///a.db",
        "postgresql://u@h/d",
    ],
)
def test_what_names_no_file_is_refused(text: str) -> None:
    with pytest.raises(SourceUrlInvalid):
        path_of(text, SCHEMES)
