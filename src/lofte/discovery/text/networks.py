"""Addresses of machines: IP of both versions, and MAC."""

from __future__ import annotations

import numpy as np

from lofte.discovery.text.digits import DOT, Runs, tail
from lofte.discovery.text.found import NOTHING, Found, Why, found
from lofte.discovery.text.pages import ALNUM, DIGIT, Bools, Bytes, Ints, Page, table
from lofte.discovery.types import Type

_HEX = DIGIT | table(b"abcdefABCDEF")
_HEX_OR_COLON = _HEX | table(b":")
_WIDEST = 48
_FEWEST_COLONS = 5


def find_ipv4(page: Page, runs: Runs) -> list[Found]:
    """Four numbers up to 255 without leading zeros; masks and addresses of no one left out."""
    if len(runs) < 4:
        return []
    dot = (runs.joint == DOT) & (runs.length <= 3)
    at = np.flatnonzero(dot[:-3] & dot[1:-2] & dot[2:-1] & (runs.length[3:] <= 3))
    before = np.concatenate([[False], runs.joint == DOT])[at]
    at = at[~before]
    if not len(at):
        return []
    octets = [tail(page, runs.end[at + i], runs.length[at + i]) for i in range(4)]
    right = np.ones(len(at), bool)
    for i, octet in enumerate(octets):
        right &= (octet <= 255) & (
            (page.raw[runs.start[at + i]] != 0x30) | (runs.length[at + i] == 1)
        )
    start, end = runs.start[at], runs.end[at + 3]
    right &= ~page.is_letter_before(start) & ~page.is_letter_at(end)
    right &= ~((page.raw[end] == 0x2E) & DIGIT[page.raw[end + 1]])
    right &= _is_someone(octets)
    score = np.where((octets[0] < 10) & (octets[1] < 30) & (octets[2] < 30), -0.2, 3.0)
    chapter = (octets[0] != 10) & (octets[1] < 10) & (octets[2] < 10) & (octets[3] < 10)
    score = score - np.where(chapter, 2.0, 0)
    product = (page.raw[start - 1] == 0x2F) & ALNUM[page.raw[start - 2]]
    score = score - np.where(product | (octets[1] + octets[2] + octets[3] == 0), 4.0, 0)
    return [found(Type.IP_ADDRESS, start[right], end[right], score[right], Why.FORM)]


def _is_someone(octets: list[Ints]) -> Bools:
    first, *_, last = octets
    nobody = (first == 0) | (first == 127) | ((first == 255) & (octets[1] == 255))
    return np.asarray(~nobody & ~((first >= 240) & (last == 0)))


def find_colons(page: Page) -> list[Found]:
    """IPv6 and MAC addresses: hexadecimal groups between colons."""
    raw = page.raw
    colon = np.flatnonzero(raw == 0x3A)
    near = _HEX_OR_COLON[raw[colon + 1]]
    colon = colon[near & (_HEX_OR_COLON[raw[colon - 1]] | (raw[colon + 1] == 0x3A))]
    first = np.ones(len(colon), bool)
    first[1:] = np.diff(colon) > 5
    start = colon[first]
    begins = np.flatnonzero(first)
    many = np.diff(np.append(begins, len(colon))) >= _FEWEST_COLONS
    many |= np.bincount(np.cumsum(first) - 1, raw[colon + 1] == 0x3A, len(begins)) > 0
    start = start[many]
    if not len(start):
        return []
    left = _HEX[page.windows(start - 5, 5)][:, ::-1]
    start = start - np.where(left.all(axis=1), 5, np.argmin(left, axis=1))
    window = page.windows(start, _WIDEST)
    inside = _HEX_OR_COLON[window]
    size = np.where(inside.all(axis=1), 0, np.argmin(inside, axis=1))
    size -= (raw[start + size - 1] == 0x3A) & (raw[start + size - 2] != 0x3A)
    free = ~ALNUM[raw[start - 1]] & ~page.is_letter_before(start) & ~ALNUM[raw[start + size]]
    free &= raw[start - 1] != 0x3A
    return [*_six(window, start, size, free), *_mac(window, start, size, free)]


def _six(window: Bytes, start: Ints, size: Ints, free: Bools) -> list[Found]:
    some = np.flatnonzero(free & (size >= 4))
    if not len(some):
        return []
    window, start, size, free = window[some], start[some], size[some], free[some]
    column = np.arange(_WIDEST)
    inside = column < size[:, None]
    colon = (window == 0x3A) & inside
    colons = colon.sum(axis=1)
    double = (colon[:, :-1] & colon[:, 1:]).sum(axis=1)
    group = np.zeros(len(start), np.int64)
    longest = np.zeros(len(start), np.int64)
    for i in range(_WIDEST):
        group = np.where(colon[:, i] | ~inside[:, i], 0, group + 1)
        longest = np.maximum(longest, group)
    digits = size - colons
    right = free & (longest <= 4) & (size >= 4) & (digits >= 3)
    right &= ((double == 0) & (colons == 7)) | ((double == 1) & (colons <= 7))
    return [found(Type.IP_ADDRESS, start[right], start[right] + size[right], 4.0, Why.FORM)]


def _mac(window: Bytes, start: Ints, size: Ints, free: Bools) -> list[Found]:
    places = [2, 5, 8, 11, 14]
    right = free & (size == 17)
    right &= (window[:, places] == 0x3A).all(axis=1)
    right &= (window[:, :17] == 0x3A).sum(axis=1) == 5
    return [found(Type.MAC_ADDRESS, start[right], start[right] + 17, 5.0, Why.FORM)]


def find_other_macs(page: Page) -> list[Found]:
    """00-1A-2B-3C-4D-5E and 001a.2b3c.4d5e."""
    raw = page.raw
    hyphen = raw == 0x2D
    five = hyphen[:-12] & hyphen[3:-9] & hyphen[6:-6] & hyphen[9:-3] & hyphen[12:]
    dot = raw == 0x2E
    two = dot[:-5] & dot[5:]
    pairs = _spelled(page, np.flatnonzero(five) - 2, 17, [2, 5, 8, 11, 14])
    return [pairs, _spelled(page, np.flatnonzero(two) - 4, 14, [4, 9])]


def _spelled(page: Page, at: Ints, size: int, parted: list[int]) -> Found:
    at = at[(at > 0) & (at + size < len(page.raw))]
    if not len(at):
        return NOTHING
    digits = np.ones(size, bool)
    digits[parted] = False
    window = page.windows(at, size)[:, digits]
    right = _HEX[window].all(axis=1) & ~ALNUM[page.raw[at - 1]] & ~ALNUM[page.raw[at + size]]
    right &= (window > 0x39).any(axis=1) | (size == 17)
    right &= ~np.isin(page.raw[at - 1], (0x2D, 0x2E)) & ~np.isin(page.raw[at + size], (0x2D,))
    return found(Type.MAC_ADDRESS, at[right], at[right] + size, 3.5, Why.FORM)
