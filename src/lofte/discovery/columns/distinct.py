"""The distinct values of a column, laid out so that all of them are looked at together.

Everything is an array with one entry a distinct value. Nothing here loops over values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Digits = npt.NDArray[np.uint8]
"""One row a value, one column a digit, 0 to 9."""

LONGEST = 160
"""Bytes: what is longer is prose, JSON or a blob, and is read as text."""

_NOTHING = pa.array(
    ["", "null", "(null)", "none", "nan", "n/a", "na", "nil", "#n/a", "-", "--", "?", ".",
     "\\n", "unknown", "undefined", "okänd", "okänt", "saknas", "uppgift saknas", "ej angivet",
     "ingen", "tbd", "none given"],
    pa.large_string(),
)  # fmt: skip
_MAY_BE_NOTHING = np.zeros(256, dtype=bool)
_MAY_BE_NOTHING[list(b"nN(#-?.\\uUoOsSeEiItT")] = True

_DIGIT = np.zeros(256, dtype=bool)
_DIGIT[48:58] = True
_UPPER = np.zeros(256, dtype=bool)
_UPPER[65:91] = True
_LOWER = np.zeros(256, dtype=bool)
_LOWER[97:123] = True
# A letter outside ASCII takes two bytes or more, and all of them say letter.
_LOWER[128:] = True

# Typographic signs are written where plain ones are meant.
_PLAIN = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2010": "-", "\u2011": "-",
          "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\ufeff": ""}  # fmt: skip


@dataclass(frozen=True)
class Distinct:
    """`texts` are the distinct values, trimmed; `counts`, in how many rows each stands;
    `index`, for each row which text it holds, or -1. `rows` counts all rows, also empty ones.
    """

    texts: pa.Array
    counts: Ints
    index: Ints
    rows: int

    def __len__(self) -> int:
        return len(self.texts)

    def lighter(self) -> Distinct:
        """The same, without what was worked out on the way: that is ten times as large."""
        return replace(self)

    @property
    def filled(self) -> int:
        """How many rows hold something."""
        return int(self.counts.sum())

    @cached_property
    def data(self) -> Digits:
        offsets = self._offsets
        buffer = self.texts.buffers()[2]
        if buffer is None or not len(self):
            return np.empty(0, np.uint8)
        return np.frombuffer(buffer, np.uint8)[offsets[0] : offsets[-1]]

    @cached_property
    def starts(self) -> Ints:
        found: Ints = self._offsets[:-1] - self._offsets[0]
        return found

    @cached_property
    def lengths(self) -> Ints:
        """In bytes."""
        found: Ints = np.diff(self._offsets)
        return found

    @cached_property
    def _offsets(self) -> Ints:
        buffer = self.texts.buffers()[1]
        raw = np.frombuffer(buffer, np.int64)
        return raw[self.texts.offset : self.texts.offset + len(self) + 1]

    @cached_property
    def digits(self) -> Ints:
        return self._per_value(_DIGIT[self.data])

    @cached_property
    def uppers(self) -> Ints:
        return self._per_value(_UPPER[self.data])

    @cached_property
    def lowers(self) -> Ints:
        return self._per_value(_LOWER[self.data])

    @cached_property
    def letters(self) -> Ints:
        """In bytes: a letter outside ASCII counts as two or more."""
        return self.uppers + self.lowers

    @cached_property
    def signs(self) -> Ints:
        """Neither digits nor letters: separators, spaces, punctuation."""
        return self.lengths - self.digits - self.letters

    @cached_property
    def spaces(self) -> Ints:
        return self.count(" ")

    @cached_property
    def first(self) -> Digits:
        """The first byte of each."""
        return self.data[self.starts]

    @cached_property
    def _counted(self) -> dict[str, Ints]:
        return {}

    def count(self, sign: str) -> Ints:
        """How often a sign of ASCII stands in each value."""
        if sign not in self._counted:
            hits = self.data == ord(sign)
            found = self._per_value(hits) if hits.any() else np.zeros(len(self), np.int64)
            self._counted[sign] = found
        return self._counted[sign]

    def numbers(self, which: Mask, length: int) -> Digits:
        """The digits of the chosen values, which all have that many."""
        rows = np.flatnonzero(which)
        at = self._digit_starts[rows][:, None] + np.arange(length)
        found: Digits = self.data[self._digit_places[at]] - np.uint8(48)
        return found

    def signs_of(self, width: int) -> Digits:
        """The bytes of each value, one column a byte, zero behind its end."""
        place = np.arange(width)
        at = np.minimum(self.starts[:, None] + place, max(len(self.data) - 1, 0))
        return np.where(place < self.lengths[:, None], self.data[at], 0).astype(np.uint8)

    def within(self, which: Mask) -> Distinct:
        """The chosen values as a column of their own, each in one row."""
        return spelled(self.texts.filter(pa.array(which)))

    def thinned(self, size: int) -> Distinct:
        """At most so many of the values, evenly spread, with how often they stand."""
        if len(self) <= size:
            return self
        rows = np.linspace(0, len(self) - 1, size).astype(np.int64)
        counts = self.counts[rows]
        texts = self.texts.take(pa.array(rows))
        return Distinct(texts, counts, np.arange(size), int(counts.sum()))

    def matching(self, pattern: str, which: Mask) -> Mask:
        """Of the chosen values, those the pattern (RE2) finds."""
        found = np.zeros(len(self), dtype=bool)
        rows = np.flatnonzero(which)
        if len(rows):
            chosen = self.texts if len(rows) == len(self) else self.texts.take(pa.array(rows))
            hits = pc.match_substring_regex(chosen, pattern)
            found[rows] = hits.to_numpy(zero_copy_only=False)
        return found

    def taken(self, which: Mask) -> list[str]:
        """The chosen values themselves."""
        found: list[str] = self.texts.filter(pa.array(which)).to_pylist()
        return found

    def share(self, which: Mask) -> float:
        """Of the distinct values, how many are chosen."""
        return float(which.mean()) if len(self) else 0.0

    def in_rows(self, which: Mask) -> int:
        return int(self.counts[which].sum())

    @cached_property
    def _digit_places(self) -> Ints:
        return np.flatnonzero(_DIGIT[self.data])

    @cached_property
    def _digit_starts(self) -> Ints:
        found: Ints = np.cumsum(self.digits) - self.digits
        return found

    def _per_value(self, hits: Mask) -> Ints:
        total = np.zeros(len(hits) + 1, np.int32)
        np.cumsum(hits, out=total[1:])
        ends = np.append(self.starts, len(hits))
        found: Ints = np.diff(total[ends]).astype(np.int64)
        return found


def distinct(values: pa.Array) -> Distinct:
    """The distinct values, without blank ones and words for nothing, `.0` floats as whole."""
    encoded = values.cast(pa.large_string()).dictionary_encode()
    index = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    texts = _plain(encoded.dictionary)
    return _filled(texts, index)


def spelled(texts: pa.Array) -> Distinct:
    """Texts that are distinct already, each as if in one row."""
    size = len(texts)
    whole = texts if texts.offset == 0 else pa.concat_arrays([texts])
    return Distinct(whole, np.ones(size, np.int64), np.arange(size), size)


def _plain(texts: pa.Array) -> pa.Array:
    data = _bytes_of(texts)
    if (data >= 0xC2).any():
        for sign, plain in _PLAIN.items():
            texts = pc.replace_substring(texts, sign, plain)
    if (data <= 32).any():
        texts = pc.utf8_trim_whitespace(texts)
    return _whole(texts)


def _whole(texts: pa.Array) -> pa.Array:
    """Whole numbers that went through a float end in `.0`; amounts end otherwise, too."""
    if not len(texts):
        return texts
    floats = pc.match_substring_regex(texts, r"^-?[0-9]+\.0+$") if _dotted(texts) else None
    if floats is None or pc.sum(floats).as_py() < 0.98 * len(texts):
        return texts
    return pc.replace_substring_regex(texts, r"\.0+$", "")


def _dotted(texts: pa.Array) -> bool:
    return bool(pc.mean(pc.ends_with(texts, ".0")).as_py() >= 0.9)


def _bytes_of(texts: pa.Array) -> Digits:
    buffer = texts.buffers()[2]
    return np.empty(0, np.uint8) if buffer is None else np.frombuffer(buffer, np.uint8)


def _filled(texts: pa.Array, index: Ints) -> Distinct:
    rows = len(index)
    counts = np.bincount(index[index >= 0], minlength=len(texts))
    empty = _nothing(Distinct(texts, counts, index, rows))
    if not empty.any():
        return Distinct(texts, counts, index, rows)
    place = np.append(np.where(empty, -1, np.cumsum(~empty) - 1), -1)
    kept = texts.filter(pa.array(~empty))
    return Distinct(kept, counts[~empty], place[index], rows)


def _nothing(found: Distinct) -> Mask:
    empty: Mask = found.lengths == 0
    some = ~empty
    suspects = np.zeros(len(found), dtype=bool)
    short = some & (found.lengths <= 15)
    suspects[short] = _MAY_BE_NOTHING[found.data[found.starts[short]]]
    suspects &= found.digits == 0
    if suspects.any():
        words = pc.utf8_lower(found.texts.filter(pa.array(suspects)))
        empty[suspects] = pc.is_in(words, _NOTHING).to_numpy(zero_copy_only=False)
    return empty
