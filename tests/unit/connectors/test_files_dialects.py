from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.connectors.files.delimited import cutter_for, read_delimited
from lofte.connectors.files.dialects import Dialect, dialect_of
from lofte.connectors.files.kinds import Kind, kind_of
from lofte.connectors.files.streams import Stream
from lofte.connectors.files.tasks import Task
from lofte.connectors.files.windows import windows

TASK = Task(system="s", place="p", table="t", rows=0, seed=0)


def columns(raw: bytes, size: int = 1 << 20) -> dict[str, list[str | None]]:
    chunks = (raw[at : at + size] for at in range(0, len(raw), size))
    (sample,) = read_delimited(Stream(chunks), TASK)
    return {column.name: column.values.to_pylist() for column in sample.columns}


PEOPLE = {"namn": ["Åsa Öberg", "Bo Ek", None], "ort": ["Umeå", "Lund, norra", "Ystad"]}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('namn,ort\nÅsa Öberg,Umeå\nBo Ek,"Lund, norra"\n,Ystad\n', "utf-8"),
        ("namn;ort\nÅsa Öberg;Umeå\nBo Ek;Lund, norra\n;Ystad", "utf-8-sig"),
        ("namn\tort\r\nÅsa Öberg\tUmeå\r\nBo Ek\tLund, norra\r\n\tYstad\r\n", "cp1252"),
        ("namn|ort\nÅsa Öberg|Umeå\nBo Ek|Lund, norra\n|Ystad\n", "cp850"),
        ("namn;ort\nÅsa Öberg;Umeå\nBo Ek;'Lund, norra'\n;'Ystad'\n", "latin-1"),
        ("namn;ort\nÅsa Öberg;Umeå\nBo Ek;Lund, norra\n;Ystad\n", "utf-16"),
        ("namn;ort\nÅsa Öberg;Umeå\nBo Ek;Lund, norra\n;Ystad\n", "utf-16-le"),
        ("namn;ort\nÅsa Öberg;Umeå\nBo Ek;Lund, norra\n;Ystad\n", "utf-32"),
        ("sep=;\nnamn;ort\nÅsa Öberg;Umeå\nBo Ek;Lund, norra\n;Ystad\n", "utf-8"),
        ("namn;ort\rÅsa Öberg;Umeå\rBo Ek;Lund, norra\r;Ystad\r", "utf-8"),
        ("#namn;ort\nÅsa Öberg;Umeå\n\nBo Ek;Lund, norra\n\n\\N;Ystad\n", "utf-8"),
    ],
)
def test_the_same_people_in_every_dialect(text: str, encoding: str) -> None:
    assert columns(text.encode(encoding)) == PEOPLE


def test_a_file_without_a_header_has_numbered_columns() -> None:
    found = columns(b"Anna,anna@example.se,1\nBo,bo@example.se,2\n")

    assert found == {
        "column_1": ["Anna", "Bo"],
        "column_2": ["anna@example.se", "bo@example.se"],
        "column_3": ["1", "2"],
    }


@pytest.mark.parametrize(
    ("names", "first"),
    [
        ("username,password", "admin,password"),
        ("ip,username,password,kind", "10.0.0.1,admin,password,router"),
    ],
)
def test_a_name_of_a_column_may_be_a_value_below_it(names: str, first: str) -> None:
    below = f"{first}\n{first.replace('password', 'other')}\n"

    assert [*columns(f"{names}\n{below}".encode())] == names.split(",")


def test_values_that_come_again_are_no_header() -> None:
    assert [*columns(b"anna,phone\nbo,email\ncia,phone\n")] == ["column_1", "column_2"]


def test_a_file_of_one_column_has_nothing_to_separate() -> None:
    assert columns(b"email\na@example.se\nb@example.se\n") == {
        "email": ["a@example.se", "b@example.se"]
    }


def test_ragged_rows_keep_all_of_their_values() -> None:
    found = columns(b"a;b\n1;2\n3\n4;5;6;7\n8;9\n10;11\n")

    assert found["a"] == ["1", "3", "4", "8", "10"]
    assert found["b"] == ["2", None, "5", "9", "11"]
    assert found["column_3"] == [None, None, "6", None, None]
    assert found["column_4"] == [None, None, "7", None, None]


