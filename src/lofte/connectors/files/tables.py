"""Samples of tables, put together of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from lofte.connectors.files.lottery import Ranks
from lofte.connectors.files.tasks import CELL, MOST_COLUMNS, Task
from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Column, Table
from lofte.discovery.written import TEXT

Text = str | None


def texts(values: Sequence[Text]) -> pa.Array:
    """An Arrow array of the values. Half letters (lone surrogates) become question marks."""
    try:
        found = pa.array(values, TEXT)
    except UnicodeEncodeError:
        whole = [value and value.encode("utf-8", "replace").decode() for value in values]
        found = pa.array(whole, TEXT)
    return shortened(found)


def shortened(values: pa.Array) -> pa.Array:
    """What is looked at of each value."""
    longest = pc.max(pc.binary_length(values)).as_py() or 0
    return values if longest <= CELL else pc.utf8_slice_codeunits(values, 0, CELL)


def typed(
    task: Task, columns: Sequence[ColumnSample], *, rows: int, order: Ranks
) -> TableSample:
    """Of a table whose columns know their types, and whose rows were counted."""
    shape = tuple(Column(name=column.name, type=column.declared) for column in columns)
    return TableSample(
        system=task.system,
        table=Table(name=task.table, schema=task.schema, columns=shape),
        columns=tuple(columns),
        rows=rows,
        counted=True,
        complete=len(order) == rows,
        order=order,
    )


def sampled(
    task: Task,
    columns: Mapping[str, Sequence[Text]],
    *,
    rows: int,
    order: Ranks,
    counted: bool = True,
) -> TableSample:
    """Of a table without types of its own. `counted` is false when it broke off."""
    shape = tuple(Column(name=name, type="") for name in columns)
    found = tuple(
        ColumnSample(name=name, declared="", values=texts(values))
        for name, values in columns.items()
    )
    return TableSample(
        system=task.system,
        table=Table(name=task.table, schema=task.schema, columns=shape),
        columns=found,
        rows=rows,
        counted=counted,
        complete=counted and len(order) == rows,
        order=order,
    )


def turned(rows: Sequence[Mapping[str, Text]]) -> dict[str, list[Text]]:
    """Rows as columns: a column for every name, null where a row does not have it. Names
    beyond the most we keep are folded into the last column that is kept."""
    names = dict.fromkeys(name for row in rows for name in row)
    kept = list(names)[:MOST_COLUMNS]
    columns: dict[str, list[Text]] = {name: [row.get(name) for row in rows] for name in kept}
    if len(names) > len(kept):
        columns[kept[-1]] = [_folded(row, set(kept[:-1])) for row in rows]
    return columns


def unlike(names: Iterable[str]) -> list[str]:
    """Names for columns: the given ones, numbered where one is empty or comes again."""
    taken: set[str] = set()
    found: list[str] = []
    for place, given in enumerate(names, 1):
        plain = given.strip() or f"column_{place}"
        name, again = plain, 2
        while name in taken:
            name, again = f"{plain}_{again}", again + 1
        taken.add(name)
        found.append(name)
    return found


def _folded(row: Mapping[str, Text], apart: set[str]) -> Text:
    return " ".join(v for name, v in row.items() if v and name not in apart) or None
