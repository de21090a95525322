"""Tables whose rows are people, of which kind, and whether they work for the organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lofte.discovery.phrases import phrase
from lofte.discovery.references.facts import TableFacts
from lofte.discovery.references.model import Place, Reference
from lofte.discovery.references.names import concept, unglued, words
from lofte.discovery.references.nouns import Noun, Nouns
from lofte.discovery.references.people import is_of_people, says_who
from lofte.discovery.references.roles import Role, role_in
from lofte.discovery.references.vocabulary import NOT_PEOPLE, PEOPLE, RESPONSES, STAFF
from lofte.discovery.types import FACTS, Type

Types = Mapping[Place, Mapping[str, Type]]
"""What the columns of each table were judged to be; columns of no type are left out."""

_ABOUT_ONE = frozenset({Type.EMAIL, Type.PERSONNUMMER, Type.SAMORDNINGSNUMMER, Type.BIRTH_DATE})
_ANONYMOUS = frozenset(
    {Type.ORGANISATIONSNUMMER, Type.VAT_NUMBER, Type.BANKGIRO, Type.PLUSGIRO, Type.API_KEY}
)
_SOMEBODYS_OWN = frozenset({Type.PERSON_NAME, Type.PERSONNUMMER, Type.SAMORDNINGSNUMMER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Rows of the table are people of that `kind`; `staff`, who work for the organisation."""

    kind: str
    staff: bool
    reason: str


def subjects_of(
    tables: Sequence[TableFacts], types: Types, references: Sequence[Reference]
) -> dict[Place, Subject]:
    """Every table whose rows are people, by name, by columns, or by what the columns hold.

    What says nothing of people itself and refers to them only says who takes part in what:
    participants of a conversation are accounts. Who entered the row takes no part in it.
    """
    nouns = Nouns(tables)
    found = {table.place: _subject(table, nouns[table.place], types) for table in tables}
    people = {place: subject for place, subject in found.items() if subject is not None}
    for each in references:
        if each.target.place in people and _is_part(nouns, each):
            people.pop(each.source.place, None)
    referring = {
        each.source.place
        for each in references
        if each.target.place in people and not each.is_self and not _is_handling(each)
    } - _in_a_part(tables, nouns, people, references)
    return {
        table.place: people[table.place]
        for table in tables
        if table.place in people
        and (
            table.place not in referring
            or says_who(table, nouns[table.place])
            or is_personal(types.get(table.place, {}))
        )
    }


def _in_a_part(
    tables: Sequence[TableFacts],
    nouns: Nouns,
    people: Mapping[Place, Subject],
    references: Sequence[Reference],
) -> set[Place]:
    """Tables named after people that refer to each person once: doctors, kept apart from the
    accounts that they have. Participants take part many times."""
    facts = {table.place: table for table in tables}
    return {
        each.source.place
        for each in references
        if each.target.place in people
        and not each.is_self
        and nouns[each.source.place].concept in PEOPLE - RESPONSES
        and _once_each(facts[each.source.place], each.source.columns)
    }


def _once_each(table: TableFacts, columns: tuple[str, ...]) -> bool:
    column = table.column(columns[0])
    if column is None or len(columns) > 1:
        return False
    return column.unique and column.drawn >= _FEWEST


_FEWEST = 4


def _is_part(nouns: Nouns, reference: Reference) -> bool:
    """Whether the rows are parts of people kept apart: `person_name` refers to `person`."""
    if reference.is_self or reference.crosses:
        return False
    part, whole = nouns[reference.source.place], nouns[reference.target.place]
    begun = tuple(map(concept, part.core[: len(whole.core)]))
    longer = len(part.core) > len(whole.core) and begun == tuple(map(concept, whole.core))
    return longer and part.concept not in PEOPLE


def _is_handling(reference: Reference) -> bool:
    return role_in(telling_words(reference.source.columns[-1])) in (Role.ACCOUNT, Role.WORK)


def is_personal(types: Mapping[str, Type]) -> bool:
    """Whether columns of a table hold something about people."""
    return any(one not in _ANONYMOUS for one in types.values())


def identities_in(types: Mapping[str, Type]) -> list[str]:
    """Columns of which one value is enough to look one person up."""
    return [name for name, one in types.items() if FACTS[one].identifies]


def _subject(table: TableFacts, noun: Noun, types: Types) -> Subject | None:
    held = set(types.get(table.place, {}).values())
    named = noun.concept in PEOPLE
    if not named and Type.ORGANISATIONSNUMMER in held and not held & _SOMEBODYS_OWN:
        return None
    if is_of_people(table, noun):
        reason = (
            phrase("It is named after people.")
            if named
            else phrase("Its columns describe a person.")
        )
    elif Type.PERSON_NAME in held and held & _ABOUT_ONE and noun.concept not in NOT_PEOPLE:
        reason = phrase("It holds names, and what belongs to one person each.")
    else:
        return None
    return Subject(kind=_kind(noun, named=named), staff=noun.concept in STAFF, reason=reason)


def _kind(noun: Noun, *, named: bool) -> str:
    """In one word, for people: `customer`, `patient`, else plainly `person`."""
    return noun.concept if named else "person"


def telling_words(column: str) -> tuple[str, ...]:
    """A column's words, cut where they grew together, without numbers."""
    return tuple(word for word in unglued(words(column)) if not word.isdigit())
