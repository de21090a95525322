"""Values in rows stand under the name of their column: INSERT, COPY, and lines with a head.

There position carries the meaning. A value's words are its column's name, and what stands in
its own field; its neighbours in the row say nothing about it. Heads are known within a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.digits import Runs
from lofte.discovery.text.found import Found
from lofte.discovery.text.heads import MOST_COLUMNS, weights_of_head
from lofte.discovery.text.literals import Engine
from lofte.discovery.text.pages import WALL, Ints, Page
from lofte.discovery.text.rows import COMMA, LINE, Kind, Rows, columns, rows_of, within
from lofte.discovery.text.statements import statements_of

_LINE_LONGEST = 1000
_DELIMITERS = b";\t|,"
_FLOATS = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Placed:
    """For each claim: where its field begins (0 outside of tables), and what the name of its
    column says."""

    since: Ints
    said: _FLOATS


def place(page: Page, runs: Runs, claims: Found, engine: type[Engine]) -> Placed:
    placed = Placed(np.zeros(len(claims), np.int64), np.zeros(len(claims), np.float32))
    for rows in statements_of(page, engine):
        _place_in(page, rows, claims, placed)
    for rows in _headed(page, runs, claims):
        _place_in(page, rows, claims, placed)
    return placed


def _place_in(page: Page, rows: Rows, claims: Found, placed: Placed) -> None:
    if not len(rows.start):
        return
    weights = [weights_of_head(head, rows.kind.names) for head in rows.heads]
    region = within(rows, claims.start)
    # A line that says nothing is no head.
    telling = np.array([bool(weight.any()) for weight in weights] + [False])
    at = np.flatnonzero(telling[np.where(region >= 0, rows.head[region], -1)])
    if not len(at):
        return
    column, begin = columns(page, rows, claims.start[at])
    column = np.minimum(column, MOST_COLUMNS - 1)
    placed.since[at] = begin
    placed.said[at] = np.stack(weights)[rows.head[region[at]], column, claims.type[at]]


def _headed(page: Page, runs: Runs, claims: Found) -> Iterator[Rows]:
    """Lines with claims below a line that can be nothing but names of columns."""
    lines = page.lines
    claimed = _once(np.searchsorted(lines, claims.start))
    for sign in _DELIMITERS:
        places = np.flatnonzero(page.raw == sign)
        if len(places) < 2:
            continue
        count = np.diff(np.searchsorted(places, lines), prepend=0, append=len(places))
        wide = claimed[count[claimed] >= (2 if sign == COMMA else 1)]
        parts = [
            (page.folded[start:end].tobytes(), np.array([end]), np.array([stop]))
            for start, end, stop in _blocks(page, runs, count, wide)
        ]
        kind = Kind(divider=sign, opener=LINE, quote=0x22, names=sign)
        yield rows_of(kind, (part for part in parts if _is_head(part[0], sign)))


def _is_head(line: bytes, sign: int) -> bool:
    """Not a sentence: few spaces, and no full stop."""
    return line.count(b" ") <= 2 * line.count(sign) + 2 and not line.rstrip().endswith(b".")


def _once(places: Ints) -> Ints:
    """Sorted places without those that come again."""
    first = np.ones(len(places), bool)
    first[1:] = places[1:] != places[:-1]
    return places[first]


def _blocks(page: Page, runs: Runs, count: Ints, claimed: Ints) -> list[tuple[int, int, int]]:
    """Stretches of lines with equally many dividers that hold claims and whose first line has
    no digit: where that line begins and ends, and where the last ends."""
    lines = page.lines
    change = np.diff(count) != 0
    # A cell ends there, and with it what its lines have in common.
    change[: len(lines)] |= page.raw[lines] == WALL
    change = np.flatnonzero(change) + 1
    block = _once(np.searchsorted(change, claimed, "right"))
    bounds = np.concatenate([[0], change, [len(count)]])
    first, last = bounds[block], bounds[block + 1] - 1
    real = (first > 0) & (last > first) & (first < len(lines))
    first, last = first[real], last[real]
    digits = np.searchsorted(runs.start, lines[first]) - np.searchsorted(
        runs.start, lines[first - 1]
    )
    short = lines[first] - lines[first - 1] < _LINE_LONGEST
    heads = (digits == 0) & short
    first, last = first[heads], np.minimum(last[heads], len(lines) - 1)
    stretches = (lines[first - 1] + 1, lines[first], lines[last])
    return list(zip(*(places.tolist() for places in stretches), strict=True))
