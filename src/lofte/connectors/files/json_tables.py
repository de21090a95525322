"""The tables in a JSON value: its lists of objects, wherever they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

DEEPEST = 8
"""Objects within objects that are looked into for lists."""
_FEWEST_RECORDS = 3

Row = Any


class Found(NamedTuple):
    """Rows of one table; `path` is empty for what is the document itself."""

    path: str
    rows: Sequence[Row]


def tables_in(value: Any, path: str = "", depth: int = 0) -> Iterator[Found]:
    """A list is a table. An object of equally long lists is one by columns; one of alike
    objects is one by rows, each with its key; of any other, the lists in it are tables and
    the rest is one row."""
    if isinstance(value, list):
        yield Found(path, [_listed(row) for row in value])
    elif not isinstance(value, dict):
        yield Found(path, [value])
    elif (rows := _by_columns(value) or _by_keys(value)) is not None:
        yield Found(path, rows)
    else:
        yield from _of_members(value, path, depth)


def _of_members(value: Mapping[str, Any], path: str, depth: int) -> Iterator[Found]:
    apart = [key for key, inner in value.items() if depth < DEEPEST and holds_rows(inner)]
    rest = {key: inner for key, inner in value.items() if key not in apart}
    if rest:
        yield Found(path, [rest])
    for key in apart:
        yield from tables_in(value[key], f"{path}.{key}" if path else key, depth + 1)


def holds_rows(value: Any) -> bool:
    """Whether a table lies in it, at any depth that is looked into."""
    if isinstance(value, list):
        return any(isinstance(row, dict | list) for row in value)
    if not isinstance(value, dict):
        return False
    if _by_columns(value) is not None or _by_keys(value) is not None:
        return True
    return any(isinstance(inner, dict | list) and holds_rows(inner) for inner in value.values())


def _by_columns(value: Mapping[str, Any]) -> list[Row] | None:
    lists = [inner for inner in value.values() if isinstance(inner, list)]
    even = len({len(one) for one in lists}) == 1 and len(lists[0]) > 1
    if len(lists) < len(value) or not even:
        return None
    if any(isinstance(cell, dict | list) for one in lists for cell in one):
        return None
    return [dict(zip(value, row, strict=True)) for row in zip(*lists, strict=True)]


def _by_keys(value: Mapping[str, Any]) -> list[Row] | None:
    """Objects that have most of their keys in common are rows, and what they are found under
    is a value too: it may be a personnummer."""
    rows = [row for row in value.values() if isinstance(row, dict) and row]
    if len(rows) < len(value) or len(rows) < _FEWEST_RECORDS:
        return None
    common = set.intersection(*(set(row) for row in rows))
    if 2 * len(common) < max(map(len, rows)):
        return None
    return [{"key": key, **row} for key, row in value.items()]


def _listed(row: Row) -> Row:
    """A row that is a list has its values in numbered columns."""
    if isinstance(row, list) and row:
        return {f"column_{place}": cell for place, cell in enumerate(row, 1)}
    return row
