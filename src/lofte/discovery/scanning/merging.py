"""Samples of pieces of one table brought together, as if the whole had been drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Table

TEXT = pa.large_string()
Ranks = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The sample of one piece, whose rows all have a rank."""

    sample: TableSample
    ranks: Ranks


def ranked(sample: TableSample, *, seed: int) -> Ranked:
    """With its ranks in the lottery. Where the source drew n of N rows by itself: ranks such
    as the n lowest of N could have."""
    if sample.order is not None:
        return Ranked(sample, sample.order)
    share = sample.drawn / max(sample.rows or 0, sample.drawn, 1)
    even = np.random.default_rng(seed).random(sample.drawn)
    return Ranked(sample, (even * share * float(2**63)).astype(np.uint64) * np.uint64(2))


def pruned(pieces: Sequence[Ranked], *, rows: int) -> list[Ranked]:
    """Without the rows that cannot be among the `rows` lowest, whatever else comes."""
    order = np.concatenate([piece.ranks for piece in pieces])
    if not rows or len(order) <= rows:
        return list(pieces)
    highest = np.partition(order, rows - 1)[rows - 1]
    return [_kept(piece, np.flatnonzero(piece.ranks <= highest)) for piece in pieces]


def merge(pieces: Sequence[Ranked], *, rows: int) -> TableSample:
    """The `rows` rows of lowest rank, every row where `rows` is 0, in the order of the pieces.
    A column that only some pieces have is null in the others."""
    samples = [piece.sample for piece in pieces]
    if len(samples) == 1:
        return samples[0]
    order = np.concatenate([piece.ranks for piece in pieces])
    lowest = _lowest(order, rows)
    names = dict.fromkeys(column.name for sample in samples for column in sample.columns)
    known = [sample.rows for sample in samples if sample.rows is not None]
    return replace(
        samples[0],
        table=_table([sample.table for sample in samples]),
        columns=tuple(_column(name, samples, lowest) for name in names),
        rows=sum(known) if len(known) == len(samples) else None,
        counted=all(sample.counted for sample in samples),
        complete=all(sample.complete for sample in samples) and len(lowest) == len(order),
        order=order[lowest],
    )


def _lowest(order: Ranks, rows: int) -> npt.NDArray[np.intp]:
    if not rows or len(order) <= rows:
        return np.arange(len(order))
    return np.sort(np.argsort(order, kind="stable")[:rows])


def _kept(piece: Ranked, at: npt.NDArray[np.intp]) -> Ranked:
    ranks = piece.ranks[at]
    columns = tuple(
        replace(column, values=column.values.take(pa.array(at)))
        for column in piece.sample.columns
    )
    complete = piece.sample.complete and len(at) == len(piece.ranks)
    return Ranked(replace(piece.sample, columns=columns, order=ranks, complete=complete), ranks)


def _table(tables: Sequence[Table]) -> Table:
    columns = {column.name: column for table in reversed(tables) for column in table.columns}
    names = dict.fromkeys(column.name for table in tables for column in table.columns)
    return replace(tables[0], columns=tuple(columns[name] for name in names))


def _column(
    name: str, samples: Sequence[TableSample], lowest: npt.NDArray[np.intp]
) -> ColumnSample:
    found = [next((c for c in sample.columns if c.name == name), None) for sample in samples]
    there = [column for column in found if column is not None]
    values = [
        pa.nulls(sample.drawn, TEXT) if column is None else column.values.cast(TEXT)
        for column, sample in zip(found, samples, strict=True)
    ]
    return ColumnSample(
        name=name,
        declared=next((column.declared for column in there if column.declared), ""),
        values=pa.concat_arrays(values).take(pa.array(lowest)),
        note=next((column.note for column in there if column.note), None),
    )


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged sample as a partition of its own: judged wherever there is time."""

    sample: TableSample
    weight: int = 0

    @property
    def name(self) -> str:
        return str(self.sample.table.full_name)

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample]:
        """The sample, which has been drawn with the same `rows` and `seed` already."""
        yield self.sample
