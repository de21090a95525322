"""What `lofte notices import` says to files that are no policy, before any database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lofte.areas.notices.rules import MAX_BYTES
from lofte.cli.notices import notices

ASK = ["--organisation", "nobody"]


def run(file: Path | str, *, lang: str = "sv", stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(notices, ["import", str(file), "--lang", lang, *ASK], input=stdin)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "There is no text in the file"),
        (b" \n\t", "There is no text in the file"),
        (b"%PDF-1.7\n", "not plain text"),
        (b"PK\x03\x04word", "not plain text"),
        (b"Hall\xe5 d\xe4r.", "not in UTF-8: byte 4 cannot be read"),
        (b"<script>1</script>", "no text a reader would see"),
        (b"Vi svarar dig nu. " * 5001, "at most 5,000 sentences"),
    ],
)
def test_a_file_that_is_no_policy_is_refused_in_one_sentence(
    tmp_path: Path, raw: bytes, said: str
) -> None:
    file = tmp_path / "policy"
    file.write_bytes(raw)

    done = run(file)

    assert done.exit_code == 5
    assert said in done.output


def test_a_language_we_cannot_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "policy.txt"
    file.write_text("Vastaamme kuukaudessa.")

    done = run(file, lang="fi")

    assert (done.exit_code, "choose sv or en" in done.output) == (5, True)


@pytest.mark.parametrize("missing", ["nowhere.txt", "."])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, missing: str) -> None:
    done = run(tmp_path / missing)

    assert (done.exit_code, "cannot be read" in done.output) == (2, True)


def test_a_file_of_a_terabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as handle:
        # Sparse: it takes no room, but reading it would take hours and all memory.
        os.truncate(handle.fileno(), 1 << 40)

    done = run(file)

    assert done.exit_code == 5
    assert "at most 2 MB" in done.output


def test_an_endless_stream_is_cut_off(tmp_path: Path) -> None:
    done = run("-", stdin=b"a" * (MAX_BYTES + 10))

    assert (done.exit_code, "at most 2 MB" in done.output) == (5, True)
