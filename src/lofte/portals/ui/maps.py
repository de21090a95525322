"""Geometry of the map of tables: what leads where in, places and SVG paths out. Pure.

From left to right one walks as Löfte walks: the tables that say who a person is, then what is
one step from them, two steps, and so on; then personal data that no step leads to; then the
rest. Tables of one group stand together. With two hundred tables nobody reads a picture of all
references: drawn are the steps of the walk, faintly where they are many, and of the one table
chosen all references and the way to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

ROW = 26.0
HEAD = 58.0
GROUP = 30.0
WIDTH = 190.0
GAP = 58.0
MOST_ROWS = 40
LONGEST = 25
"""Characters of a name that fit; the whole name stands in the title."""
MANY = 60
"""Steps beyond which each is drawn faintly."""
_SWEEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A table. `lane` is the column it belongs in, from the left; `mark` is how it is drawn:
    id, pd, un or none."""

    key: str
    label: str
    group: str
    lane: int
    mark: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A table where it is drawn: `x` and `y` are the left end and the middle of its row."""

    node: Node
    x: float
    y: float
    chosen: bool = False

    @property
    def short(self) -> str:
        label = self.node.label
        return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"

    @property
    def mark_x(self) -> float:
        return self.x + 8

    @property
    def text_x(self) -> float:
        return self.x + 20

    @property
    def base(self) -> float:
        """The line the letters stand on."""
        return self.y + 4.5

    @property
    def top(self) -> float:
        return self.y - 12

    @property
    def diamond(self) -> str:
        return f"M{_n(self.mark_x)} {_n(self.y - 5)}l5 5-5 5-5-5z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A heading: of a lane (`level` 1) or of a group in it (2)."""

    text: str
    x: float
    y: float
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A reference: `d` of its path, and where it ends."""

    d: str
    end_x: float
    end_y: float
    chosen: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    width: float
    height: float
    said: tuple[Said, ...]
    tables: tuple[Placed, ...]
    lines: tuple[Line, ...]


def draw(
    nodes: Sequence[Node],
    *,
    steps: Iterable[tuple[str, str]],
    references: Iterable[tuple[str, str]],
    lanes: Mapping[int, str],
    chosen: str | None = None,
) -> Drawing:
    """Place every table once. `steps` are pairs (from, to) of the walk and always drawn;
    `references` only where the chosen table is at one end. Pairs with a table that is not
    among the nodes are left out. The same input gives the same drawing."""
    known = {node.key for node in nodes}
    walked = [pair for pair in steps if known.issuperset(pair)]
    told = [pair for pair in references if known.issuperset(pair) and chosen in pair]
    columns = _columns(nodes, _neighbours(walked))
    placed, said = _place(columns, lanes, chosen)
    spots = {one.node.key: one for one in placed}
    wanted = dict.fromkeys(walked, False) | dict.fromkeys([*told, *_way(walked, chosen)], True)
    lines = [_line(spots[a], spots[b], on) for (a, b), on in wanted.items() if a != b]
    if len(walked) > MANY:
        lines = [replace(line, faint=not line.chosen) for line in lines]
    lowest = max((one.y for one in placed), default=HEAD)
    return Drawing(
        width=max(1, len(columns)) * (WIDTH + GAP) - GAP + 2 * ROW,
        height=lowest + ROW,
        said=tuple(said),
        tables=tuple(placed),
        lines=tuple(sorted(lines, key=lambda line: line.chosen)),
    )


def _way(walked: Sequence[tuple[str, str]], chosen: str | None) -> list[tuple[str, str]]:
    """The steps that lead to the chosen table, from the last to the first."""
    before = {to: start for start, to in reversed(walked)}
    way: list[tuple[str, str]] = []
    while chosen in before and (before[chosen], chosen) not in way:
        way.append((before[chosen], chosen))
        chosen = before[chosen]
    return way


def _neighbours(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in pairs:
        found[left].append(right)
        found[right].append(left)
    return found


_Column = tuple[int, list[Node]]


def _columns(nodes: Sequence[Node], near: Mapping[str, list[str]]) -> list[_Column]:
    """The lanes in order, each as one or more columns of at most `MOST_ROWS` tables. Inside,
    groups and tables stand as near as may be to what they are linked with (Sugiyama's median
    heuristic, a few sweeps)."""
    lanes: defaultdict[int, list[Node]] = defaultdict(list)
    for node in sorted(nodes, key=lambda one: (one.lane, one.group, one.label, one.key)):
        lanes[node.lane].append(node)
    for _ in range(_SWEEPS):
        for lane in sorted(lanes):
            lanes[lane] = _ordered(lanes[lane], near, _heights(lanes))
    return [
        (lane, lanes[lane][start : start + MOST_ROWS])
        for lane in sorted(lanes)
        for start in range(0, len(lanes[lane]), MOST_ROWS)
    ]


def _heights(lanes: Mapping[int, Sequence[Node]]) -> dict[str, float]:
    """How far down its lane each table stands, between 0 and 1."""
    return {
        node.key: place / max(1, len(lane) - 1)
        for lane in lanes.values()
        for place, node in enumerate(lane)
    }


def _ordered(
    lane: Sequence[Node], near: Mapping[str, list[str]], heights: Mapping[str, float]
) -> list[Node]:
    def pull(node: Node) -> float:
        linked = sorted(heights[key] for key in near.get(node.key, ()))
        return linked[len(linked) // 2] if linked else heights[node.key]

    pulls = {node.key: pull(node) for node in lane}
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for node in lane:
        groups[node.group].append(pulls[node.key])
    middle = {name: sum(told) / len(told) for name, told in groups.items()}
    return sorted(lane, key=lambda n: (middle[n.group], n.group, pulls[n.key], n.label, n.key))


def _place(
    columns: Sequence[_Column], lanes: Mapping[int, str], chosen: str | None
) -> tuple[list[Placed], list[Said]]:
    grouped = len({node.group for _, column in columns for node in column}) > 1
    placed: list[Placed] = []
    said: list[Said] = []
    begun: set[int] = set()
    for number, (lane, column) in enumerate(columns):
        x, y, group = number * (WIDTH + GAP), HEAD - ROW, None
        if lane not in begun:
            said.append(Said(text=lanes.get(lane, ""), x=x, y=16.0, level=1))
            begun.add(lane)
        for node in column:
            if grouped and node.group != group:
                y += GROUP if group is not None else ROW / 2
                said.append(Said(text=node.group, x=x, y=y, level=2))
                group = node.group
            y += ROW
            placed.append(Placed(node=node, x=x, y=y, chosen=node.key == chosen))
    return placed, said


def _line(start: Placed, end: Placed, on: bool) -> Line:
    """Between columns a curve from the right end of one to the left of the other; within one
    a bracket at its right, so that no line crosses a name."""
    if start.x == end.x:
        x = start.x + WIDTH
        depth = 10.0 if on else 6.0
        d = f"M{_n(x)} {_n(start.y)}h{_n(depth)}V{_n(end.y)}h-{_n(depth)}"
        return Line(d=d, end_x=x, end_y=end.y, chosen=on)
    forward = start.x < end.x
    left, right = (start, end) if forward else (end, start)
    a, b = left.x + WIDTH, right.x - ROW / 2
    bend = min(60.0, (b - a) / 2 + 20)
    d = f"M{_n(a)} {_n(left.y)}C{_n(a + bend)} {_n(left.y)} {_n(b - bend)} {_n(right.y)} "
    d += f"{_n(b)} {_n(right.y)}"
    x, y = (b, right.y) if forward else (a, left.y)
    return Line(d=d, end_x=x, end_y=y, chosen=on)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
