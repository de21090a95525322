"""CSV, TSV and their relatives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from lofte.connectors.files.dialects import Dialect, dialect_of, one_column
from lofte.connectors.files.encodings import decoded, narrow
from lofte.connectors.files.lottery import Drawing, Places
from lofte.connectors.files.streams import Stream
from lofte.connectors.files.tables import Text, sampled, turned, unlike
from lofte.connectors.files.tasks import CELL, MOST_COLUMNS, Task
from lofte.connectors.files.windows import (
    NEWLINE,
    RETURN,
    Cut,
    Cutter,
    drawn_from,
    lines,
    rows_between,
)
from lofte.discovery.samples import TableSample

LOOKED_AT = 64 << 10
_NO_VALUE = frozenset({"", "\\N", "NULL"})


def read_delimited(stream: Stream, task: Task) -> Iterator[TableSample]:
    """One table. Values are as written; an empty one, `\\N` and `NULL` are none."""
    encoding = narrow(stream)
    dialect = _opened(stream, encoding)
    drawing = Drawing(rows=task.rows, seed=task.seed)
    drawn_from(stream, cutter_for(dialect), drawing)
    rows, order = drawing.drawn()
    found = _columns(rows, dialect, encoding)
    yield sampled(task, found, rows=drawing.seen, order=order, counted=stream.broken is None)


def cutter_for(dialect: Dialect) -> Cutter:
    """Rows end with the newlines outside quotes. Where quotes do not stand as the rules of CSV
    have them, rows are matched one by one, which is slower; where no row ends at all, a quote
    was never closed, and every line is a row."""
    quote, delimiter = ord(dialect.quote), ord(dialect.delimiter)
    one_row = _row_pattern(dialect)

    def cut(window: bytes, last: bool) -> Cut:
        if dialect.quote.encode() not in window:
            return lines(window, last)
        breaks = None
        if dialect.escape is None:
            breaks = _outside_quotes(window, quote, delimiter)
        if breaks is None:
            breaks = _matched(window, one_row)
        if last and not len(breaks):
            return lines(window, last)
        rows = rows_between(window, breaks, last)
        full = rows.ends > rows.starts
        return Cut(rows.starts[full], rows.ends[full], rows.consumed)

    return cut


def _opened(stream: Stream, encoding: str) -> Dialect:
    """The dialect, with the stream at its first row of data."""
    raw = stream.head(LOOKED_AT)
    if b"\n" not in raw and b"\r" in raw:
        stream.through(_with_newlines)
        raw = stream.head(LOOKED_AT)
    text = raw.decode(encoding, errors="surrogateescape")
    cut = len(raw) == LOOKED_AT
    dialect = dialect_of(text, cut=cut, fewest=0) or one_column(text)
    stream.skip(len(_encoded(text[: dialect.before], encoding)))
    names = tuple(decoded(_encoded(name, encoding), encoding) for name in dialect.names)
    return replace(dialect, names=names)


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, errors="surrogateescape")


def _with_newlines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    return (chunk.replace(b"\r", b"\n") for chunk in chunks)


def _columns(rows: Sequence[bytes], dialect: Dialect, encoding: str) -> dict[str, list[Text]]:
    fields = [_fields(dialect, decoded(row, encoding)) for row in rows]
    widest = min(max((len(row) for row in fields), default=0), MOST_COLUMNS)
    given = list(dialect.names) or [f"column_{i}" for i in range(1, dialect.width + 1)]
    names = unlike(given + [""] * (widest - len(given)))
    if not fields:
        return {name: [] for name in names}
    found = turned([_row(row, names, dialect.delimiter) for row in fields])
    return {name: found.get(name) or [None] * len(rows) for name in names}


def _fields(dialect: Dialect, row: str) -> list[str]:
    return [field[:CELL] for field in dialect.fields(row)]


def _row(fields: list[str], names: Sequence[str], delimiter: str) -> dict[str, Text]:
    if len(fields) > len(names):
        last = delimiter.join(fields[len(names) - 1 :])
        fields = [*fields[: len(names) - 1], last]
    pairs = zip(names, fields, strict=False)
    return {name: None if field in _NO_VALUE else field for name, field in pairs}


def _outside_quotes(window: bytes, quote: int, delimiter: int) -> Places | None:
    """The newlines outside quotes; None when a quote opens or closes where none should."""
    array = np.frombuffer(window, dtype=np.uint8)
    places = np.flatnonzero((array == quote) | (array == NEWLINE))
    quotes = array[places] == quote
    inside = np.cumsum(quotes) & 1
    if not _regular(array, places[quotes], quote, delimiter):
        return None
    found: Places = places[~quotes & (inside == 0)]
    return found


def _regular(array: np.ndarray, quotes: Places, quote: int, delimiter: int) -> bool:
    """Whether every odd quote stands first in a field, or right after a quote (a doubled
    one), and every even one last in a field, or right before a quote."""
    borders = np.zeros(256, dtype=bool)
    borders[[quote, delimiter, NEWLINE, RETURN]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    before = array[np.maximum(opening - 1, 0)]
    after = array[np.minimum(closing + 1, len(array) - 1)]
    return bool(np.all(borders[before] | (opening == 0)) and np.all(borders[after]))


def _row_pattern(dialect: Dialect) -> re.Pattern[bytes]:
    """One row with its newline. A field is quoted from border to border, or is taken as it
    stands up to the next border."""
    quote, border = re.escape(dialect.quote.encode()), re.escape(dialect.delimiter.encode())
    escaped = re.escape(dialect.escape.encode()) + b"." if dialect.escape else quote * 2
    inner = b"[^" + quote + (b"\\\\" if dialect.escape else b"") + b"]++"
    body = quote + b"(?:" + inner + b"|" + escaped + b"|" + quote * 2 + b")*+"
    field = (
        b"(?:" + body + quote + b"(?=" + border + rb"|\r?\n|\Z)"
        rb"|(?!" + body + rb"\Z)[^\n" + border + b"]*+)"
    )
    return re.compile(field + b"(?:" + border + field + rb")*+\r?\n", re.DOTALL)


def _matched(window: bytes, one_row: re.Pattern[bytes]) -> Places:
    ends: list[int] = []
    place = 0
    while row := one_row.match(window, place):
        place = row.end()
        ends.append(place - 1)
    return np.array(ends, dtype=np.int64)
