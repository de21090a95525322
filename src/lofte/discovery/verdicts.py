"""What was found in columns, and how it is told to programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lofte.discovery.losses import NotScanned
from lofte.discovery.schema import TableName
from lofte.discovery.types import RULESET, Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Contained:
    """A type found in some values of a column: in `found` of `looked_at` values. With 95 %
    confidence its share of all values lies between `low` and `high` (Wilson; for checksums
    corrected for what chance passes)."""

    type: Type
    found: int
    looked_at: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnVerdict:
    """`type` is what the column mostly is, with a calibrated `confidence` between 0 and 1;
    None when it is no personal data we know, or when that cannot be told (`undetermined`).
    `contains` lists types found in some of its values, also beside a dominant one. `reason` is
    one sentence. `examples` are masked, and empty unless asked for."""

    name: str
    type: Type | None
    confidence: float
    reason: str
    contains: tuple[Contained, ...] = ()
    undetermined: bool = False
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableVerdict:
    """`rows` as in the sample; `drawn` is how many rows were looked at."""

    system: str
    table: TableName
    rows: int | None
    drawn: int
    columns: tuple[ColumnVerdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that one scan found, and what it could not look at. In order of system and table."""

    tables: tuple[TableVerdict, ...]
    not_scanned: tuple[NotScanned, ...]
    ruleset: str = RULESET

    @property
    def partial(self) -> bool:
        return bool(self.not_scanned)


def to_document(report: Report) -> dict[str, Any]:
    """The report as JSON; the format is documented in docs/reference/discovery.md."""
    return {
        "tables": [_table(table) for table in report.tables],
        "not_scanned": [_missed(missed) for missed in report.not_scanned],
        "ruleset": report.ruleset,
    }


def _table(table: TableVerdict) -> dict[str, Any]:
    return {
        "system": table.system,
        "table": str(table.table),
        "rows": table.rows,
        "sampled": table.drawn,
        "columns": [_column(column) for column in table.columns],
    }


def _column(column: ColumnVerdict) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "type": column.type.value if column.type else None,
        "confidence": round(column.confidence, 4),
        "contains": [_contained(found) for found in column.contains],
        "reason": column.reason,
        "undetermined": column.undetermined,
    }
    if column.examples:
        told["examples"] = list(column.examples)
    return told


def _contained(found: Contained) -> dict[str, Any]:
    return {
        "type": found.type.value,
        "count": found.found,
        "of": found.looked_at,
        "share_low": round(found.low, 6),
        "share_high": round(found.high, 6),
    }


def _missed(missed: NotScanned) -> dict[str, Any]:
    return {
        "system": missed.system,
        "place": missed.place,
        "reason": missed.reason,
        "said": missed.said,
    }
