"""References of the map: where they come from, how they stand, which the plan follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from lofte.areas.datamap.rules.traversal import Edge, Relation
from lofte.discovery.schema import ForeignKey, Schema, Table, TableName


class Origin(StrEnum):
    """`declared` by the system as a foreign key, `inferred` by us, `drawn` by a person."""

    DECLARED = "declared"
    INFERRED = "inferred"
    DRAWN = "drawn"


class State(StrEnum):
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A reference as a scan saw it, out of one system; `target_system` is None for the same.
    `when` names the column and value that a row must have for it to hold, if there is one."""

    table: TableName
    columns: tuple[str, ...]
    target: TableName
    ref_columns: tuple[str, ...]
    origin: Origin
    guessed: Relation
    guess_reason: str = ""
    forward: bool = False
    score: float | None = None
    reason: str = ""
    target_system: str | None = None
    when: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lint:
    """Something in the way of finding all of a person's rows in a table."""

    table: TableName
    code: str
    said: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """All references between the tables of a system that were looked at, with their meanings;
    the kind of people whose rows a table has; and what stands in the way."""

    looked_at: frozenset[TableName]
    references: tuple[Seen, ...]
    subjects: Mapping[TableName, str]
    lint: tuple[Lint, ...]


def declared_in(schema: Schema) -> tuple[Seen, ...]:
    """The foreign keys of a schema, with what the reading plan takes them to mean."""
    return tuple(
        Seen(
            table=table.full_name,
            columns=key.columns,
            target=key.table,
            ref_columns=key.ref_columns,
            origin=Origin.DECLARED,
            guessed=Relation.MENTIONS if key.table == table.full_name else Relation.OWNS,
        )
        for table in schema
        for key in dict.fromkeys(table.foreign_keys)
    )


class Way(NamedTuple):
    """A reference inside one system: what was decided of it, and what is guessed. `forward`
    when somebody decided that the row it points at belongs to whom the pointing row does."""

    table: TableName
    key: ForeignKey
    state: State
    meaning: Relation | None = None
    guess: Relation | None = None
    forward: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """A schema whose keys are the references that hold, what each was decided to mean, and
    what it is guessed to mean."""

    schema: Schema
    meanings: Mapping[Edge, Relation]
    guesses: Mapping[Edge, Relation]


def standing_state(origin: Origin, decided: State | None) -> State:
    """A person's word holds. Without one a foreign key is taken as it is; a guess waits."""
    if decided is not None:
        return decided
    return State.SUGGESTED if origin is Origin.INFERRED else State.ACCEPTED


def linked(schema: Schema, ways: Iterable[Way]) -> Linked:
    """The schema as the plan is to see it: accepted references are keys, whoever found them,
    and rejected ones are none, even those the system declares. One that leads forward is a key
    the other way round, and none the usual way.

    A guess never stops anything, for then less would be read than anybody decided.
    """
    known = sorted(ways, key=lambda way: (way.table, _order(way.key)))
    accepted = [_turned(way) for way in known if way.state is State.ACCEPTED]
    dropped = {
        Edge(way.table, way.key)
        for way in known
        if way.state is State.REJECTED or (way.state is State.ACCEPTED and way.forward)
    }
    more: dict[TableName, list[ForeignKey]] = {}
    for way in accepted:
        more.setdefault(way.table, []).append(way.key)
    tables = tuple(_relinked(table, more.get(table.full_name, ()), dropped) for table in schema)
    return Linked(
        schema=Schema(tables=tables),
        meanings={Edge(way.table, way.key): way.meaning for way in accepted if way.meaning},
        guesses={
            Edge(way.table, way.key): way.guess
            for way in accepted
            if way.guess and way.guess is not Relation.STOPS
        },
    )


def _turned(way: Way) -> Way:
    if not way.forward:
        return way
    back = ForeignKey(columns=way.key.ref_columns, table=way.table, ref_columns=way.key.columns)
    return way._replace(table=way.key.table, key=back)


def _relinked(table: Table, more: Iterable[ForeignKey], dropped: set[Edge]) -> Table:
    keys = dict.fromkeys((*table.foreign_keys, *more))
    held = tuple(key for key in keys if Edge(table.full_name, key) not in dropped)
    return table if held == table.foreign_keys else replace(table, foreign_keys=held)


def _order(key: ForeignKey) -> tuple[object, ...]:
    return (key.table, key.columns, key.ref_columns)
