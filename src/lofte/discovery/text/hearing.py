"""The words of a page that speak for or against something.

Words for numbers and words for names are heard apart: numbers alone can be looked for faster,
and with the same result. Where little is claimed, only its surroundings are listened to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.cues import BEHIND, WEIGHTS
from lofte.discovery.text.found import CODE, Found
from lofte.discovery.text.matching import Matcher
from lofte.discovery.text.pages import (
    PAD,
    WALL,
    Bools,
    Bytes,
    Ints,
    Page,
    Tokens,
    fold,
    tokens_of,
)
from lofte.discovery.text.words import Cue, words_of
from lofte.discovery.types import Type

REACH = 72
"""How many bytes before a finding a word is heard."""

BEHIND_REACH = 20
"""And how many behind it."""

_WORD_LONGEST = 40
_MOST_SHARE = 0.5

BY_NAME = np.zeros(len(CODE), bool)
BY_NAME[[CODE[Type.PERSON_NAME], CODE[Type.HEALTH_TERM]]] = True
"""Types of words, not of numbers and signs."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of a page, in order of their ends."""

    cue: Ints
    start: Ints
    end: Ints


@cache
def _vocabulary(names: bool) -> tuple[tuple[str, ...], Ints, Ints]:
    """All words, once each; and which of them are which cue, for a word may be several."""
    types = BY_NAME if names else ~BY_NAME
    cues = [cue for cue in Cue if WEIGHTS[types, cue].any() or BEHIND[types, cue].any()]
    pairs = [(word, cue) for cue in cues for word in words_of(cue)]
    words = tuple(dict.fromkeys(word for word, _ in pairs))
    place = {word: at for at, word in enumerate(words)}
    of = np.array([place[word] for word, _ in pairs], np.int64)
    order = np.lexsort((np.array([cue for _, cue in pairs]), of))
    return words, of[order], np.array([cue for _, cue in pairs], np.int64)[order]


@cache
def _matcher(names: bool) -> Matcher:
    return Matcher(_vocabulary(names)[0])


def hear(page: Page, claims: Found, names: bool) -> Heard:
    """All cues near claims."""
    begins, ends = _surroundings(page, claims)
    if (ends - begins).sum() > _MOST_SHARE * len(page.raw):
        return hear_in(page.tokens, names)
    text, offsets = _cut(page.raw, begins, ends)
    heard = hear_in(tokens_of(fold(text)), names)
    part = np.searchsorted(offsets, heard.start, "right") - 1
    moved = begins[part] - offsets[part]
    whole = _is_whole(page, begins, part, heard, moved)
    return Heard(heard.cue[whole], (heard.start + moved)[whole], (heard.end + moved)[whole])


def _surroundings(page: Page, claims: Found) -> tuple[Ints, Ints]:
    """Stretches that may hold a word for a claim, merged where they meet."""
    begin = np.maximum(claims.start - REACH - _WORD_LONGEST, 1)
    end = np.minimum(claims.end + BEHIND_REACH + _WORD_LONGEST, len(page.raw) - 1)
    end = np.maximum.accumulate(end)
    first = np.ones(len(begin), bool)
    first[1:] = begin[1:] > end[:-1]
    last = np.append(first[1:], True)
    return begin[first], end[last]


def _cut(raw: Bytes, begins: Ints, ends: Ints) -> tuple[Bytes, Ints]:
    """The stretches one after another, with a wall behind each, and where each begins."""
    sizes = ends - begins + 1
    offsets = np.cumsum(sizes) - sizes
    at = np.arange(int(sizes.sum())) - np.repeat(offsets - begins, sizes)
    text = raw[np.minimum(at, len(raw) - 1)]
    text[offsets + sizes - 1] = WALL
    # Words are looked up by loads of many bytes, also from the last one.
    return np.concatenate([text, np.full(PAD, WALL, np.uint8)]), offsets


def _is_whole(page: Page, begins: Ints, part: Ints, heard: Heard, moved: Ints) -> Bools:
    """Not a piece of a word that was cut: what is cut begins or ends a stretch."""
    start, end = heard.start + moved, heard.end + moved
    inside = (start > begins[part] + 1) & (end < len(page.raw))
    return np.asarray(inside)


def hear_in(tokens: Tokens, names: bool) -> Heard:
    """All cues of some words. Where several words end in one place, the longest is meant."""
    word, start, end = _matcher(names).find(tokens)
    first = np.ones(len(end), bool)
    first[1:] = end[1:] != end[:-1]
    word, start, end = word[first], start[first], end[first]
    _, of, cues = _vocabulary(names)
    begin, stop = np.searchsorted(of, word), np.searchsorted(of, word, "right")
    many = stop - begin
    each = np.repeat(np.arange(len(word)), many)
    nth = np.arange(len(each)) - np.repeat(np.cumsum(many) - many, many)
    return Heard(cues[begin[each] + nth], start[each], end[each])


def strongest(heard: Heard, start: int, end: int) -> npt.NDArray[np.float32]:
    """By type, the weight of the strongest word that ends within a stretch."""
    first, last = np.searchsorted(heard.end, (start + 1, end + 1))
    inside = WEIGHTS[:, heard.cue[first:last]]
    if not inside.shape[1]:
        return np.zeros(len(WEIGHTS), np.float32)
    return np.asarray(inside[np.arange(len(WEIGHTS)), np.argmax(np.abs(inside), axis=1)])
