"""What a scan found, for people: a table of columns for each table, what needs no look in one
line, and what could not be read at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lofte.discovery.verdicts import ColumnVerdict, Report, TableVerdict

HEADINGS = ("column", "type", "sure", "contains", "reason")


def text(report: Report) -> str:
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    without = []
    for table in report.tables:
        told = [column for column in table.columns if _telling(column)]
        if told:
            yield from (*_table(table, told), "")
        else:
            without.append(table)
    if without:
        yield from ("No personal data seen in", *map(_heading, without), "")
    if report.not_scanned:
        yield "Not scanned"
        for missed in report.not_scanned:
            place = "" if missed.place == missed.system else f" {missed.place}"
            yield f"  {plain(missed.system + place)}: {plain(missed.said)}"
        yield ""
    yield _summary(report)


def _telling(column: ColumnVerdict) -> bool:
    return bool(column.type or column.contains or column.undetermined)


def _table(table: TableVerdict, told: Sequence[ColumnVerdict]) -> Iterator[str]:
    yield _heading(table).lstrip()
    yield from _aligned([HEADINGS, *map(_cells, told)])
    for column in told:
        if column.examples:
            yield f"  {plain(column.name)}, for example: {plain(', '.join(column.examples))}"
    others = [plain(column.name) for column in table.columns if not _telling(column)]
    if others:
        yield f"  nothing seen in {', '.join(others)}"


def _heading(table: TableVerdict) -> str:
    rows = "rows not counted" if table.rows is None else f"{table.rows:,} rows"
    place = plain(f"{table.system} {table.table}")
    return f"  {place} ({rows}, {table.drawn:,} looked at)"


def _cells(column: ColumnVerdict) -> tuple[str, ...]:
    kind = "?" if column.undetermined else column.type or "-"
    sure = f"{column.confidence:.0%}" if column.type else ""
    contains = ", ".join(
        f"{found.type} {found.found:,}/{found.looked_at:,}" for found in column.contains
    )
    return plain(column.name), kind, sure, contains, plain(column.reason)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(cells)}".rstrip()


def _summary(report: Report) -> str:
    columns = [column for table in report.tables for column in table.columns]
    found = sum(1 for column in columns if column.type or column.contains)
    return (
        f"{len(report.tables):,} tables, {len(columns):,} columns: personal data in {found:,}, "
        f"undetermined {_count(columns):,}; {len(report.not_scanned):,} parts not scanned. "
        f"Rules {report.ruleset}."
    )


def _count(columns: Iterable[ColumnVerdict]) -> int:
    return sum(1 for column in columns if column.undetermined)


def plain(words: str) -> str:
    """Names come from anywhere: nothing in them may move the cursor or break a line."""
    return "".join(
        sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in words
    )
