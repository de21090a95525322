"""Where people live: localities, words of streets, postcodes; and what companies are called."""

from __future__ import annotations

from functools import cache

from lofte.discovery.lexicon.reading import entries, plain_forms

_SWEDISH_POSTCODES = range(100_00, 985_00)
"""Five digits, 100 05 (Stockholm) to 984 99 (Pajala)."""

_NO_ENDS = (
    "court lane drive place row walk close circle square loop route ring gardens parade hill"
    " heights plats plan port park parken led crossing terrace berg dalen dal lund lunden"
    " strand corso largo viale alle allee gator trappa trappan trappor gang grand tomt gård"
)


@cache
def localities() -> frozenset[str]:
    """Post towns and other localities of Sweden, and larger cities elsewhere; also without
    accents."""
    listed = frozenset(entries("localities.txt"))
    return listed | plain_forms(listed)


@cache
def street_words() -> frozenset[str]:
    """Words that say `street` by themselves, in the larger languages of Europe."""
    listed = frozenset(entries("street_words.txt"))
    return listed | plain_forms(listed)


@cache
def street_suffixes() -> tuple[str, ...]:
    """Ends of one-word street names (`gatan`, `vägen`, `straße`), longest first; also without
    accents. Endings that end too many other words (`st`, `by`) are not among them."""
    ends = {word for word in street_words() if len(word) >= 4} | {"gata", "väg", "vag", "gränd"}
    return tuple(sorted(ends.difference(_NO_ENDS.split()), key=lambda word: (-len(word), word)))


@cache
def company_words() -> frozenset[str]:
    """Legal forms and words that name a company and not a person (`ab`, `brf`, `bygg`)."""
    return frozenset(entries("company_words.txt"))


def is_postcode(digits: str) -> bool:
    """Whether five digits, without the space, lie in the ranges of Swedish postcodes."""
    return len(digits) == 5 and digits.isdecimal() and int(digits) in _SWEDISH_POSTCODES
