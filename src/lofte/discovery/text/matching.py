"""Many words at once, by numpy: what begins or ends like a word of a vocabulary is looked up.

A word is found only where a word of the text begins (or ends, for `-order`). So the text is
parted into words once, and for each the first four bytes say which lengths are worth a look.
Measured beside Vectorscan, whose matches each call back into Python: five times as fast where
words are dense (bench/discovery).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.pages import Bytes, Ints, Tokens, table

SHORT = 3
"""Words of at most so many bytes are matched whole, as one number."""

_BETWEEN = ("", " ", "_", "-", ".", ". ")
_SMALL = table(b"abcdefghijklmnopqrstuvwxyz") | table(range(0x80, 0x100))
_HEAD = 4
_LONGEST = 56
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SPREAD = np.uint32(0x9E3779B1)


class Matches(NamedTuple):
    """Words by index, and where they stand, in order of end and start."""

    word: Ints
    start: Ints
    end: Ints


_NOWHERE = np.empty(0, np.int64)
_NO_KEYS = np.empty(0, np.uint64)


class Matcher:
    """Finds the words of a vocabulary. A hyphen at either end of a word lets letters go on
    there; a space may be written in several ways, or not at all."""

    def __init__(self, words: Sequence[str]) -> None:
        written = [(form, word) for word, said in enumerate(words) for form in _forms(said)]
        short = sorted((_key(form), word) for form, word in written if len(form) <= SHORT)
        long = [(form, word) for form, word in written if len(form) > SHORT]
        self._shorts = _Multimap(
            np.array([key for key, _ in short], np.uint64),
            np.array([word for _, word in short], np.int64),
        )
        begins = (pair for pair in long if not words[pair[1]].startswith("-"))
        ends = (pair for pair in long if words[pair[1]].startswith("-"))
        self._begins = _Forms(begins, from_end=False)
        self._ends = _Forms(ends, from_end=True)
        self._open = np.array([word.endswith("-") for word in words], bool)

    def find(self, tokens: Tokens) -> Matches:
        parts = [
            self._short(tokens),
            self._begins.found(tokens.lower, tokens.start),
            self._ends.found(tokens.lower, tokens.end),
        ]
        word, start, end = (np.concatenate(part) for part in zip(*parts, strict=True))
        stands = ~_SMALL[tokens.folded[end]] | self._open[word]
        word, start, end = word[stands], start[stands], end[stands]
        order = np.argsort(((end << 6) + (_LONGEST - (end - start)) << 14) + word)
        return Matches(word[order], start[order], end[order])

    def _short(self, tokens: Tokens) -> Matches:
        size = tokens.end - tokens.start
        few = np.flatnonzero(size <= SHORT)
        start, size = tokens.start[few], size[few]
        value = _view(tokens.lower, "<u4", 4)[start]
        value &= (np.uint32(1) << (size * 8).astype(np.uint32)) - np.uint32(1)
        each, word = self._shorts.of(value.astype(np.uint64))
        return Matches(word, start[each], (start + size)[each])


class _Forms:
    """Ways of writing words, by their length and a hash of all their bytes."""

    def __init__(self, written: Iterable[tuple[bytes, int]], *, from_end: bool) -> None:
        pairs = [(form, word) for form, word in written if len(form) <= _LONGEST]
        self._from_end = from_end
        self._sizes = sorted({len(form) for form, _ in pairs})
        self._heads = _Heads(pairs, from_end)
        values = [
            _hashed([form for form, _ in pairs if len(form) == size]) for size in self._sizes
        ]
        words = [word for size in self._sizes for form, word in pairs if len(form) == size]
        self._words = _Multimap(np.concatenate([_NO_KEYS, *values]), np.array(words, np.int64))

    def found(self, lower: Bytes, places: Ints) -> Matches:
        """Forms that begin at these places of lower-case bytes, or end there."""
        at, lengths = self._heads.lengths(lower, places)
        begins, sizes, values = [_NOWHERE], [_NOWHERE], [_NO_KEYS]
        for size in self._sizes:
            some = at[(lengths & np.uint64(1 << size)) != 0]
            begin = some[some >= size] - size if self._from_end else some
            begins.append(begin)
            sizes.append(np.full(len(begin), size))
            values.append(hash_of(lower, begin, size))
        each, word = self._words.of(np.concatenate(values))
        start = np.concatenate(begins)[each]
        return Matches(word, start, start + np.concatenate(sizes)[each])


class _Multimap:
    """From numbers to words, of which one number may have several."""

    def __init__(self, keys: npt.NDArray[np.uint64], words: Ints) -> None:
        order = np.lexsort((words, keys))
        self._keys, self._first, self._many = np.unique(
            keys[order], return_index=True, return_counts=True
        )
        self._words = words[order]
        self._maybe = np.zeros(1 << 16, bool)
        self._maybe[_spread(self._keys)] = True

    def of(self, value: npt.NDArray[np.uint64]) -> tuple[Ints, Ints]:
        """The index of each value that is known, once for each of its words, and the word."""
        likely = np.flatnonzero(self._maybe[_spread(value)])
        at = np.searchsorted(self._keys, value[likely])
        at = np.minimum(at, len(self._keys) - 1)
        known = np.flatnonzero(self._keys[at] == value[likely])
        at, likely = at[known], likely[known]
        many = self._many[at]
        each = np.repeat(np.arange(len(at)), many)
        nth = np.arange(len(each)) - np.repeat(np.cumsum(many) - many, many)
        return likely[each], self._words[self._first[at[each]] + nth]


def _spread(value: npt.NDArray[np.uint64]) -> Ints:
    return np.asarray((value * _FACTOR >> np.uint64(48)).astype(np.int64))


class _Heads:
    """Which lengths of forms go with the four bytes they begin (or end) with."""

    def __init__(self, pairs: Sequence[tuple[bytes, int]], from_end: bool) -> None:
        self._shift = _HEAD if from_end else 0
        lengths: dict[int, int] = {}
        for form, _ in pairs:
            four = form[-_HEAD:] if from_end else form[:_HEAD]
            key = int.from_bytes(four, "little")
            lengths[key] = lengths.get(key, 0) | 1 << len(form)
        self._keys = np.array(sorted(lengths), np.uint32)
        self._lengths = np.array([lengths[key] for key in sorted(lengths)], np.uint64)
        self._maybe = np.zeros(1 << 16, bool)
        self._maybe[(self._keys * _SPREAD) >> np.uint32(16)] = True

    def lengths(self, lower: Bytes, places: Ints) -> tuple[Ints, npt.NDArray[np.uint64]]:
        """The places worth a look, and the lengths that are, as bits."""
        key = _view(lower, "<u4", 4)[np.maximum(places - self._shift, 0)]
        likely = np.flatnonzero(self._maybe[(key * _SPREAD) >> np.uint32(16)])
        at = np.searchsorted(self._keys, key[likely])
        known = self._keys[np.minimum(at, len(self._keys) - 1)] == key[likely]
        return places[likely[known]], self._lengths[at[known]]


def _hashed(forms: list[bytes]) -> npt.NDArray[np.uint64]:
    """The hash of each of some forms of one length."""
    size = len(forms[0])
    flat = np.frombuffer(b"".join(forms) + bytes(8), np.uint8)
    return hash_of(flat, np.arange(len(forms)) * size, size)


def hash_of(lower: Bytes, start: Ints, size: int) -> npt.NDArray[np.uint64]:
    """A number for the `size` bytes from each place."""
    view = _view(lower, "<u8", 8)
    value = np.full(len(start), size, np.uint64)
    for part in range(0, size, 8):
        have = min(8, size - part)
        word = view[start + part] & np.uint64((1 << 8 * have) - 1)
        value = (value ^ word) * _FACTOR
        value ^= value >> np.uint64(29)
    return value


def _view(text: Bytes, kind: str, width: int) -> npt.NDArray[Any]:
    return np.ndarray((len(text) - width + 1,), kind, text, strides=(1,))


def _forms(word: str) -> list[bytes]:
    parts = word.strip("-").split(" ")
    joins = product(_BETWEEN, repeat=len(parts) - 1)
    return [
        (parts[0] + "".join(j + p for j, p in zip(join, parts[1:], strict=True))).encode()
        for join in joins
    ]


def _key(form: bytes) -> int:
    return int.from_bytes(form, "little")
