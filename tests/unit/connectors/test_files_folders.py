"""Folders and paths: what is found in them, left out of them, or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lofte.connectors.files.source import FileNotRead
from lofte.connectors.finding import SourceNotFound, source_of
from lofte.discovery.losses import NotScanned
from lofte.discovery.ports import SourceUrlInvalid
from lofte.discovery.samples import TableSample

CSV = b"namn;epost\nAnna;anna@example.se\nBo;bo@example.se\n"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "people.csv").write_bytes(CSV)
    (tmp_path / "people.json").write_bytes(b'[{"a": 1}]')
    (tmp_path / ".hidden").write_bytes(CSV)
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "up").symlink_to(tmp_path)
    (tmp_path / "below" / "x.log").write_bytes(b"hello\n")
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.csv")
    yield tmp_path


def test_a_folder_is_all_its_files_and_says_what_it_leaves_out(folder: Path) -> None:
    parts = source_of(str(folder)).partitions()
    found = [one for part in parts for one in part.samples(rows=1, seed=0)]
    samples = [one for one in found if isinstance(one, TableSample)]
    missed = {one.place: one.reason for one in found if isinstance(one, NotScanned)}

    assert [sample.table.name for sample in samples] == [
        "below/x", "people.csv", "people.json",
    ]  # fmt: skip
    assert {sample.system for sample in samples} == {str(folder)}
    assert missed == {
        ".hidden": "hidden",
        "below/up": "link",
        "link.csv": "link",
        "pipe.csv": "not_a_file",
    }


def test_a_file_that_goes_away_meanwhile_is_missing(folder: Path) -> None:
    parts = source_of(str(folder)).partitions()
    (folder / "people.csv").unlink()

    found = [one for part in parts for one in part.samples(rows=1, seed=0)]

    assert "missing" in [one.reason for one in found if isinstance(one, NotScanned)]


def test_what_may_not_be_read_is_refused() -> None:
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "t.csv"
        path.write_bytes(CSV)
        path.chmod(0)
        Path(made).chmod(0o755)
        with nobody(), pytest.raises(FileNotRead):
            source_of(str(path)).partitions()


@contextmanager
def nobody() -> Iterator[None]:
    """Root may read everything, so it is somebody else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(FileNotRead):
        source_of(str(tmp_path / "pipe")).partitions()


@pytest.mark.parametrize("given", ["/nowhere/at/all.csv", "", "a\x00b"])
def test_what_is_not_there_is_not_found(given: str) -> None:
    with pytest.raises(SourceNotFound):
        source_of(given)


@pytest.mark.parametrize("given", ["ftp://user:secret@host/x", "file://host/x", "s3://"])
def test_a_url_that_cannot_be_read_is_not_repeated(given: str) -> None:
    with pytest.raises(SourceUrlInvalid) as refused:
        source_of(given)

    assert "secret" not in str(refused.value)
