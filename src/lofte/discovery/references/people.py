"""Which tables are of people, by what they are called and what their columns are."""

from __future__ import annotations

from lofte.discovery.references.facts import TableFacts
from lofte.discovery.references.names import words
from lofte.discovery.references.nouns import Noun
from lofte.discovery.references.vocabulary import (
    BODIES,
    BODY_ENDINGS,
    CONTACTS,
    FAMILY_NAMES,
    FIRST_NAMES,
    NAMES,
    NATIONAL_IDS,
    NOT_PEOPLE,
    PEOPLE,
)

_ONES_OWN = FIRST_NAMES | NATIONAL_IDS | CONTACTS | {"displayname", "fullname", "handle"}
_PERSONAL = FIRST_NAMES | NATIONAL_IDS | NAMES | CONTACTS


def is_of_people(table: TableFacts, noun: Noun) -> bool:
    """Named after people; or with a first and a family name, a national number, or a name
    and a way to reach it, in a table that is not named after what happens between people."""
    named = columns_of(table, noun)
    if noun.concept in ("account", "profile") and not named & _ONES_OWN:
        return False
    if noun.concept == "tenant" and named & BODIES:
        return False
    if noun.concept in PEOPLE:
        # `group_members` only says who of the members is in which group.
        return len(noun.core) == 1 or says_who(table, noun)
    if noun.concept in NOT_PEOPLE or noun.concept.endswith(BODY_ENDINGS):
        return False
    if named & FIRST_NAMES and named & FAMILY_NAMES:
        return True
    return bool(named & NATIONAL_IDS) or bool(named & NAMES and named & CONTACTS)


def says_who(table: TableFacts, noun: Noun) -> bool:
    """Whether a column is called what only somebody has: a name, an address, a number."""
    return bool(columns_of(table, noun) & _PERSONAL)


def can_be_reached(table: TableFacts, noun: Noun) -> bool:
    """Whether a row says how to reach somebody, or how they sign in."""
    return bool(columns_of(table, noun) & CONTACTS)


def columns_of(table: TableFacts, noun: Noun) -> frozenset[str]:
    """The names of the columns in one word each, without what they all begin with."""
    named = [words(column.name) for column in table.columns]
    own = {noun.column_prefix, noun.core[-1], noun.joined}
    return frozenset(
        "".join(each[1:] if len(each) > 1 and each[0] in own else each) for each in named
    )
