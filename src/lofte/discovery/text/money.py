"""Bankgiro, plusgiro, payment cards and IBAN: numbers that prove themselves by a sum."""

from __future__ import annotations

import numpy as np

from lofte.discovery.text.borders import stands_alone
from lofte.discovery.text.digits import HYPHEN, SPACE, Runs, luhn, number, tail
from lofte.discovery.text.found import NOTHING, Found, Why, found
from lofte.discovery.text.pages import ALNUM, DIGIT, UPPER, Bools, Bytes, Ints, Page
from lofte.discovery.types import Type

_CHECKED = Why.FORM | Why.CHECK_DIGIT


def find_bankgiro(page: Page, runs: Runs) -> list[Found]:
    """Three or four digits, a hyphen and four; bare only beside a word for it."""
    after = np.zeros(len(runs), bool)
    after[:-1] = runs.length[1:] == 4
    lead = (runs.length == 3) | (runs.length == 4)
    at = np.flatnonzero(lead & after & (runs.joint == HYPHEN))
    split = _giro(page, Type.BANKGIRO, runs.start[at], runs.end[at + 1], runs.end[at], 0.6)
    at = np.flatnonzero((runs.length == 7) | (runs.length == 8))
    bare = _giro(page, Type.BANKGIRO, runs.start[at], runs.end[at], runs.end[at] - 4, -3.0)
    return [split, bare]


def _giro(page: Page, type_: Type, start: Ints, end: Ints, middle: Ints, prior: float) -> Found:
    if not len(start):
        return NOTHING
    high = tail(page, middle, middle - start)
    low = number(page, end, 4)
    right = luhn(high, low) & (page.raw[start] != 0x30)
    right &= stands_alone(page, start, end) & ~_are_years(high, low, middle - start)
    # 1250-1500 may be centuries long gone: only a word makes it a giro.
    span = (high < low) & (high >= 1000) & (low <= 2100) & (middle - start == 4)
    score = np.where(span, prior - 2.0, prior)[right]
    return found(type_, start[right], end[right], score, _CHECKED)


def _are_years(high: Ints, low: Ints, length: Ints) -> Bools:
    year = (high >= 1900) & (high <= 2100) & (length == 4)
    return np.asarray(year & (low >= 1900) & (low <= 2100))


