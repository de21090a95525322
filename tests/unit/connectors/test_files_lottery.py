from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lofte.connectors.files.lottery import Drawing, draw, ranks


def drawn(
    lengths: list[int], cuts: list[int], *, rows: int, most: int = 1 << 20
) -> list[bytes]:
    """Rows of these lengths, offered in windows that end at these rows."""
    drawing = Drawing(rows=rows, seed=7, most=most)
    window = b"".join(bytes([65 + at % 26]) * length for at, length in enumerate(lengths))
    ends = np.cumsum(np.array(lengths, dtype=np.int64))
    starts = ends - lengths
    for begin, end in zip([0, *cuts], [*cuts, len(lengths)], strict=True):
        drawing.offer(window, starts[begin:end], ends[begin:end])
    return drawing.drawn()[0]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=120), st.data())
def test_rows_offered_in_other_windows_are_the_same_rows_drawn(
    lengths: list[int], data: st.DataObject
) -> None:
    places = st.lists(st.integers(0, len(lengths)), max_size=6)
    rows = data.draw(st.integers(0, 30))
    most = data.draw(st.integers(1, 400))

    one = drawn(lengths, [], rows=rows, most=most)

    assert one == drawn(lengths, sorted(data.draw(places)), rows=rows, most=most)


@given(st.integers(1, 2000), st.integers(0, 50), st.integers(0, 2**63))
def test_the_lowest_ranks_win(count: int, rows: int, seed: int) -> None:
    found = draw(seed, [(0, count)], rows)

    every = ranks(seed, 0, count)
    expected = np.sort(np.argsort(every)[:rows]) if rows else np.arange(count)
    assert found.positions.tolist() == expected.tolist()
    assert found.ranks.tolist() == every[expected].tolist()


def test_another_seed_draws_other_rows() -> None:
    first, second = (draw(seed, [(0, 10_000)], 100).positions.tolist() for seed in (0, 1))

    assert len(set(first) & set(second)) < 20


def test_every_tenth_of_a_table_has_its_share_of_the_rows_drawn() -> None:
    places = draw(0, [(0, 1_000_000)], 10_000).positions

    shares = np.bincount(places // 100_000, minlength=10)
    assert shares.min() > 850
    assert shares.max() < 1150


def test_rows_that_are_packed_meanwhile_come_back_as_they_were() -> None:
    drawing = Drawing(rows=3, seed=0)
    places = np.array([0, 1]), np.array([1, 3])
    drawing.offer(b"abb", *places, tag=1)
    drawing.pack()
    held = drawing.size

    drawing.offer(b"cdd", *places, tag=2)

    rows, order = drawing.drawn()
    assert held > 0
    assert len(rows) == 3
    assert set(rows) < {b"a", b"bb", b"c", b"dd"}
    assert len(order) == len(drawing.tags) == 3


def test_rows_too_large_to_be_held_are_fewer_rows() -> None:
    drawing = Drawing(rows=100, seed=0, most=1000)
    ends = np.arange(1, 51, dtype=np.int64) * 100
    drawing.offer(b"x" * 5000, ends - 100, ends)

    assert len(drawing.drawn()[0]) == 10
    assert drawing.seen == 50
