from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from ipaddress import ip_address
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range

from lofte.areas.datamap.rules.serialise import harmless, header, to_cell, to_json


class Odd:
    def __str__(self) -> str:
        return "odd"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (2**53, "9007199254740992"),
        (0.5, 0.5),
        (float("inf"), "inf"),
        (Decimal("1.10"), "1.10"),
        (Decimal("NaN"), "NaN"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "2026-01-02T03:04:00+00:00"),
        (time(3, 4), "03:04:00"),
        (timedelta(days=2, seconds=3, microseconds=40), "P2DT3.00004S"),
        (timedelta(0), "PT0S"),
        (timedelta(seconds=-1), "-PT1S"),
        (b"\x00\xff", {"base64": "AP8="}),
        (memoryview(b"a"), {"base64": "YQ=="}),
        ([1, [b"a", None]], [1, [{"base64": "YQ=="}, None]]),
        ({"a": Decimal(1), 2: {3}}, {"a": "1", "2": [3]}),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (ip_address("192.0.2.1"), "192.0.2.1"),
        (Range(empty=True), {"empty": True}),
        (Odd(), "odd"),
        ("a\x00b\ud800", "a\ufffdb\ufffd"),
    ],
)
def test_each_kind_of_value_has_one_json_form(value: object, plain: object) -> None:
    assert to_json(value) == plain
    json.dumps(to_json(value), allow_nan=False).encode()


def test_a_range_keeps_its_bounds_and_whether_they_belong_to_it() -> None:
    expected = {
        "from": "2026-01-01",
        "from_included": True,
        "to": None,
        "to_included": False,
    }
    assert to_json(Range(date(2026, 1, 1), None)) == expected
    assert to_json(Multirange([Range(date(2026, 1, 1), None)])) == [expected]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (False, "false"),
        (-5, "-5"),
        (-(2**60), "-1152921504606846976"),
        (Decimal("-5.10"), "-5.10"),
        ("=1+1", "'=1+1"),
        ("+46701740605", "'+46701740605"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("anna@example.se", "anna@example.se"),
        (b"a", "base64:YQ=="),
        (["=1"], '["=1"]'),
        ({"å": 1}, '{"å": 1}'),
    ],
)
def test_each_kind_of_value_has_one_cell(value: object, cell: str) -> None:
    assert to_cell(value) == cell


def test_column_names_are_made_harmless_too() -> None:
    assert header(["=cmd", "name"]) == ["'=cmd", "name"]


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.binary()
    | st.decimals()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.uuids(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(values)
def test_any_value_is_json_that_any_reader_takes(value: object) -> None:
    text = json.dumps(to_json(value), allow_nan=False, ensure_ascii=False)
    text.encode("utf-8")
    assert "\\u0000" not in text


@given(values)
def test_any_cell_survives_csv_and_never_begins_a_formula(value: object) -> None:
    cell = to_cell(value)
    written = io.StringIO(newline="")
    csv.writer(written).writerow([cell, "end"])

    assert next(csv.reader(io.StringIO(written.getvalue(), newline=""))) == [cell, "end"]
    if not isinstance(value, int | float | Decimal):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text())
def test_only_the_apostrophe_is_added(text: str) -> None:
    assert harmless(text).removeprefix("'") == text.removeprefix("'") or harmless(text) == text
