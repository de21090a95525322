"""Postal addresses: a street with a house number, and a postcode and town that follow it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.digits import SPACE, Runs
from lofte.discovery.text.found import NOTHING, Found, Why, found
from lofte.discovery.text.pages import (
    ALNUM,
    ASCII_LETTER,
    DIGIT,
    WALL,
    Bools,
    Ints,
    Page,
    table,
)
from lofte.discovery.text.tokens import Is, Words, ends_as
from lofte.discovery.types import Type

_SUFFIXES = (
    "gatan gata vägen vagen väg gränd gränden torget stigen backen allén allen esplanaden "
    "brinken liden leden slingan gången kajen platsen stråket promenaden rundan kroken "
    "terrassen trappan ringen bron straße strasse katu veien gade gaten vej plassen"
)
_BEFORE_STREET = 3
_FLOATS = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Street:
    """A street, its house number as a run, and where both end."""

    start: Ints
    end: Ints
    run: Ints
    score: _FLOATS

    def take(self, which: Bools) -> _Street:
        return _Street(self.start[which], self.end[which], self.run[which], self.score[which])


def find_addresses(page: Page, runs: Runs, words: Words) -> list[Found]:
    """Swedish, English and Nordic writings, boxes, and farms that only a postcode betrays."""
    if len(runs) < 1 or len(words) < 1:
        return []
    link = _links(page, words)
    streets = [
        _swedish(page, runs, words, link),
        _shortened(page, runs, words),
        _boxes(page, runs, words),
        _farms(page, runs, words, link),
    ]
    english = _english(page, runs, words, link)
    found_there = [_with_town(page, runs, words, street) for street in (*streets, english)]
    return [*found_there, _with_code(page, english)]


def _links(page: Page, words: Words) -> Bools:
    return np.asarray((words.gap == 1) & (page.raw[words.end] == 0x20))


def _run_at(runs: Runs, place: Ints) -> Ints:
    """The run that begins there, or -1."""
    at = np.minimum(np.searchsorted(runs.start, place), len(runs) - 1)
    return np.where(runs.start[at] == place, at, -1)


def _swedish(page: Page, runs: Runs, words: Words, link: Bools) -> _Street:
    size = words.end - words.start
    compound = size >= 7
    compound[compound] = ends_as(page, words, np.flatnonzero(compound), _SUFFIXES)
    alone = (words.bits & Is.STREET) != 0
    at = np.flatnonzero(compound | alone)
    spaced = page.raw[words.end[at]] == 0x20
    run = np.where(spaced, _run_at(runs, words.end[at] + 1), -1)
    long = words.capital[at] & (words.end - words.start >= 7)[at]
    first = _first_word(page, words, link, at, long)
    named = words.capital[at] & compound[at] | (first < at)
    right = (run >= 0) & (runs.length[run] <= 4) & (named | compound[at])
    at, run, first, named = at[right], run[right], first[right], named[right]
    lives = _is_on(page, words, first) & ends_as(page, words, at, "gatan vägen gränd")
    score = np.where(named, 2.6, np.where(lives, 0.4, -1.0))
    return _numbered(page, runs, words.start[first], run, score)


def _is_on(page: Page, words: Words, at: Ints) -> Bools:
    """`på kyrkogatan 3`, however small it is written."""
    before = (page.words(words.start[at] - 5) | np.uint64(0x2020202020)) & _FIVE
    return np.asarray(before == _ON)


_FIVE = np.uint64((1 << 40) - 1)
_ON = np.uint64(int.from_bytes(" på ".encode(), "little") | 0x2020202020)


def _first_word(page: Page, words: Words, link: Bools, at: Ints, compound: Bools) -> Ints:
    """Back over capitalised words: a compound takes only `Norra` and its like along."""
    first = at.copy()
    alive = np.ones(len(at), bool)
    for back in range(1, _BEFORE_STREET + 1):
        here = np.maximum(at - back, 0)
        alive = alive & (at >= back) & link[here] & words.capital[here]
        alive &= words.end[here] - words.start[here] > 1
        alive &= ~compound | ends_as(page, words, here, _DIRECTIONS)
        first = np.where(alive, here, first)
    return first


_DIRECTIONS = "norra södra östra västra lilla stora gamla övre nedre inre yttre sankt"


def _numbered(page: Page, runs: Runs, start: Ints, run: Ints, score: _FLOATS) -> _Street:
    """The house number with its letter: 12, 12B, 12 B, 12-14."""
    raw = page.raw
    end = runs.end[run]
    glued = ASCII_LETTER[raw[end]] & ~ALNUM[raw[end + 1]] & ~page.is_letter_at(end + 1)
    parted = (raw[end] == 0x20) & _ENTRANCE[raw[end + 1]] & ~ALNUM[raw[end + 2]]
    parted &= ~page.is_letter_at(end + 2)
    end = end + np.where(glued, 1, np.where(parted, 2, 0))
    free = ~DIGIT[raw[end]] & ~page.is_letter_at(end)
    return _Street(start, end, run, score).take(free)


_ENTRANCE = table(b"ABCDEFGH")


def _english(page: Page, runs: Runs, words: Words, link: Bools) -> _Street:
    """221B Baker Street: the number stands first."""
    at = np.flatnonzero(((words.bits & Is.STREET) != 0) & words.capital)
    first = _first_word(page, words, link, at, np.zeros(len(at), bool))
    before = words.start[first] - 1
    lettered = ASCII_LETTER[page.raw[before - 1]] & DIGIT[page.raw[before - 2]]
    run = np.minimum(np.searchsorted(runs.end, before - lettered), len(runs) - 1)
    right = (runs.end[run] == before - lettered) & (page.raw[before] == 0x20)
    right &= (runs.length[run] <= 5) & (first < at)
    right &= ~ALNUM[page.raw[runs.start[run] - 1]]
    score = np.full(len(at), 2.4)
    street = _Street(runs.start[run], words.end[at], run, score)
    return street.take(right)


def _with_code(page: Page, street: _Street) -> Found:
    """Over a flat and a town to a British or American code, where they follow."""
    tails = [_TAIL.match(page.raw[end : end + _LONGEST_TAIL].tobytes()) for end in street.end]
    size = np.array([tail.end() if tail else 0 for tail in tails], np.int64)
    right = size > 0
    start, end = street.start[right], (street.end + size)[right]
    return found(Type.POSTAL_ADDRESS, start, end, street.score[right] + 2.5, Why.FORM)


_LONGEST_TAIL = 80
_TAIL = re.compile(
    rb"(?:,? (?:Apt|Apartment|Flat|Suite|Ste|Unit)\.? ?\w{1,5}| #\w{1,5})?"
    rb"[,\n] ?[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?,?[ \n]"
    rb"(?:[A-Z]{2} [0-9]{5}(?:-[0-9]{4})?|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2})"
    rb"(?![0-9A-Za-z])"
)
"""`, Apt 5, Springfield, IL 62704` and `, Leeds LS2 9JT`."""


def _shortened(page: Page, runs: Runs, words: Words) -> _Street:
    """Drottningg. 33 and Sveav. 12: a word for address or a postcode must help."""
    raw, end = page.raw, words.end
    ends = np.isin(raw[end - 1], (0x67, 0x76)) & (raw[end] == 0x2E) & (raw[end + 1] == 0x20)
    at = np.flatnonzero(ends & words.capital & (end - words.start >= 5))
    run = _run_at(runs, end[at] + 2)
    right = (run >= 0) & (runs.length[run] <= 3)
    at, run = at[right], run[right]
    return _numbered(page, runs, words.start[at], run, np.full(len(at), -1.5))


def _boxes(page: Page, runs: Runs, words: Words) -> _Street:
    """Box 123: with a postcode behind it."""
    word = page.halves(words.start) | np.uint32(0x20202020)
    box = (word == int.from_bytes(b"box ", "little")) & (words.end - words.start == 3)
    at = np.flatnonzero(box & words.capital)
    run = _run_at(runs, words.end[at] + 1)
    right = (run >= 0) & (runs.length[run] <= 5)
    start, run = words.start[at[right]], run[right]
    return _Street(start, runs.end[run], run, np.full(len(run), -1.0))


def _farms(page: Page, runs: Runs, words: Words, link: Bools) -> _Street:
    """Solbacka 4, 123 45 Ort: no word says street, so the postcode must be there."""
    after = np.zeros(len(runs), bool)
    after[:-1] = _is_postcode(page, runs, np.arange(1, len(runs)))
    run = np.flatnonzero((runs.length <= 4) & after)
    gap = runs.start[np.minimum(run + 1, len(runs) - 1)] - runs.end[run]
    run = run[(gap <= 5) & _SEPARATES[page.raw[runs.end[run]]]]
    at = np.searchsorted(words.end, runs.start[run] - 1)
    at = np.minimum(at, len(words) - 1)
    right = (words.end[at] == runs.start[run] - 1) & words.capital[at]
    right &= page.raw[words.end[at]] == 0x20
    at, run = at[right], run[right]
    first = at.copy()
    for back in (1, 2):
        here = np.maximum(at - back, 0)
        more = (first == here + 1) & link[here] & words.capital[here]
        first = np.where(more & (words.bits[here] == 0), here, first)
    return _numbered(page, runs, words.start[first], run, np.full(len(at), -0.5))


_SEPARATES = table(b",\n\r ;ABCDEFGHabcdefgh|")


def _is_postcode(page: Page, runs: Runs, at: Ints) -> Bools:
    following = np.minimum(at + 1, len(runs) - 1)
    split = (runs.length[at] == 3) & (runs.joint[at] == SPACE) & (runs.length[following] == 2)
    whole = runs.length[at] == 5
    return np.asarray((split | whole) & (page.raw[runs.start[at]] != 0x30))


def _with_town(page: Page, runs: Runs, words: Words, street: _Street) -> Found:
    """The span reaches over a flat, the postcode and the town, where they follow."""
    if not len(street.start):
        return NOTHING
    last = len(runs) - 1
    flat = np.minimum(street.run + 1, last)
    has_flat = (runs.length[flat] == 4) & _says_flat(page, runs.start[flat])
    has_flat &= runs.start[flat] - street.end <= 8
    end = np.where(has_flat, runs.end[flat], street.end)
    code = np.minimum(np.where(has_flat, street.run + 2, street.run + 1), last)
    gap = runs.start[code] - end
    close = (gap >= 1) & (gap <= 8) & _is_postcode(page, runs, code) & (code > street.run)
    close &= _few_letters(page, end, runs.start[code])
    close &= ~_DIVIDES[page.windows(end, 2)].any(axis=1)
    tail = np.minimum(code + (runs.length[code] == 3), last)
    end = np.where(close, runs.end[tail], end)
    town, known = _town(page, words, end, close)
    score = street.score + np.where(close, 2.5, 0) + np.where(known & (town > end), 1.0, 0)
    return found(Type.POSTAL_ADDRESS, street.start, town, score, Why.FORM)


_DIVIDES = table(b"'\"`;|\t")
"""A postcode behind one of these is a value of its own."""


def _says_flat(page: Page, at: Ints) -> Bools:
    word = page.halves(at - 4) | np.uint32(0x20202020)
    return np.asarray(word == int.from_bytes(b"lgh ", "little"))


def _few_letters(page: Page, start: Ints, end: Ints) -> Bools:
    """At most `SE` or `S` between a house number and a postcode."""
    window = page.windows(start, 8)
    inside = np.arange(8) < (end - start)[:, None]
    few = (ASCII_LETTER[window] & inside).sum(axis=1) <= 2
    return np.asarray(few & ~((window == WALL) & inside).any(axis=1))


def _town(page: Page, words: Words, end: Ints, after_code: Bools) -> tuple[Ints, Bools]:
    """Where the town behind ends; behind a street alone it must be a known one."""
    at = np.minimum(np.searchsorted(words.start, end), len(words) - 1)
    gap = words.start[at] - end
    known = (words.bits[at] & Is.PLACE) != 0
    comma = (gap == 2) & (page.raw[end] == 0x2C)
    near = np.where(after_code, (gap >= 1) & (gap <= 2), comma & known)
    near = near & words.capital[at] & ~np.isin(page.raw[end], (0x0A, 0x0D, WALL))
    second = np.minimum(at + 1, len(words) - 1)
    both = near & ~known & (words.gap[at] == 1) & (page.raw[words.end[at]] == 0x20)
    both &= words.capital[second] & (second > at)
    town = np.where(both, words.end[second], np.where(near, words.end[at], end))
    return town, np.asarray(near & known)
