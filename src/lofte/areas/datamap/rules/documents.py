"""A schema as a JSON document and back, for keeping the last scan."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from lofte.discovery.schema import Schema, Table

_TABLES = TypeAdapter(tuple[Table, ...])


def to_document(schema: Schema) -> list[Any]:
    """The tables in order of name: equal schemas have equal documents."""
    document: list[Any] = _TABLES.dump_python(tuple(schema), mode="json")
    return document


def outline(document: list[Any]) -> list[Any]:
    """The document without estimates of rows, which change from hour to hour."""
    return [{**table, "rows_estimate": None} for table in document]


def from_document(document: list[Any]) -> Schema:
    return Schema(tables=_TABLES.validate_python(document))
