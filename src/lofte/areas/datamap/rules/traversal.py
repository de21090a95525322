"""In which order to read which tables for one person, and why not the others.

A person is found in the *seed* tables by accepted identities. From a row that
is theirs we go down: to the rows that point at it. Never up, where a row's shop
or clinic leads to everybody else's rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from lofte.areas.datamap.rules.identity import IdentityKind, is_about_people, personal_columns
from lofte.discovery.schema import ColumnName, ForeignKey, Schema, Table, TableName


class Relation(StrEnum):
    """What the rows of a table are to the person whose row they point at, or who they name.

    `owns`: theirs, and so is what points at them. `shares`: theirs and somebody else's, and so
    is what points at them. `mentions`: about them among others (Art. 15(4) GDPR: to be looked
    through before it is handed out), and not followed. `stops`: not read at all.
    """

    OWNS = "owns"
    SHARES = "shares"
    MENTIONS = "mentions"
    STOPS = "stops"


FOLLOWED = (Relation.OWNS, Relation.SHARES)
"""What points at rows found so is the person's as well."""


STRONGEST_FIRST = (Relation.OWNS, Relation.SHARES, Relation.MENTIONS, Relation.STOPS)


class Edge(NamedTuple):
    """One key of one table."""

    table: TableName
    key: ForeignKey


