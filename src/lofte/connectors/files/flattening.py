"""Nested values as flat rows of texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lofte.connectors.files.tables import Text
from lofte.connectors.files.tasks import CELL

ALONE = "value"
"""The column of a row that is one value without a key."""
_MOST_PATHS = 500
_DEEPEST = 40


def parsed(text: str) -> Any:
    """A JSON document with its numbers as they are written. Raises `ValueError`."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)


def flat(value: Any) -> dict[str, Text]:
    """One row: `customer.email` for what lies deeper. What repeats under one path comes as a
    JSON list of texts; true and false are words; what is empty is null."""
    found: dict[str, list[str]] = {}
    _gather(value, "", found, 0)
    return {path: _one(texts) for path, texts in found.items()}


def solid(columns: Mapping[str, list[Text]]) -> dict[str, list[Text]]:
    """Without columns that are null wherever they are not an object with columns of its own."""
    inner = {path[:at] for path in columns for at, char in enumerate(path) if char == "."}
    return {
        path: texts
        for path, texts in columns.items()
        if path not in inner or any(text is not None for text in texts)
    }


def _one(texts: list[str]) -> Text:
    if not texts:
        return None
    return texts[0] if len(texts) == 1 else json.dumps(texts, ensure_ascii=False)[:CELL]


def _gather(value: Any, path: str, found: dict[str, list[str]], depth: int) -> None:
    if isinstance(value, dict) and value:
        if depth < _DEEPEST and len(found) + len(value) <= _MOST_PATHS:
            for key, inner in value.items():
                _gather(inner, f"{path}.{key}" if path else str(key), found, depth + 1)
            return
        value = json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, list | tuple) and value:
        _gather_each(value, path, found, depth)
        return
    texts = found.setdefault(path or ALONE, [])
    if not _empty(value):
        texts.append(_text(value))


def _gather_each(
    values: Iterable[Any], path: str, found: dict[str, list[str]], depth: int
) -> None:
    for inner in values:
        _gather(inner, path, found, depth + 1)


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, dict | list | tuple) and not value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return (value if isinstance(value, str) else str(value))[:CELL]
