"""Plain texts and logs: a table of one column, a line a row."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lofte.connectors.files.encodings import decoded_piece, narrow
from lofte.connectors.files.lottery import Drawing, Places
from lofte.connectors.files.streams import Stream
from lofte.connectors.files.tables import sampled
from lofte.connectors.files.tasks import Task
from lofte.connectors.files.windows import Cut, drawn_from, lines_with_empty
from lofte.discovery.samples import TableSample

COLUMN = "text"
PIECE = 8192
"""Bytes of a line that are one row; a longer line is several."""
OVERLAP = 256
"""Bytes that a piece shares with the one before, so that nothing is cut in two unseen."""


def read_text(stream: Stream, task: Task) -> Iterator[TableSample]:
    encoding = narrow(stream)
    drawing = Drawing(rows=task.rows, seed=task.seed)
    drawn_from(stream, cut_pieces, drawing)
    rows, order = drawing.drawn()
    found = {COLUMN: [decoded_piece(row, encoding).replace("\x00", " ") for row in rows]}
    yield sampled(task, found, rows=drawing.seen, order=order, counted=stream.broken is None)


def cut_pieces(window: bytes, last: bool) -> Cut:
    """Lines that are not empty, the long ones in overlapping pieces. The pieces of a line do
    not depend on where the window ends: each one but the last has more of its line behind."""
    cut = lines_with_empty(window, last)
    full = cut.ends > cut.starts
    starts, ends, consumed = cut.starts[full], cut.ends[full], cut.consumed
    if len(window) - consumed > PIECE:
        more = np.array(_pieces(consumed, len(window))[:-1])
        starts, ends = np.append(starts, more[:, 0]), np.append(ends, more[:, 1])
        consumed = int(more[-1, 0]) + PIECE - OVERLAP
    return _divided(starts, ends, consumed)


def _divided(starts: Places, ends: Places, consumed: int) -> Cut:
    if not np.any(ends - starts > PIECE):
        return Cut(starts, ends, consumed)
    pairs = zip(starts.tolist(), ends.tolist(), strict=True)
    pieces = np.array([one for start, end in pairs for one in _pieces(start, end)])
    return Cut(pieces[:, 0], pieces[:, 1], consumed)


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > PIECE:
        found.append((start, start + PIECE))
        start += PIECE - OVERLAP
    return [*found, (start, end)]
