"""Phone numbers: Swedish ones in all writings, and others with their country's number.

A number is a chain of runs of digits with little between them. How many of them belong to it
follows from its plan: ten digits for a mobile, eight to ten for others, fifteen at most abroad.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.digits import (
    DOT,
    HYPHEN,
    NONE,
    SLASH,
    SPACE,
    SPACED_HYPHEN,
    Runs,
    number,
)
from lofte.discovery.text.found import NOTHING, Found, Why, found
from lofte.discovery.text.pages import DIGIT, Bools, Ints, Page, table
from lofte.discovery.types import Type

_LONGEST_CHAIN = 6
_OPEN, _CLOSED = 0x28, 0x29
_AROUND_TRUNK = table(b" ()-")
_TIGHT = table(b"-.+/")


@dataclass(frozen=True, slots=True)
class _Starts:
    """Runs a number may begin with, how many digits it then has, and how sure that is."""

    run: Ints
    fewest: Ints
    most: Ints
    prior: npt.NDArray[np.float64]
    plus: bool = False


def find_phones(page: Page, runs: Runs) -> list[Found]:
    """Domestic ones begin with 0, international ones with +, 00 or a bare 46."""
    raw = page.raw
    linked = _linked(page, runs)
    before = raw[runs.start - 1]
    plus = before == PLUS_SIGN
    zero = raw[runs.start] == 0x30
    double = zero & (raw[runs.start + 1] == 0x30)
    at_home = _free(page, runs, np.flatnonzero(zero & ~double & ~plus & (runs.length >= 2)))
    doubled = _free(page, runs, np.flatnonzero(double & ~plus & (runs.length >= 4)))
    bare = np.flatnonzero(~zero & ~plus & (runs.length == 11))
    bare = _free(page, runs, bare[number(page, runs.start[bare] + 3, 3) // 10 == 46])
    with_plus = np.flatnonzero(plus)
    sign = runs.start[with_plus] - 1
    with_plus = with_plus[~page.is_letter_before(sign) & ~DIGIT[raw[sign - 1]]]
    return [
        _chain(page, runs, linked, _home(page, runs, at_home)),
        _chain(page, runs, linked, _abroad(page, runs, with_plus, 0, 4.0)),
        _chain(page, runs, linked, _abroad(page, runs, doubled, 2, 0.5)),
        _chain(page, runs, linked, _abroad(page, runs, bare, 0, -1.5)),
        _chain(page, runs, linked, _british(runs, at_home)),
        _chain(page, runs, linked, _american(page, runs)),
    ]


def _free(page: Page, runs: Runs, at: Ints) -> Ints:
    """Those of the runs that no letter touches and no digit stands tight before."""
    start = runs.start[at]
    tight = _TIGHT[page.raw[start - 1]] & DIGIT[page.raw[start - 2]]
    return np.asarray(at[~tight & ~page.is_letter_before(start)])


PLUS_SIGN = 0x2B


def _linked(page: Page, runs: Runs) -> Bools:
    joint = runs.joint
    linked = (joint == HYPHEN) | (joint == SPACE) | (joint == DOT) | (joint == SLASH)
    linked |= joint == SPACED_HYPHEN
    near = np.flatnonzero((runs.gap <= 2) & (joint == NONE))
    first, second = page.raw[runs.end[near]], page.raw[runs.end[near] + 1]
    bracket = (runs.gap[near] == 1) & ((first == _OPEN) | (first == _CLOSED))
    both = (runs.gap[near] == 2) & _AROUND_TRUNK[first] & _AROUND_TRUNK[second]
    linked[near] = bracket | both
    return np.asarray(linked)


# Area codes of two and three digits (PTS); all others have four.
_THREE = np.zeros(1000, bool)
_THREE[
    [10, 11, 13, 16, 18, 19, 20, 21, 23, 26, 31, 33, 35, 36, 40, 42, 44, 46, 54, 60, 63, 90]
] = True
_MOBILE = np.zeros(1000, bool)
_MOBILE[[70, 72, 73, 76, 79]] = True


def _home(page: Page, runs: Runs, run: Ints) -> _Starts:
    """The Swedish plan, by the digits in front; 08 and 07 may stand by themselves."""
    length, joint = runs.length[run], runs.joint[run]
    two = number(page, runs.start[run] + 2, 2)
    three = number(page, runs.start[run] + 3, 3)
    mobile = np.where(length == 2, two == 7, _MOBILE[np.where(length >= 3, three, 0)])
    stockholm = two == 8
    known = mobile | stockholm | (length >= 3)
    fewest = np.where(
        mobile | (three == 10),
        10,
        np.where(stockholm | _THREE[np.where(length >= 3, three, 0)], 8, 9),
    )
    closed = page.raw[runs.end[run]] == _CLOSED
    prior = np.select(
        [(joint == HYPHEN) | closed, joint == SLASH, joint == SPACE, joint == SPACED_HYPHEN],
        [2.2, 1.5, 0.6, 1.0],
        -1.8,
    )
    prior = prior + np.where(mobile, np.where(joint == SPACE, 2.0, 1.0), 0)
    prior += np.where(mobile & (length == 10), 1.6, 0)
    # 0633 0645: no area code of four digits begins as one of three does.
    cut = (length == 4) & (joint > 0) & ~mobile & _THREE[np.where(length >= 3, three, 0)]
    prior -= np.where(cut, 2.5, 0)
    # 050401-7856 is a day and a serial number, and no area code has five digits.
    prior -= np.where((length >= 5) & (joint > 0), 4.5, 0)
    return _Starts(run[known], fewest[known], np.full(known.sum(), 10), prior[known])


_PLANS = {
    1: (11, 11), 7: (11, 11), 30: (11, 12), 31: (11, 11), 32: (10, 11), 33: (11, 11),
    34: (11, 11), 36: (10, 11), 39: (10, 13), 40: (11, 11), 41: (11, 11), 43: (10, 14),
    44: (11, 12), 45: (10, 10), 46: (9, 11), 47: (10, 10), 48: (11, 11), 49: (10, 13),
    354: (10, 10), 358: (8, 13), 370: (11, 11), 371: (11, 11), 372: (10, 11), 380: (12, 12),
}  # fmt: skip
"""The fewest and most digits with the country's number, where ITU's E.164 plans are short."""

_FEWEST = np.full(1000, 8, np.int64)
_MOST = np.full(1000, 15, np.int64)
_KNOWN = np.zeros(1000, bool)
for _code, (_least, _greatest) in _PLANS.items():
    _span = slice(
        _code * 10 ** (3 - len(str(_code))), (_code + 1) * 10 ** (3 - len(str(_code)))
    )
    _FEWEST[_span], _MOST[_span], _KNOWN[_span] = _least, _greatest, True


def _british(runs: Runs, run: Ints) -> _Starts:
    """0113 496 0124: eleven digits in groups, which only a word makes a phone here."""
    run = run[(runs.length[run] <= 5) & (runs.length[run] >= 3) & (runs.joint[run] == SPACE)]
    eleven = np.full(len(run), 11)
    return _Starts(run, eleven, eleven, np.full(len(run), -2.0))


def _american(page: Page, runs: Runs) -> _Starts:
    """(415) 555-0132; without brackets only a word makes it a phone here."""
    three = runs.length == 3
    run = np.flatnonzero(three[:-2] & three[1:-1] & (runs.length[2:] == 4))
    run = _free(page, runs, run[page.raw[runs.start[run]] > 0x31])
    run = run[runs.joint[run + 1] == HYPHEN]
    opened = page.raw[runs.start[run] - 1] == _OPEN
    ten = np.full(len(run), 10)
    return _Starts(run, ten, ten, np.where(opened, 1.0, -2.2))


def _abroad(page: Page, runs: Runs, run: Ints, skip: int, prior: float) -> _Starts:
    """By the country's number; the 0 some write in brackets behind it adds one digit."""
    length = runs.length[run] - skip
    at = runs.start[run] + skip
    lead = np.select(
        [length >= 3, length == 2],
        [number(page, at + 3, 3), number(page, at + 2, 2) * 10],
        number(page, at + 1, 1) * 100,
    )
    following = np.minimum(run + 1, len(runs) - 1)
    trunk = (runs.length[following] == 1) & (page.raw[runs.start[following]] == 0x30)
    trunk &= page.raw[runs.end[run]] != 0x2E
    extra = trunk + skip
    right = (lead >= 100) & (_KNOWN[lead] | (skip == 0))
    sure = np.full(len(run), prior)
    return _Starts(
        run[right],
        (_FEWEST[lead] + extra)[right],
        (_MOST[lead] + extra)[right],
        sure[right],
        plus=prior > 3,
    )


