"""How values come in: as Python has them, or as PostgreSQL writes them where Python has none.

An `infinity` in a date or a year 10000 must cost neither the row nor the reading:
such a value comes as its text.
"""

from __future__ import annotations

import json
from typing import Any

from psycopg import Connection
from psycopg.abc import AdaptContext, Buffer, Loader
from psycopg.errors import DataError
from psycopg.pq import Format
from psycopg.types.json import set_json_loads

KNOWN = frozenset(
    {"bool", "int2", "int4", "int8", "float4", "float8", "numeric", "text", "varchar", "bpchar",
     "name", "bytea", "date", "time", "timetz", "timestamp", "timestamptz", "interval", "uuid",
     "json", "jsonb", "inet", "cidr", "int4range", "int8range", "numrange", "daterange",
     "tsrange", "tstzrange", "int4multirange", "int8multirange", "nummultirange",
     "datemultirange", "tsmultirange", "tstzmultirange"}
)  # fmt: skip
"""Built-in types read as values. All others, and arrays of others, are read as their text."""

_DEEPEST = 60


def known(base: str | None) -> bool:
    return base is not None and base.removesuffix("[]") in KNOWN


def read_tolerantly(connection: Connection[Any]) -> None:
    """Let no single value of this connection stop the reading of its row."""
    adapters = connection.adapters
    for name in _FALLIBLE:
        loader = adapters.get_loader(adapters.types[name].oid, Format.TEXT)
        if loader is not None:
            adapters.register_loader(name, _or_text(loader))
    set_json_loads(_json, connection)


# Dates outside Python's years, times at 24:00, lengths of time beyond Python's.
_FALLIBLE = ("date", "time", "timetz", "timestamp", "timestamptz", "interval")


def _or_text(usual: type[Loader]) -> type[Loader]:
    """The usual loader, falling back on the text as it was sent."""

    class OrText(Loader):
        format = Format.TEXT

        def __init__(self, oid: int, context: AdaptContext | None = None) -> None:
            self._usual = usual(oid, context)

        def load(self, data: Buffer) -> object:
            try:
                return self._usual.load(data)
            except (DataError, ValueError, OverflowError):
                return bytes(data).decode()

    return OrText


def _json(data: str | bytes) -> object:
    """JSON nested deeper than any reader would unfold stays text."""
    text = data if isinstance(data, str) else bytes(data).decode(errors="replace")
    return text if _too_deep(text) else json.loads(text)


def _too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= _DEEPEST:
        return False
    depth = deepest = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    # Brackets inside strings count too: then text is handed out where a tree might have been.
    return deepest > _DEEPEST
