"""Samples of pieces are brought together as if the whole had been drawn from."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fakes.sources_in_memory import sample
from lofte.discovery.samples import TableSample
from lofte.discovery.scanning.merging import merge, pruned, ranked


def piece(rows: dict[int, int]) -> TableSample:
    """Rows whose value is their position, by rank."""
    return sample("t", {"at": [str(at) for at in rows]}, order=list(rows.values()))


def values(found: TableSample, column: str = "at") -> list[str | None]:
    return next(c.values.to_pylist() for c in found.columns if c.name == column)


@given(
    ranks=st.lists(st.integers(0, 2**64 - 1), unique=True, max_size=40),
    cuts=st.lists(st.integers(0, 40), max_size=4),
    rows=st.integers(0, 20),
)
def test_however_a_table_is_cut_the_same_rows_are_drawn(
    ranks: list[int], cuts: list[int], rows: int
) -> None:
    edges = sorted({0, len(ranks), *(min(cut, len(ranks)) for cut in cuts)})
    whole = dict(enumerate(ranks))
    pieces = [
        ranked(piece({at: whole[at] for at in range(a, b)}), seed=0)
        for a, b in zip(edges, edges[1:] or edges, strict=False)
    ]

    found = merge(pruned(pieces, rows=rows), rows=rows)

    lowest = sorted(whole, key=whole.__getitem__)[: rows or None]
    if len(pieces) > 1:
        assert values(found) == [str(at) for at in sorted(lowest)]
        assert found.complete == (len(lowest) == len(ranks))
        assert found.rows == len(ranks)


def test_a_column_only_some_pieces_have_is_null_in_the_others() -> None:
    pieces = [
        sample("t", {"a": ["1", "2"]}, order=[5, 1]),
        sample("t", {"a": ["3"], "b": ["x"]}, order=[3]),
    ]

    found = merge([ranked(one, seed=0) for one in pieces], rows=2)

    assert [c.name for c in found.columns] == ["a", "b"]
    assert values(found, "a") == ["2", "3"]
    assert values(found, "b") == [None, "x"]
    assert [column.name for column in found.table.columns] == ["a", "b"]
    assert found.order is not None and found.order.tolist() == [1, 3]


def test_rows_a_source_drew_by_itself_have_the_chance_the_others_have() -> None:
    many = sample("t", {"a": ["many"] * 1000}, rows=9_000)
    few = sample("t", {"a": ["few"] * 1000}, rows=1_000)

    found = merge([ranked(many, seed=1), ranked(few, seed=2)], rows=1000)

    assert 60 < values(found, "a").count("few") < 140
    assert found.rows == 10_000
    assert not found.complete


def test_what_was_given_up_in_between_is_not_called_complete() -> None:
    pieces = [ranked(piece({at: at for at in range(10)}), seed=0)]

    kept = pruned(pieces, rows=4)

    assert values(kept[0].sample) == ["0", "1", "2", "3"]
    assert kept[0].ranks.tolist() == [0, 1, 2, 3]
    assert not merge(kept, rows=4).complete


def test_a_table_whose_rows_nobody_counted_has_no_number_of_rows() -> None:
    pieces = [
        ranked(sample("t", {"a": ["1"]}, order=[1]), seed=0),
        ranked(TableSampleWithoutCount, seed=0),
    ]

    assert merge(pieces, rows=0).rows is None


TableSampleWithoutCount = TableSample(
    system="memory",
    table=sample("t", {"a": ["1"]}).table,
    columns=sample("t", {"a": ["1"]}).columns,
    rows=None,
    counted=False,
    complete=False,
    order=np.array([7], dtype=np.uint64),
)