class Why(StrEnum):
    """Why a table is not read."""

    VIEW = "view"
    FOREIGN = "foreign"
    STOPPED = "stopped"
    UNREADABLE = "unreadable"
    COLUMN_UNREADABLE = "column_unreadable"
    NO_PATH = "no_path"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Rows whose `column` equals one of the person's identifiers of `kind`."""

    column: str
    kind: IdentityKind
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Rows of this table that point by `key` at rows of `key.table` already read."""

    key: ForeignKey
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One table to read: all ways into it. `carry` are the key columns to keep as texts."""

    table: TableName
    seeds: tuple[Seed, ...]
    links: tuple[Link, ...]
    row_key: tuple[str, ...]
    carry: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPlanned:
    """A table that is not read; `columns` are those that look like personal data."""

    table: TableName
    why: Why
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to read for a person, in order; and what is not: `skipped` although an identity or a
    key leads there, `unreached` although it looks like personal data."""

    steps: tuple[Step, ...]
    skipped: tuple[NotPlanned, ...]
    unreached: tuple[NotPlanned, ...]


_NO_MEANINGS: Mapping[Edge, Relation] = MappingProxyType({})


def plan(
    schema: Schema,
    *,
    identities: Mapping[ColumnName, IdentityKind],
    relations: Mapping[TableName, Relation],
    meanings: Mapping[Edge, Relation] = _NO_MEANINGS,
    guesses: Mapping[Edge, Relation] = _NO_MEANINGS,
) -> Plan:
    """The reading plan for any person of a system. The same input, in any order, gives the same
    plan; it always ends, whatever the keys of the schema circle through. What was decided of
    one key (`meanings`) goes before what was decided of its table; but a table that stops is
    never read. Where nothing was decided, what is guessed of a key (`guesses`) holds.
    """
    ways = _Ways(schema, identities, _Decided(relations, meanings, guesses))
    order = _order(ways)
    steps = tuple(_step(ways, name, order) for name in order)
    skipped = tuple(_skipped(ways, order))
    told = {entry.table for entry in skipped}
    unreached = tuple(
        NotPlanned(
            table=table.full_name, why=ways.refused(table) or Why.NO_PATH, columns=columns
        )
        for table in schema
        if table.full_name not in order
        and table.full_name not in told
        and (columns := _personal(table, identities))
    )
    return Plan(steps=steps, skipped=skipped, unreached=unreached)


@dataclass(frozen=True, slots=True)
class _Decided:
    relations: Mapping[TableName, Relation]
    meanings: Mapping[Edge, Relation]
    guesses: Mapping[Edge, Relation]

    def of(self, edge: Edge) -> Relation | None:
        """What is known of a key: decided of itself, of its table, or guessed."""
        return (
            self.meanings.get(edge) or self.relations.get(edge.table) or self.guesses.get(edge)
        )


class _Ways:
    """All ways into each table that a person decided on, or that follow by default."""

    def __init__(
        self,
        schema: Schema,
        identities: Mapping[ColumnName, IdentityKind],
        decided: _Decided,
    ) -> None:
        self.schema = schema
        self._decided = decided
        self._identities = identities
        self._persons = {column.table for column in identities}
        self._children: dict[TableName, list[tuple[Table, ForeignKey]]] = {}
        for table in schema:
            for key in sorted(table.foreign_keys, key=_key_order):
                self._children.setdefault(key.table, []).append((table, key))

    def refused(self, table: Table) -> Why | None:
        """Why no row of the table may be read at all."""
        if self._decided.relations.get(table.full_name) is Relation.STOPS:
            return Why.STOPPED
        if table.kind.holds_rows:
            return Why.UNREADABLE if table.unreadable else None
        return Why.FOREIGN if table.kind.value == "foreign" else Why.VIEW

    def seeds(self, table: Table) -> tuple[Seed, ...]:
        relation = self._decided.relations.get(table.full_name, Relation.OWNS)
        named = sorted(c for c in self._identities if c.table == table.full_name)
        return tuple(
            Seed(column=name.column, kind=self._identities[name], relation=relation)
            for name in named
            if table.can_read(name.column)
        )

    def links(self, table: Table, sources: set[TableName]) -> tuple[Link, ...]:
        return tuple(
            Link(key=key, relation=self.relation(table, key))
            for key in sorted(set(table.foreign_keys), key=_key_order)
            if key.table in sources and self.usable(table, key)
        )

    def relation(self, table: Table, key: ForeignKey) -> Relation:
        """By default a row is theirs whose row it points at. But a person who points at them (a
        manager's staff, a guardian's child), or at something of theirs, is somebody else, and
        only mentions them. An invoice with an e-mail address on it is no person.
        """
        if known := self._decided.of(Edge(table.full_name, key)):
            return known
        another = self.has_identity(table) and (
            key.table == table.full_name or is_about_people(table)
        )
        return Relation.MENTIONS if another else Relation.OWNS

    def usable(self, table: Table, key: ForeignKey) -> bool:
        source = self.schema.table(key.table)
        return (
            source is not None
            and table.can_read(*key.columns)
            and source.can_read(*key.ref_columns)
            and self.relation(table, key) is not Relation.STOPS
        )

    def stopped(self, table: Table) -> bool:
        """Whether a person stopped some key of the table, and none is left to be used."""
        stops = [self.relation(table, key) is Relation.STOPS for key in table.foreign_keys]
        return any(stops) and not self.has_identity(table)

    def children(self, name: TableName) -> list[tuple[Table, ForeignKey]]:
        return self._children.get(name, [])

    def leads_on(self, table: Table, relation: Relation) -> bool:
        """Whether rows found this way are followed. Rows that nothing tells apart are not: we
        could not know when we have come around to them again."""
        return relation in FOLLOWED and bool(self.row_key(table))

    def row_key(self, table: Table) -> tuple[str, ...]:
        """The columns that tell two rows apart, if we may read them."""
        return table.primary_key if table.can_read(*table.primary_key) else ()

    def has_identity(self, table: Table) -> bool:
        return table.full_name in self._persons


def _order(ways: _Ways) -> dict[TableName, bool]:
    """Tables to read, nearest to a person first, then by name; and whether each is followed."""
    order: dict[TableName, bool] = {}
    frontier: list[TableName] = []
    for table in ways.schema:
        seeds = ways.seeds(table)
        if seeds and ways.refused(table) is None:
            order[table.full_name] = ways.leads_on(table, seeds[0].relation)
            frontier.append(table.full_name)
    while frontier:
        frontier = _next(ways, frontier, order)
    return order


def _next(
    ways: _Ways, frontier: list[TableName], order: dict[TableName, bool]
) -> list[TableName]:
    """Tables with a usable key into those of the frontier whose rows are followed: the new
    ones, and those known already that from now on are followed too."""
    found: dict[TableName, bool] = {}
    for name in frontier:
        for table, key in ways.children(name) if order[name] else ():
            child = table.full_name
            if ways.refused(table) is None and ways.usable(table, key):
                leads = ways.leads_on(table, ways.relation(table, key))
                found[child] = found.get(child, False) or leads
    news = {
        name: leads
        for name, leads in sorted(found.items())
        if name not in order or (leads and not order[name])
    }
    order.update(news)
    return list(news)


def _step(ways: _Ways, name: TableName, order: Mapping[TableName, bool]) -> Step:
    table = ways.schema.table(name)
    assert table is not None  # noqa: S101  the order holds only tables of the schema
    followed = {source for source, leads in order.items() if leads}
    referred = {
        column
        for child, key in ways.children(name)
        if order[name] and child.full_name in order and ways.usable(child, key)
        for column in key.ref_columns
    }
    return Step(
        table=name,
        seeds=ways.seeds(table),
        links=ways.links(table, followed),
        row_key=ways.row_key(table),
        carry=tuple(sorted(referred.union(ways.row_key(table)))),
    )


def _skipped(ways: _Ways, order: Mapping[TableName, bool]) -> Iterator[NotPlanned]:
    """Tables that a person's identity or a followed row leads to, and that are not read; and
    views of people, whose rows are read in the tables they come from."""
    for table in ways.schema:
        if table.full_name in order:
            continue
        why, columns = ways.refused(table), personal_columns(table)
        led_to = ways.has_identity(table) or any(order.get(k.table) for k in table.foreign_keys)
        if led_to or (why is Why.VIEW and columns):
            why = why or (Why.STOPPED if ways.stopped(table) else Why.COLUMN_UNREADABLE)
            yield NotPlanned(table=table.full_name, why=why, columns=columns)


def _personal(table: Table, identities: Mapping[ColumnName, IdentityKind]) -> tuple[str, ...]:
    accepted = {name.column for name in identities if name.table == table.full_name}
    return tuple(sorted(accepted.union(personal_columns(table))))


def _key_order(key: ForeignKey) -> tuple[object, ...]:
    return (key.table, key.columns, key.ref_columns)
