"""Values as texts: one form, whatever type they had."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.discovery.written import as_texts


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        (pa.bool_(), True, "true"),
        (pa.int64(), 199001012385, "199001012385"),
        (pa.uint8(), 7, "7"),
        (pa.float64(), 199001012385.0, "199001012385"),
        (pa.float64(), 9001012385.0, "9001012385"),
        (pa.float64(), 1.5, "1.5"),
        (pa.float64(), 12345678901234.5, "12345678901234.5"),
        (pa.float64(), 1e-5, "1e-05"),
        (pa.float64(), 1e16, "1e+16"),
        (pa.float64(), -0.0, "0"),
        (pa.float64(), float("nan"), "NaN"),
        (pa.float64(), float("-inf"), "-Infinity"),
        (pa.float32(), 0.1, "0.1"),
        (pa.decimal128(9, 3), Decimal("12.340"), "12.340"),
        (pa.decimal128(12, 0), Decimal(199001012385), "199001012385"),
        (pa.date32(), date(2026, 1, 2), "2026-01-02"),
        (pa.timestamp("us"), datetime(2026, 1, 2), "2026-01-02 00:00:00"),
        (pa.timestamp("us"), datetime(2026, 1, 2, 3, 4, 5, 500000), "2026-01-02 03:04:05.5"),
        (pa.timestamp("ns"), datetime(2026, 1, 2, 3, 4, 10), "2026-01-02 03:04:10"),
        (pa.timestamp("us", "UTC"), datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02 00:00:00+00"),
        (pa.time64("us"), time(3, 4, 50), "03:04:50"),
        (pa.list_(pa.string()), ["å", None], '["å", null]'),
        (pa.struct([("a", pa.int64())]), {"a": 1}, '{"a": 1}'),
        (pa.binary(), "Åsa\n".encode(), "Åsa\n"),
        (pa.binary(), b"\xff\x00", None),
        (pa.string(), "", ""),
        (pa.null(), None, None),
        (pa.dictionary(pa.int8(), pa.string()), "x", "x"),
    ],
)
def test_a_value_has_one_written_form(type_: pa.DataType, value: Any, text: str | None) -> None:
    assert as_texts(pa.array([value, None], type_)).to_pylist() == [text, None]


def test_a_moment_is_written_in_utc() -> None:
    stockholm = timezone(timedelta(hours=1))
    values = pa.array([datetime(2026, 1, 2, tzinfo=stockholm)], pa.timestamp("us", "+01:00"))

    assert as_texts(values).to_pylist() == ["2026-01-01 23:00:00+00"]


def test_a_uuid_is_written_with_hyphens() -> None:
    value = uuid.UUID(int=1)
    values = pa.ExtensionArray.from_storage(pa.uuid(), pa.array([value.bytes], pa.binary(16)))

    assert as_texts(values).to_pylist() == ["00000000-0000-0000-0000-000000000001"]


def test_parts_of_a_column_are_put_together() -> None:
    assert as_texts(pa.chunked_array([[1], [2, None]])).to_pylist() == ["1", "2", None]
    assert as_texts(pa.chunked_array([], pa.int64())).to_pylist() == []


@given(st.lists(st.floats() | st.none()))
def test_a_number_reads_back_as_itself(numbers: list[float | None]) -> None:
    texts = as_texts(pa.array(numbers, pa.float64())).to_pylist()

    back = [None if text is None else float(text) for text in texts]
    np.testing.assert_array_equal(np.array(back, float), np.array(numbers, float))


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_a_short_number_has_its_own_few_digits(number: float) -> None:
    text = as_texts(pa.array([number], pa.float32()))[0].as_py()

    assert np.float32(text) == np.float32(number)
    assert len(text) <= 16
