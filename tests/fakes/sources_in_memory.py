"""Sources over columns of texts, and partitions that go wrong in every way."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from lofte.discovery.ports import SourceUnavailable
from lofte.discovery.samples import ColumnSample, NotScanned, TableSample
from lofte.discovery.schema import Column, Table
from lofte.discovery.sources import Partition, advanced

Columns = Mapping[str, Sequence[str | None]]


def sample(
    name: str,
    columns: Columns,
    *,
    system: str = "memory",
    rows: int | None = None,
    order: Sequence[int] | None = None,
) -> TableSample:
    drawn = len(next(iter(columns.values()), ()))
    return TableSample(
        system=system,
        table=Table(name=name, columns=tuple(Column(name=one, type="") for one in columns)),
        columns=tuple(
            ColumnSample(name=one, declared="", values=pa.array(values, pa.large_string()))
            for one, values in columns.items()
        ),
        rows=drawn if rows is None else rows,
        counted=True,
        complete=rows in (None, drawn),
        order=None if order is None else np.array(order, dtype=np.uint64),
    )


@dataclass(frozen=True)
class Tables:
    """A partition with whole tables."""

    name: str
    tables: Mapping[str, Columns]
    system: str = "memory"
    weight: int = 1

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        for table, columns in self.tables.items():
            yield sample(table, columns, system=self.system)
            advanced(1)


@dataclass(frozen=True)
class Shard:
    """A piece of one table whose rows have the given ranks."""

    name: str
    whole: str
    columns: Columns
    ranks: Sequence[int] | None
    weight: int = 1

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        yield sample(self.whole, self.columns, order=self.ranks)


@dataclass(frozen=True)
class Broken:
    """A partition that gives one table and then goes wrong."""

    name: str
    how: str
    mark: str = ""
    weight: int = 1

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        yield sample(f"before_{self.how}", {"email": ["elsa@example.se"] * 20})
        if self.mark:
            Path(self.mark).touch()
        WAYS[self.how]()
        yield sample("never", {"x": ["1"]})


def _raise(error: BaseException) -> None:
    raise error


WAYS = {
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "crashed": lambda: os._exit(7),
    "out_of_memory": lambda: _raise(MemoryError()),
    "failed": lambda: _raise(KeyError("811228-9874")),
    "silent": lambda: time.sleep(600),
    "interrupted": lambda: _raise(KeyboardInterrupt()),
}


@dataclass(frozen=True)
class Unsendable:
    """A partition that cannot be pickled."""

    name: str = "unsendable"
    weight: int = 1
    hold: object = field(default_factory=lambda: lambda: None)

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        yield sample("unsendable", {"x": ["1"]})


class Unreceivable:
    """A partition that can be pickled, and then not be read from the pickle."""

    name = "unreceivable"
    weight = 1

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return int, ("no number",)

    def samples(self, *, rows: int, seed: int) -> Iterator[TableSample | NotScanned]:
        yield sample("unreceivable", {"x": ["1"]})


@dataclass(frozen=True)
class InMemory:
    system: str
    parts: Sequence[Partition]

    def partitions(self) -> Sequence[Partition]:
        return self.parts


@dataclass(frozen=True)
class Shut:
    """A source that cannot be opened."""

    system: str

    def partitions(self) -> Sequence[Partition]:
        raise SourceUnavailable()
