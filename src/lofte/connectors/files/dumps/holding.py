"""The tables of a dump, held until their keys are known, in as little memory as that takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lofte.connectors.files.dumps.shapes import Shapes
from lofte.connectors.files.dumps.virtual import VirtualTable
from lofte.connectors.files.tables import typed
from lofte.connectors.files.tasks import Task
from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Column, TableName

MOST_LOOSE = 64 << 20
"""Bytes of raw rows that are held as they are."""
MOST_PACKED = 128 << 20
"""Bytes of packed rows that are held. Tables beyond it are told without the keys that would
have come behind them."""


class Holding:
    """Every table that a dump has rows or a definition of."""

    def __init__(self, task: Task) -> None:
        self.shapes = Shapes()
        self.encoding = "utf-8"
        self._task = task
        self._tables: dict[TableName, VirtualTable] = {}
        self._told: set[TableName] = set()

    def table(self, name: TableName) -> VirtualTable:
        """The table of this name, or the one it is a partition of."""
        name = self.shapes.whole(name)
        self.shapes.shape(name)
        if name not in self._tables:
            task = self._task
            drawn = task.share.has(str(name))
            self._tables[name] = VirtualTable(name, drawn=drawn, rows=task.rows, seed=task.seed)
        return self._tables[name]

    def told(self, name: TableName) -> bool:
        """Whether a table has been handed out already."""
        return self.shapes.whole(name) in self._told

    def settled(self, current: TableName | None = None) -> Iterator[TableSample]:
        """Pack what is not being read, and hand out what is more than we may hold."""
        others = [table for name, table in self._tables.items() if name != current]
        if sum(table.drawing.size for table in self._tables.values()) > MOST_LOOSE:
            for table in others:
                table.flush()
                table.drawing.pack()
        while others and sum(table.drawing.size for table in others) > MOST_PACKED:
            yield self._sample(others.pop(0).name)

    def samples(self) -> Iterator[TableSample]:
        """All that have not been handed out, in order of their appearance."""
        for name in self.shapes.names:
            if name not in self._told and self._task.share.has(str(name)):
                yield self._sample(name)

    def _sample(self, name: TableName) -> TableSample:
        table = self.table(name)
        shape = self.shapes.shape(name)
        shape.with_columns(table.named)
        if not shape.columns:
            shape.with_columns([f"column_{at}" for at in range(1, table.widest() + 1)])
        known = list(shape.columns.values())
        found, order = table.columns(known, self.encoding)
        columns = [
            one for one, column in zip(found, known, strict=True) if _brought(one, column)
        ]
        task = self._task.of(name.name, schema=name.schema)
        counted = not table.lost
        sample = typed(task, columns, rows=table.drawing.seen, order=order)
        self._tables.pop(name)
        self._told.add(name)
        return replace(
            sample,
            table=self.shapes.table(name, self._renamed),
            counted=counted,
            complete=counted and sample.complete,
        )

    def _renamed(self, name: TableName) -> TableName:
        task = self._task.of(name.name, schema=name.schema)
        return TableName(task.schema, task.table)


def _brought(sample: ColumnSample, column: Column) -> bool:
    """Most dumps leave the values of a generated column to the database they go to."""
    return not column.generated or sample.values.null_count < len(sample.values)
