from __future__ import annotations

import datetime
import decimal
import io
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.connectors.files import parquet
from lofte.connectors.files.flattening import flat, parsed
from lofte.connectors.files.json_tables import tables_in
from lofte.connectors.files.reading import read_file
from lofte.connectors.files.tasks import Task
from lofte.connectors.finding import scheme_of, source_of
from lofte.discovery.samples import TableSample

Columns = dict[str, list[str | None]]


def read(raw: bytes, name: str, *, rows: int = 0) -> dict[str, TableSample]:
    task = Task(system="s", place=name, table="t", rows=rows, seed=3)
    found = list(read_file(io.BytesIO(raw), name, task))
    assert all(isinstance(one, TableSample) for one in found), found
    return {one.table.name: one for one in found if isinstance(one, TableSample)}


def columns(sample: TableSample) -> Columns:
    return {column.name: column.values.to_pylist() for column in sample.columns}


def parquet_of(table: pa.Table, **options: object) -> bytes:
    held = io.BytesIO()
    pq.write_table(table, held, **options)
    return held.getvalue()


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 400), st.integers(0, 30), st.integers(1, 120))
def test_the_same_rows_are_drawn_of_every_kind_of_file(
    count: int, rows: int, group: int
) -> None:
    ids = [str(number) for number in range(count)]
    held = {
        "t.csv": b"id;x\n" + b"".join(f"{one};a\n".encode() for one in ids),
        "t.jsonl": b"".join(b'{"id": %s, "x": "a"}\n' % one.encode() for one in ids),
        "t.json": json.dumps([{"id": int(one), "x": "a"} for one in ids]).encode(),
        "t.parquet": parquet_of(
            pa.table({"id": list(map(int, ids)), "x": ["a"] * count}), row_group_size=group
        ),
        "t.sql": b"INSERT INTO t (id, x) VALUES "
        + b",".join(b"(%s,'a')" % one.encode() for one in ids)
        + b";\n",
    }

    found = {name: read(raw, name, rows=rows)["t"] for name, raw in held.items()}

    first = columns(found["t.csv"])
    assert len(first["id"]) == (min(rows, count) if rows else count)
    for sample in found.values():
        assert columns(sample) == first
        assert (sample.rows, sample.counted) == (count, True)
        assert sample.complete == (len(first["id"]) == count)
        assert sample.order is not None
        assert sample.order.tolist() == found["t.csv"].order.tolist()  # type: ignore[union-attr]


def test_nested_columns_of_parquet_are_flat() -> None:
    moment = datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    rows = [
        {
            "who": {"name": "Anna", "at": {"city": "Umeå"}},
            "tags": ["a", "b"],
            "orders": [{"id": 1, "mail": "a@example.se"}, {"id": 2, "mail": None}],
            "raw": b"text",
            "n": decimal.Decimal("1.50"),
            "f": 199001012385.0,
            "ok": True,
            "when": moment,
            "day": datetime.date(1990, 1, 1),
        },
        dict.fromkeys(["who", "tags", "orders", "raw", "n", "f", "ok", "when", "day"]),
    ]

    found = read(parquet_of(pa.Table.from_pylist(rows)), "x")["t"]

    assert columns(found) == {
        "who.at.city": ["Umeå", None],
        "who.name": ["Anna", None],
        "tags": ['["a", "b"]', None],
        "orders.id": ['["1", "2"]', None],
        "orders.mail": ["a@example.se", None],
        "raw": ["text", None],
        "n": ["1.50", None],
        "f": ["199001012385", None],
        "ok": ["true", None],
        "when": ["2024-01-02 03:04:05+00", None],
        "day": ["1990-01-01", None],
    }
    assert found.table.column("n").type == "decimal128(3, 2)"  # type: ignore[union-attr]


