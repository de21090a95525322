"""The name of a column or table taken apart into words, and what each word means.

Words are whole words, never parts of one: `mailing` holds no mail. A compound counts as its
parts when known words cover all of it: `kundpersonnr` is kund + personnr, `leveransadress`
leverans + adress, with an `s` between parts where Swedish puts one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from lofte.discovery.lexicon.reading import entries, without_accents
from lofte.discovery.types import Type

UNKNOWN = "unknown"
LONGEST_PHRASE = 4

_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_RUNS = re.compile(r"[A-Za-z]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
_SHORT = frozenset({"nr", "id", "no", "ip", "hr"})
# Without its accent each of these would be another word: wage and longitude, song and latitude.
_ACCENTED = {"lön": "salary", "löner": "salary", "låt": "song", "låtar": "songs"}


class Word(NamedTuple):
    """One word of a name as written, without accents, and what it means."""

    text: str
    means: str


@lru_cache(maxsize=16384)
def words(name: str) -> tuple[Word, ...]:
    """`KundEpost_adress2` as kund, epost, adress. Digits only number, and are left out."""
    pieces = (piece for token in _tokens(name) for piece in _parts(token))
    return tuple(Word(piece, _meaning(piece)) for piece in pieces)


@cache
def meanings() -> Mapping[str, str]:
    """What each known word means, by the list `column_words.txt`."""
    return {
        word: meaning
        for meaning, _, known in (line.partition(": ") for line in entries("column_words.txt"))
        for word in known.split()
    }


@cache
def phrases() -> Mapping[tuple[str, ...], Mapping[Type, float]]:
    """What words in a row say: log-odds of each type, by the list `column_phrases.txt`."""
    found: dict[tuple[str, ...], dict[Type, float]] = {}
    for line in entries("column_phrases.txt"):
        said, _, known = line.partition(": ")
        kind, weight = said.split(" ")
        for phrase in known.split(" | "):
            found.setdefault(tuple(phrase.split()), {})[Type(kind)] = float(weight)
    return found


def phrase_at(named: tuple[Word, ...], start: int) -> tuple[int, Mapping[Type, float]] | None:
    """The longest phrase that begins at this word: where it ends, and what it says."""
    for end in range(min(len(named), start + LONGEST_PHRASE), start, -1):
        for phrase in product(*(dict.fromkeys((w.text, w.means)) for w in named[start:end])):
            if said := phrases().get(phrase):
                return end, said
    return None


def _tokens(name: str) -> Iterator[str]:
    """Runs of letters, divided where capitals begin unless all of a run is a known word."""
    for run in _RUNS.findall(without_accents(_accented_apart(name))):
        whole = run.lower()
        yield from (whole,) if whole in meanings() else map(str.lower, _PIECES.findall(run))


def _accented_apart(name: str) -> str:
    if name.isascii():
        return name
    apart = _LETTERS.sub(lambda found: _ACCENTED.get(found[0].lower(), found[0]), name)
    return apart.replace("ß", "ss")


def _meaning(piece: str) -> str:
    """Also of a plural or genitive in `s`."""
    known = meanings()
    return known.get(piece) or known.get(piece.removesuffix("s"), UNKNOWN)


@lru_cache(maxsize=16384)
def _parts(token: str) -> tuple[str, ...]:
    """The token, or the fewest known words that cover all of it."""
    if _meaning(token) != UNKNOWN:
        return (token,)
    covers: list[tuple[str, ...] | None] = [(), *[None] * len(token)]
    for end in range(1, len(token) + 1):
        for start in range(max(0, end - 20), end):
            before, piece = covers[start], token[start:end]
            if before is None or not _may_be_part(piece, joins=bool(before)):
                continue
            longer = (*before, piece)
            known = covers[end]
            if known is None or len(longer) < len(known):
                covers[end] = longer
    return tuple(piece for piece in covers[-1] or (token,) if piece != "s")


def _may_be_part(piece: str, *, joins: bool) -> bool:
    if piece == "s":
        return joins
    return piece in meanings() and (len(piece) >= _SHORTEST or piece in _SHORT)
