"""Samples put together: texts of one form, no more than can be held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Column, Table
from lofte.discovery.written import TEXT

MOST_BYTES = 48 << 20
"""Of the rows drawn of one table. Fewer rows are drawn of tables with larger ones."""
CELL = 8192
"""Characters of one value that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The rows drawn of one table: of each readable column its texts, and whether its values
    are bytes that could not be read. `rows` and `counted` as in `TableSample`."""

    texts: Sequence[pa.Array]
    binary: Sequence[bool]
    rows: int | None
    counted: bool
    complete: bool


def nothing_of(system: str, table: Table) -> TableSample:
    """Of a table without a column to read: PostgreSQL has tables without any."""
    drawn = Drawn(texts=[], binary=[], rows=None, counted=False, complete=not table.columns)
    return sample_of(system, table, drawn)


def sample_of(system: str, table: Table, drawn: Drawn) -> TableSample:
    """All columns of the table, those we may not read without values."""
    found = iter(zip(drawn.texts, drawn.binary, strict=True))
    size = len(drawn.texts[0]) if drawn.texts else 0
    return TableSample(
        system=system,
        table=table,
        columns=tuple(
            _column(column, *next(found)) if column.readable else _unreadable(column, size)
            for column in table.columns
        ),
        rows=drawn.rows,
        counted=drawn.counted,
        complete=drawn.complete,
    )


def _column(column: Column, texts: pa.Array, binary: bool) -> ColumnSample:
    note = "binary" if binary and texts.null_count == len(texts) else None
    return ColumnSample(name=column.name, declared=column.type, values=texts, note=note)


def _unreadable(column: Column, size: int) -> ColumnSample:
    nothing = pa.nulls(size, TEXT)
    return ColumnSample(
        name=column.name, declared=column.type, values=nothing, note="unreadable"
    )


def lottery(of: int, *, rows: int, seed: int) -> npt.NDArray[np.int64]:
    """Which of so many rows are drawn, in order; all of them where there are no more."""
    if not rows or of <= rows:
        return np.arange(of, dtype=np.int64)
    chosen = np.random.default_rng(seed).choice(of, rows, replace=False, shuffle=False)
    return np.sort(chosen).astype(np.int64)
