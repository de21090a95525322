"""`lofte scan-text`: what goes in, in which encoding, and what comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lofte.cli.scan_text import scan_text
from lofte.discovery.types import RULESET

TEXT = "Åsa skrev – pnr 811218-9876."


def run(*args: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(scan_text, list(args), input=given)


def test_what_is_piped_in_comes_out_as_json() -> None:
    result = run(given=TEXT.encode())

    document = json.loads(result.stdout)
    span = document["spans"][-1]
    assert result.exit_code == 0
    assert document["ruleset"] == RULESET
    assert set(span) == {"start", "end", "type", "confidence", "reason"}
    assert TEXT[span["start"] : span["end"]] == "811218-9876"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
     ("cp1252", "cp1252")],
)  # fmt: skip
def test_any_usual_encoding_gives_the_same_and_is_told_of(
    tmp_path: Path, encoding: str, told: str
) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(TEXT.encode(encoding))

    result = run(str(file), "--json")

    assert json.loads(result.stdout)["spans"][-1]["start"] == TEXT.index("8112")
    assert told in result.stderr and bool(told) == bool(result.stderr)


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("missing", None, 3, "no file"),
        (".", None, 5, "folder"),
        ("packed", b"\x1f\x8b\x08rest", 5, "gzip"),
        ("book", b"PK\x03\x04rest", 5, "zip"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_own_code(
    tmp_path: Path, name: str, data: bytes | None, code: int, said: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)

    result = run(str(tmp_path / name))

    assert result.exit_code == code
    assert said in result.stderr
    assert not result.stdout


def test_nothing_is_found_in_nothing() -> None:
    assert json.loads(run(given=b"").stdout)["spans"] == []
