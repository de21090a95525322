"""Geometry of the lines and pictures: numbers in, SVG paths out. Pure.

A line has one grammar everywhere. Every stretch that is not empty can be seen: a promise broken
for one day of a year must not vanish for being narrower than a pixel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from math import ceil

from lofte.portals.ui.statuses import PLAIN, key_of

NOTHING = "axis"
MIDDLE = 9


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: the key of its status and the `d` of its path."""

    kind: str
    start: float
    end: float
    half_wave: float = 4

    @property
    def d(self) -> str:
        if self.kind == "human":
            return _wave(self.start, self.end, self.half_wave)
        if self.kind == "void":
            return "".join(f"M{_n(self.start)} {y}H{_n(self.end)}" for y in (7, 11))
        return f"M{_n(self.start)} {MIDDLE}H{_n(self.end)}"


def total(
    counts: Iterable[tuple[object, int]],
    *,
    width: float = 1000,
    gap: float = 6,
    least: float = 12,
) -> tuple[Piece, ...]:
    """The long line: each status as long as its share. Statuses nobody has are left out."""
    some = [(key_of(status), count) for status, count in counts if count > 0]
    pieces = _lay_out(some, width=width, gap=gap, least=least)
    # A thousand units shrink to a third on a phone: longer waves stay waves there.
    return tuple(replace(piece, half_wave=7) for piece in pieces)


def trend(
    spans: Iterable[tuple[object, date, date]],
    *,
    since: date,
    until: date,
    width: float = 128,
    gap: float = 2,
    least: float = 3,
) -> tuple[Piece, ...]:
    """One promise over `[since, until)`: half-open spans in order; unknown days are thin."""
    stretches: list[tuple[str, int]] = []
    known = since
    for status, start, end in spans:
        start, end = max(start, known), min(end, until)
        if start >= end:
            continue
        stretches += [(NOTHING, (start - known).days), (_kind(status), (end - start).days)]
        known = end
    stretches.append((NOTHING, (until - known).days))
    return _lay_out(_merge(stretches), width=width, gap=gap, least=least)


def _kind(status: object) -> str:
    key = key_of(status)
    return NOTHING if key == PLAIN else key


def _merge(stretches: list[tuple[str, int]]) -> list[tuple[str, int]]:
    some = [stretch for stretch in stretches if stretch[1] > 0]
    return [(kind, sum(n for _, n in run)) for kind, run in groupby(some, key=lambda s: s[0])]


def _lay_out(
    parts: Sequence[tuple[str, int]], *, width: float, gap: float, least: float
) -> tuple[Piece, ...]:
    if not parts:
        return ()
    # In a crowd both gap and floor give way, so that the line is never longer than its box.
    gap = min(gap, width / (4 * len(parts)))
    free = width - gap * (len(parts) - 1)
    least = min(least, free / (2 * len(parts)))
    whole = sum(count for _, count in parts)
    pieces, x = [], 0.0
    for kind, count in parts:
        length = least + (free - least * len(parts)) * count / whole
        pieces.append(Piece(kind, x, x + length))
        x += length + gap
    return tuple(pieces)


def _wave(start: float, end: float, half: float) -> str:
    """As by hand: half waves of about that length, none cut short."""
    halves = max(1, round((end - start) / half))
    step = (end - start) / halves
    more = f"t{_n(step)} 0" * (halves - 1)
    return f"M{_n(start)} {MIDDLE}q{_n(step / 2)}-3.5 {_n(step)} 0{more}"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"


@dataclass(frozen=True, slots=True)
class Clocks:
    """Where the days of a deadline lie along a line of 300 units."""

    now: float
    safe: float
    legal: float
    target: float | None
    start: float = 4.0


def clocks(
    *, received: date, today: date, safe: date, legal: date, target: date | None = None
) -> Clocks:
    """Place a deadline's days. The line ends at the legal limit, or today if later."""
    first, last = 4.0, 292.0
    whole = max((max(legal, today) - received).days, 1)

    def place(on: date) -> float:
        share = min(max((on - received).days / whole, 0), 1)
        return round(first + (last - first) * share, 1)

    return Clocks(place(today), place(safe), place(legal), place(target) if target else None)


@dataclass(frozen=True, slots=True)
class Curve:
    """A count over time: the points of a polyline, and where its two labels go."""

    points: str
    first_y: float
    last_x: float
    last_y: float


def curve(
    values: Sequence[int], *, width: float = 253, height: float = 46, left: float = 20
) -> Curve | None:
    """A count over time, drawn from its least to its most. One value is no curve."""
    if len(values) < 2:
        return None
    low, span = min(values), max(values) - min(values) or 1
    step = width / (len(values) - 1)
    spots = [(left + i * step, 58 - height * (v - low) / span) for i, v in enumerate(values)]
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in spots)
    return Curve(points, round(spots[0][1], 1), round(spots[-1][0], 1), round(spots[-1][1], 1))


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    last: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """Answers as dots over the days they took; one dot stands for `each` answers."""

    dots: tuple[Dot, ...]
    limit_x: float
    last_x: float
    slowest: int
    each: int


def dots(days: Sequence[int], *, limit: int, tallest: int = 8) -> Dots | None:
    """Each answer a dot over its day, the slowest set apart. No column passes `tallest`."""
    if not days:
        return None
    columns = Counter(max(day, 0) for day in days)
    slowest = max(columns)
    each = ceil(max(columns.values()) / tallest)
    unit = 300 / max(limit, slowest)
    marks = tuple(
        Dot(round(10 + day * unit, 1), round(92 - 9.2 * row, 1), last=day == slowest)
        for day, height in sorted(columns.items())
        for row in range(ceil(height / each))
    )
    return Dots(
        marks, round(10 + limit * unit, 1), round(10 + slowest * unit, 1), slowest, each
    )
