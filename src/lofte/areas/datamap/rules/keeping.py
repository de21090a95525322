"""Verdicts as they are kept from scan to scan, and the keys that names are kept under."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lofte.areas.datamap.rules.fields import Found
from lofte.areas.datamap.rules.identity import words
from lofte.discovery.schema import TableName
from lofte.discovery.types import Type
from lofte.discovery.verdicts import ColumnVerdict, TableVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A table that was looked at. `counted` when its rows were, `complete` when all of them
    were looked at."""

    verdict: TableVerdict
    counted: bool
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A table that could not be looked at: why as a code, and as a sentence."""

    table: TableName
    reason: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a verdict: `type` is empty for none, `contains` is a JSON list."""

    type: str
    confidence: float
    undetermined: bool
    reason: str
    contains: list[dict[str, Any]]
    ruleset: str

    @property
    def found(self) -> Found:
        return found_in(self.type, self.contains, self.confidence, self.undetermined)

    def says_the_same(self, other: Kept) -> bool:
        """Whether both find the same by the same rules; counts may differ."""
        return (
            self.ruleset == other.ruleset
            and self.type == other.type
            and self.undetermined == other.undetermined
            and self.found.types == other.found.types
        )


def kept(verdict: ColumnVerdict, *, ruleset: str) -> Kept:
    return Kept(
        type=verdict.type.value if verdict.type else "",
        confidence=round(verdict.confidence, 4),
        undetermined=verdict.undetermined,
        reason=verdict.reason,
        contains=[
            {
                "type": one.type.value,
                "found": one.found,
                "looked_at": one.looked_at,
                "low": round(one.low, 6),
                "high": round(one.high, 6),
            }
            for one in verdict.contains
        ],
        ruleset=ruleset,
    )


def found_in(
    name: str, contains: Iterable[dict[str, Any]], confidence: float, undetermined: bool
) -> Found:
    """What a kept verdict found. A type that rules no longer know is passed over.

    Sparse findings are sure: the values were there. Only a dominant type has a confidence.
    """
    dominant = Type(name) if name in _KNOWN else None
    others = {Type(one["type"]) for one in contains if one["type"] in _KNOWN}
    types = frozenset(others | ({dominant} if dominant else set()))
    sure = confidence if dominant else 1.0 if others else 0.0
    return Found(dominant, types, sure, undetermined)


_KNOWN = frozenset(one.value for one in Type)


def found_since(
    now: datetime, found: Found, *, before: Found | None, since: datetime | None
) -> datetime:
    """Since when all that is found has been found without a break."""
    known = before is not None and bool(found.types) and found.types <= before.types
    return since if known and since is not None else now


def table_key(name: TableName) -> str:
    """Names may be longer than an index can hold; what they are kept under is not."""
    return _digest(name.schema, name.name)


def field_key(column: str) -> str:
    return _digest(column)


def reference_key(
    source: str,
    columns: Sequence[str],
    target: str,
    ref_columns: Sequence[str],
    when: tuple[str, str] | None,
) -> str:
    """`source` and `target` are ids of tables; a reference is the same whoever found it."""
    return _digest(source, *columns, target, *ref_columns, *(when or ("",)))


def compared(column: str) -> str:
    """A name as it is compared with others': `KundEpost` and `kund_epost` are the same."""
    return " ".join(words(column)) or column


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:40]
