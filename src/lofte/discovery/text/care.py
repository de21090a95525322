"""Reserve numbers of health care, and codes of diagnoses and drugs.

Reserve numbers of regions look alike, and like a personnummer: those of digits alone need a
word for them. The rules of each kind are in `lofte.kernel.identifiers.care`.
"""

from __future__ import annotations

import numpy as np

from lofte.discovery.text.borders import stands_alone
from lofte.discovery.text.dates import is_date
from lofte.discovery.text.digits import DOT, HYPHEN, Runs, luhn, number
from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.pages import ALNUM, DIGIT, UPPER, Ints, Page, table
from lofte.discovery.types import Type

_SEX = table(b"KMX")
_DIGIT_OF = np.zeros(256, np.int64)
_DIGIT_OF[list(b"KMX")] = (5, 7, 8)
_SECOND = table(b"FUXPL")
_LAST = (UPPER & ~table(b"V")) | table(b"123456789")
_SERIES = UPPER & ~table(b"IOQVW")


def find_reserves(page: Page, runs: Runs) -> list[Found]:
    """The five formats: of Stockholm, Carelink, Västra Götaland, Värmland and the nation."""
    return [*_digits_alone(page, runs), *_gothenburg(page, runs), *_with_letters(page, runs)]


def _digits_alone(page: Page, runs: Runs) -> list[Found]:
    whole = np.flatnonzero(runs.length == 12)
    after = np.zeros(len(runs), bool)
    after[:-1] = runs.length[1:] == 4
    split = np.flatnonzero((runs.length == 8) & (runs.joint == HYPHEN) & after)
    start = np.concatenate([runs.start[whole], runs.start[split]])
    end = np.concatenate([runs.end[whole], runs.end[split + 1]])
    middle = np.concatenate([runs.end[whole] - 4, runs.end[split]])
    if not len(start):
        return []
    eight, four = number(page, middle, 8), number(page, end, 4)
    free = stands_alone(page, start, end)
    year, month, day = eight // 10_000, eight // 100 % 100, eight % 100
    born = eight % 1_000_000 // 100
    stockholm = (eight // 1_000_000 == 99) & (born >= 1800) & (born < 2300)
    carelink = (year >= 1800) & (year < 2100) & (month >= 1) & (month <= 12)
    carelink &= (day >= 32) & (day <= 59) & luhn(eight % 1_000_000, four)
    checked = carelink | luhn(eight % 10_000, four) | luhn(eight % 1_000_000, four)
    right = free & (stockholm | carelink)
    score = np.where(checked, 0.3, -3.0)[right]
    why = np.where(checked, Why.FORM | Why.CHECK_DIGIT, Why.FORM)[right].astype(np.int32)
    return [found(Type.RESERVNUMMER, start[right], end[right], score, why)]


def _gothenburg(page: Page, runs: Runs) -> list[Found]:
    """yyyymmdd, a letter for the sex, two digits and a check digit: 19850412K071."""
    raw = page.raw
    at, letter = _after_eight(page, runs)
    if not len(at):
        return []
    end = letter + 4
    right = _SEX[raw[letter]] & DIGIT[page.windows(letter + 1, 3)].all(axis=1)
    right &= ~ALNUM[raw[end]] & ~page.is_letter_at(end)
    at, letter, end = at[right], letter[right], end[right]
    digits = number(page, runs.end[at], 6)
    tail = _DIGIT_OF[raw[letter]] * 1000 + number(page, end, 3)
    checked = luhn(digits, tail)
    score = np.where(checked, 4.0, 1.0)
    return [found(Type.RESERVNUMMER, runs.start[at], end, score, Why.FORM | Why.CALENDAR)]


def _with_letters(page: Page, runs: Runs) -> list[Found]:
    """Värmland's yyyymmddS, a letter, a digit and a sign; the national one's two letters."""
    raw = page.raw
    if not (runs.length == 8).any():
        return []
    at, letter = _after_eight(page, runs)
    four = page.windows(letter, 5)
    free = ~ALNUM[four[:, 4]]
    right = (
        free
        & (four[:, 0] == 0x53)
        & _SECOND[four[:, 1]]
        & DIGIT[four[:, 2]]
        & _LAST[four[:, 3]]
    )
    varmland = found(Type.RESERVNUMMER, runs.start[at[right]], letter[right] + 4, 2.5, Why.FORM)
    at = np.flatnonzero(runs.length == 8)
    letter = runs.end[at]
    four = page.windows(letter, 5)
    right = _SERIES[four[:, 0]] & _SERIES[four[:, 1]] & ~ALNUM[four[:, 4]]
    right &= (_SERIES[four[:, 2]] | DIGIT[four[:, 2]]) & DIGIT[four[:, 3]]
    right &= ~ALNUM[raw[runs.start[at] - 1]] & _is_series(number(page, letter, 8))
    national = found(Type.RESERVNUMMER, runs.start[at[right]], letter[right] + 4, 2.0, Why.FORM)
    return [varmland, national]


def _after_eight(page: Page, runs: Runs) -> tuple[Ints, Ints]:
    """Runs of eight digits that are a day, and where the letter behind them stands, past a
    hyphen."""
    at = np.flatnonzero(runs.length == 8)
    day = number(page, runs.end[at], 8)
    real = is_date(day // 10_000, day // 100 % 100, day % 100)
    real &= (day // 10_000 >= 1880) & (day // 10_000 < 2100)
    at = at[real & ~ALNUM[page.raw[runs.start[at] - 1]]]
    return at, runs.end[at] + (page.raw[runs.end[at]] == 0x2D)


def _is_series(day: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """22, 25, 28 … for 19, 23, 26 … for 20 and so on; 00 where the day of birth is unknown."""
    lead, month, last = day // 1_000_000, day // 100 % 100, day % 100
    known = (lead >= 22) & is_date(np.full_like(day, 2000), month, last)
    unknown = (lead == 0) & (month >= 20) & (last >= 40) & (last <= 59)
    return np.asarray(known | unknown)


def find_codes(page: Page, runs: Runs) -> list[Found]:
    """ICD-10-SE: F32.1, E11.9, J45; ATC: N06AB04, C07AB."""
    raw = page.raw
    at = np.flatnonzero(runs.length == 2)
    begin, end = runs.start[at] - 1, runs.end[at]
    lead = UPPER[raw[begin]] & ~ALNUM[raw[begin - 1]] & ~page.is_letter_before(begin)
    lead &= ~_TIED[raw[begin - 1]]
    at, begin, end = at[lead], begin[lead], end[lead]
    return [*_diagnoses(page, runs, at, begin, end), _drugs(page, begin, end)]


_TIED = table(b"-_/.=#")


def _diagnoses(page: Page, runs: Runs, at: Ints, begin: Ints, end: Ints) -> list[Found]:
    raw = page.raw
    following = np.minimum(at + 1, len(runs) - 1)
    point = (runs.joint[at] == DOT) & (runs.length[following] <= 2)
    close = np.where(point, runs.end[following], end)
    close = close + (UPPER[raw[close]] & ~ALNUM[raw[close + 1]])
    right = ~ALNUM[raw[close]] & ~page.is_letter_at(close) & ~_TIED[raw[close]]
    right |= (raw[close] == 0x2E) & ~ALNUM[raw[close + 1]]
    score = np.where(point, -0.6, -3.0)
    return [found(Type.HEALTH_TERM, begin[right], close[right], score[right], Why.FORM)]


def _drugs(page: Page, begin: Ints, end: Ints) -> Found:
    """The anatomical groups of the WHO's classification, to its fourth or fifth level."""
    four = page.windows(end, 5)
    group = table(b"ABCDGHJLMNPRSV")[page.raw[begin]]
    level = group & UPPER[four[:, 0]] & UPPER[four[:, 1]]
    full = level & DIGIT[four[:, 2]] & DIGIT[four[:, 3]] & ~ALNUM[four[:, 4]]
    partly = level & ~ALNUM[four[:, 2]]
    right = full | partly
    close = end + np.where(full, 4, 2)
    score = np.where(full, 1.5, -2.0)
    return found(Type.HEALTH_TERM, begin[right], close[right], score[right], Why.FORM)
