"""Laws of planning and reading, over generated schemas that point every which way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.tables_in_memory import Record, TablesInMemory
from lofte.areas.datamap.rules.collecting import Found, NotRead, collect
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.schema import (
    Column,
    ColumnName,
    ForeignKey,
    Kind,
    Schema,
    Table,
    TableName,
)
from lofte.areas.datamap.rules.traversal import Plan, Relation, plan
from lofte.areas.datamap.rules.written_forms import Identifier

TODAY = date(2026, 11, 22)
ANNA = Identifier(IdentityKind.EMAIL, "anna@example.se")
NAMES = tuple(TableName("", name) for name in ("a", "b", "c", "staff"))
FEW = settings(max_examples=30)
Rows = set[tuple[TableName, object]]


@dataclass(frozen=True)
class World:
    schema: Schema
    identities: Mapping[ColumnName, IdentityKind]
    relations: Mapping[TableName, Relation]
    rows: Mapping[TableName, list[Record]]

    def plan(self) -> Plan:
        return plan(self.schema, identities=self.identities, relations=self.relations)


@st.composite
def tables(draw: st.DrawFn, name: TableName) -> Table:
    targets = draw(st.lists(st.sampled_from(NAMES), max_size=3))
    keys = tuple(
        ForeignKey(columns=(f"f{number}",), table=target, ref_columns=("id",))
        for number, target in enumerate(targets)
    )
    columns = ["id", "email", *(key.columns[0] for key in keys)]
    return Table(
        name=name.name,
        kind=draw(st.sampled_from([Kind.TABLE] * 5 + [Kind.VIEW, Kind.PARTITIONED])),
        columns=tuple(Column(name=column, type="text") for column in columns),
        primary_key=draw(st.sampled_from([("id",)] * 4 + [()])),
        foreign_keys=keys,
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    made = tuple(draw(tables(name)) for name in NAMES)
    email = st.sampled_from([None, None, "anna@example.se", "ANNA@example.se", "bo@example.se"])
    rows: dict[TableName, list[Record]] = {}
    for table in made:
        pointing = {key.columns[0]: st.none() | st.integers(0, 3) for key in table.foreign_keys}
        records = draw(
            st.lists(st.fixed_dictionaries({"email": email, **pointing}), max_size=4)
        )
        rows[table.full_name] = [{"id": n, **record} for n, record in enumerate(records)]
    persons = draw(st.sets(st.sampled_from(NAMES), max_size=3))
    return World(
        schema=Schema(tables=made),
        identities={ColumnName(name, "email"): IdentityKind.EMAIL for name in persons},
        relations=draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Relation))),
        rows=rows,
    )


def read(world: World, **options: object) -> list[Found | NotRead]:
    connector = TablesInMemory(world.schema, world.rows, **options)  # type: ignore[arg-type]
    return list(collect(connector, world.plan(), person=[ANNA], today=TODAY))


def rows_of(found: list[Found | NotRead], relation: Relation) -> Rows:
    return {
        (part.table, row.values["id"])
        for part in found
        if isinstance(part, Found) and part.relation is relation
        for row in part.rows
    }


def closure(
    world: World,
) -> tuple[set[tuple[TableName, object]], set[tuple[TableName, object]]]:
    """The same question answered the slow way: repeat over all rows until nothing changes."""
    owned: Rows = set()
    mentioned: Rows = set()
    persons = {column.table for column in world.identities}
    changed = True
    while changed:
        before = len(owned) + len(mentioned)
        for table in world.schema:
            name = table.full_name
            decided = world.relations.get(name)
            if decided is Relation.STOPS or not table.kind.holds_rows:
                continue
            by_name = decided or Relation.OWNS
            for row in world.rows[name]:
                if name in persons and str(row["email"]).lower() == ANNA.canonical:
                    (owned if by_name is Relation.OWNS else mentioned).add((name, row["id"]))
                for key in table.foreign_keys:
                    other = name in persons and (name.name == "staff" or key.table == name)
                    by_key = decided or (Relation.MENTIONS if other else Relation.OWNS)
                    target = world.schema.table(key.table)
                    followed = target is not None and bool(target.primary_key)
                    if followed and (key.table, row[key.columns[0]]) in owned:
                        (owned if by_key is Relation.OWNS else mentioned).add((name, row["id"]))
        changed = len(owned) + len(mentioned) > before
    return owned, mentioned - owned


@given(worlds())
def test_exactly_the_rows_of_the_slow_answer_are_read(world: World) -> None:
    owned, mentioned = closure(world)
    found = read(world)

    assert rows_of(found, Relation.OWNS) == owned
    keyed = {table.full_name for table in world.schema if table.primary_key}
    got = rows_of(found, Relation.MENTIONS)
    # What nothing tells apart may come as theirs and again as mentioning them.
    assert {row for row in got if row[0] in keyed} == {r for r in mentioned if r[0] in keyed}
    assert got >= mentioned


@given(worlds())
@FEW
def test_each_row_with_a_key_comes_once(world: World) -> None:
    keyed = {table.full_name for table in world.schema if table.primary_key}
    came = [
        (part.table, row.values["id"])
        for part in read(world)
        if isinstance(part, Found) and part.table in keyed
        for row in part.rows
    ]
    assert len(came) == len(set(came))


@given(worlds())
@FEW
def test_no_key_is_asked_for_twice_by_one_link(world: World) -> None:
    connector = TablesInMemory(world.schema, world.rows)
    list(collect(connector, world.plan(), person=[ANNA], today=TODAY))
    assert len(connector.asked) == len(set(connector.asked))


@given(worlds(), st.integers())
def test_the_plan_does_not_depend_on_any_order(world: World, seed: int) -> None:
    random = Random(seed)

    def shuffled(items: tuple[object, ...]) -> list[object]:
        return random.sample(items, len(items))

    mixed = Schema(tables=tuple(shuffled(world.schema.tables)))  # type: ignore[arg-type]
    identities = dict(shuffled(tuple(world.identities.items())))  # type: ignore[arg-type]
    relations = dict(shuffled(tuple(world.relations.items())))  # type: ignore[arg-type]
    assert plan(mixed, identities=identities, relations=relations) == world.plan()


@given(worlds())
@FEW
def test_every_planned_table_is_reachable_from_a_seed_within_the_plan(world: World) -> None:
    steps = world.plan().steps
    reached: set[TableName] = set()
    for step in steps:
        came_from = {link.key.table for link in step.links}
        assert step.seeds or came_from & reached
        reached.add(step.table)


@given(worlds())
def test_a_table_is_planned_or_told_of_and_never_both(world: World) -> None:
    made = world.plan()
    planned = [step.table for step in made.steps]
    told = [entry.table for entry in (*made.skipped, *made.unreached)]

    assert len(planned + told) == len(set(planned + told))
    # Every table here has an e-mail column, so none may be passed over in silence.
    assert set(planned + told) == set(NAMES)


@given(worlds(), st.sampled_from(NAMES))
def test_a_table_that_fails_is_told_and_takes_nothing_it_did_not_lead_to(
    world: World, broken: TableName
) -> None:
    whole = read(world)
    found = read(world, broken=frozenset({broken}))
    told = [part for part in found if isinstance(part, NotRead)]

    assert all(part.table == broken for part in told)
    assert len(told) <= 1
    assert rows_of(found, Relation.OWNS) <= rows_of(whole, Relation.OWNS)
    assert broken not in {table for table, _ in rows_of(found, Relation.OWNS)}


@given(worlds())
@FEW
def test_a_person_nobody_knows_has_no_rows(world: World) -> None:
    connector = TablesInMemory(world.schema, world.rows)
    nobody = Identifier(IdentityKind.EMAIL, "nobody@example.se")
    assert not list(collect(connector, world.plan(), person=[nobody], today=TODAY))


@given(worlds())
@FEW
def test_a_table_too_large_to_be_one_persons_is_told(world: World) -> None:
    connector = TablesInMemory(world.schema, world.rows, batch=1)
    found = list(collect(connector, world.plan(), person=[ANNA], today=TODAY, most_rows=1))

    for part in found:
        if isinstance(part, NotRead):
            assert part.reason == "too_many_rows"
            rows = [f for f in found if isinstance(f, Found) and f.table == part.table]
            assert sum(len(f.rows) for f in rows) == 2
