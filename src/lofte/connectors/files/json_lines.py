"""JSON, one document a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lofte.connectors.files.encodings import decoded, narrow
from lofte.connectors.files.flattening import flat, parsed, solid
from lofte.connectors.files.lottery import Drawing, Ranks
from lofte.connectors.files.streams import Stream
from lofte.connectors.files.tables import Text, sampled, turned
from lofte.connectors.files.tasks import Task, Unreadable
from lofte.connectors.files.windows import drawn_from, lines
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample


def read_json_lines(stream: Stream, task: Task) -> Iterator[TableSample | NotScanned]:
    """One table; nested values by the path of their keys. Lines that are no JSON are told,
    as far as they were drawn."""
    encoding = narrow(stream)
    drawing = Drawing(rows=task.rows, seed=task.seed)
    drawn_from(stream, lines, drawing)
    yield from documents(drawing, task, encoding, counted=stream.broken is None)


def documents(
    drawing: Drawing, task: Task, encoding: str, *, counted: bool
) -> Iterator[TableSample | NotScanned]:
    """The documents drawn as rows of a table."""
    raw, order = drawing.drawn()
    rows, good = _rows(raw, encoding)
    yield sampled(
        task, solid(turned(rows)), rows=drawing.seen, order=_at(order, good), counted=counted
    )
    if len(good) < len(raw):
        said = (
            f"{len(raw) - len(good)} of {len(raw)} documents drawn are not valid JSON. "
            "Have them written anew."
        )
        yield task.lost(Unreadable("malformed", said), task.table)


def _rows(raw: Sequence[bytes], encoding: str) -> tuple[list[dict[str, Text]], list[int]]:
    rows, good = [], []
    for place, line in enumerate(raw):
        try:
            rows.append(flat(parsed(decoded(line, encoding))))
        except (ValueError, RecursionError):
            continue
        good.append(place)
    return rows, good


def _at(order: Ranks, places: Sequence[int]) -> Ranks:
    return order[list(places)] if len(places) < len(order) else order
