"""Words about health, from the list of terms: whole words, and compounds that begin so."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from lofte.discovery import lexicon
from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.matching import Matcher
from lofte.discovery.text.pages import ALNUM, LETTER, Page
from lofte.discovery.types import Type

_ABOUT_CARE = ("patient", "diagnos", "vård", "läkare", "journal", "sjukhus", "remiss")
"""Words that belong to care and say nothing about anyone's health: they are cues."""

_CLEAR = 0.5
"""The weight of a term that means nothing else."""

_OPEN_FROM = 6
"""Shorter terms stand for themselves only: `kol` begins too many other words."""


@cache
def _terms() -> tuple[tuple[str, ...], npt.NDArray[np.float64]]:
    weights = {
        term: weight
        for term, weight in lexicon.health_terms().items()
        if not term.startswith(_ABOUT_CARE)
    }
    # A word that often means something else begins even more of them: `receptionen`.
    words = tuple(
        term + "-" if len(term) >= _OPEN_FROM and weight >= _CLEAR else term
        for term, weight in weights.items()
    )
    endings = tuple("-" + ending for ending in lexicon.HEALTH_ENDINGS)
    sure = [*weights.values(), *(1.0 for _ in endings)]
    return words + endings, np.array(sure, np.float64)


@cache
def _matcher() -> Matcher:
    return Matcher(_terms()[0])


def find_terms(page: Page) -> list[Found]:
    """A term to the end of its word; one that often means something else needs help."""
    word, start, end = _matcher().find(page.tokens)
    if not len(word):
        return []
    end = _to_word_end(page, end)
    begin = _to_word_start(page, start)
    # What a compound ends with may mean something else by itself.
    right = (begin < start) == (word >= len(_terms()[0]) - len(lexicon.HEALTH_ENDINGS))
    word, start, end = word[right], begin[right], end[right]
    score = np.where(_terms()[1][word] >= _CLEAR, 1.6, -1.2)
    return [found(Type.HEALTH_TERM, start, end, score, Why.LEXICON)]


def _to_word_start(page: Page, start: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Where the ending of a word was found, all of the word is meant."""
    tokens = page.tokens
    at = np.searchsorted(tokens.start, start, "right") - 1
    return np.asarray(tokens.start[np.maximum(at, 0)])


def _to_word_end(page: Page, end: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    window = page.windows(end, 24)
    inside = LETTER[window] | ((window >= 0x80) & (window < 0xC0)) | ALNUM[window]
    size = np.where(inside.all(axis=1), 0, np.argmin(inside, axis=1))
    return np.asarray(end + size)
