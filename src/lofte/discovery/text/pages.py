"""A stretch of bytes laid out for vectors: walls at both ends, loads at any place, folded case.

Positions inside a page count from its first wall; `PAD` is taken off when findings leave.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

PAD = 192
"""No rule looks further than this from where it stands, so loads need no bounds."""

WALL = 0x1E
"""ASCII's record separator: nothing is found across it. It stands between cells."""

_CASE = 32


class Page:
    """Bytes of UTF-8 between two walls, and what several rules ask of them."""

    def __init__(self, data: bytes | bytearray | memoryview | Bytes) -> None:
        flat = np.frombuffer(data, np.uint8)
        self.raw: Bytes = np.full(len(flat) + 2 * PAD, WALL, np.uint8)
        self.raw[PAD : PAD + len(flat)] = flat

    def words(self, at: Ints) -> npt.NDArray[np.uint64]:
        """The eight bytes from each place, the first one lowest."""
        loaded: npt.NDArray[np.uint64] = self._load("<u8", 8)[at]
        return loaded

    def halves(self, at: Ints) -> npt.NDArray[np.uint32]:
        """The four bytes from each place, the first one lowest."""
        loaded: npt.NDArray[np.uint32] = self._load("<u4", 4)[at]
        return loaded

    def windows(self, at: Ints, width: int) -> Bytes:
        """A row of `width` bytes from each place."""
        view = np.lib.stride_tricks.sliding_window_view(self.raw, width)
        return view[at]

    def _load(self, kind: str, width: int) -> npt.NDArray[Any]:
        return np.ndarray((len(self.raw) - width + 1,), kind, self.raw, strides=(1,))

    @cached_property
    def lines(self) -> Ints:
        """Where lines end, and where walls stand."""
        return np.flatnonzero((self.raw == 0x0A) | (self.raw == WALL))

    @cached_property
    def walls(self) -> Ints:
        return np.flatnonzero(self.raw == WALL)

    @cached_property
    def folded(self) -> Bytes:
        return fold(self.raw)

    @cached_property
    def tokens(self) -> Tokens:
        return tokens_of(self.folded)

    def is_letter_before(self, at: Ints) -> Bools:
        """Whether the character that ends before each place is a letter."""
        last, lead = self.raw[at - 1], self.raw[at - 2]
        return ASCII_LETTER[last] | ((last >= 0x80) & LETTER_LEAD[lead])

    def is_letter_at(self, at: Ints) -> Bools:
        """Whether the character that begins at each place is a letter."""
        return LETTER[self.raw[at]]


def fold(raw: Bytes) -> Bytes:
    """Lower case, byte for byte; but a capital after a small letter stays one, so that
    `customerPhone` is two words. Signs beyond ASCII that are no letters are spaces."""
    folded = raw.copy()
    capital = (raw - np.uint8(65)) < 26
    small = (raw - np.uint8(97)) < 26
    capital[1:] &= ~small[:-1]
    folded += capital.view(np.uint8) * np.uint8(_CASE)
    _fold_beyond_ascii(raw, folded)
    return folded


class Tokens(NamedTuple):
    """Folded bytes parted into words, at changes of case too; and all in small letters."""

    folded: Bytes
    lower: Bytes
    start: Ints
    end: Ints


def tokens_of(folded: Bytes) -> Tokens:
    """The words of folded bytes that have 64 bytes of no word at either end."""
    capital = (folded - np.uint8(65)) < 26
    letter = capital | ((folded - np.uint8(97)) < 26) | (folded >= 0x80)
    begins = letter.copy()
    begins[1:] &= ~letter[:-1] | capital[1:]
    ends = letter.copy()
    ends[:-1] &= ~letter[1:] | capital[1:]
    lower = folded + capital.view(np.uint8) * np.uint8(_CASE)
    return Tokens(folded, lower, np.flatnonzero(begins), np.flatnonzero(ends) + 1)


def _fold_beyond_ascii(raw: Bytes, folded: Bytes) -> None:
    if not (raw >= 0x80).any():
        return
    latin = np.flatnonzero(raw[:-1] == 0xC3) + 1
    upper = latin[(raw[latin] >= 0x80) & (raw[latin] <= 0x9E) & (raw[latin] != 0x97)]
    folded[upper] += _CASE
    two = np.flatnonzero(raw == 0xC2)[:, None] + np.arange(2)
    three = np.flatnonzero(raw == 0xE2)[:, None] + np.arange(3)
    folded[np.concatenate([two.ravel(), three.ravel()]).clip(max=len(raw) - 1)] = 0x20


def table(members: bytes | range) -> Bools:
    """A truth value for each byte."""
    truth = np.zeros(256, bool)
    truth[list(members)] = True
    return truth


DIGIT = table(b"0123456789")
UPPER = table(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
ASCII_LETTER = UPPER | table(b"abcdefghijklmnopqrstuvwxyz")
# Latin, Greek and Cyrillic; the leads 0xC2 and 0xE2 begin spaces, dashes and quotes.
LETTER_LEAD = table(range(0xC3, 0xE0))
LETTER = ASCII_LETTER | LETTER_LEAD
ALNUM = ASCII_LETTER | DIGIT
