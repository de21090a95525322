"""Reading a table page by page, each from where its key left off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from lofte.connectors.sql.conditions import one
from lofte.connectors.sql.tables import Selection
from lofte.discovery.schema import TableName

_ORDERED = frozenset({"integer", "decimal", "text", "text_ci", "bytes"})
"""Bases whose values sort as they compare, and come back as they went."""


def can_page(source: Selection, bases: Mapping[tuple[TableName, str], str | None]) -> bool:
    """Whether the table's key can be read on from."""
    key = source.table.primary_key
    found = {bases.get((source.table.full_name, name)) for name in key}
    return bool(key) and found <= _ORDERED and source.table.can_read(*key)


def page(
    statement: sa.Select[Any], key: Sequence[sa.ColumnElement[Any]], after: Sequence[Any] | None
) -> sa.Select[Any]:
    """The rows after this key, by key. The values of the key come last in each row."""
    found = statement.add_columns(*(c.label(f"k{at}") for at, c in enumerate(key)))
    if after is not None:
        found = found.where(beyond(key, after))
    return found.order_by(*key)


def beyond(
    key: Sequence[sa.ColumnElement[Any]], after: Sequence[Any]
) -> sa.ColumnElement[bool]:
    """`(a, b) > (x, y)` in the SQL that every database understands, so that an index serves."""
    ways = [
        sa.and_(
            *(c == one(v) for c, v in zip(key[:at], after[:at], strict=True)),
            key[at] > one(value),
        )
        for at, value in enumerate(after)
    ]
    return sa.and_(key[0] >= one(after[0]), sa.or_(*ways)) if len(ways) > 1 else ways[0]
