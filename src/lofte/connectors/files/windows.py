"""Whole rows of a stream, some megabytes at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from lofte.connectors.files.lottery import Drawing, Places
from lofte.connectors.files.tasks import LONGEST_ROW

NEWLINE, RETURN = 10, 13


class Cut(NamedTuple):
    """Rows stand from `starts` up to `ends`; from `consumed` on the window is to be shown
    again, with more behind it."""

    starts: Places
    ends: Places
    consumed: int


Cutter = Callable[[bytes, bool], Cut]
"""Cuts a window that begins with a row; the second argument says that nothing follows it."""


def drawn_from(chunks: Iterable[bytes], cutter: Cutter, drawing: Drawing) -> None:
    """Offer every row of the chunks to the drawing."""
    for window, cut in windows(chunks, cutter):
        drawing.offer(window, cut.starts, cut.ends)


def windows(chunks: Iterable[bytes], cutter: Cutter) -> Iterator[tuple[bytes, Cut]]:
    """All of the chunks, cut. A window without a whole row grows to twice its size, so that
    a long row costs time in proportion to its length; where `LONGEST_ROW` bytes hold none, the
    cutter is told that nothing follows."""
    waiting: list[bytes] = []
    size = wanted = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size < wanted:
            continue
        window = b"".join(waiting) if len(waiting) > 1 else chunk
        cut = cutter(window, False)
        if not cut.consumed and size >= LONGEST_ROW:
            cut = cutter(window, True)
        if cut.consumed:
            yield window, cut
        rest = window[cut.consumed :]
        waiting, size, wanted = [rest], len(rest), 0 if cut.consumed else 2 * len(rest)
    if size:
        window = b"".join(waiting)
        yield window, cutter(window, True)


def lines(window: bytes, last: bool) -> Cut:
    """A line is a row; an empty one is none."""
    cut = lines_with_empty(window, last)
    full = cut.ends > cut.starts
    return Cut(cut.starts[full], cut.ends[full], cut.consumed)


def lines_with_empty(window: bytes, last: bool) -> Cut:
    """A line is a row, whatever is in it."""
    array = np.frombuffer(window, dtype=np.uint8)
    return rows_between(window, np.flatnonzero(array == NEWLINE), last)


def rows_between(window: bytes, breaks: Places, last: bool) -> Cut:
    """Rows that end with these newlines, and with the window where nothing follows it.
    Without the carriage return before a newline."""
    array = np.frombuffer(window, dtype=np.uint8)
    consumed = len(window) if last else int(breaks[-1]) + 1 if len(breaks) else 0
    if last and window and (not len(breaks) or breaks[-1] != len(window) - 1):
        breaks = np.append(breaks, len(window))
    starts = np.zeros(len(breaks), dtype=np.int64)
    starts[1:] = breaks[:-1] + 1
    ends = breaks.astype(np.int64)
    if len(ends):
        ends = ends - ((ends > starts) & (array[np.maximum(ends - 1, 0)] == RETURN))
    return Cut(starts, ends, consumed)
