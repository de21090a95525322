"""Columns of synthetic values, one kind each, for judging. No value is anybody's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from lofte.discovery.columns import judge
from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Table
from lofte.discovery.verdicts import ColumnVerdict

Values = Sequence[str | None]


def sampled(columns: Mapping[str, Values], *, table: str = "t") -> TableSample:
    """A sample of a table with these columns, which is all of it."""
    size = max((len(values) for values in columns.values()), default=0)
    return TableSample(
        system="test",
        table=Table(name=table),
        columns=tuple(
            ColumnSample(name=name, declared="", values=pa.array(values, pa.large_string()))
            for name, values in columns.items()
        ),
        rows=size,
        counted=True,
        complete=True,
    )


def judged(values: Values, *, name: str = "c1") -> ColumnVerdict:
    """The verdict on a column that stands alone."""
    return judge(sampled({name: values})).columns[0]


def checked(digits: str) -> str:
    """The digits and their check digit (Luhn)."""
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(reversed(digits))]
    return digits + str(-sum(number // 10 + number % 10 for number in doubled) % 10)
