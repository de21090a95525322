"""What of each table others can refer to: its primary key, or what looks like a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lofte.discovery.references.facts import ColumnFacts, Shape, TableFacts
from lofte.discovery.references.names import forms, words
from lofte.discovery.references.nouns import Noun, entity_and_key


class Standing(StrEnum):
    """Why a column may be referred to."""

    PRIMARY = "primary"
    LOOKS_PRIMARY = "looks_primary"
    ALTERNATE = "alternate"


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """A single column that tells the rows of a table apart. `entity` and `kind` are what its
    name says: `kundnr` of kund is (), number."""

    table: TableFacts
    column: ColumnFacts
    standing: Standing
    entity: tuple[str, ...]
    kind: str
    spelt: frozenset[tuple[str, ...]]

    @property
    def strength(self) -> float:
        return {"primary": 0.0, "looks_primary": -0.3, "alternate": -1.0}[self.standing]


def keys_of(table: TableFacts, noun: Noun) -> Iterator[Key]:
    """The keys of a table, its primary one first."""
    first = _primary(table, noun)
    if first is not None:
        column, standing = first
        yield _key(table, column, standing, noun)
    for column in table.columns:
        other = first is None or column is not first[0]
        if other and column.name not in table.table.primary_key and _alternate(column, noun):
            yield _key(table, column, Standing.ALTERNATE, noun)


def _primary(table: TableFacts, noun: Noun) -> tuple[ColumnFacts, Standing] | None:
    declared = table.table.primary_key
    if declared:
        column = table.column(declared[0]) if len(declared) == 1 else None
        return (column, Standing.PRIMARY) if column is not None else None
    ranked = sorted(
        (
            (rank, position)
            for position, column in enumerate(table.columns)
            if (rank := _rank(column, position, noun)) is not None
        ),
    )
    if not ranked:
        return None
    return table.columns[ranked[0][1]], Standing.LOOKS_PRIMARY


def _rank(column: ColumnFacts, position: int, noun: Noun) -> int | None:
    """How much a column looks like the primary key of a table that declares none; low is
    more, None not at all."""
    if not column.may_be_key or column.filled != len(column.distinct) or _has_nulls(column):
        return None
    ways = [entity_and_key(named) for named in noun.column_words(column.name)]
    if any(not entity and kind in ("id", "uuid") for entity, kind in ways):
        return 0
    if any(kind in ("id", "uuid", "number") and is_own(entity, noun) for entity, kind in ways):
        return 1
    if any(not entity and kind in ("number", "code") for entity, kind in ways):
        return 2
    bare = column.shape is not Shape.EMPTY and position == 0 and any(kind for _, kind in ways)
    return 3 if bare else None


def is_own(entity: tuple[str, ...], noun: Noun) -> bool:
    """Whether a column's words are the table's own name, or its last word."""
    joined = "".join(entity)
    return bool(joined) and (
        bool({joined, *forms(joined)} & {noun.joined, "".join(noun.core)})
        or forms(entity[-1])[0] == forms(noun.core[-1])[0]
    )


def column_is_own(noun: Noun, column: ColumnFacts) -> bool:
    """Whether a column is called the whole of its table's name and a key's word, also where
    that name ends in such a word: `email_address_id`, `patient_identifier_id`."""
    *entity, last = words(column.name) or ("",)
    return len(entity) > 1 and last == "id" and _singular(entity) == _singular(noun.core)


def ends_in(noun: Noun, entity: tuple[str, ...]) -> bool:
    """Whether a table's name grew together with what its key speaks of, as Swedish does."""
    stem = "".join(entity).removesuffix("s")
    return len(stem) >= _LONG and noun.joined.endswith((stem, stem + "s"))


_LONG = 5


def _singular(named: Sequence[str]) -> str:
    return "".join(forms(word)[0] for word in named)


def is_serial(key: Key) -> bool:
    """Whether a primary key counts its own table's rows: from one, with hardly a gap."""
    numbers = key.column.numbers
    counted = len(numbers) >= _COUNTED and 0 <= numbers[0] <= 1
    return key.standing is not Standing.ALTERNATE and counted and key.column.density > _DENSE


_COUNTED = 4
_DENSE = 0.95


def names_other(key: Key, kind: str, noun: Noun) -> bool:
    """Whether the key's table has another column of the kind that a name speaks of: a
    `post_number` is none of the ids of posts that have numbers, too."""
    if kind in ("", "id", "uuid") or key.kind == kind:
        return False
    ways = (
        entity_and_key(named)
        for column in key.table.columns
        if column is not key.column
        for named in noun.column_words(column.name)
    )
    return any(one == kind and (not entity or is_own(entity, noun)) for entity, one in ways)


def _alternate(column: ColumnFacts, noun: Noun) -> bool:
    """Distinct, never null, and named like a key: a number, a code, an address."""
    if column.shape in (Shape.OTHER, Shape.EMPTY) or not column.unique:
        return False
    return any(entity_and_key(named)[1] for named in noun.column_words(column.name))


def _has_nulls(column: ColumnFacts) -> bool:
    return column.filled < column.drawn


def _key(table: TableFacts, column: ColumnFacts, standing: Standing, noun: Noun) -> Key:
    ways = noun.column_words(column.name)
    entity, kind = next((way for named in ways if (way := entity_and_key(named))[1]), ((), ""))
    return Key(table, column, standing, entity, kind, frozenset(ways))