def test_of_a_large_parquet_file_some_row_groups_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parquet, "ENOUGH", 2000)
    raw = parquet_of(pa.table({"id": range(10_000)}), row_group_size=100)

    sample = read(raw, "x", rows=300)["t"]

    groups = {int(value or 0) // 100 for value in columns(sample)["id"]}
    assert (sample.rows, sample.drawn, sample.complete) == (10_000, 300, False)
    assert 3 <= len(groups) < 20
    assert max(groups) > 50


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("codec", ["none", "snappy", "gzip", "zstd", "lz4", "brotli"])
def test_of_a_large_row_group_some_pages_are_read(
    codec: str, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = 9000
    table = pa.table(
        {
            "id": range(rows),
            "mail": [f"a{number}@example.se" if number % 7 else None for number in range(rows)],
            "city": pa.array(["Umeå", "Lund", None] * (rows // 3)).dictionary_encode(),
            "n": pa.array([decimal.Decimal(number) / 4 for number in range(rows)]),
            "at": pa.array(range(rows), pa.timestamp("ms", "UTC")),
            "ok": [number % 2 == 0 for number in range(rows)],
            "who": [{"name": f"Anna {number}"} for number in range(rows)],
        }
    )
    raw = parquet_of(
        table, compression=codec, data_page_version=version, data_page_size=2000,
        write_batch_size=100,
    )  # fmt: skip
    every = columns(read(raw, "x")["t"])
    monkeypatch.setattr(parquet, "ENOUGH", 1000)
    monkeypatch.setattr(parquet, "BLOCK", 200)

    sample = read(raw, "x", rows=500)["t"]

    found = columns(sample)
    places = [int(value or 0) for value in found["id"]]
    assert found == {
        name: [values[place] for place in places] for name, values in every.items()
    }
    assert (sample.rows, sample.drawn, sample.complete) == (rows, 500, False)
    assert 9 <= len({place // 200 for place in places}) <= 12
    assert sample.table.column("city").type.startswith("dictionary")  # type: ignore[union-attr]


def test_a_large_column_is_read_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    table = pa.table({"id": range(5000), "text": [f"{n} " * 20 for n in range(5000)]})
    whole = columns(read(parquet_of(table), "x", rows=100)["t"])

    monkeypatch.setattr(parquet, "AT_ONCE", 1000)

    assert columns(read(parquet_of(table), "x", rows=100)["t"]) == whole


@pytest.mark.parametrize(
    ("document", "tables"),
    [
        ([{"a": 1}, {"b": 2}], {"": 2}),
        ({"people": [{"n": 1}], "visits": [{"n": 1}, {"n": 2}]}, {"people": 1, "visits": 2}),
        ({"n": ["Anna", "Bo"], "e": ["a", "b"]}, {"": 2}),
        ({"a": {"b": {"c": [{"d": 1}]}}, "v": 1}, {"a.b.c": 1, "": 1}),
        ({"1": {"n": "A"}, "2": {"n": "B"}, "3": {"n": "C", "m": 1}}, {"": 3}),
        ({"n": "Anna", "tags": ["a", "b", "c"]}, {"": 1}),
        ("text", {"": 1}),
        ([1, 2, 3], {"": 3}),
        ([["a", 1], ["b", 2]], {"": 2}),
    ],
)
def test_tables_in_documents(document: object, tables: dict[str, int]) -> None:
    assert {path: len(rows) for path, rows in tables_in(document)} == tables


def test_what_records_lie_under_is_a_value_and_no_name() -> None:
    ((_, rows),) = tables_in({f"anna{n}@example.se": {"age": n} for n in range(5)})

    assert rows[0] == {"key": "anna0@example.se", "age": 0}


@pytest.mark.parametrize(
    ("document", "row"),
    [
        ('{"a": {"b": 1.50, "c": true}}', {"a.b": "1.50", "a.c": "true"}),
        ('{"a": [{"m": "x"}, {"m": "y"}]}', {"a.m": '["x", "y"]'}),
        ('{"a": [], "b": {}, "c": null}', {"a": None, "b": None, "c": None}),
        ('{"a": ["å"]}', {"a": "å"}),
        ('"alone"', {"value": "alone"}),
        ('{"pnr": 9001012385}', {"pnr": "9001012385"}),
    ],
)
def test_nested_values_have_paths(document: str, row: dict[str, str | None]) -> None:
    assert flat(parsed(document)) == row


def sheet(*rows: str) -> bytes:
    """A spreadsheet with one sheet, `Blad1`, of these rows of XML."""
    kind = "application/vnd.openxmlformats-officedocument"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        parts.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{kind}.spreadsheetml.sheet.main+xml"/></Types>',
        )
        parts.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        parts.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        data = "".join(f'<row r="{at}">{row}</row>' for at, row in enumerate(rows, 1))
        parts.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>',
        )
    return held.getvalue()


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_sheets_are_tables() -> None:
    raw = sheet(
        text_cell("A1", "Kundlista 2024"),
        text_cell("A2", "namn") + text_cell("B2", "personnummer"),
        text_cell("A3", "Åsa") + '<c r="B3"><v>199001012385</v></c>',
        text_cell("A4", "Bo") + '<c r="B4" t="b"><v>1</v></c>',
    )

    found = read(raw, "kunder.xlsx")

    assert columns(found["Blad1"]) == {
        "namn": ["Åsa", "Bo"],
        "personnummer": ["199001012385", "true"],
    }


def test_a_spreadsheet_that_unpacks_to_too_much_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lofte.connectors.files.workbooks.LARGEST", 100)
    task = Task(system="s", place="p", table="t", rows=0, seed=0)

    (missed,) = read_file(io.BytesIO(sheet()), "t.xlsx", task)

    assert getattr(missed, "reason", None) == "too_large"


def test_a_log_is_a_table_of_its_lines() -> None:
    raw = (
        b'2024-01-01 user=anna ip=10.0.0.1 msg="hi, there"\r\n\r\n2024-01-02 user=bo ip=::1\r\n'
    )

    assert columns(read(raw, "app.log")["t"]) == {
        "text": [
            '2024-01-01 user=anna ip=10.0.0.1 msg="hi, there"',
            "2024-01-02 user=bo ip=::1",
        ]
    }


@pytest.mark.parametrize(
    ("given", "scheme"),
    [
        ("people.csv", None),
        ("/a/b://c", None),
        ("C:\\people.csv", None),
        ("S3://bucket/key", "s3"),
        ("postgresql+psycopg://host/db", "postgresql"),
    ],
)
def test_schemes(given: str, scheme: str | None) -> None:
    assert scheme_of(given) == scheme


def test_a_database_in_a_folder_is_read_as_one(tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "app.db") as made:
        made.execute("CREATE TABLE people (email text)")
    made.close()
    (tmp_path / "a.csv").write_bytes(b"a;b\n1;2\n")

    parts = source_of(str(tmp_path)).partitions()
    found = [one for part in parts for one in part.samples(rows=1, seed=0)]

    names = {one.table.name for one in found if isinstance(one, TableSample)}
    assert names == {"a", "people"}


def test_a_described_service_is_found_by_its_description(tmp_path: Path) -> None:
    path = tmp_path / "crm.yaml"
    path.write_text("service: https://crm.example/api\nresources: {}\n")

    try:
        source = source_of(str(path))
    except Exception as refused:  # noqa: BLE001 (whose business the rest of it is)
        assert "description" in str(refused)
    else:
        assert source.system.startswith("https://crm.example")
