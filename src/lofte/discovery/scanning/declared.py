"""What a scan found that nobody has declared: for a check that fails a build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from lofte.discovery.types import Type
from lofte.discovery.verdicts import ColumnVerdict, Report

if TYPE_CHECKING:
    from lofte.discovery.mapping.document import Field, Map

Place = tuple[str, str]
"""The full name of a table, and a column. The system is left out: a build scans its own copy
of what the map calls by another name."""


class Found(NamedTuple):
    system: str
    table: str
    column: str
    type: Type

    def __str__(self) -> str:
        return f"{self.type} in {self.table}.{self.column} of {self.system}"


def declared_by(known: Map) -> dict[Place, frozenset[Type]]:
    """The types each column may hold. Where a map names a category and no type of ours, or
    somebody decided that a column is nobody's, it may hold any: a person has looked at it."""
    found: defaultdict[Place, frozenset[Type]] = defaultdict(frozenset)
    for dataset in (dataset for system in known.systems for dataset in system.datasets):
        for field in dataset.fields:
            found[str(dataset.table), field.name] |= _types(field)
    return dict(found)


def undeclared(
    report: Report, forbidden: Iterable[Type], declared: dict[Place, frozenset[Type]]
) -> Iterator[Found]:
    """Of the forbidden types, those found where they are not declared, in order of place."""
    looked_for = frozenset(forbidden)
    for table in report.tables:
        for column in table.columns:
            may = declared.get((str(table.table), column.name), frozenset())
            for kind in sorted((looked_for & _held(column)) - may):
                yield Found(table.system, str(table.table), column.name, kind)


def _held(column: ColumnVerdict) -> set[Type]:
    mostly = {column.type} if column.type else set()
    return mostly | {contained.type for contained in column.contains}


def _types(field: Field) -> frozenset[Type]:
    named = frozenset((field.type, *field.contains)) - {None}
    looked_at = field.personal or field.decided
    return frozenset(Type) if looked_at and not named else frozenset(filter(None, named))