def test_names_that_come_twice_or_are_empty_are_told_apart() -> None:
    assert list(columns(b"a;;a\nx;y;z\n1;2;3\n")) == ["a", "column_2", "a_2"]


def test_nuls_stay_where_they_are() -> None:
    assert columns(b"a;b\nx\x00y;1\nz;2\n")["a"] == ["x\x00y", "z"]


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    rows = b"".join(b'%d;"ok"\n' % number for number in range(50))

    found = columns(b'id;text\n0;"never closed\n' + rows, size=64)

    assert len(found["id"]) >= 50


def test_a_row_in_another_encoding_is_read_as_windows_would() -> None:
    raw = "namn;ort\nÅsa;Umeå\n".encode() + "Örjan;Luleå\n".encode("cp1252")

    assert columns(raw) == {"namn": ["Åsa", "Örjan"], "ort": ["Umeå", "Luleå"]}


def test_a_carriage_return_alone_is_part_of_its_value() -> None:
    assert columns(b"a;b\n1\r2;3\n4;5\n")["a"] == ["1 2", "4"]


VALUE = st.text(st.sampled_from("ab\",;\n \t'å"), max_size=6)


@given(st.lists(st.lists(VALUE, min_size=2, max_size=4), min_size=1, max_size=20), st.data())
def test_rows_are_cut_where_csv_says_whatever_the_windows(
    rows: list[list[str]], data: st.DataObject
) -> None:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    raw = file.getvalue().encode()
    size = data.draw(st.integers(1, 40))
    dialect = Dialect(delimiter=",", width=2)

    chunks = (raw[at : at + size] for at in range(0, len(raw), size))
    found = [
        dialect.fields(window[start:end].decode())
        for window, cut in windows(chunks, cutter_for(dialect))
        for start, end in zip(cut.starts.tolist(), cut.ends.tolist(), strict=True)
    ]

    assert found == [row for row in csv.reader(io.StringIO(raw.decode(), newline="")) if row]


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"", "x.csv", Kind.EMPTY),
        (b"  \n \n", "x.csv", Kind.EMPTY),
        (b"PAR1....", "x.csv", Kind.PARQUET),
        (b"SQLite format 3\x00...", "x", Kind.SQLITE),
        (b"\x00" * 8 + b"DUCK" + b"\x40", "x", Kind.DUCKDB),
        (b"\x1f\x8b\x08", "x.csv", Kind.GZIP),
        (bytes(range(256)) * 20, "x.csv", Kind.BINARY),
        (b"\x00" * 5000, "x.csv", Kind.BINARY),
        (b"%PDF-1.7\n%\x81\x02\x03\x04\x05\x06" + bytes(range(32)) * 9, "x.pdf", Kind.BINARY),
        (b'{"a": 1}\n{"a": 2}\n', "x", Kind.JSON_LINES),
        (b'{"a": 1}\n', "x.jsonl", Kind.JSON_LINES),
        (b'{"a": 1}\n', "x", Kind.JSON),
        (b'[\n  {"a": 1}\n]', "x", Kind.JSON),
        (b"[2026-01-01 10:00] hello\n[2026-01-01 10:01] there\n", "x", Kind.TEXT),
        (b"-- MariaDB dump 10.19\n\nCREATE TABLE `a` (b int);\n", "x", Kind.SQL),
        (b"PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n", "x", Kind.SQL),
        (b"a;b\n1;2\n3;4\n", "x", Kind.DELIMITED),
        (b"a;b\n1;2\n3;4\n", "x.log", Kind.TEXT),
        (b"ts=1 user=anna ip=1, x\nts=2 user=bo ip=2, y\n", "x", Kind.TEXT),
        ("Kära du, hur mår du?\nJag mår bra.\nMvh, Åsa, Bo\n".encode(), "x.txt", Kind.TEXT),
    ],
)
def test_bytes_go_before_names(head: bytes, name: str, kind: Kind) -> None:
    assert kind_of(head, name) is kind


def test_text_with_some_commas_is_no_table() -> None:
    text = "Hej, hej.\nIngenting här.\nEn, två, tre, fyra.\nSlut.\n" * 5

    found = dialect_of(text, cut=False)

    assert found is None
