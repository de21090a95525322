"""How rows are searched for in PostgreSQL.

Keys travel as text and are cast to the type they came from, so that any type that can be a key
can be followed, by its own index.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from lofte.connectors.postgresql.types import Named, text_array
from lofte.connectors.sql.conditions import folded
from lofte.discovery.ports import Key, Match

_INTEGERS = frozenset({"int2", "int4", "int8"})
_APPROXIMATE = {"numeric": "numeric", "float4": "float8", "float8": "float8"}
_CHARACTERS = {"text": "text", "varchar": "text", "name": "text", "bpchar": "bpchar"}
_LARGEST = 2**63 - 1
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def equals(
    column: sa.ColumnElement[object], base: str | None, values: Sequence[str], match: Match
) -> sa.ColumnElement[bool] | None:
    """The column equals one of the values, compared as its type allows an index to; None if a
    column of that type can hold none of them."""
    if base in _INTEGERS:
        wanted = sorted({int(v) for v in values if v.isascii() and v.isdigit()})
        wanted = [number for number in wanted if number <= _LARGEST]
        return _any(column, "bigint", wanted) if wanted else None
    if base in _APPROXIMATE:
        digits = sorted({v for v in values if v.isascii() and v.isdigit()})
        return _any(column, _APPROXIMATE[base], digits) if digits else None
    if base == "uuid":
        uuids = [v for v in values if _UUID.fullmatch(v)]
        return _any(column, "uuid", uuids) if uuids else None
    if match is Match.IGNORING_CASE:
        return _any(sa.func.lower(sa.cast(column, sa.Text)), "text", folded(values))
    if base in _CHARACTERS:
        return _any(column, _CHARACTERS[base], list(values))
    return _any(sa.cast(column, sa.Text), "text", list(values))


def points_at(
    columns: Sequence[sa.ColumnElement[object]], types: Sequence[str], keys: Sequence[Key]
) -> sa.ColumnElement[bool]:
    """The columns together equal one of the keys, whose parts are of the given types."""
    if len(columns) == 1:
        return _any(columns[0], types[0], [key[0] for key in keys])
    arrays = [
        sa.cast(text_array([key[part] for key in keys]), ARRAY(Named(name)))
        for part, name in enumerate(types)
    ]
    names = [f"k{part}" for part in range(len(types))]
    wanted = sa.func.unnest(*arrays).table_valued(*names).render_derived(name="wanted")
    return sa.tuple_(*columns).in_(sa.select(*(wanted.c[name] for name in names)))


def _any(
    column: sa.ColumnElement[object], type_name: str, values: Sequence[object]
) -> sa.ColumnElement[bool]:
    array = sa.cast(text_array([str(value) for value in values]), ARRAY(Named(type_name)))
    return column == sa.any_(array)
