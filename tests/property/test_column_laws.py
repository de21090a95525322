"""What holds of any column, whatever it holds."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn as stdnum_luhn
from stdnum.iso7064 import mod_97_10

from fakes.judged_columns import judged, sampled
from lofte.discovery.columns import judge
from lofte.discovery.columns.checks import is_date, luhn, mod97
from lofte.discovery.columns.distinct import distinct
from lofte.discovery.columns.looks import mostly, wilson
from lofte.discovery.columns.masking import masked

ANYTHING = st.one_of(
    st.none(), st.text(max_size=40), st.from_regex(r"[0-9 +-]{1,14}", fullmatch=True)
)
COLUMNS = st.lists(ANYTHING, max_size=30)


@given(COLUMNS, st.text(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_column_gets_a_verdict_with_a_probability_and_one_sentence(
    values: list[str | None], name: str
) -> None:
    verdict = judged(values, name=name)
    assert 0.0 <= verdict.confidence <= 1.0
    assert verdict.reason.endswith(".")
    assert "\n" not in verdict.reason
    assert verdict.examples == ()
    assert all(0 <= found.low <= found.high <= 1 for found in verdict.contains)


@given(COLUMNS)
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_does_not_matter(values: list[str | None]) -> None:
    one, other = judged(values), judged(values[::-1])
    assert (one.type, one.contains, one.reason) == (other.type, other.contains, other.reason)
    assert one.confidence == pytest.approx(other.confidence)


@given(COLUMNS)
@settings(max_examples=40, deadline=None)
def test_the_same_rows_twice_are_of_the_same_type(values: list[str | None]) -> None:
    assert judged(values * 2).type is judged(values).type


@given(COLUMNS)
def test_every_row_that_holds_something_is_counted_once(values: list[str | None]) -> None:
    found = distinct(pa.array(values, pa.large_string()))
    texts = found.texts.to_pylist()
    assert found.rows == len(values)
    assert found.filled == int((found.index >= 0).sum())
    assert all(texts[at] == values[row].strip() for row, at in enumerate(found.index)
               if at >= 0 and values[row].isascii() and values[row].isprintable())  # fmt: skip


@given(st.text(max_size=80))
def test_a_mask_keeps_one_sign_and_no_digit_or_letter_of_the_rest(text: str) -> None:
    shown = masked(text)
    assert all(sign in "x0…" or not sign.isalnum() for sign in shown[1:])


@given(st.lists(st.text("0123456789", min_size=10, max_size=10), min_size=1, max_size=20))
def test_luhn_agrees_with_another_implementation(numbers: list[str]) -> None:
    digits = np.array([[int(sign) for sign in number] for number in numbers], np.uint8)
    assert luhn(digits).tolist() == [stdnum_luhn.is_valid(number) for number in numbers]


@given(st.integers(1800, 2100), st.integers(0, 99), st.integers(0, 99))
def test_a_date_is_one_where_the_calendar_has_it(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
        there = True
    except ValueError:
        there = False
    assert is_date(*(np.array([part]) for part in (year, month, day))).tolist() == [there]


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=11, max_size=30))
def test_check_digits_of_an_iban_agree_with_another_implementation(account: str) -> None:
    control = mod_97_10.calc_check_digits(account + "SE")
    for digits, right in ((control, True), (f"{(int(control) + 1) % 100:02}", False)):
        signs = np.frombuffer(f"SE{digits}{account}".encode(), np.uint8)[None, :]
        assert mod97(signs, np.array([signs.shape[1]])).tolist() == [right]


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_the_interval_holds_the_share(found: int, of: int) -> None:
    found = min(found, of)
    low, high = wilson(found, of)
    assert low <= found / of <= high


@given(st.integers(1, 300), st.data())
def test_the_more_values_fit_the_more_it_weighs(size: int, data: st.DataObject) -> None:
    fewer = data.draw(st.integers(0, size - 1))
    weights = [mostly(fits, size, chance=0.05, most=9.0) for fits in (fewer, fewer + 1)]
    assert weights[0] <= weights[1] + 1e-9
    assert weights[1] <= 9.0


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4, unique=True))
@settings(max_examples=30, deadline=None)
def test_columns_without_a_value_are_never_of_a_type(names: list[str]) -> None:
    table = judge(sampled({name: [None, ""] for name in names}))
    assert all(column.type is None and column.undetermined for column in table.columns)