def find_plusgiro(page: Page, runs: Runs) -> list[Found]:
    """Two to eight digits, the last behind a hyphen: 28 65 43-4. Alone it proves little."""
    after = np.zeros(len(runs), bool)
    after[:-1] = runs.length[1:] == 1
    last = np.flatnonzero(after & (runs.joint == HYPHEN) & (runs.length <= 7))
    if not len(last):
        return []
    start = runs.start[last].copy()
    value = tail(page, runs.end[last], runs.length[last])
    digits = runs.length[last].copy()
    going = runs.length[last] == 2
    for back in (1, 2, 3):
        at = np.maximum(last - back, 0)
        going &= (last >= back) & (runs.joint[at] == SPACE) & (runs.length[at] <= 3)
        going &= digits + runs.length[at] <= 7
        group = np.where(going, tail(page, runs.end[at], runs.length[at]), 0)
        value = value + group * np.power(np.int64(10), digits)
        start = np.where(going, runs.start[at], start)
        digits = digits + np.where(going, runs.length[at], 0)
        going = going & (runs.length[at] == 2)
    end = runs.end[last + 1]
    right = luhn(value // 1000, value % 1000 * 10 + number(page, end, 1))
    right &= (digits >= 1) & stands_alone(page, start, end) & (page.raw[start] != 0x30)
    grouped = digits > runs.length[last]
    prior = np.where(grouped & (digits >= 5), 0.8, -2.0) - np.where(digits < 4, 1.5, 0)
    return [found(Type.PLUSGIRO, start[right], end[right], prior[right], _CHECKED)]


def find_cards(page: Page, runs: Runs) -> list[Found]:
    """Thirteen to nineteen digits of an issuer we know: in one run, in fours, or 4-6-5."""
    at = np.flatnonzero((runs.length >= 13) & (runs.length <= 19))
    bare = _card(page, runs.start[at], runs.end[at], runs.length[at], 0.8)
    joined = (runs.joint == SPACE) | (runs.joint == HYPHEN)
    four = runs.length == 4
    chain = np.zeros(len(runs), bool)
    chain[:-3] = (four & joined)[:-3] & (four & joined)[1:-2] & (four & joined)[2:-1] & four[3:]
    grouped = _grouped_card(page, runs, np.flatnonzero(chain))
    amex = np.zeros(len(runs), bool)
    amex[:-2] = (four & joined)[:-2] & ((runs.length == 6) & joined)[1:-1]
    amex[:-2] &= runs.length[2:] == 5
    return [bare, grouped, _amex(page, runs, np.flatnonzero(amex))]


def _card(page: Page, start: Ints, end: Ints, length: Ints, prior: float) -> Found:
    if not len(start):
        return NOTHING
    parts = [tail(page, end, length, skip) for skip in (16, 8, 0)]
    lead = number(page, start + 4, 4)
    right = luhn(*parts) & _is_issued(lead, length) & stands_alone(page, start, end)
    return found(Type.PAYMENT_CARD, start[right], end[right], prior, _CHECKED)


def _grouped_card(page: Page, runs: Runs, at: Ints) -> Found:
    if not len(at):
        return NOTHING
    groups = [number(page, runs.end[at + i], 4) for i in range(4)]
    start, end = runs.start[at], runs.end[at + 3]
    right = luhn(*groups) & _is_issued(groups[0], np.full(len(at), 16))
    right &= stands_alone(page, start, end) & (runs.joint[at] == runs.joint[at + 2])
    return found(Type.PAYMENT_CARD, start[right], end[right], 3.5, _CHECKED)


def _amex(page: Page, runs: Runs, at: Ints) -> Found:
    if not len(at):
        return NOTHING
    lead, middle = number(page, runs.end[at], 4), number(page, runs.end[at + 1], 6)
    last = number(page, runs.end[at + 2], 5)
    start, end = runs.start[at], runs.end[at + 2]
    right = luhn(*_even(lead, middle, last)) & _is_issued(lead, np.full(len(at), 15))
    right &= stands_alone(page, start, end)
    return found(Type.PAYMENT_CARD, start[right], end[right], 3.5, _CHECKED)


def _even(lead: Ints, middle: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Fifteen digits as seven and eight."""
    return lead * 1000 + middle // 1000, middle % 1000 * 100_000 + last


def _is_issued(lead: Ints, length: Ints) -> Bools:
    """The ranges of ISO/IEC 7812 that cards for paying come from, with their lengths."""
    two, three = lead // 100, lead // 10
    visa = (lead // 1000 == 4) & ((length == 13) | (length == 16) | (length == 19))
    mastercard = ((two >= 51) & (two <= 55)) | ((lead >= 2221) & (lead <= 2720))
    discover = (lead == 6011) | (two == 65) | ((three >= 644) & (three <= 649))
    jcb = (lead >= 3528) & (lead <= 3589)
    union = two == 62
    sixteen = (mastercard | discover | jcb | union) & (length == 16)
    amex = ((two == 34) | (two == 37)) & (length == 15)
    diners = (((three >= 300) & (three <= 305)) | (two == 36) | (two == 38)) & (length == 14)
    maestro = (two == 50) | ((two >= 56) & (two <= 58)) | (two == 67)
    return np.asarray(visa | sixteen | amex | diners | (maestro & (length >= 16)))


_IBANS = {
    15: "NO",
    16: "BE",
    18: "DK FI FO GL NL",
    19: "MK SI",
    20: "AT BA EE KZ LT LU XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA",
    23: "AE GI IL",
    24: "AD CZ ES MD PK RO SA SE SK TN",
    25: "PT",
    26: "IS TR",
    27: "FR GR IT MC MR SM",
    28: "AL AZ BY CY DO GT HU LB PL",
    29: "BR PS QA UA",
    30: "JO KW",
    31: "MT",
}
"""The registry of ISO 13616: countries by the length of their numbers."""

_LENGTH_OF = np.zeros(65536, np.int64)
for _length, _countries in _IBANS.items():
    for _country in _countries.split():
        _LENGTH_OF[ord(_country[0]) * 256 + ord(_country[1])] = _length

_WIDEST = 42


def find_ibans(page: Page, runs: Runs) -> list[Found]:
    """Compact or in fours; country, length and the sum modulo 97 must be right (ISO 13616)."""
    raw = page.raw
    at = runs.start[UPPER[raw[runs.start - 1] & 0xDF]] - 2
    at = at[DIGIT[raw[at + 3]]]
    country = (raw[at] & 0xDF).astype(np.int64) * 256 + (raw[at + 1] & 0xDF)
    length = _LENGTH_OF[country]
    known = (length > 0) & (UPPER[raw[at]] == UPPER[raw[at + 1]])
    known &= ~ALNUM[raw[at - 1]] & ~page.is_letter_before(at)
    at, length = at[known], length[known]
    if not len(at):
        return []
    signs, ends = _compact(page.windows(at, _WIDEST), length)
    right = (ends > 0) & _mod97(signs, length)
    end = at + ends
    right &= ~ALNUM[raw[end]] & ~page.is_letter_at(end)
    return [found(Type.IBAN, at[right], end[right], 6.0, _CHECKED)]


def _compact(window: Bytes, length: Ints) -> tuple[Bytes, Ints]:
    """Letters and digits without the single spaces between them, and where the last one of
    `length` ends; 0 where there are too few."""
    sign = ALNUM[window]
    single = (window == 0x20) & np.roll(sign, 1, axis=1) & np.roll(sign, -1, axis=1)
    broken = ~(sign | single)
    sign &= np.cumsum(broken, axis=1) == 0
    count = np.cumsum(sign, axis=1)
    reached = count == length[:, None]
    ends = np.where(reached.any(axis=1), np.argmax(reached, axis=1) + 1, 0)
    order = np.argsort(~sign, axis=1, kind="stable")
    return np.take_along_axis(window, order, axis=1), ends


def _mod97(signs: Bytes, length: Ints) -> Bools:
    """ISO 7064: country and check digits moved to the end, letters as 10 to 35."""
    values = np.where(signs < 58, signs - np.uint8(48), (signs & 0xDF) - np.uint8(55))
    remainder = np.zeros(len(length), np.int64)
    for step in range(int(length.max(initial=0))):
        place = (step + 4) % length
        digit = values[np.arange(len(length)), place].astype(np.int64)
        grown = remainder * np.where(digit > 9, 100, 10) + digit
        remainder = np.where(step < length, grown % 97, remainder)
    return np.asarray(remainder == 1)
