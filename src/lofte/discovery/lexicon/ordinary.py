"""Words of the dictionary: what fills the columns that hold no names."""

from __future__ import annotations

from functools import cache

from lofte.discovery.lexicon.reading import entries


@cache
def dictionary_words() -> frozenset[str]:
    """Common Swedish and English words, colours, weekdays, browsers, states of an order ...

    Some are names too (`mark`, `berg`, `rose`); `people.ambiguous_names` lists those. Words
    that are nearly always names (`maria`, `martin`) are not here.
    """
    words = frozenset(entries("words_sv.txt")) | frozenset(entries("words_en.txt"))
    return words - rather_names()


@cache
def rather_names() -> frozenset[str]:
    """Names that are words or places too, but as a value nearly always a name."""
    return frozenset(entries("names_not_words.txt"))
