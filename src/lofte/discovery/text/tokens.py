"""The words of a page, and what the word lists say of them: one look-up for each word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lofte.discovery import lexicon
from lofte.discovery.text.pages import Bools, Ints, Page

LONGEST = 24
"""Longer words, in bytes, are in no list."""


class Is(IntFlag):
    """What lists a word stands in."""

    FIRST_NAME = 1
    LAST_NAME = 2
    ORDINARY = 4
    PLACE = 8
    COMPANY = 16
    TITLE = 32
    PARTICLE = 64
    STREET = 128
    MONTH = 256
    STOP = 512
    USUAL = 1024
    WORD_TOO = 2048


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a page in order: letters of any alphabet of Europe, without hyphens. `gap`
    is how many bytes stand between a word and the next."""

    start: Ints
    end: Ints
    gap: Ints
    capital: Bools
    upper: Bools
    bits: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.start)


def words_of_page(page: Page) -> Words:
    raw = page.raw
    lead = (raw - np.uint8(0xC3)) < 0x1D
    letter = (((raw | np.uint8(32)) - np.uint8(97)) < 26) | lead
    letter[1:] |= lead[:-1]
    edges = np.flatnonzero(letter[1:] != letter[:-1]) + 1
    start, end = edges[::2], edges[1::2]
    gap = np.full(len(start), 99, np.int64)
    gap[:-1] = start[1:] - end[:-1]
    latin = (raw[start] == 0xC3) & (raw[start + 1] <= 0x9E)
    capital = ((raw[start] - np.uint8(65)) < 26) | latin
    last = raw[end - 1]
    upper = capital & (((last - np.uint8(65)) < 26) | ((last >= 0x80) & (last <= 0x9E)))
    return Words(start, end, gap, capital, upper, _bits(page, (start, end), capital))


def _bits(page: Page, words: tuple[Ints, Ints], capital: Bools) -> npt.NDArray[np.int32]:
    """Small letters are looked up among what counts in small letters only: names that are no
    ordinary words, particles, streets and months."""
    start, end = words
    found = np.zeros(len(start), np.int32)
    for at, keyed in (
        (np.flatnonzero(capital), _all_lists()),
        (np.flatnonzero(~capital), _small_lists()),
    ):
        value = hashes(page, start[at], end[at])
        likely = np.flatnonzero(keyed.maybe[(value >> np.uint64(44)).astype(np.int64)])
        found[at[likely]] = keyed.bits_of(value[likely])
    _add_genitives(page, words, capital, found)
    return found


def _add_genitives(
    page: Page, words: tuple[Ints, Ints], capital: Bools, found: npt.NDArray[np.int32]
) -> None:
    """`Johannas` is said of a Johanna, if it is no word or name by itself."""
    start, end = words
    at = np.flatnonzero(capital & (found == 0) & (page.raw[end - 1] == 0x73))
    stem = _all_lists().bits_of(hashes(page, start[at], end[at] - 1))
    name = (stem & Is.USUAL) != 0
    name &= (stem & (Is.WORD_TOO | Is.ORDINARY | Is.PLACE)) == 0
    found[at[name]] = stem[name]


_CASES = np.uint64(0x2020202020202020)
_FACTORS = tuple(
    np.uint64(factor) for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
)


def hashes(page: Page, start: Ints, end: Ints) -> npt.NDArray[np.uint64]:
    """A number for each word, the same for capital and small letters; 0 for long ones."""
    size = end - start
    mixed = np.zeros(len(start), np.uint64)
    for part, factor in enumerate(_FACTORS):
        have = np.clip(size - 8 * part, 0, 8).astype(np.uint64)
        word = page.words(start + 8 * part) | _CASES
        drop = (np.uint64(8) - have) * np.uint64(8)
        word = np.where(have == 0, np.uint64(0), word << (drop & np.uint64(63)))
        mixed = (mixed ^ word) * factor
        mixed ^= mixed >> np.uint64(29)
    return np.where(size <= LONGEST, mixed, np.uint64(0))


def ends_as(page: Page, words: Words, at: Ints, endings: str) -> Bools:
    """Whether these words end, in any case, as one of the endings does, by four bytes."""
    tails = page.halves(words.end[at] - 4) | np.uint32(0x20202020)
    known = _tails(endings)
    place = np.minimum(np.searchsorted(known, tails), len(known) - 1)
    return np.asarray(known[place] == tails)


