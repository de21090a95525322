"""Names of people: first names, surnames, and what stands around them."""

from __future__ import annotations

import re
from functools import cache

from lofte.discovery.lexicon.ordinary import dictionary_words, rather_names
from lofte.discovery.lexicon.places import localities
from lofte.discovery.lexicon.reading import entries, own_entries, plain_forms

SURNAME_ENDING = (
    r"^\p{L}{2,}(?:sson|dotter|dottir|berg|borg|ström|strom|lund|gren|qvist|kvist|quist|blad"
    r"|dahl|stedt|strand|holm|feldt|löf|löv|ovic|ović|evic|ević|wicz|owski|ewski|owska|ewska"
    r"|oglu|oğlu|zadeh|shvili|escu|poulos|onen|inen|anen)$"
)
"""How surnames end that are in no list; for re2 and Arrow, on a casefolded word. Dictionary
words and places that end so (`lesson`, `iceberg`, `Göteborg`) are not meant."""

_ENDING = re.compile(SURNAME_ENDING.replace(r"\p{L}", r"[^\W\d_]"))

_PARTICLES = (
    "af von van de der den del della di da do dos das la le du el al bin ibn abu ul ter ten zu"
    " st san mac mc bint y e"
)
NAME_PARTICLES = frozenset(_PARTICLES.split())
"""Small words inside surnames: they say nothing for or against a name."""


@cache
def first_names() -> frozenset[str]:
    """First names used in Sweden, whatever their origin, and in English; each part of a double
    name by itself; also without accents."""
    names = frozenset(entries("first_names.txt"))
    return names | (plain_forms(names) - dictionary_words())


@cache
def usual_first_names() -> frozenset[str]:
    """Those met every day in Sweden or in English: a capital tells them from words."""
    return frozenset(own_entries("first_names.txt")) - dictionary_words()


@cache
def names_and_words() -> frozenset[str]:
    """First names that are words where they are written small (`lova`, `vilda`)."""
    return frozenset(entries("names_and_words.txt"))


@cache
def last_names() -> frozenset[str]:
    """Surnames, the listed ones and those that Swedish puts together of two parts of nature
    (`lind` + `qvist`); also without accents."""
    listed = frozenset(entries("last_names.txt"))
    made = _made_of_nature() - dictionary_words() - localities()
    return listed | made | (plain_forms(listed | made) - dictionary_words())


@cache
def ambiguous_names() -> frozenset[str]:
    """Names that are ordinary words or places too (`stig`, `rose`, `lund`): no proof alone."""
    otherwise = dictionary_words() | localities() - rather_names()
    return (first_names() | last_names()) & otherwise


def is_last_name(word: str) -> bool:
    """Whether a casefolded word is a surname, listed or by its ending."""
    if word in last_names():
        return True
    known = word in dictionary_words() or word in localities()
    return not known and _ENDING.match(word) is not None


@cache
def titles() -> frozenset[str]:
    """Words before a name (`fru`, `dr`, `advokat`), without a full stop."""
    return frozenset(entries("titles.txt"))


def _made_of_nature() -> set[str]:
    endings = entries("surname_suffixes.txt")
    return {first + last for first in entries("surname_prefixes.txt") for last in endings}
