"""What is broken, hostile or endless: each is told, and the rest is read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import resource
import tarfile
import zipfile
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lofte.connectors.files.kinds import Kind
from lofte.connectors.files.reading import read_file, read_stream
from lofte.connectors.files.streams import Stream
from lofte.connectors.files.tasks import Task, Unreadable
from lofte.connectors.files.unpacking import unpacked
from lofte.connectors.finding import source_of
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample

CSV = b"namn;epost\nAnna;anna@example.se\nBo;bo@example.se\n"
NAMES = ["Anna", "Bo"]
TASK = Task(system="s", place="p", table="t", rows=100, seed=0)


def scanned(place: Path | str, *, rows: int = 100) -> tuple[list[TableSample], dict[str, str]]:
    """The tables, and what was not scanned: the reason by place."""
    parts = source_of(str(place)).partitions()
    found = [one for part in parts for one in part.samples(rows=rows, seed=0)]
    missed = [one for one in found if isinstance(one, NotScanned)]
    assert all(one.said.endswith(".") for one in missed)
    return (
        [one for one in found if isinstance(one, TableSample)],
        {one.place: one.reason for one in missed},
    )


def first_column(sample: TableSample) -> list[str | None]:
    values: list[str | None] = sample.columns[0].values.to_pylist()
    return values


def zipped(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def lines(count: int) -> bytes:
    return b"id;epost\n" + b"".join(b"%d;a%d@example.se\n" % (n, n * n) for n in range(count))


PACKERS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": partial(lzma.compress, preset=0),
    "zst": lambda raw: pa.compress(raw, codec="zstd", asbytes=True),
}


@pytest.mark.parametrize("ending", PACKERS)
def test_what_is_packed_is_read_like_what_is_not(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"people.csv.{ending}"
    path.write_bytes(PACKERS[ending](CSV))

    (sample,), missed = scanned(path)

    assert sample.table.name == "people"
    assert first_column(sample) == NAMES
    assert missed == {}


@pytest.mark.parametrize("ending", PACKERS)
def test_a_file_that_breaks_off_is_read_up_to_there(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"t.csv.{ending}"
    packed = PACKERS[ending](lines(200_000))
    path.write_bytes(packed[: len(packed) * 4 // 5])

    (sample,), missed = scanned(path)

    assert missed == {path.name: "truncated"}
    assert 100_000 < (sample.rows or 0) < 200_000
    assert not sample.counted
    assert not sample.complete


@pytest.mark.parametrize("ending", PACKERS)
def test_what_came_before_a_break_is_not_lost_in_a_buffer(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"t.csv.{ending}"
    packed = PACKERS[ending](lines(30_000))
    path.write_bytes(packed[:-4])

    (sample,), missed = scanned(path)

    assert missed == {path.name: "truncated"}
    assert 25_000 < (sample.rows or 0) <= 30_000


def test_a_gzip_with_a_wrong_byte_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    packed = bytearray(gzip.compress(lines(300_000)))
    packed[len(packed) // 2] ^= 255
    path.write_bytes(packed)

    _, missed = scanned(path)

    assert missed in ({"t.csv.gz": "damaged"}, {"t.csv.gz": "truncated"})


class Zeros:
    """A packed file that goes on for ever, of which a little has been read."""

    def __init__(self, packed: bytes) -> None:
        self._packed, self.passed = packed, 0

    def read(self, size: int) -> bytes:
        self.passed += len(self._packed)
        return self._packed


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    endless = Zeros(gzip.compress(bytes(64 << 20)))
    passed = 0

    with pytest.raises(Unreadable) as refused:
        for chunk in unpacked(endless, Kind.GZIP):
            passed += len(chunk)

    assert refused.value.reason == "bomb"
    assert passed < 1 << 30


def test_a_zip_of_many_members_that_share_their_bytes_is_a_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lofte.connectors.files.archives.NO_BOMB", 1 << 20)
    path = tmp_path / "t.zip"
    path.write_bytes(zipped({f"{n}.txt": b"0" * (3 << 20) for n in range(9)}))

    _, missed = scanned(path)

    assert "bomb" in missed.values()


def test_archives_in_archives_are_opened_one_level_deep(tmp_path: Path) -> None:
    deepest = zipped({"deepest.csv": CSV})
    inner = zipped({"inner.csv": CSV, "deep.zip": deepest})
    path = tmp_path / "outer.zip"
    path.write_bytes(
        zipped({"a.csv": CSV, "people.csv.gz": gzip.compress(CSV), "i.zip": inner})
    )

    samples, missed = scanned(path)

    assert sorted(sample.table.name for sample in samples) == ["a", "inner", "people"]
    assert missed == {"outer.zip/i.zip/deep.zip": "nested"}


def test_a_member_with_a_password_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.zip"
    raw = bytearray(zipped({"secret.csv": CSV, "open.csv": CSV}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    path.write_bytes(raw)

    samples, missed = scanned(path)

    assert [sample.table.name for sample in samples] == ["open"]
    assert missed == {"t.zip/secret.csv": "encrypted"}


def test_a_member_with_a_wrong_checksum_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "t.zip"
    raw = bytearray(zipped({"bad.csv": CSV, "good.csv": CSV}))
    raw[raw.index(b"PK\x01\x02") + 16] ^= 255
    path.write_bytes(raw)

    samples, missed = scanned(path)

    assert [sample.table.name for sample in samples][-1:] == ["good"]
    assert missed == {"t.zip/bad.csv": "damaged"}


def test_a_zip_without_its_end_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "t.zip"
    path.write_bytes(zipped({"a.csv": CSV * 100})[:-30])

    assert scanned(path) == ([], {"t.zip": "damaged"})


def test_a_tar_is_read_up_to_where_it_breaks_off(tmp_path: Path) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name in ("a.csv", "b.csv"):
            info = tarfile.TarInfo(name)
            info.size = len(CSV)
            archive.addfile(info, io.BytesIO(CSV))
        link = tarfile.TarInfo("out")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    whole, cut = tmp_path / "whole.tar", tmp_path / "cut.tar.gz"
    whole.write_bytes(held.getvalue())
    cut.write_bytes(gzip.compress(held.getvalue()[: 512 + 512 + 512 + 20]))

    samples, missed = scanned(whole)
    fewer, broken = scanned(cut)

    assert [sample.table.name for sample in samples] == ["a", "b"]
    assert missed == {"whole.tar/out": "link"}
    assert "a" in [sample.table.name for sample in fewer]
    assert broken != {}


class Sparse(io.RawIOBase):
    """A file of one line that is so long."""

    def __init__(self, size: int, block: bytes) -> None:
        self._left, self._block = size, block

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        size = min(len(view), len(self._block), self._left)
        view[:size] = self._block[:size]
        self._left -= size
        return size


@pytest.mark.parametrize(
    ("name", "begin"),
    [("t.txt", b""), ("t.csv", b"a;b\n1;2\n"), ("t.json", b'[{"a":1},{"b":"'),
     ("t.jsonl", b'{"a":1}\n'), ("t.sql", b"INSERT INTO t VALUES (1),(2,'")],
)  # fmt: skip
def test_a_line_without_end_takes_no_more_memory_than_a_short_one(
    name: str, begin: bytes
) -> None:
    block = begin + b"abcdefg " * (1 << 17)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    found = list(read_file(Sparse(300 << 20, block), name, TASK))  # type: ignore[arg-type]

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 << 10
    assert found


def test_a_long_line_is_read_in_pieces_that_overlap() -> None:
    text = b"x" * 8100 + b" anna@example.se " + b"y" * 10_000
    task = Task(system="s", place="p", table="t", rows=0, seed=0)
    expected: list[list[str | None]] = []

    for size in (1000, 8192, 1 << 20):
        chunks = (text[at : at + size] for at in range(0, len(text), size))
        (sample,) = read_stream(Stream(chunks), "t.txt", task)
        assert isinstance(sample, TableSample)
        expected.append(first_column(sample))

    assert expected[0] == expected[1] == expected[2]
    assert sum("anna@example.se" in (piece or "") for piece in expected[0]) == 2
    assert len(expected[0]) == 3


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").touch()

    assert scanned(tmp_path / "t.csv") == ([], {"t.csv": "empty"})


def test_bytes_that_are_no_text_say_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(bytes(range(256)) * 50)

    assert scanned(tmp_path / "t.csv") == ([], {"t.csv": "binary"})


def test_a_damaged_column_of_parquet_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    table = pa.table({"a": ["x" * 50] * 500, "b": [f"{n}@example.se" for n in range(500)]})
    pq.write_table(table, path, compression="gzip", use_dictionary=False)
    raw = bytearray(path.read_bytes())
    raw[60:90] = bytes(30)
    path.write_bytes(raw)

    (sample,), missed = scanned(path)

    assert [column.note for column in sample.columns] == ["unreadable", None]
    assert sample.columns[1].values[0].as_py() == "0@example.se" or sample.drawn == 100
    assert missed == {"t.parquet: a": "damaged"}


def test_a_parquet_file_without_its_end_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"a": [1]}), path)
    path.write_bytes(path.read_bytes()[:-10])

    assert scanned(path) == ([], {"t.parquet": "damaged"})


@pytest.mark.parametrize(
    ("content", "reason", "rows"),
    [(b'[{"a": 1}, {"a": 2', "cut", 1), (b'{"a": [1, 2}', "malformed", 0),
     (b'{"a": 1}\n{"a": \n{"a": 3}\n', "malformed", 2), (b"[" * 100_000, "cut", 0),
     (b'{"a": [1, 2, {"b": 3}', "cut", 0)],
)  # fmt: skip
def test_json_that_is_none_is_told(
    content: bytes, reason: str, rows: int, tmp_path: Path
) -> None:
    (tmp_path / "t.json").write_bytes(content)

    samples, missed = scanned(tmp_path / "t.json")

    assert set(missed.values()) == {reason}
    assert sum(sample.drawn for sample in samples) == rows


def test_a_document_larger_than_memory_is_read_member_by_member(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lofte.connectors.files.json_documents.SMALL", 10)
    document = {
        "v": 1,
        "data": {"people": [{"n": f"Anna {n}", "t": ["]", '"'], "o": {}} for n in range(50)]},
        "tags": ["a", "b"],
        "orders": [{"id": n} for n in range(30)],
    }
    task = Task(system="s", place="p", table="t", rows=0, seed=0)

    for size in (5, 1000):
        raw = json.dumps(document).encode()
        chunks = (raw[at : at + size] for at in range(0, len(raw), size))
        found = [one for one in read_stream(Stream(chunks), "t.json", task)]

        assert all(isinstance(one, TableSample) for one in found)
        rows = {one.table.name: one.rows for one in found if isinstance(one, TableSample)}
        assert rows == {"data.people": 50, "orders": 30, "t": 1}
