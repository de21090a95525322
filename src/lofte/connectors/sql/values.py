"""Python's values as texts, for databases whose driver hands over objects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import pyarrow as pa

from lofte.connectors.sql.drawing import CELL
from lofte.discovery.written import TEXT, as_texts, of_number, of_tree, readable

_TRUTH = {0: "false", 1: "true"}
_SIMPLE = frozenset({str, type(None)})
_NUMBERS = frozenset({int, float, type(None)})
_EXACT = 2**53
"""Whole numbers below are the same as fractions."""


def column_texts(values: Sequence[object], *, truth: bool = False) -> pa.Array:
    """One column of values; `truth` where it was declared to hold only true and false, and the
    database keeps them as 1 and 0."""
    kinds = set(map(type, values))
    if kinds <= _SIMPLE:
        return pa.array(values, TEXT)
    if kinds <= {int, type(None)} and not truth:
        return pa.array([None if value is None else str(value) for value in values], TEXT)
    if kinds <= _NUMBERS and not truth and _exact(values):
        return as_texts(pa.array(values, pa.float64()))
    return pa.array([_text(value, truth) for value in values], TEXT)


def _exact(numbers: Sequence[object]) -> bool:
    return all(abs(number) < _EXACT for number in numbers if number)  # type: ignore[arg-type]


def _text(value: object, truth: bool) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if truth and value in (0, 1):
        return _TRUTH[int(value)]
    if isinstance(value, float):
        return of_number(value)
    if isinstance(value, bytes | bytearray | memoryview):
        found: str | None = readable(pa.array([bytes(value)[:CELL]]))[0].as_py()
        return found
    if isinstance(value, bool | date | datetime | time):
        return str(as_texts(pa.array([value]))[0])
    if isinstance(value, list | dict | tuple):
        return of_tree(value)
    return str(value)
