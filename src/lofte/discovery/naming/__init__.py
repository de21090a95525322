"""What a column's name says of its values, with its table's name, siblings and declared type.

Evidence is in natural log-odds: about +4 for a name that says it outright (`personnummer`),
+2.5 for a clear hint, +1.5 for a weak one, -3 where the name says that it is something else
(`email_verified` is no e-mail address). What is not named is not spoken of: a key such as
`customer_id` says nothing. Names alone, without values, decide at `DECIDES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lofte.discovery.naming import context, reading
from lofte.discovery.naming.declared import weighed
from lofte.discovery.naming.words import words
from lofte.discovery.types import Type

DECIDES = 1.5
"""Log-odds from which a name without any values is taken at its word."""


@dataclass(frozen=True, slots=True)
class Said:
    """Log-odds by type, and the words of the name (without accents) that they come from."""

    odds: Mapping[Type, float]
    words: tuple[str, ...]


def name_evidence(
    column: str, table: str, siblings: Sequence[str], declared: str
) -> Mapping[Type, float]:
    """Log-odds of each type that the name speaks for or against. `siblings` are the names of
    the table's columns, with or without this one."""
    return read_name(column, table, siblings, declared).odds


def read_name(column: str, table: str, siblings: Sequence[str], declared: str) -> Said:
    """The same, with the words that say it."""
    read = reading.read(column)
    around = context.around(table, frozenset(siblings))
    odds = weighed(context.in_context(read, around), declared)
    return Said({kind: round(odds[kind], 3) for kind in Type if odds.get(kind)}, read.said)


def named_type(column: str, table: str, siblings: Sequence[str], declared: str) -> Type | None:
    """The type that the name alone decides for, without any value, or None."""
    odds = name_evidence(column, table, siblings, declared)
    best = max(odds, key=lambda kind: odds[kind], default=None)
    return best if best is not None and odds[best] >= DECIDES else None


def names_people(table: str) -> bool:
    """Whether a table's name has a word for people, or their accounts, in it."""
    people = reading.PEOPLE | {"user", "account"}
    return any(word.means in people for word in words(table))
