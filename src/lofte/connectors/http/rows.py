"""Objects of a service as rows: nested names joined by dots, values as texts where followed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lofte.connectors.http.description import Description, Resource
from lofte.discovery.ports import Row
from lofte.discovery.schema import Column, ForeignKey, Table, TableName

_DEEPEST = 8


def flat(item: Mapping[str, Any], *, under: str = "", depth: int = 0) -> dict[str, Any]:
    """One level: `{"a": {"b": 1}}` has the column `a.b`. Lists stay values."""
    found: dict[str, Any] = {}
    for name, value in item.items():
        if isinstance(value, dict) and value and depth < _DEEPEST:
            found |= flat(value, under=f"{under}{name}.", depth=depth + 1)
        else:
            found[f"{under}{name}"] = value
    return found


def text(value: Any) -> str | None:
    """A value in the one form of `discovery.samples`."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def row_of(item: Mapping[str, Any], carry: Iterable[str]) -> Row:
    values = flat(item)
    return Row(values=values, texts={name: text(values.get(name)) for name in carry})


def table_of(name: str, description: Description, items: Sequence[Mapping[str, Any]]) -> Table:
    """The shape of a resource, as far as the rows at hand show it."""
    resource = description.resources[name]
    found: dict[str, set[str]] = {resource.key: set()}
    for item in items:
        for column, value in flat(item).items():
            found.setdefault(column, set()).add(_declared(value))
    columns = tuple(
        Column(name=column, type=_one(types), nullable="null" in types)
        for column, types in sorted(found.items())
    )
    return Table(
        name=name,
        columns=columns,
        primary_key=(resource.key,),
        foreign_keys=tuple(_references(resource)),
    )


def _references(resource: Resource) -> Iterable[ForeignKey]:
    for column, target in sorted(resource.references.items()):
        table, _, key = target.partition(".")
        yield ForeignKey(columns=(column,), table=TableName("", table), ref_columns=(key,))


def _declared(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    return "string" if isinstance(value, str) else "json"


def _one(types: set[str]) -> str:
    real = types - {"null"}
    return real.pop() if len(real) == 1 else "number" if real == {"integer", "number"} else ""
