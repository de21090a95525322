"""By which columns a person can be found, judged from names and types alone.

Names beat values when nobody may look at the values: a scan reads no rows. The
words are matched whole, after splitting (`custEmail` is cust + email), never as
parts of words: `mailing_count` is no address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lofte.areas.datamap.rules import vocabulary
from lofte.areas.datamap.rules.schema import Column, ColumnName, Schema, Table


class IdentityKind(StrEnum):
    EMAIL = "email"
    PERSONNUMMER = "personnummer"
    PHONE = "phone"
    CUSTOMER_NUMBER = "customer_number"


class Reason(StrEnum):
    """Why a column was suggested: what its name says."""

    NAME_SAYS_IT = "name_says_it"
    NAME_MAY_SAY_IT = "name_may_say_it"
    NAME_AND_TABLE_SAY_IT = "name_and_table_say_it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    column: ColumnName
    kind: IdentityKind
    reason: Reason


_WORDS = (
    (IdentityKind.EMAIL, vocabulary.EMAIL),
    (IdentityKind.PERSONNUMMER, vocabulary.PERSONNUMMER),
    (IdentityKind.PHONE, vocabulary.PHONE),
    (IdentityKind.CUSTOMER_NUMBER, vocabulary.CUSTOMER_NUMBER),
)
_Phrases = tuple[tuple[IdentityKind, tuple[frozenset[str], ...]], ...]
_PHRASES: _Phrases = (
    (IdentityKind.EMAIL, (frozenset({"e"}), frozenset({"mail", "post"}))),
    (
        IdentityKind.PERSONNUMMER,
        (frozenset({"person", "personal", "pers", "civic"}), vocabulary.NUMBER),
    ),
    (
        IdentityKind.PERSONNUMMER,
        (frozenset({"personal"}), frozenset({"identity", "id"}), vocabulary.NUMBER),
    ),
    (IdentityKind.PERSONNUMMER, (frozenset({"social"}), frozenset({"security"}))),
    (IdentityKind.PERSONNUMMER, (frozenset({"national"}), frozenset({"id"}))),
    (IdentityKind.PERSONNUMMER, (frozenset({"samordnings"}), vocabulary.NUMBER)),
    (IdentityKind.CUSTOMER_NUMBER, (vocabulary.CUSTOMER, vocabulary.NUMBER)),
)
_MAYBE_PHRASES: _Phrases = (
    (
        IdentityKind.EMAIL,
        (frozenset({"to", "from", "cc", "bcc", "sender", "recipient"}), vocabulary.ADDRESS),
    ),
)
# `pnr` is also a postal number and an airline's booking.
_MAYBE: dict[str, IdentityKind] = {"pnr": IdentityKind.PERSONNUMMER}

_NOT_TEXTUAL = re.compile(
    r"^(bool|date|time|timestamp|interval|bytea|uuid|json|point|polygon|money|bit)|\[\]$"
)
_NUMERIC = re.compile(r"^(smallint|integer|bigint|numeric|real|double|decimal)")


def words(name: str) -> tuple[str, ...]:
    """A name split into lower-case words without accents: `KundEpost_adress` has three."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return tuple(word.lower() for word in _WORD.findall(plain))


_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")


def suggest(schema: Schema) -> tuple[Suggestion, ...]:
    """Every column that by its name and type may identify a person, in order of name."""
    return tuple(found for table in schema for found in suggest_in(table))


def suggest_in(table: Table) -> Iterator[Suggestion]:
    """The suggestions in one table. A key into another table identifies that table's row."""
    pointing = {name for key in table.foreign_keys for name in key.columns}
    for column in table.columns:
        found = None if column.name in pointing else _kind(column, table)
        if found is not None:
            kind, reason = found
            yield Suggestion(
                column=ColumnName(table.full_name, column.name), kind=kind, reason=reason
            )


def is_about_people(table: Table) -> bool:
    """Whether a table is named after people, such as `kunder` or `StaffMembers`."""
    return bool(vocabulary.PEOPLE.intersection(words(table.name)))


def personal_columns(table: Table) -> tuple[str, ...]:
    """Columns that look like personal data, identifying or not, for finding what is missed."""
    identifying = {found.column.column for found in suggest_in(table)}
    about_people = is_about_people(table)
    return tuple(
        column.name
        for column in table.columns
        if column.name in identifying or _is_personal(column, about_people=about_people)
    )


def _kind(column: Column, table: Table) -> tuple[IdentityKind, Reason] | None:
    if _NOT_TEXTUAL.search(column.type.lower()):
        return None
    named = words(column.name)
    found = _by_phrase(named, _PHRASES) or _by_word(named)
    if found is None and (maybe := _by_phrase(named, _MAYBE_PHRASES)):
        found = maybe._replace(certain=False)
    if found is None or vocabulary.ABOUT.intersection(found.rest):
        return None
    # Numbers are stored as numbers, sadly with their zeros lost; an address never is.
    if found.kind is IdentityKind.EMAIL and _NUMERIC.match(column.type.lower()):
        return None
    if found.certain:
        return found.kind, Reason.NAME_SAYS_IT
    sure = is_about_people(table)
    return found.kind, Reason.NAME_AND_TABLE_SAY_IT if sure else Reason.NAME_MAY_SAY_IT


class _Named(NamedTuple):
    """What some words of a name say, and the words that say something else."""

    kind: IdentityKind
    rest: tuple[str, ...]
    certain: bool = True


def _by_word(named: tuple[str, ...]) -> _Named | None:
    for position, word in enumerate(named):
        rest = named[:position] + named[position + 1 :]
        for kind, known in _WORDS:
            if word in known:
                return _Named(kind, rest)
        if word in _MAYBE:
            return _Named(_MAYBE[word], rest, certain=False)
    return None


def _by_phrase(named: tuple[str, ...], phrases: _Phrases) -> _Named | None:
    for kind, phrase in phrases:
        for start in range(len(named) - len(phrase) + 1):
            end = start + len(phrase)
            if all(
                word in options for word, options in zip(named[start:end], phrase, strict=True)
            ):
                return _Named(kind, named[:start] + named[end:])
    return None


def _is_personal(column: Column, *, about_people: bool) -> bool:
    named = words(column.name)
    if column.type.lower().startswith("bool"):
        return False
    joined = "".join(named)
    if vocabulary.PERSONAL.intersection(named) or joined in vocabulary.PERSONAL:
        return True
    if "name" in named and vocabulary.NAME_PARTS.intersection(named):
        return True
    return about_people and named == ("name",)
