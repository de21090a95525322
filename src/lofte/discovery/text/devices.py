"""What tells a device or a browser apart: UUIDs, IMEI, cookies of analytics."""

from __future__ import annotations

import numpy as np

from lofte.discovery.text.borders import stands_alone
from lofte.discovery.text.digits import DOT, Runs, luhn, tail
from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.pages import ALNUM, DIGIT, Page, table
from lofte.discovery.types import Type

_HEX = DIGIT | table(b"abcdefABCDEF")


def find_uuids(page: Page) -> list[Found]:
    """RFC 9562's form; whether it is a device's, words say."""
    hyphen = page.raw == 0x2D
    four = hyphen[:-15] & hyphen[5:-10] & hyphen[10:-5] & hyphen[15:]
    at = np.flatnonzero(four) - 8
    at = at[(at >= 0) & (at + 44 < len(page.raw))]
    if not len(at):
        return []
    window = page.windows(at, 36)
    places = np.ones(36, bool)
    places[[8, 13, 18, 23]] = False
    right = _HEX[window[:, places]].all(axis=1)
    right &= ~ALNUM[page.raw[at - 1]] & ~ALNUM[page.raw[at + 36]]
    right &= (page.raw[at - 1] != 0x2D) & (page.raw[at + 36] != 0x2D)
    upper = (window[:, places] < 0x60).all(axis=1)
    score = np.where(upper, -0.8, -1.5)
    return [found(Type.DEVICE_ID, at[right], at[right] + 36, score[right], Why.FORM)]


def find_imeis(page: Page, runs: Runs) -> list[Found]:
    """Fifteen digits with a check digit (3GPP TS 23.003), beside a word for it."""
    at = np.flatnonzero(runs.length == 15)
    if not len(at):
        return []
    start, end, length = runs.start[at], runs.end[at], runs.length[at]
    right = luhn(tail(page, end, length, 8), tail(page, end, length))
    right &= stands_alone(page, start, end)
    why = Why.FORM | Why.CHECK_DIGIT
    return [found(Type.DEVICE_ID, start[right], end[right], -1.0, why)]


def find_cookies(page: Page, runs: Runs) -> list[Found]:
    """GA1.2.1234567890.1609459200 and fb.1.1609459200000.1234567890."""
    if len(runs) < 4:
        return []
    raw = page.raw
    dotted = runs.joint == DOT
    at = np.flatnonzero(dotted[:-3] & dotted[1:-2] & dotted[2:-1] & (runs.length[:-3] == 1))
    analytics = (raw[runs.start[at] - 2] == 0x47) & (raw[runs.start[at] - 1] == 0x41)
    analytics &= (runs.length[at + 2] >= 6) & (runs.length[at + 3] == 10)
    google = at[analytics & ~ALNUM[raw[runs.start[at] - 3]]]
    at = np.flatnonzero(dotted[:-2] & dotted[1:-1] & (runs.length[:-2] == 1))
    begin = runs.start[at]
    meta = (raw[begin - 3] == 0x66) & (raw[begin - 2] == 0x62) & (raw[begin - 1] == 0x2E)
    meta &= runs.length[at + 1] == 13
    facebook = at[meta]
    # The bare pair of numbers that client ids are.
    at = np.flatnonzero(dotted[:-1] & (runs.length[:-1] >= 8) & (runs.length[:-1] <= 10))
    pair = at[(runs.length[at + 1] == 10) & ~np.isin(at, google + 2)]
    pair = pair[stands_alone(page, runs.start[pair], runs.end[pair + 1])]
    return [
        found(Type.DEVICE_ID, runs.start[google] - 2, runs.end[google + 3], 5.0, Why.PREFIX),
        found(
            Type.DEVICE_ID, runs.start[facebook] - 3, runs.end[facebook + 2], 5.0, Why.PREFIX
        ),
        found(Type.DEVICE_ID, runs.start[pair], runs.end[pair + 1], -1.5, Why.FORM),
    ]
