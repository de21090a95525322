"""Bytes in bulk: whole, in pieces, or as the cells of a column."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from lofte.discovery.text.dates import HORIZON
from lofte.discovery.text.found import CODE, TYPES, Found, together
from lofte.discovery.text.literals import Engine, fastest
from lofte.discovery.text.pages import WALL, Bytes, Ints, Page
from lofte.discovery.text.reading import EVERY, MARGIN, read_page
from lofte.discovery.types import Type

if TYPE_CHECKING:  # a quarter of a second, for columns alone
    import pyarrow as pa

BLOCK = 1 << 21
"""How much is read at a time: it fits in a cache, and outweighs the cost of a call."""


def find(
    data: bytes | bytearray | memoryview | Bytes,
    *,
    types: Collection[Type] = EVERY,
    today: date = HORIZON,
    engine: type[Engine] | None = None,
) -> Found:
    """Findings in UTF-8 bytes, in order of place. Bytes that are no UTF-8 do no harm."""
    flat = np.frombuffer(data, np.uint8)
    parts = [
        _block(flat, at, min(at + BLOCK, len(flat)), types, today, engine or fastest())
        for at in range(0, len(flat), BLOCK)
    ]
    return together(parts)


def _block(
    flat: Bytes,
    start: int,
    end: int,
    types: Collection[Type],
    today: date,
    engine: type[Engine],
) -> Found:
    """Findings that begin within a block, read with a margin on both sides."""
    left = max(start - MARGIN, 0)
    page = Page(flat[left : end + MARGIN])
    found = read_page(page, types, today, engine).moved(left)
    if start == 0 and end == len(flat):
        return found
    return found.take((found.start >= start) & (found.start < end))


def stream(
    chunks: Iterable[bytes], *, types: Collection[Type] = EVERY, today: date = HORIZON
) -> Iterator[Found]:
    """The findings of `find` on all chunks joined, a block at a time, with places counted from
    the first byte of all. Never holds more than two blocks and one chunk."""
    held = bytearray()
    base = done = 0
    for chunk in chunks:
        held += chunk
        while len(held) - (done - base) >= BLOCK + MARGIN:
            yield _next(held, base, done, done + BLOCK, types, today)
            done += BLOCK
            drop = max(done - MARGIN - base, 0)
            del held[:drop]
            base += drop
    while done < base + len(held):
        end = min(done + BLOCK, base + len(held))
        yield _next(held, base, done, end, types, today)
        done = end


def _next(
    held: bytearray, base: int, start: int, end: int, types: Collection[Type], today: date
) -> Found:
    # A copy: the page must not keep the buffer from growing.
    flat = np.frombuffer(bytes(held), np.uint8)
    return _block(flat, start - base, end - base, types, today, fastest()).moved(base)


def count(
    data: bytes, *, types: Collection[Type] = EVERY, today: date = HORIZON
) -> dict[Type, int]:
    """How many findings of each type; a type without any is left out."""
    return tally(find(data, types=types, today=today))


def tally(found: Found) -> dict[Type, int]:
    counts = np.bincount(found.type, minlength=len(TYPES))
    return {type_: int(counts[code]) for type_, code in CODE.items() if counts[code]}


def rows_with_types(
    texts: pa.Array, *, types: Collection[Type] = EVERY, today: date = HORIZON
) -> dict[Type, Ints]:
    """For each type found, the indices of the texts (any Arrow string type; nulls hold
    nothing) that hold it, in order and once each."""
    flat, starts = _walled(texts)
    found = find(flat, types=types, today=today)
    row = np.searchsorted(starts, found.start, "right") - 1
    return {TYPES[code]: np.unique(row[found.type == code]) for code in np.unique(found.type)}


def _walled(texts: pa.Array) -> tuple[Bytes, Ints]:
    """All texts with a wall behind each, and where each begins."""
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = pc.fill_null(texts.cast(pa.large_string()), "")
    empty, sign = (pa.scalar(text, pa.large_string()) for text in ("", chr(WALL)))
    wall = pc.binary_join_element_wise(whole, empty, sign)
    offsets = np.frombuffer(wall.buffers()[1], np.int64)[wall.offset :][: len(wall) + 1]
    data = wall.buffers()[2]
    flat = np.frombuffer(data, np.uint8) if data else np.empty(0, np.uint8)
    return flat[offsets[0] : offsets[-1]], offsets[:-1] - offsets[0]
