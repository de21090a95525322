"""Searching for rows in the SQL that every database understands.

Values come as texts and are bound as what the column holds, so that its index serves. A base is
`integer`, `decimal`, `real`, `text`, or anything else, which is compared as its text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from lofte.discovery.ports import Key, Match

_LARGEST = 2**63 - 1
_NUMBERS: dict[str, Callable[[str], object]] = {
    "integer": int,
    "decimal": Decimal,
    "real": float,
    "bytes": bytes.fromhex,
}


def equals(
    column: sa.ColumnElement[object], base: str | None, values: Sequence[str], match: Match
) -> sa.ColumnElement[bool] | None:
    """The column equals one of the values; None if one of that base can hold none of them."""
    if base in ("integer", "decimal", "real"):
        digits = {v for v in values if v.isascii() and v.isdigit() and int(v) <= _LARGEST}
        numbers = [_NUMBERS[base](value) for value in sorted(digits)]
        return column.in_(listed(numbers)) if numbers else None
    text = column if base == "text" else sa.cast(column, sa.Text)
    if match is Match.IGNORING_CASE:
        return sa.func.lower(text).in_(listed(folded(values)))
    return text.in_(listed(values))


def points_at(
    columns: Sequence[sa.ColumnElement[object]],
    bases: Sequence[str | None],
    keys: Sequence[Key],
) -> sa.ColumnElement[bool]:
    """The columns together equal one of the keys, whose parts are of the given bases."""
    if len(columns) == 1:
        return columns[0].in_(listed([bound(key[0], bases[0]) for key in keys]))
    return sa.or_(*(is_key(columns, bases, key) for key in keys))


def is_key(
    columns: Sequence[sa.ColumnElement[object]], bases: Sequence[str | None], key: Key
) -> sa.ColumnElement[bool]:
    parts = zip(columns, bases, key, strict=True)
    return sa.and_(*(column == one(bound(part, base)) for column, base, part in parts))


def one(value: object) -> sa.BindParameter[Any]:
    """A value under a name of ours: left alone, SQLAlchemy takes the column's."""
    return sa.bindparam("v", value, unique=True)


def listed(values: Sequence[object]) -> sa.BindParameter[Any]:
    return sa.bindparam("v", list(values), unique=True, expanding=True)


def bound(text: str, base: str | None) -> object:
    """A key's text as the value it came from."""
    try:
        return _NUMBERS[base or ""](text)
    except (KeyError, ValueError, ArithmeticError):
        return text


def folded(values: Sequence[str]) -> list[str]:
    """What `lower` makes of the values, also in a database that knows only ASCII letters."""
    return sorted({v.lower() for v in values} | {ascii_lower(v) for v in values})


def ascii_lower(value: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in value)