@cache
def _tails(endings: str) -> npt.NDArray[np.uint32]:
    known = {
        int.from_bytes(end.encode()[-4:], "little") | 0x20202020 for end in endings.split()
    }
    return np.array(sorted(known), np.uint32)


class _Lists(NamedTuple):
    """Sorted keys, their bits, and which twenty leading bits occur at all."""

    keys: npt.NDArray[np.uint64]
    bits: npt.NDArray[np.int32]
    maybe: Bools

    def bits_of(self, value: npt.NDArray[np.uint64]) -> npt.NDArray[np.int32]:
        place = np.minimum(np.searchsorted(self.keys, value), len(self.keys) - 1)
        return np.where(self.keys[place] == value, self.bits[place], 0).astype(np.int32)


@cache
def _all_lists() -> _Lists:
    return _listed(
        [
            (lexicon.first_names(), Is.FIRST_NAME),
            (lexicon.last_names(), Is.LAST_NAME),
            (lexicon.dictionary_words(), Is.ORDINARY),
            (lexicon.localities(), Is.PLACE),
            (lexicon.company_words(), Is.COMPANY),
            (lexicon.titles(), Is.TITLE),
            (lexicon.NAME_PARTICLES, Is.PARTICLE),
            (lexicon.street_words(), Is.STREET),
            (_MONTHS.split(), Is.MONTH),
            (_STOPS.split(), Is.STOP),
            (lexicon.usual_first_names(), Is.USUAL),
            (lexicon.names_and_words(), Is.WORD_TOO),
        ]
    )


@cache
def _small_lists() -> _Lists:
    streets = lexicon.street_words()
    other = lexicon.dictionary_words() | lexicon.localities() | lexicon.company_words()
    other |= streets | set(_MONTHS.split())
    return _listed(
        [
            (lexicon.first_names() - other, Is.FIRST_NAME),
            (lexicon.last_names() - other, Is.LAST_NAME),
            (lexicon.usual_first_names() - lexicon.names_and_words() - other, Is.USUAL),
            (lexicon.NAME_PARTICLES, Is.PARTICLE),
            (streets, Is.STREET),
            (_MONTHS.split(), Is.MONTH),
        ]
    )


def _listed(lists: list[tuple[Iterable[str], Is]]) -> _Lists:
    parts = [(key_of(words), bit) for words, bit in lists]
    keys = np.unique(np.concatenate([part for part, _ in parts]))
    bits = np.zeros(len(keys), np.int32)
    for part, bit in parts:
        bits[np.searchsorted(keys, part)] |= bit
    maybe = np.zeros(1 << 20, bool)
    maybe[(keys >> np.uint64(44)).astype(np.int64)] = True
    return _Lists(keys, bits, maybe)


def key_of(words: Iterable[str]) -> npt.NDArray[np.uint64]:
    """The numbers of words, in each case they may be written in."""
    known = [word for word in words if " " not in word]
    far = [word for word in known if not word.isascii()]
    cased = [*known, *(word.upper() for word in far), *(word.capitalize() for word in far)]
    texts = [word.encode() for word in cased]
    sizes = np.array([len(text) for text in texts], np.int64)
    end = np.cumsum(sizes + 1) - 1
    page = Page(b"\n".join(texts))
    shift = (len(page.raw) - len(b"\n".join(texts))) // 2
    return np.unique(hashes(page, end - sizes + shift, end + shift))


_STOPS = (
    "alla inga du de den det ni vi man en ett hur vad när om så men och att min mina din "
    "dina sin se nu ej ja nej här där var vart vem vilka vilken allt inget ingen i på av är "
    "har the my so will may can an do he her his all any art al key us easter app log "
    "system team support till annars denna andra then don many see to line pat vill kan "
    "skulle undrar kommer behöver finns hoppas såg fick vet ska måste bifogar önskar"
)
"""Small words that are names too: never a name by themselves."""

_MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december "
    "january february march may june july august october jan feb mar apr jun jul aug sep sept "
    "okt oct nov dec"
)
