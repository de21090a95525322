"""Sentences that remember what they were made of, so that another language can say them too.

Here everything is said in English. A program that speaks another language keeps `made_of` a
sentence beside what it is about, and has `retold` say it: with its own words for each
template, and with numbers as that language writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Made = str | list[Any]
"""A list of a template and, where it has any, its facts by name: numbers, and what was made
in the same way. A text alone is nobody's template, such as a column's name. It is JSON."""

Number = Callable[[int | float, str], str]
"""How a number is written, given a format as Python's."""


class Phrase(str):
    """English, which equals and behaves as any text, and knows its template and facts."""

    template: str
    facts: Mapping[str, str | int | float]


def phrase(template: str, /, **facts: str | int | float) -> Phrase:
    """The template with its facts. Templates are what gets translated: see tests/messages."""
    said = Phrase(template.format(**facts) if facts else template)
    said.template, said.facts = template, facts
    return said


_AND = (
    phrase("{a}."),
    phrase("{a} and {b}."),
    phrase("{a}, {b} and {c}."),
    phrase("{a}, {b}, {c} and {d}."),
)


def sentence(*clauses: str) -> Phrase:
    """One to four clauses as a sentence, with a capital letter."""
    named = dict(zip("abcd", clauses, strict=False))
    return _whole(phrase(_AND[len(clauses) - 1].template, **named))


def made_of(said: str) -> Made:
    """What a sentence was made of."""
    if not isinstance(said, Phrase):
        return said
    if not said.facts:
        return [said.template]
    return [said.template, {name: _fact(fact) for name, fact in said.facts.items()}]


def remade(made: Made) -> str:
    """The sentence that was made of this: `remade(made_of(said)) == said`."""
    if isinstance(made, str):
        return made
    return _whole(_remade(made))


def retold(made: Made, word: Callable[[str], str] = str, number: Number = format) -> str:
    """The sentence, each template as `word` says it and each number as `number` writes it."""
    return _capital(_told(made, word, number))


def _fact(fact: str | int | float) -> Made | int | float:
    return made_of(fact) if isinstance(fact, str) else fact


def _remade(made: list[Any]) -> Phrase:
    template, *rest = made
    facts = rest[0] if rest else {}
    parts = {
        name: _remade(fact) if isinstance(fact, list) else fact for name, fact in facts.items()
    }
    return phrase(template, **parts)


def _told(made: Made, word: Callable[[str], str], number: Number) -> str:
    if isinstance(made, str):
        return made
    template, *rest = made
    if not rest:
        return word(template)
    told = {
        name: _told(fact, word, number)
        if isinstance(fact, str | list)
        else _Written(fact, number)
        for name, fact in rest[0].items()
    }
    return word(template).format(**told)


class _Written:
    """A number inside a template, written by another's rule."""

    def __init__(self, value: int | float, number: Number) -> None:
        self.value, self.number = value, number

    def __format__(self, spec: str) -> str:
        return self.number(self.value, spec)


def _whole(made: Phrase) -> Phrase:
    said = Phrase(_capital(made))
    said.template, said.facts = made.template, made.facts
    return said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
