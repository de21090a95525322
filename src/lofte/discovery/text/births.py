"""Dates of birth: a date in any usual writing, beside a word for being born."""

from __future__ import annotations

from datetime import date

import numpy as np

from lofte.discovery.text.borders import stands_alone
from lofte.discovery.text.dates import is_birth
from lofte.discovery.text.digits import DOT, HYPHEN, SLASH, SPACE, Runs, number, tail
from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.pages import Bools, Ints, Page, table
from lofte.discovery.text.tokens import Is, Words
from lofte.discovery.types import Type

_PRIOR = -3.0


def find_births(page: Page, runs: Runs, words: Words, today: date) -> list[Found]:
    """The prior is low: most dates are no one's birthday, and a word must say so."""
    return [
        *_parted(page, runs, today),
        *_whole(page, runs, today),
        *_written(page, runs, words, today),
    ]


def _parted(page: Page, runs: Runs, today: date) -> list[Found]:
    """1985-04-12, 12/4 1985, 12.04.1985, 4/12/1985."""
    if len(runs) < 3:
        return []
    joined = np.isin(runs.joint, (HYPHEN, SLASH, DOT))
    spaced = joined | (runs.joint == SPACE)
    short = runs.length <= 2
    year_first = (runs.length == 4)[:-2] & joined[:-2] & short[1:-1] & joined[1:-1] & short[2:]
    year_last = short[:-2] & joined[:-2] & short[1:-1] & spaced[1:-1] & (runs.length == 4)[2:]
    early = np.flatnonzero(year_first)
    late = np.flatnonzero(year_last)
    late = late[(runs.joint[late] == runs.joint[late + 1]) | (runs.joint[late + 1] == SPACE)]
    one, two, three = (_value(page, runs, early + i) for i in range(3))
    right = is_birth(one, two, three, today)
    first = _of(page, runs.start[early], runs.end[early + 2], right)
    one, two, three = (_value(page, runs, late + i) for i in range(3))
    right = is_birth(three, two, one, today) | is_birth(three, one, two, today)
    return [first, _of(page, runs.start[late], runs.end[late + 2], right)]


def _whole(page: Page, runs: Runs, today: date) -> list[Found]:
    """19850412 and 850412."""
    at = np.flatnonzero(runs.length == 8)
    day = number(page, runs.end[at], 8)
    right = is_birth(day // 10_000, day // 100 % 100, day % 100, today)
    long = _of(page, runs.start[at], runs.end[at], right)
    at = np.flatnonzero(runs.length == 6)
    day = number(page, runs.end[at], 6)
    year = 1900 + day // 10_000
    year += np.where(year + 100 <= today.year, 100, 0)
    right = is_birth(year, day // 100 % 100, day % 100, today)
    return [long, _of(page, runs.start[at], runs.end[at], right, -1.0)]


def _written(page: Page, runs: Runs, words: Words, today: date) -> list[Found]:
    """12 april 1985, den 3:e maj -72, April 12, 1985."""
    at = np.flatnonzero((words.bits & Is.MONTH) != 0)
    if not len(at) or not len(runs):
        return []
    start, end = words.start[at], words.end[at]
    after = np.minimum(np.searchsorted(runs.start, end), len(runs) - 1)
    before = np.maximum(np.searchsorted(runs.start, start) - 1, 0)
    year = np.where(runs.length[after] == 4, _value(page, runs, after), 0)
    day = np.where(runs.length[before] <= 2, _value(page, runs, before), 0)
    near = _beside(page, end, runs.start[after], 3)
    close = _beside(page, runs.end[before], start, 4)
    one = np.ones(len(at), np.int64)
    right = near & close & (day >= 1) & (day <= 31) & is_birth(year, one, one, today)
    swedish = _of(page, runs.start[before], runs.end[after], right)
    second = np.minimum(after + 1, len(runs) - 1)
    first = np.where(runs.length[after] <= 2, _value(page, runs, after), 0)
    year = np.where(runs.length[second] == 4, _value(page, runs, second), 0)
    right = near & (first >= 1) & (first <= 31) & is_birth(year, one, one, today) & ~close
    right &= _beside(page, runs.end[after], runs.start[second], 4)
    return [swedish, _of(page, start, runs.end[second], right)]


def _beside(page: Page, end: Ints, start: Ints, most: int) -> Bools:
    """Whether little but a space, a comma or the end of an ordinal stands between."""
    gap = start - end
    signs = _BETWEEN[page.windows(end, most)] | (np.arange(most) >= gap[:, None])
    return np.asarray((gap >= 1) & (gap <= most) & signs.all(axis=1))


_BETWEEN = table(b" .,:-eandrsth\xc2\xa0")


def _value(page: Page, runs: Runs, at: Ints) -> Ints:
    return tail(page, runs.end[at], runs.length[at])


def _of(page: Page, start: Ints, end: Ints, right: Bools, more: float = 0.0) -> Found:
    right = right & stands_alone(page, start, end)
    return found(Type.BIRTH_DATE, start[right], end[right], _PRIOR + more, Why.CALENDAR)
