"""Check digits and calendars, of many values together. Digits come as rows of a matrix."""

from __future__ import annotations

import numpy as np

from lofte.discovery.columns.distinct import Digits, Ints, Mask
from lofte.discovery.types import RULESET

THIS_YEAR = int(RULESET.split(".", maxsplit=1)[0])
"""Nobody is born later. The rule set's year and not the clock's: verdicts can be repeated."""

_DOUBLED = np.array([0, 2, 4, 6, 8, 1, 3, 5, 7, 9], dtype=np.uint8)
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)


def luhn(digits: Digits) -> Mask:
    """The last digit makes the sum, every second one doubled, a multiple of ten."""
    backwards = digits[:, ::-1]
    total = backwards[:, ::2].sum(axis=1) + _DOUBLED[backwards[:, 1::2]].sum(axis=1)
    return np.asarray(total % 10 == 0)


def number(digits: Digits) -> Ints:
    """The digits as one number; at most eighteen of them."""
    total = np.zeros(len(digits), np.int64)
    for place in range(digits.shape[1]):
        total = total * 10 + digits[:, place]
    return total


def is_date(year: Ints, month: Ints, day: Ints) -> Mask:
    """Whether there is such a day. `month` and `day` are from 0 to 99."""
    in_year = (month >= 1) & (month <= 12)
    days = _DAYS[np.where(in_year, month, 0)]
    common = (year % 4 != 0) | ((year % 100 == 0) & (year % 400 != 0))
    days = days - ((month == 2) & common)
    return np.asarray(in_year & (day >= 1) & (day <= days))


def is_short_date(year: Ints, month: Ints, day: Ints) -> Mask:
    """The same for a year of two digits, in whichever century there was such a day."""
    # 1900 was a common year and 2000 was not, so only the century of 00 matters.
    return is_date(year + 2000, month, day)


def mod97(signs: Digits, lengths: Ints) -> Mask:
    """ISO 7064 mod 97-10 of IBANs in upper case: the first four signs go last, letters count
    from 10. `signs` are bytes, zero behind the end."""
    left = np.zeros(len(signs), np.int64)
    rows = np.arange(len(signs))
    for place in range(signs.shape[1]):
        at = np.where(place < lengths - 4, place + 4, place + 4 - lengths)
        sign = signs[rows, at.clip(0, signs.shape[1] - 1)].astype(np.int64)
        value = np.where(sign >= 65, sign - 55, sign - 48)
        following = (left * np.where(value >= 10, 100, 10) + value) % 97
        left = np.where(place < lengths, following, left)
    return np.asarray(left == 1)
