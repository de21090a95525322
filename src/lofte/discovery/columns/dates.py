"""Dates in many writings, and whether people could be born on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lofte.discovery.columns.checks import THIS_YEAR, is_date, number
from lofte.discovery.columns.distinct import Distinct, Ints, Mask
from lofte.discovery.columns.looks import Look, look
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

_MONTHS = (
    r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec|januari|februari|mars|april|juni"
    r"|juli|augusti|september|oktober|november|december|january|february|march|june|july|august"
    r"|october|sept)"
)
_WORDED = (
    rf"(?i)^(?:[a-zåäö]{{3,9}},? )?(?:(?:den )?\d{{1,2}}(?:st|nd|rd|th)?[ .-]+(?:of )?{_MONTHS}"
    rf"|{_MONTHS}\.? \d{{1,2}}(?:st|nd|rd|th)?)[.,]?[ -]+(?P<year>(?:1[89]|20)\d\d)\b"
)
# Day first or month first; in the year's two last digits only where day and month can be.
_LOOSE = r"^\d{1,2}[./-]\d{1,2}[./-](?P<year>(?:1[89]|20)\d\d)(?:[ T].*)?$"
_LOOSE_SHORT = (
    r"^(?:(?:0?[1-9]|[12][0-9]|3[01])[./-](?:0?[1-9]|1[0-2])"
    r"|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01]))[./-](?P<year>\d\d)$"
)
_NEARLY_ALL = 0.97
"""Versions and codes look like dates of six digits too, but not all of them."""

_FEW = 300
"""So many values tell whether reading all of them is worth the while."""


@dataclass(frozen=True)
class Dates:
    """Which values are dates (`at`), of which `year`, on which day (as MMDD, 0 if not read),
    and whether a time of day stands behind (`timed`). One entry for every value."""

    at: Mask
    year: Ints
    day: Ints
    timed: Mask


def dates(of: Distinct) -> Dates | None:
    """The values read as dates, or None where most are none."""
    few = of.thinned(_FEW)
    if few is of or _read(few) is not None:
        return _read(of)
    return None


def _read(of: Distinct) -> Dates | None:
    possible = (of.digits >= 4) & (of.lengths >= 6) & (of.lengths <= 40)
    if possible.sum() < 0.6 * len(of):
        return None
    found = Dates(
        np.zeros(len(of), bool), np.zeros(len(of), np.int64), np.zeros(len(of), np.int64),
        np.zeros(len(of), bool),
    )  # fmt: skip
    _leading_year(of, possible, found)
    _trailing_year(of, possible & ~found.at & (of.digits >= 8), found)
    _by_pattern(of, possible & ~found.at & (of.signs >= 2), found)
    return found if found.at.sum() >= 0.6 * len(of) else None


def _leading_year(of: Distinct, possible: Mask, found: Dates) -> None:
    compact = possible & (of.digits == 8) & (of.lengths == 8)
    dashed = possible & (of.digits >= 8) & (of.lengths >= 10) & (of.signs >= 2)
    dashed[dashed] = np.isin(of.data[of.starts[dashed] + 4], list(b"-/."))
    dashed[dashed] &= np.isin(of.data[of.starts[dashed] + 7], list(b"-/."))
    longer = dashed & (of.lengths > 10)
    dashed[longer] &= np.isin(of.data[of.starts[longer] + 10], list(b" T"))
    which = compact | dashed
    if which.any():
        digits = of.numbers(which, 8)
        year, day = number(digits[:, :4]), number(digits[:, 4:])
        _put(found, which, year, day // 100, day % 100)
    six = possible & (of.digits == 6)
    _short_year(
        of, six & ((of.lengths == 6) | ((of.count("-") == 2) & (of.lengths == 8))), found
    )
    late = found.at & (of.digits > 8)
    found.timed[late] = _has_time(of, late)


def _short_year(of: Distinct, which: Mask, found: Dates) -> None:
    """Six digits, year first: read so only where nearly all of them are dates."""
    if which.sum() < 0.9 * len(of):
        return
    digits = of.numbers(which, 6)
    short, month, day = (number(digits[:, at : at + 2]) for at in (0, 2, 4))
    year = _in_full(short)
    if is_date(year, month, day).mean() > _NEARLY_ALL:
        _put(found, which, year, month, day)


def _has_time(of: Distinct, which: Mask) -> Mask:
    """A time that is not midnight, of hours and minutes behind the eight digits of the day."""
    has = np.zeros(int(which.sum()), bool)
    long = of.digits[which] >= 12
    if long.any():
        chosen = which.copy()
        chosen[which] = long
        has[long] = number(of.numbers(chosen, 12)[:, 8:]) > 0
    return has


def _trailing_year(of: Distinct, possible: Mask, found: Dates) -> None:
    which = possible & (of.lengths >= 10)
    which[which] = np.isin(of.data[of.starts[which] + 2], list(b"-/."))
    which[which] &= np.isin(of.data[of.starts[which] + 5], list(b"-/."))
    if which.any():
        digits = of.numbers(which, 8)
        one, two = number(digits[:, :2]), number(digits[:, 2:4])
        year = number(digits[:, 4:])
        # Day first or month first is the column's habit, seen where one is above twelve.
        swapped = bool((two > 12).any() and not (one > 12).any())
        month, day = (one, two) if swapped else (two, one)
        _put(found, which, year, month, day)


def _put(found: Dates, which: Mask, year: Ints, month: Ints, day: Ints) -> None:
    right = is_date(year, month, day) & (year >= 1800) & (year <= 2200)
    chosen = which.copy()
    chosen[which] = right
    found.at[chosen] = True
    found.year[chosen] = year[right]
    found.day[chosen] = (month * 100 + day)[right]


def _by_pattern(of: Distinct, which: Mask, found: Dates) -> None:
    for pattern, share in ((_LOOSE, 0.0), (_LOOSE_SHORT, _NEARLY_ALL), (_WORDED, 0.0)):
        rows = np.flatnonzero(which & ~found.at)
        if not len(rows):
            return
        read = pc.extract_regex(of.texts.take(pa.array(rows)), pattern)
        years = pc.struct_field(read, "year")
        hit = pc.is_valid(years).to_numpy(zero_copy_only=False)
        if hit.sum() >= share * len(of):
            year = pc.cast(pc.drop_null(years), pa.int64()).to_numpy()
            found.at[rows[hit]] = True
            found.year[rows[hit]] = np.where(year < 100, _in_full(year), year)


def _in_full(short: Ints) -> Ints:
    """Two digits of a year nobody of which lies ahead."""
    return np.where(short + 2000 > THIS_YEAR, short + 1900, short + 2000)


def looks(of: Distinct, found: Dates | None) -> Iterator[Look]:
    """Birth dates, as far as dates alone can tell: people are of all ages, and born at no
    particular time of day, and not tomorrow."""
    if found is None:
        return
    said = phrase("dates people could be born on")
    yield look(Type.BIRTH_DATE, found.at, _births(of, found), said)


def _births(of: Distinct, found: Dates) -> float:
    years = found.year[found.at]
    if found.timed[found.at].mean() > 0.2:
        return -4.0
    # One slip of the pen is none; those who are to be born are many.
    if (years > THIS_YEAR + 1).sum() > max(1.0, 0.02 * len(years)):
        return -4.0
    adult = float((years <= THIS_YEAR - 18).mean())
    first, middle, last = np.percentile(years, (5, 50, 95))
    if adult >= 0.6 and last - first >= 25 and 1930 <= middle <= 2012:
        return 3.2 if len(years) >= 20 else 1.6
    if adult >= 0.3 and last - first >= 15:
        return 0.4
    if adult < 0.1 and len(years) >= 3:
        return -2.0 if last - first < 12 else -0.5
    return 0.0
