"""Parquet files: as many row groups as are needed, drawn by seed; a few columns at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from lofte.connectors.files.lottery import Draw, Places, draw, ranks
from lofte.connectors.files.pages import Leaves
from lofte.connectors.files.structures import leaves
from lofte.connectors.files.tables import typed
from lofte.connectors.files.tasks import MOST_COLUMNS, Task, Unreadable
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.sources import advanced

ENOUGH = 512 << 20
"""Bytes, in memory, of a file that is read whole. Of larger ones some row groups are drawn
first, at least two; and where these are larger, blocks of rows in them."""
BLOCK = 20_000
"""Rows of a block: as many as Arrow puts in a page at most."""
FEWEST_BLOCKS, THINNING = 12, 3
"""Blocks that are read at least, and how many times more rows they have than are drawn."""
AT_ONCE = 40 << 20
"""Bytes, in memory, of the columns that are read together, and of a batch of one large one."""

_WIDTHS = {"BYTE_ARRAY": 20, "FIXED_LEN_BYTE_ARRAY": 16, "INT96": 12}
"""Bytes of a value in memory, about."""

_FAILURES = (pa.ArrowException, OSError)


def read_parquet(file: BinaryIO, task: Task) -> Iterator[TableSample | NotScanned]:
    """One table. Its number of rows is exact; its nested types are flattened. A column that
    cannot be read is told, and the others are read."""
    try:
        reading = _Reading(file, task)
    except _FAILURES as error:
        raise _refusal(error) from None
    columns, lost = reading.columns()
    yield typed(task, columns, rows=reading.rows, order=reading.drawn.ranks)
    yield from lost


class _Reading:
    """One open file, and the rows drawn of it."""

    def __init__(self, source: BinaryIO, task: Task) -> None:
        self._file, self._task = pq.ParquetFile(source), task
        self._data = self._file.metadata
        self.rows: int = self._data.num_rows
        firsts = [0]
        for group in range(self._data.num_row_groups):
            firsts.append(firsts[-1] + self._data.row_group(group).num_rows)
        self._firsts = firsts
        groups = list(pairwise(firsts))
        sizes = [_size_of(self._data.row_group(group)) for group in range(len(groups))]
        paged = bool(task.rows) and max(sizes, default=0) > ENOUGH
        spans = _blocks(groups, task) if paged else _some(groups, sizes, task)
        self.drawn: Draw = draw(task.seed, spans, task.rows)
        self._leaves = Leaves(source) if paged else None
        self._groups = [
            group
            for group, (first, end) in enumerate(groups)
            if len(self.drawn.within(first, end))
        ]
        self._places = {
            self._data.schema.column(place).path: place
            for place in range(len(self._data.schema.names))
        }
        self._sizes = {group: _sizes(self._data.row_group(group)) for group in self._groups}

    def columns(self) -> tuple[list[ColumnSample], list[NotScanned]]:
        found: list[ColumnSample] = []
        lost: list[NotScanned] = []
        for fields in self._together():
            try:
                found += self._read(fields)
            except _FAILURES:
                for field in fields:
                    self._alone(field, found, lost)
        return found, lost

    def _alone(
        self, field: pa.Field, found: list[ColumnSample], lost: list[NotScanned]
    ) -> None:
        """One column of several of which one cannot be read, or not by its pages."""
        try:
            found += self._read_groups([field])
        except _FAILURES as error:
            found.append(self._nothing(field))
            lost.append(self._task.lost(_refusal(error), field.name))

    def _read(self, fields: Sequence[pa.Field]) -> list[ColumnSample]:
        """Of a large file only some pages, where the columns are such that this can be done."""
        if self._leaves is None or not all(field.name in self._leaves for field in fields):
            return self._read_groups(fields)
        with ThreadPoolExecutor(pa.cpu_count()) as threads:
            return list(threads.map(partial(self._read_pages, self._leaves), fields))

    def _read_pages(self, of: Leaves, field: pa.Field) -> ColumnSample:
        chunks: list[pa.Array] = []
        for group in self._groups:
            column = self._data.row_group(group).column(self._places[field.name])
            places = self._within(self._firsts[group], self._data.row_group(group).num_rows)
            chunks += of.read(field.name, column, places).chunks
        (leaf,) = leaves(field.name, pa.chunked_array(chunks).combine_chunks())
        return replace(leaf, declared=str(field.type))

    def _read_groups(self, fields: Sequence[pa.Field]) -> list[ColumnSample]:
        parts = [part for group in self._groups for part in self._taken(group, fields)]
        if not parts:
            return [self._nothing(field) for field in fields]
        table = pa.concat_tables(parts)
        return [
            leaf
            for field in fields
            for leaf in leaves(field.name, table.column(field.name).combine_chunks())
        ]

    def _taken(self, group: int, fields: Sequence[pa.Field]) -> Iterator[pa.Table]:
        """The rows drawn of a group. One column that is large by itself comes in batches."""
        names = [field.name for field in fields]
        size = self._size(group, fields)
        first = self._firsts[group]
        if size <= AT_ONCE:
            table = self._file.read_row_group(group, columns=names, use_threads=True)
            yield table.take(pa.array(self._within(first, table.num_rows)))
        else:
            most = max(1, self._data.row_group(group).num_rows * AT_ONCE // (4 * size))
            for batch in self._file.iter_batches(most, [group], names, use_threads=False):
                yield pa.table(batch).take(pa.array(self._within(first, batch.num_rows)))
                first += batch.num_rows
        advanced(size // 4)

    def _within(self, first: int, count: int) -> Places:
        return self.drawn.within(first, first + count) - first

    def _together(self) -> Iterator[list[pa.Field]]:
        """The columns, divided so that what is read at once is small."""
        some: list[pa.Field] = []
        size = 0
        for field in list(self._file.schema_arrow)[:MOST_COLUMNS]:
            more = max((self._size(group, [field]) for group in self._groups), default=0)
            if some and size + more > AT_ONCE:
                yield some
                some, size = [], 0
            some.append(field)
            size += more
        if some:
            yield some

    def _size(self, group: int, fields: Sequence[pa.Field]) -> int:
        """Bytes, in memory, of these columns in a group."""
        return sum(self._sizes[group][field.name] for field in fields)

    def _nothing(self, field: pa.Field) -> ColumnSample:
        nothing = pa.nulls(len(self.drawn.ranks), pa.large_string())
        return ColumnSample(
            name=field.name, declared=str(field.type), values=nothing, note="unreadable"
        )


def _some(
    groups: Sequence[tuple[int, int]], sizes: Sequence[int], task: Task
) -> list[tuple[int, int]]:
    """All row groups where that is little to read, else those of lowest rank, in order."""
    if not task.rows or sum(sizes) <= ENOUGH:
        return list(groups)
    chosen: list[tuple[int, int]] = []
    size = rows = 0
    for at in np.argsort(ranks(task.seed, 0, len(groups))).tolist():
        if len(chosen) > 1 and size >= ENOUGH and rows >= task.rows:
            break
        chosen.append(groups[at])
        size, rows = size + sizes[at], rows + groups[at][1] - groups[at][0]
    return sorted(chosen)


def _blocks(groups: Sequence[tuple[int, int]], task: Task) -> list[tuple[int, int]]:
    """The blocks of lowest rank, in order, with more rows than are drawn. A block lies in one
    row group."""
    blocks = [
        (begin, min(begin + BLOCK, end))
        for first, end in groups
        for begin in range(first, end, BLOCK)
    ]
    chosen: list[tuple[int, int]] = []
    rows = 0
    for at in np.argsort(ranks(task.seed, 0, len(blocks))).tolist():
        if len(chosen) >= FEWEST_BLOCKS and rows >= THINNING * task.rows:
            break
        chosen.append(blocks[at])
        rows += blocks[at][1] - blocks[at][0]
    return sorted(chosen)


def _sizes(group: Any) -> Counter[str]:
    """Bytes, in memory, of each field: of all columns that lie below it together."""
    sizes: Counter[str] = Counter()
    for place in range(group.num_columns):
        column = group.column(place)
        sizes[column.path_in_schema] += _held(column)
        top = column.path_in_schema.partition(".")[0]
        if top != column.path_in_schema:
            sizes[top] += _held(column)
    return sizes


def _size_of(group: Any) -> int:
    """Bytes, in memory, of a row group."""
    return sum(_held(group.column(place)) for place in range(group.num_columns))


def _held(column: Any) -> int:
    """Bytes of a column of a group in memory. A text that comes a thousand times is written
    once and held a thousand times."""
    width = _WIDTHS.get(column.physical_type, 8)
    return max(int(column.total_uncompressed_size), int(column.num_values) * width)


def _refusal(error: Exception) -> Unreadable:
    if "crypt" in str(error).lower():
        return Unreadable("encrypted", "The file is encrypted. Give us one that is not.")
    said = "The file is damaged, or was not written to its end. Have it written anew."
    return Unreadable("damaged", said)
