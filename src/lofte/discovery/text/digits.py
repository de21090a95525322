"""Runs of digits, what joins them, and their values: the ground most identifiers stand on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.pages import Bools, Bytes, Ints, Page

NONE, HYPHEN, PLUS, SPACE, DOT, COLON, SLASH, SPACED_HYPHEN = range(8)
"""What stands between two runs; `NONE` is anything else."""

_ONE = np.zeros(256, np.int8)
for _sign, _joint in zip(b"-+ .:/", (HYPHEN, PLUS, SPACE, DOT, COLON, SLASH), strict=True):
    _ONE[_sign] = _joint

_ASCII_ZEROS = np.uint64(0x3030303030303030)


@dataclass(frozen=True, slots=True)
class Runs:
    """All maximal runs of digits of a page, in order. `joint[i]` joins run i with the next."""

    start: Ints
    end: Ints
    length: Ints
    joint: npt.NDArray[np.int8]
    gap: Ints

    def __len__(self) -> int:
        return len(self.start)


def runs_of(page: Page) -> Runs:
    """One vectorised pass; the walls of a page are no digits, so every run has two ends."""
    digit = (page.raw - np.uint8(48)) < 10
    edges = np.flatnonzero(digit[1:] != digit[:-1]) + 1
    start, end = edges[::2], edges[1::2]
    gap = np.full(len(start), 99, np.int64)
    gap[:-1] = start[1:] - end[:-1]
    return Runs(start, end, end - start, _joints(page.raw, end, gap), gap)


def _joints(raw: Bytes, end: Ints, gap: Ints) -> npt.NDArray[np.int8]:
    joint = np.where(gap == 1, _ONE[raw[end]], np.int8(NONE)).astype(np.int8)
    two = np.flatnonzero(gap == 2)
    at = end[two]
    joint[two[(raw[at] == 0xC2) & (raw[at + 1] == 0xA0)]] = SPACE
    three = np.flatnonzero(gap == 3)
    at = end[three]
    first, second, third = raw[at], raw[at + 1], raw[at + 2]
    general = (first == 0xE2) & (second == 0x80)
    joint[three[general & (third >= 0x90) & (third <= 0x95)]] = HYPHEN
    joint[three[(first == 0xE2) & (second == 0x88) & (third == 0x92)]] = HYPHEN
    joint[three[general & ((third == 0xAF) | (third == 0x89))]] = SPACE
    spaced = (first == 0x20) & (second == 0x2D) & (third == 0x20)
    joint[three[spaced]] = SPACED_HYPHEN
    return joint


def shifted(values: npt.NDArray[np.generic], by: int, fill: int = 0) -> npt.NDArray[np.generic]:
    """`values[i + by]`, and `fill` beyond the ends."""
    out = np.full_like(values, fill)
    if by >= 0:
        out[: len(values) - by] = values[by:]
    else:
        out[-by:] = values[:by]
    return out


def number(page: Page, end: Ints, length: int) -> Ints:
    """The value of the last `length` (at most eight) digits before each `end`."""
    word = page.words(end - 8) ^ _ASCII_ZEROS
    word >>= np.uint64(8 * (8 - length))
    word <<= np.uint64(8 * (8 - length))
    return _eight(word)


def tail(page: Page, end: Ints, length: Ints, skip: int = 0) -> Ints:
    """The value of the eight digits that end `skip` digits before each `end`, as far as
    runs of that `length` have so many."""
    have = np.clip(length - skip, 0, 8).astype(np.uint64)
    drop = np.uint64(8) * (np.uint64(8) - have)
    word = page.words(end - skip - 8) ^ _ASCII_ZEROS
    kept = (word >> (drop & np.uint64(63))) << (drop & np.uint64(63))
    return _eight(np.where(have == 0, np.uint64(0), kept))


def _eight(word: npt.NDArray[np.uint64]) -> Ints:
    """Eight digits, one a byte and the first one lowest, by three multiplications."""
    word = (word * np.uint64(10)) + (word >> np.uint64(8))
    low = np.uint64(0x000000FF000000FF)
    left = (word & low) * np.uint64(0x000F424000000064)
    right = ((word >> np.uint64(16)) & low) * np.uint64(0x0000271000000001)
    value: Ints = ((left + right) >> np.uint64(32)).astype(np.int64)
    return value


def _luhn_of_four() -> npt.NDArray[np.int64]:
    value = np.arange(10_000)
    doubled = np.array([0, 2, 4, 6, 8, 1, 3, 5, 7, 9])
    return np.asarray(
        doubled[value // 1000] + value // 100 % 10 + doubled[value // 10 % 10] + value % 10
    )


_LUHN = _luhn_of_four()


def luhn(*groups: Ints) -> Bools:
    """Whether the number with these values of up to eight digits each (the last one rightmost,
    and all but the first of even length) passes Luhn's check."""
    total = sum(_LUHN[group // 10_000] + _LUHN[group % 10_000] for group in groups)
    return np.asarray(total % 10 == 0)
