"""How much of a column is names, whole columns at a time (Arrow)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lofte.discovery.lexicon import ordinary, people, places

_Flags = npt.NDArray[np.bool_]
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NameShares:
    """Shares of `looked_at` values (not null, not empty), each between 0 and 1.

    `first`: first names alone. `last`: surnames alone. `full`: from a first name to a surname,
    or the other way round with a comma. `begun`: several words, the first a first name that is
    no ordinary word. `words`: ordinary words alone. They may overlap: `Lind` is a surname and
    a tree. A value with a digit, `@` or a word of companies is no name.
    """

    looked_at: int
    first: float
    last: float
    full: float
    begun: float
    words: float


NOTHING = NameShares(looked_at=0, first=0.0, last=0.0, full=0.0, begun=0.0, words=0.0)


def name_share(values: pa.Array) -> NameShares:
    """What share of these texts is names. Give distinct values; order does not matter."""
    texts = pc.utf8_lower(pc.utf8_trim_whitespace(values.drop_null()))
    texts = texts.filter(pc.greater(pc.utf8_length(texts), 0))
    if not len(texts):
        return NOTHING
    return _shares(texts)


def _shares(texts: pa.Array) -> NameShares:
    rows = _Rows.of(texts)
    comma = _flags(pc.match_substring(texts, ","))
    names = rows.alike(rows.first | rows.last | rows.neutral) & rows.some(rows.clear)
    forward = rows.at_start(rows.first) & rows.at_end(rows.last)
    backward = comma & rows.at_start(rows.last) & rows.at_end(rows.first)
    several = rows.length >= 2
    fit = rows.fit
    return NameShares(
        looked_at=len(texts),
        first=_mean(fit & names & rows.alike(rows.first | rows.neutral)),
        last=_mean(fit & names & rows.alike(rows.last | rows.neutral)),
        full=_mean(fit & several & (forward | backward) & rows.some(rows.clear)),
        begun=_mean(fit & several & rows.at_start(rows.first & rows.clear)),
        words=_mean(rows.alike(rows.words & ~rows.clear)),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Words of all texts, one after the other; `start` and `end` are each text's first and
    last word, where `length` is at least one."""

    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    length: npt.NDArray[np.int64]
    first: _Flags
    last: _Flags
    words: _Flags
    neutral: _Flags
    clear: _Flags
    fit: _Flags

    @staticmethod
    def of(texts: pa.Array) -> _Rows:
        lists = pc.split_pattern_regex(pc.utf8_trim(texts, " .,'"), r"[\s,.'’-]+")
        offsets = np.asarray(lists.offsets, dtype=np.int64)
        found: list[str] = lists.values.to_pylist()
        length = np.diff(offsets)
        company = np.add.reduceat(_among(found, "company"), offsets[:-1]) > 0
        words = _among(found, "words")
        ending = _flags(pc.match_substring_regex(lists.values, people.SURNAME_ENDING))
        odd = _flags(pc.match_substring_regex(texts, r"[^\p{L}\p{M}\s,.'’-]"))
        return _Rows(
            start=offsets[:-1],
            end=offsets[1:] - 1,
            length=length,
            first=_among(found, "first"),
            last=_among(found, "last") | (ending & ~words & ~_among(found, "places")),
            words=words,
            neutral=_among(found, "neutral"),
            clear=~_among(found, "ambiguous") & ~words,
            fit=~odd & ~company & (length <= _MOST_WORDS),
        )

    def alike(self, flags: _Flags) -> _Flags:
        counts = np.add.reduceat(flags.astype(np.int64), self.start)
        return np.asarray(counts == self.length)

    def some(self, flags: _Flags) -> _Flags:
        known = flags & (self.first | self.last)
        return np.asarray(np.add.reduceat(known.astype(np.int64), self.start) > 0)

    def at_start(self, flags: _Flags) -> _Flags:
        return np.asarray(flags[self.start])

    def at_end(self, flags: _Flags) -> _Flags:
        return np.asarray(flags[self.end])


def _among(found: Sequence[str], kind: str) -> _Flags:
    """Arrow's `is_in` would lay out a hundred thousand names anew for each column."""
    words = _sets()[kind]
    return np.fromiter((word in words for word in found), np.bool_, len(found))


@cache
def _sets() -> dict[str, frozenset[str]]:
    alone = people.NAME_PARTICLES | people.titles() | set("abcdefghijklmnopqrstuvwxyzåäö")
    kinds = {
        "first": people.first_names(),
        "last": people.last_names(),
        "words": ordinary.dictionary_words(),
        "ambiguous": people.ambiguous_names(),
        "company": places.company_words(),
        "neutral": alone,
        "places": places.localities(),
    }
    return {kind: frozenset(words) for kind, words in kinds.items()}


def _flags(array: pa.Array) -> _Flags:
    return np.asarray(array.to_numpy(zero_copy_only=False), dtype=np.bool_)


def _mean(flags: _Flags) -> float:
    return float(flags.mean())
