"""From one kind of identity: which tables a person is found in, by which ways, and which not.

The answer follows from the same plan that reading follows, made for this identity alone, so it
never promises more than reading does. What is missed says why, and what would help.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.linking import State, Way, linked
from lofte.areas.datamap.rules.traversal import (
    FOLLOWED,
    STRONGEST_FIRST,
    Link,
    Plan,
    Relation,
    Step,
    Why,
    plan,
)
from lofte.discovery.schema import ColumnName, Schema, TableName
from lofte.discovery.types import Type

MOST_WAYS = 5
"""Ways listed for one table. There may be thousands, and five say enough."""


class Missing(StrEnum):
    """Why a table with personal data is not reached, beside what `Why` says."""

    NO_IDENTITY = "no_identity"
    OTHER_IDENTITY = "other_identity"
    SUGGESTED = "suggested"
    REJECTED = "rejected"
    CONDITIONAL = "conditional"
    NO_PATH = "no_path"


@dataclass(frozen=True, slots=True)
class Hop:
    """Into `table` by `columns`: an identity's for the first hop, a key's for the others."""

    table: TableName
    columns: tuple[str, ...]
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """`ways` are the shortest first; `more` is how many others were met and left out."""

    table: TableName
    relation: Relation
    ways: tuple[tuple[Hop, ...], ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReached:
    """`helped_by` are the suggested or rejected references that lead to the table."""

    table: TableName
    why: str
    helped_by: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known of one system. `held` are tables with personal data, `conditional`
    those that point at somebody only where another column says so."""

    schema: Schema
    identities: Mapping[ColumnName, IdentityKind]
    relations: Mapping[TableName, Relation]
    ways: Sequence[Way] = ()
    held: Mapping[TableName, frozenset[Type]] = field(default_factory=dict)
    conditional: frozenset[TableName] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    reached: tuple[Reached, ...]
    missed: tuple[NotReached, ...]


def reach(known: Known, *, kind: IdentityKind) -> Reach:
    """Every table is in one of the two or in none: in none if it holds no personal data."""
    only = {name: of for name, of in known.identities.items() if of is kind}
    known_by_kind = replace(known, identities=only)
    made = _plan(known_by_kind, known.ways)
    steps = {step.table for step in made.steps}
    missed = [table for table in sorted(known.held) if table not in steps]
    return Reach(
        reached=tuple(_reached(made)),
        missed=tuple(_missed(known, known_by_kind, made, table) for table in missed),
    )


def _plan(known: Known, ways: Iterable[Way]) -> Plan:
    held = linked(known.schema, ways)
    return plan(
        held.schema,
        identities=known.identities,
        relations=known.relations,
        meanings=held.meanings,
        guesses=held.guesses,
    )


def _reached(made: Plan) -> Iterator[Reached]:
    found = _ways(made)
    best = _best(made)
    for step in made.steps:
        ways = found[step.table]
        yield Reached(
            table=step.table,
            relation=best[step.table],
            ways=tuple(ways[:MOST_WAYS]),
            more=max(0, len(ways) - MOST_WAYS),
        )


def _ways(made: Plan) -> dict[TableName, list[tuple[Hop, ...]]]:
    """Ways to each table that come to no table twice, the shortest first. Only the first few to
    a table are carried on from it, so that circles and crossroads end."""
    found: dict[TableName, list[tuple[Hop, ...]]] = {step.table: [] for step in made.steps}
    out = _out_of(made)
    frontier: list[tuple[Hop, ...]] = [
        (Hop(step.table, (seed.column,), seed.relation),)
        for step in made.steps
        for seed in step.seeds
    ]
    while frontier:
        carried = []
        for way in frontier:
            known = found[way[-1].table]
            known.append(way)
            if len(known) <= MOST_WAYS and way[-1].relation in FOLLOWED:
                carried.append(way)
        frontier = [
            (*way, Hop(step.table, link.key.columns, link.relation))
            for way in carried
            for step, link in out.get(way[-1].table, ())
            if all(step.table != hop.table for hop in way)
        ]
    return found


def _best(made: Plan) -> dict[TableName, Relation]:
    """What a table's rows are to the person by the strongest way there is."""
    best = {
        step.table: min((seed.relation for seed in step.seeds), key=STRONGEST_FIRST.index)
        for step in made.steps
        if step.seeds
    }
    out, pending = _out_of(made), list(best)
    while pending:
        source = pending.pop()
        if best[source] not in FOLLOWED:
            continue
        for step, link in out.get(source, ()):
            way = max(best[source], link.relation, key=STRONGEST_FIRST.index)
            known = best.get(step.table)
            if known is None or STRONGEST_FIRST.index(way) < STRONGEST_FIRST.index(known):
                best[step.table] = way
                pending.append(step.table)
    return {step.table: best.get(step.table, Relation.MENTIONS) for step in made.steps}


def _out_of(made: Plan) -> dict[TableName, list[tuple[Step, Link]]]:
    """Where the rows of a table are followed to. Rows without a key are not."""
    keyed = {step.table for step in made.steps if step.row_key}
    out: dict[TableName, list[tuple[Step, Link]]] = {}
    for step in made.steps:
        for link in step.links:
            if link.key.table in keyed:
                out.setdefault(link.key.table, []).append((step, link))
    return out


def _missed(known: Known, by_kind: Known, made: Plan, table: TableName) -> NotReached:
    told = {entry.table: entry.why for entry in (*made.skipped, *made.unreached)}
    if table in told and told[table] is not Why.NO_PATH:
        return NotReached(table=table, why=told[table].value)
    if not by_kind.identities:
        return NotReached(table=table, why=Missing.NO_IDENTITY.value)
    for state, why in (
        (State.SUGGESTED, Missing.SUGGESTED),
        (State.REJECTED, Missing.REJECTED),
    ):
        if helped := _helped(by_kind, table, state):
            return NotReached(table=table, why=why.value, helped_by=helped)
    if table in known.conditional:
        return NotReached(table=table, why=Missing.CONDITIONAL.value)
    whole = _plan(known, known.ways)
    other = any(step.table == table for step in whole.steps)
    why = Missing.OTHER_IDENTITY if other else Missing.NO_PATH
    return NotReached(table=table, why=why.value)


_WOULD_HELP = (
    (State.SUGGESTED, Missing.SUGGESTED),
    (State.REJECTED, Missing.REJECTED),
)


def _helped(known: Known, table: TableName, state: State) -> tuple[Way, ...]:
    """The references of this state on a shortest way to the table, were they accepted."""
    candidates = [way for way in known.ways if way.state is state]
    accepted = [
        way._replace(state=State.ACCEPTED) if way.state is state else way for way in known.ways
    ]
    ways = _ways(_plan(known, accepted)).get(table) if candidates else None
    return tuple(_used(ways[0], candidates)) if ways else ()


def _used(way: tuple[Hop, ...], candidates: Sequence[Way]) -> Iterator[Way]:
    for before, hop in pairwise(way):
        for one in candidates:
            same = one.key.table == before.table and one.key.columns == hop.columns
            if same and one.table == hop.table:
                yield one
