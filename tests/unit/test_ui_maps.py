"""The map of tables can be read with two hundred of them."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lofte.portals.ui.maps import MOST_ROWS, ROW, Drawing, Node, draw

LANES = {0: "Say who a person is", 1: "One step away", 2: "Two steps away"}


def table(key: str, lane: int, group: str = "shop") -> Node:
    return Node(key=key, label=key, group=group, lane=lane, mark="pd")


def drawn(
    nodes: list[Node], steps: list[tuple[str, str]], chosen: str | None = None
) -> Drawing:
    return draw(nodes, steps=steps, references=steps, lanes=LANES, chosen=chosen)


def test_a_step_leads_from_left_to_right() -> None:
    found = drawn([table("customer", 0), table("visit", 1)], [("customer", "visit")])

    places = {one.node.key: one for one in found.tables}
    assert places["customer"].x < places["visit"].x
    assert [said.text for said in found.said if said.level == 1] == list(LANES.values())[:2]
    (line,) = found.lines
    assert line.end_y == places["visit"].y and line.end_x < places["visit"].x


def test_tables_stand_across_from_what_leads_to_them() -> None:
    people = [table(name, 0) for name in ("a", "b", "c")]
    things = [table(name, 1) for name in ("x", "y", "z")]

    found = drawn([*people, *things], [("a", "z"), ("b", "y"), ("c", "x")])

    order = {lane: [o.node.key for o in found.tables if o.node.lane == lane] for lane in (0, 1)}
    pairs = dict([("a", "z"), ("b", "y"), ("c", "x")])
    assert [pairs[name] for name in order[0]] == order[1]


def test_only_the_chosen_tables_references_are_drawn_beside_the_walk() -> None:
    nodes = [table("customer", 0), table("visit", 1), table("chair", 2)]
    steps, others = [("customer", "visit")], [("visit", "chair"), ("visit", "visit")]

    plain = draw(nodes, steps=steps, references=others, lanes=LANES)
    chosen = draw(nodes, steps=steps, references=others, lanes=LANES, chosen="chair")

    assert len(plain.lines) == 1
    assert [line.chosen for line in chosen.lines] == [False, True]


def test_the_way_to_the_chosen_table_is_told() -> None:
    nodes = [table("customer", 0), table("visit", 1), table("note", 2), table("bill", 1)]
    steps = [("customer", "visit"), ("visit", "note"), ("customer", "bill")]

    found = draw(nodes, steps=steps, references=[], lanes=LANES, chosen="note")

    assert [line.chosen for line in found.lines] == [False, True, True]


def test_many_steps_are_drawn_faintly_but_not_the_chosen_ones() -> None:
    nodes = [table("customer", 0), *(table(f"t{i}", 1) for i in range(100))]
    steps = [("customer", f"t{i}") for i in range(100)]

    found = draw(nodes, steps=steps, references=[], lanes=LANES, chosen="t5")

    assert [line.faint for line in found.lines].count(False) == 1
    assert found.lines[-1].chosen and not found.lines[-1].faint


def test_a_long_name_is_cut_and_kept_whole_for_the_title() -> None:
    (one,) = drawn([table("n" * 63, 0)], []).tables

    assert len(one.short) < 30 and one.short.endswith("…")
    assert one.node.label == "n" * 63


@given(
    places=st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abcd")), max_size=220),
    seed=st.integers(0, 9),
)
def test_every_table_stands_once_inside_and_on_no_other(
    places: list[tuple[int, str]], seed: int
) -> None:
    nodes = [table(f"t{i}", lane, group) for i, (lane, group) in enumerate(places)]
    chance = Random(seed)
    keys = [node.key for node in nodes] or ["none"]
    steps = [(chance.choice(keys), chance.choice(keys)) for _ in range(len(nodes))]

    found = drawn(nodes, steps)

    assert sorted(one.node.key for one in found.tables) == sorted(n.key for n in nodes)
    spots = sorted((one.x, one.y) for one in found.tables)
    for (x, y), (other_x, other_y) in pairwise(spots):
        assert x != other_x or other_y - y >= ROW
    assert all(0 <= x <= found.width and 0 < y < found.height for x, y in spots)
    assert found.height <= 120 + MOST_ROWS * (ROW + 30)
    assert found == drawn(nodes, steps)
