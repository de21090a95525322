"""Organisation numbers (lag 1974:174), VAT numbers and HSA-ids, which are made of them."""

from __future__ import annotations

import numpy as np

from lofte.discovery.text.borders import stands_alone
from lofte.discovery.text.digits import HYPHEN, Runs, luhn, number
from lofte.discovery.text.found import NOTHING, Found, Why, found
from lofte.discovery.text.pages import ALNUM, Bools, Ints, Page
from lofte.discovery.types import Type

# A registered body's number: no group 4 or 0, and a third digit that no month begins with.
_GROUPS = np.array([False, True, True, True, False, True, True, True, True, True])


def find_organisations(page: Page, runs: Runs) -> list[Found]:
    """With its hyphen, without, and with 16 in front."""
    after = np.zeros(len(runs), bool)
    after[:-1] = runs.length[1:] == 4
    split = np.flatnonzero((runs.length == 6) & (runs.joint == HYPHEN) & after)
    long_split = np.flatnonzero((runs.length == 8) & (runs.joint == HYPHEN) & after)
    bare = np.flatnonzero(runs.length == 10)
    long_bare = np.flatnonzero(runs.length == 12)
    return [
        _of(page, runs.start[split], runs.end[split], runs.end[split + 1], 3.0),
        _of(page, runs.start[bare], runs.end[bare] - 4, runs.end[bare], -0.8),
        _sixteen(page, runs.start[long_split], runs.end[long_split], runs.end[long_split + 1]),
        _sixteen(page, runs.start[long_bare], runs.end[long_bare] - 4, runs.end[long_bare]),
    ]


def is_organisation(first_six: Ints, last_four: Ints) -> Bools:
    """Whether these are a number of a registered body."""
    known = _GROUPS[first_six // 100_000] & (first_six // 1000 % 10 >= 2)
    return known & luhn(first_six, last_four)


def _of(page: Page, start: Ints, middle: Ints, end: Ints, prior: float) -> Found:
    if not len(start):
        return NOTHING
    right = is_organisation(number(page, middle, 6), number(page, end, 4))
    right &= stands_alone(page, start, end)
    why = Why.FORM | Why.CHECK_DIGIT
    return found(Type.ORGANISATIONSNUMMER, start[right], end[right], prior, why)


def _sixteen(page: Page, start: Ints, middle: Ints, end: Ints) -> Found:
    right = number(page, start + 2, 2) == 16
    return _of(page, start[right], middle[right], end[right], 2.0)


_HSA_LONGEST = 32


def find_hsa(page: Page, runs: Runs) -> list[Found]:
    """`SE`, ten or twelve digits, a hyphen, and letters and digits to 32 in all (RIV)."""
    raw = page.raw
    lead = (runs.length == 10) | (runs.length == 12)
    at = np.flatnonzero(lead)
    if not len(at):
        return []
    start, end = runs.start[at] - 2, runs.end[at]
    shaped = ((raw[start] | 32) == 0x73) & ((raw[start + 1] | 32) == 0x65)
    shaped &= (raw[end] == 0x2D) & ALNUM[raw[end + 1]]
    shaped &= ~page.is_letter_before(start) & ~ALNUM[raw[start - 1]]
    start, end = start[shaped], end[shaped]
    tail = ALNUM[page.windows(end + 1, _HSA_LONGEST)]
    last = end + 1 + np.argmin(tail, axis=1)
    fits = ~tail.all(axis=1) & (last - start <= _HSA_LONGEST)
    owner = is_organisation(number(page, end - 4, 6), number(page, end, 4))
    score = np.where(owner, 5.0, 3.0)
    return [found(Type.HSA_ID, start[fits], last[fits], score[fits], Why.FORM | Why.PREFIX)]
