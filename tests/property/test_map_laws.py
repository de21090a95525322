"""Laws of what changed between two shapes, and of where a person is found and where not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.areas.datamap.rules.changes import Change, Difference, changes
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.linking import State, Way, linked
from lofte.areas.datamap.rules.reaching import MOST_WAYS, Known, reach
from lofte.areas.datamap.rules.traversal import Relation, plan
from lofte.discovery.schema import (
    Column,
    ColumnName,
    ForeignKey,
    Kind,
    Schema,
    Table,
    TableName,
)
from lofte.discovery.types import Type

NAMES = tuple(TableName("", name) for name in ("a", "b", "c", "d", "staff"))
COLUMNS = ("id", "email", "x", "y")
FEW = settings(max_examples=50, deadline=None)


@st.composite
def tables(draw: st.DrawFn, name: TableName) -> Table:
    targets = draw(st.lists(st.sampled_from(NAMES), max_size=2))
    keys = tuple(
        ForeignKey(columns=(column,), table=target, ref_columns=("id",))
        for column, target in zip(("x", "y"), targets, strict=False)
    )
    kept = draw(st.sets(st.sampled_from(COLUMNS)).map(lambda some: {"id", "email", *some}))
    return Table(
        name=name.name,
        kind=draw(st.sampled_from([Kind.TABLE] * 4 + [Kind.VIEW])),
        columns=tuple(
            Column(name=column, type=draw(st.sampled_from(["int", "text"])))
            for column in COLUMNS
            if column in kept or any(column in key.columns for key in keys)
        ),
        primary_key=draw(st.sampled_from([("id",)] * 4 + [()])),
        foreign_keys=keys,
    )


@st.composite
def schemas(draw: st.DrawFn) -> Schema:
    there = draw(st.sets(st.sampled_from(NAMES)))
    return Schema(tables=tuple(draw(tables(name)) for name in sorted(there)))


held = st.dictionaries(
    st.builds(ColumnName, st.sampled_from(NAMES), st.sampled_from(COLUMNS)),
    st.sampled_from(["email", "phone"]),
    max_size=4,
)
OTHER_WAY = {
    Difference.NEW: Difference.VANISHED,
    Difference.VANISHED: Difference.NEW,
    Difference.CHANGED: Difference.CHANGED,
}


@given(schemas(), held)
@FEW
def test_of_equal_shapes_nothing_changed(schema: Schema, types: dict[ColumnName, str]) -> None:
    assert changes(schema, schema, held_before=types, held_after=types) == ()


@given(schemas(), schemas(), held, held)
def test_looked_at_the_other_way_round_what_was_new_is_gone(
    one: Schema, two: Schema, first: dict[ColumnName, str], then: dict[ColumnName, str]
) -> None:
    forth = changes(one, two, held_before=first, held_after=then)
    back = changes(two, one, held_before=then, held_after=first)
    assert tuple(turned(change) for change in forth) == back


def turned(change: Change) -> Change:
    return Change(
        kind=OTHER_WAY[change.kind],
        table=change.table,
        column=change.column,
        before=change.after,
        after=change.before,
    )


@given(schemas(), schemas())
def test_every_table_and_field_that_came_or_went_is_told_once(one: Schema, two: Schema) -> None:
    told = changes(one, two, held_before={}, held_after={})
    places = [(change.table, change.column) for change in told]
    assert len(places) == len(set(places))
    before, after = ({table.full_name for table in each} for each in (one, two))
    whole = {change.table: change.kind for change in told if change.column is None}
    for name in after - before:
        assert whole[name] is Difference.NEW
    for name in before - after:
        assert whole[name] is Difference.VANISHED
    for name in before & after:
        gone = columns(one, name) - columns(two, name)
        assert gone == {
            change.column
            for change in told
            if change.table == name and change.kind is Difference.VANISHED
        }


def columns(schema: Schema, name: TableName) -> set[str]:
    table = schema.table(name)
    return {column.name for column in table.columns} if table else set()


@st.composite
def knowns(draw: st.DrawFn) -> Known:
    made = tuple(draw(tables(name)) for name in NAMES)
    people = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(IdentityKind)))
    pointing = st.builds(
        lambda name, target, state: Way(
            name, ForeignKey(columns=("email",), table=target, ref_columns=("id",)), state
        ),
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(State),
    )
    return Known(
        schema=Schema(tables=made),
        identities={ColumnName(name, "email"): kind for name, kind in people.items()},
        relations=draw(
            st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Relation), max_size=2)
        ),
        ways=tuple(draw(st.lists(pointing, max_size=3, unique=True))),
        held=dict.fromkeys(draw(st.sets(st.sampled_from(NAMES))), frozenset({Type.EMAIL})),
    )


@given(knowns())
def test_a_table_with_personal_data_is_reached_or_missed_and_never_both(
    known: Known,
) -> None:
    told = reach(known, kind=IdentityKind.EMAIL)
    reached, missed = (
        [row.table for row in told.reached],
        [row.table for row in told.missed],
    )
    assert len(reached + missed) == len(set(reached + missed))
    assert set(known.held) <= set(reached + missed)


@given(knowns())
def test_what_is_reached_is_what_reading_reads(known: Known) -> None:
    told = reach(known, kind=IdentityKind.EMAIL)
    by_email = {
        name: kind for name, kind in known.identities.items() if kind is IdentityKind.EMAIL
    }
    seen = linked(known.schema, known.ways)
    made = plan(
        seen.schema, identities=by_email, relations=known.relations, meanings=seen.meanings
    )
    assert [row.table for row in told.reached] == [step.table for step in made.steps]


@given(knowns())
def test_a_way_begins_at_an_identity_ends_at_its_table_and_goes_in_no_circle(
    known: Known,
) -> None:
    for row in reach(known, kind=IdentityKind.EMAIL).reached:
        assert 1 <= len(row.ways) <= MOST_WAYS
        assert [len(way) for way in row.ways] == sorted(len(way) for way in row.ways)
        for way in row.ways:
            first = ColumnName(way[0].table, way[0].columns[0])
            assert known.identities[first] is IdentityKind.EMAIL
            assert way[-1].table == row.table
            assert len({hop.table for hop in way}) == len(way)


@given(knowns())
def test_what_would_help_helps(known: Known) -> None:
    """Accepting the references named for a missed table reaches it."""
    for row in reach(known, kind=IdentityKind.EMAIL).missed:
        if row.helped_by:
            ways = tuple(
                way._replace(state=State.ACCEPTED) if way in row.helped_by else way
                for way in known.ways
            )
            again = reach(
                Known(
                    schema=known.schema,
                    identities=known.identities,
                    relations=known.relations,
                    ways=ways,
                    held=known.held,
                ),
                kind=IdentityKind.EMAIL,
            )
            assert row.table in {found.table for found in again.reached}
