"""Some pages of a column of a Parquet file, without reading the others.

No library that we use reads less of a column than the whole row group, and Arrow puts a
million rows in one. A column is a row of pages, each with a head that says how many values it
has. Those that hold rows we want are put together as a Parquet file of their own, in memory,
which Arrow then reads.
"""

from __future__ import annotations

from threading import Lock
from typing import Any, BinaryIO, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from lofte.connectors.files.lottery import Places
from lofte.connectors.files.thrift import (
    BINARY,
    I32,
    I64,
    LIST,
    STRUCT,
    Fields,
    Reader,
    written,
)

_MAGIC = b"PAR1"
_DATA, _DICTIONARY, _DATA_2 = 0, 2, 3
_REPEATED = 2


class Page(NamedTuple):
    """Bytes of a column from `start` up to `end`, with `rows` rows from `first` on."""

    start: int
    end: int
    first: int
    rows: int


class Leaves:
    """The columns of an open file that lie in no other: of these a page has whole rows. Can be
    asked by several threads."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._lock = file, Lock()
        root, *elements = _schema(file)
        self._root = root
        self._by_name = _tops(elements)

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, name: str, column: Any, places: Places) -> pa.ChunkedArray:
        """The values at these places, ascending, of a column of a row group, which `column`
        describes. Raises `OSError` or an error of Arrow where the pages are not as they say."""
        start = column.dictionary_page_offset or column.data_page_offset
        with self._lock:
            self._file.seek(min(start, column.data_page_offset))
            data = self._file.read(column.total_compressed_size)
        try:
            dictionary, pages = _pages(data)
        except (IndexError, ValueError, KeyError) as error:
            raise OSError("no page where one should be") from error
        chosen = [page for page in pages if _wanted(page, places)]
        if sum(page.rows for page in pages) != column.num_values:
            raise OSError("other pages than there should be")
        made = self._made(name, column, data, dictionary, chosen)
        values = pq.ParquetFile(pa.BufferReader(made)).read(use_threads=False).column(0)
        return values.take(pa.array(_moved(chosen, places)))

    def _made(
        self, name: str, column: Any, data: bytes, dictionary: Page | None, chosen: list[Page]
    ) -> bytes:
        """A Parquet file of one column and one row group, with these pages."""
        first = data[dictionary.start : dictionary.end] if dictionary else b""
        body = first + b"".join(data[page.start : page.end] for page in chosen)
        rows = sum(page.rows for page in chosen)
        told: Fields = {
            1: (I32, _TYPES.index(column.physical_type)),
            2: (LIST, (I32, [0, 3, 8])),
            3: (LIST, (BINARY, [name.encode()])),
            4: (I32, _CODECS[column.compression]),
            5: (I64, rows),
            6: (I64, column.total_uncompressed_size),
            7: (I64, len(body)),
            9: (I64, len(_MAGIC) + len(first)),
        }
        if dictionary:
            told[11] = (I64, len(_MAGIC))
        chunk: Fields = {2: (I64, 0), 3: (STRUCT, told)}
        group: Fields = {
            1: (LIST, (STRUCT, [chunk])),
            2: (I64, column.total_uncompressed_size),
            3: (I64, rows),
        }
        leaf = self._by_name[name]
        foot = written(
            {
                1: (I32, 2),
                2: (LIST, (STRUCT, [{**self._root, 5: (I32, 1)}, leaf])),
                3: (I64, rows),
                4: (LIST, (STRUCT, [group])),
            }
        )
        return _MAGIC + body + foot + len(foot).to_bytes(4, "little") + _MAGIC


_TYPES = (
    "BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY",
    "FIXED_LEN_BYTE_ARRAY",
)  # fmt: skip
_CODECS = {
    "UNCOMPRESSED": 0, "SNAPPY": 1, "GZIP": 2, "BROTLI": 4, "LZ4_RAW": 7, "LZ4": 7, "ZSTD": 6,
}  # fmt: skip


def _schema(file: BinaryIO) -> list[Fields]:
    """The elements of the schema, from the end of the file. Raises `OSError`."""
    try:
        file.seek(-8, 2)
        size = int.from_bytes(file.read(4), "little")
        file.seek(-8 - size, 2)
        foot = Reader(file.read(size)).fields(last=2)
        found: list[Fields] = foot[2][1][1]
    except (IndexError, ValueError, KeyError) as error:
        raise OSError("no schema where one should be") from error
    return found


def _name(element: Fields) -> str:
    name: bytes = element[4][1]
    return name.decode(errors="replace")


def _tops(elements: list[Fields]) -> dict[str, Fields]:
    """Those that neither have elements below them nor lie below another."""
    found: dict[str, Fields] = {}
    below: list[int] = []
    for element in elements:
        children = element[5][1] if 5 in element else 0
        repeated = 3 in element and element[3][1] == _REPEATED
        if not below and not children and not repeated:
            found[_name(element)] = element
        if below:
            below[-1] -= 1
        if children:
            below.append(children)
        while below and not below[-1]:
            below.pop()
    return found


def _pages(data: bytes) -> tuple[Page | None, list[Page]]:
    dictionary, found = None, []
    at = first = 0
    while at < len(data):
        reader = Reader(data, at)
        head = reader.fields()
        end = reader.at + head[3][1]
        if head[1][1] == _DICTIONARY:
            dictionary = Page(at, end, 0, 0)
        elif head[1][1] in (_DATA, _DATA_2):
            count = head[5 if head[1][1] == _DATA else 8][1][1][1]
            found.append(Page(at, end, first, count))
            first += count
        at = end
    return dictionary, found


def _wanted(page: Page, places: Places) -> bool:
    low, high = np.searchsorted(places, [page.first, page.first + page.rows])
    return bool(high > low)


def _moved(chosen: list[Page], places: Places) -> Places:
    """Where the places are when only these pages are left."""
    moved, before = [], 0
    for page in chosen:
        low, high = np.searchsorted(places, [page.first, page.first + page.rows])
        moved.append(places[low:high] - page.first + before)
        before += page.rows
    return np.concatenate(moved) if moved else places[:0]
