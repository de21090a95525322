"""Names taken apart: their words, what they are the plural of, and what key they speak of."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lofte.discovery.references.plurals import IRREGULAR
from lofte.discovery.references.vocabulary import (
    AFFIXES,
    CONCEPTS,
    GATHERINGS,
    GLUED,
    KEY_WORDS,
    NOT_PEOPLE,
    PEOPLE,
    RESPONSES,
    WHOLE,
)

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_ROLE_GLUED = re.compile(r"([a-z]{3,})id(from|to|by)$")
_DONE_GLUED = re.compile(r"([a-z]{2,}(?:ed|ad)|user)(by|av|modified|created|updated)$")
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("ses", "se"),
    ("ses", "s"),
    ("ves", "f"),
    ("s", ""),
    ("ningar", "ning"),
    ("ar", ""),
    ("er", ""),
    ("or", "a"),
    ("en", ""),
    ("n", ""),
    ("r", ""),
)
_SHORTEST = 3


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """A name split into lower-case words without accents: `KundEpost_adress` has three."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(word.lower() for word in _WORD.findall(plain))


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """The word and everything it may be a plural of, likeliest first."""
    if word in IRREGULAR:
        return tuple(dict.fromkeys((IRREGULAR[word], word)))
    found = [
        word[: len(word) - len(ending)] + instead
        for ending, instead in _ENDINGS
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST
    ]
    return tuple(dict.fromkeys((*found, word)))


def doers(deed: str) -> tuple[str, ...]:
    """Who does it: `ship` and `shipped` give shipper, `supplied` supplier."""
    stems = dict.fromkeys((deed.removesuffix("ed"), deed.removesuffix("d"), deed))
    stems.update(dict.fromkeys(stem + stem[-1] for stem in tuple(stems)))
    return tuple(stem + ending for stem in stems for ending in ("er", "or"))


@lru_cache(maxsize=65536)
def concept(word: str) -> str:
    """The word that stands for all words of the same meaning, else the likeliest singular."""
    every = (word, *forms(word))
    meant = (CONCEPTS[form] for form in every if form in CONCEPTS)
    known = (form for form in every if form in _KNOWN)
    return next(meant, None) or next(known, None) or forms(word)[0]


_KNOWN = PEOPLE | NOT_PEOPLE | GATHERINGS | RESPONSES


def without_affixes(named: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a table's name but those that only say that it is a table."""
    core = tuple(word for word in named if word not in AFFIXES)
    return core or named


@lru_cache(maxsize=65536)
def key_parts(named: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words before a key's own word, and the kind of that word: `kund_nr` is (kund,),
    number. Empty where none is. A key's word may also come first: `id_customer`."""
    if named and named[-1] in KEY_WORDS:
        rest = named[:-1]
        # `customer_ref_id`, `customer_id_fk`: both words say the same.
        if rest and KEY_WORDS.get(rest[-1]) == "id":
            rest = rest[:-1]
        return rest, KEY_WORDS[named[-1]]
    if len(named) > 1 and named[0] in ("id", "fk", "ref"):
        return named[1:], "id"
    return named, ""


@lru_cache(maxsize=65536)
def unglued(named: tuple[str, ...]) -> tuple[str, ...]:
    """`kundnr` as kund and nr; only looked up, so a wrong cut finds nothing."""
    if not named or named[-1] in KEY_WORDS or named[-1] in WHOLE:
        return named
    last = named[-1]
    if told := _ROLE_GLUED.match(last):
        return (*named[:-1], told[2], told[1], "id")
    if told := _DONE_GLUED.match(last):
        return (*named[:-1], told[1], told[2])
    for ending in GLUED:
        if last.endswith(ending) and len(last) - len(ending) >= 2:
            return (*named[:-1], last[: -len(ending)], ending)
    return named


def is_short_for(short: str, word: str) -> bool:
    """Whether letters were left out: `dept` of department. Both begin alike, and at least two
    letters remain in order."""
    if len(short) < 2 or len(short) >= len(word) or short[0] != word[0]:
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)
