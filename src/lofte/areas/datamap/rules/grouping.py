"""Which tables belong together on a map: by schema, and by the first word of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from lofte.areas.datamap.rules.identity import words
from lofte.discovery.schema import TableName

FEWEST = 3
"""Tables that share a first word before it names a group."""


def groups(tables: Iterable[TableName]) -> Mapping[TableName, str]:
    """The group of each table: its schema where there are several, and the first word of its
    name where at least three tables begin so. A table that shares neither is in "other"."""
    known = sorted(set(tables))
    several = len({table.schema for table in known}) > 1
    begun = Counter((table.schema, _first(table)) for table in known)
    return {
        table: _named(table, several=several, common=begun[table.schema, _first(table)])
        for table in known
    }


OTHER = "other"


def _first(table: TableName) -> str:
    return next(iter(words(table.name)), "")


def _named(table: TableName, *, several: bool, common: int) -> str:
    first = _first(table) if common >= FEWEST else ""
    parts = [table.schema if several else "", first]
    return ".".join(part for part in parts if part) or OTHER
