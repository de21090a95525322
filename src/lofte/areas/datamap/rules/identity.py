"""By which columns a person can be found, judged from names and types alone.

Names beat values when nobody may look at the values: this reads no rows. What names say is
the business of `lofte.discovery.naming`, but for customer numbers, which only a map needs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from lofte.areas.datamap.rules import vocabulary
from lofte.discovery.naming import DECIDES, name_evidence, names_people
from lofte.discovery.schema import Column, ColumnName, Schema, Table
from lofte.discovery.types import Type


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


_KINDS = {
    Type.EMAIL: IdentityKind.EMAIL,
    Type.PERSONNUMMER: IdentityKind.PERSONNUMMER,
    Type.SAMORDNINGSNUMMER: IdentityKind.PERSONNUMMER,
    Type.PHONE: IdentityKind.PHONE,
}
_CERTAIN = 3.0
"""Log-odds from which a name says it outright."""

_OF_COMPANIES = frozenset(
    {Type.ORGANISATIONSNUMMER, Type.VAT_NUMBER, Type.BANKGIRO, Type.PLUSGIRO}
)
"""Rather of companies than of people, so that a table is not about people for these alone."""

_NOT_TEXTUAL = re.compile(
    r"^(bool|date|time|timestamp|interval|bytea|uuid|json|point|polygon|money|bit)|\[\]$"
)


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
    return names_people(table.name)


def personal_columns(table: Table) -> tuple[str, ...]:
    """Columns that look like personal data, identifying or not, for finding what is missed."""
    return tuple(
        column.name
        for column in table.columns
        if _kind(column, table) or _is_personal(column, table)
    )


def _kind(column: Column, table: Table) -> tuple[IdentityKind, Reason] | None:
    if _NOT_TEXTUAL.search(column.type.lower()):
        return None
    if _is_customer_number(words(column.name)):
        return IdentityKind.CUSTOMER_NUMBER, Reason.NAME_SAYS_IT
    odds = _odds(column, table)
    best = max(odds, key=lambda kind: odds[kind], default=None)
    if best not in _KINDS or odds[best] < DECIDES:
        return None
    if odds[best] >= _CERTAIN:
        return _KINDS[best], Reason.NAME_SAYS_IT
    sure = is_about_people(table)
    return _KINDS[best], Reason.NAME_AND_TABLE_SAY_IT if sure else Reason.NAME_MAY_SAY_IT


def _odds(column: Column, table: Table) -> Mapping[Type, float]:
    siblings = tuple(other.name for other in table.columns)
    return name_evidence(column.name, table.name, siblings, column.type)


def _is_customer_number(named: tuple[str, ...]) -> bool:
    if vocabulary.ABOUT.intersection(named):
        return False
    return bool(vocabulary.CUSTOMER_NUMBER.intersection(named)) or any(
        whose in vocabulary.CUSTOMER and number in vocabulary.NUMBER
        for whose, number in pairwise(named)
    )


def _is_personal(column: Column, table: Table) -> bool:
    if column.type.lower().startswith("bool"):
        return False
    named = words(column.name)
    if vocabulary.PERSONAL.intersection(named) or "".join(named) in vocabulary.PERSONAL:
        return True
    said = _odds(column, table)
    return any(said[kind] >= DECIDES for kind in said if kind not in _OF_COMPANIES)