def _chain(page: Page, runs: Runs, linked: Bools, starts: _Starts) -> Found:
    """As many runs as the plan allows; the last one may not be tied to a further one."""
    if not len(starts.run):
        return NOTHING
    run, total, last = starts.run, runs.length[starts.run], starts.run.copy()
    alive = np.ones(len(run), bool)
    for step in range(1, _LONGEST_CHAIN + 1):
        following = np.minimum(run + step, len(runs) - 1)
        size = runs.length[following]
        alive = alive & linked[following - 1] & (following == run + step)
        alive &= _may_follow(size, step, starts.plus) & (total + size <= starts.most)
        total = total + np.where(alive, size, 0)
        last = np.where(alive, following, last)
        alive &= size < 5
    right = (total >= starts.fewest) & (total <= starts.most) & ~_is_day(runs, run, last)
    start, end = runs.start[run] - starts.plus, runs.end[last]
    right &= ~page.is_letter_at(end) & ~(_TIGHT[page.raw[end]] & DIGIT[page.raw[end + 1]])
    opened = (page.raw[start - 1] == _OPEN) & _closes(page, runs, run)
    start = start - opened
    return found(Type.PHONE, start[right], end[right], starts.prior[right], Why.FORM)


def _may_follow(size: Ints, step: int, plus: bool) -> Bools:
    """Groups have two to four digits; the second may be a lone 0, or all the rest."""
    if step == 1:
        return np.asarray((size <= 10) & ((size >= 2) | plus))
    return np.asarray((size >= 2) & (size <= (4 if not plus else 8)))


def _closes(page: Page, runs: Runs, run: Ints) -> Bools:
    return np.asarray(page.raw[runs.end[run]] == _CLOSED)


def _is_day(runs: Runs, first: Ints, last: Ints) -> Bools:
    """08-11-2024 and 01.02.2024 are days."""
    at = np.minimum(first + 2, len(runs) - 1)
    two = (runs.length[first] == 2) & (runs.length[at - 1] == 2)
    return np.asarray(two & (last == first + 2) & (runs.length[at] == 4))
