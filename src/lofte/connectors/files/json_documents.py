"""JSON documents, small ones as a whole, and of large ones their lists member by member."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lofte.connectors.files.balanced import Json
from lofte.connectors.files.encodings import decoded, narrow
from lofte.connectors.files.feed import Feed
from lofte.connectors.files.flattening import flat, parsed, solid
from lofte.connectors.files.json_lines import documents
from lofte.connectors.files.json_tables import holds_rows, tables_in
from lofte.connectors.files.lottery import Drawing, draw
from lofte.connectors.files.streams import Stream
from lofte.connectors.files.tables import sampled, turned
from lofte.connectors.files.tasks import CHUNK, Task, Unreadable
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample

Found = Iterator[TableSample | NotScanned]

SMALL = 8 << 20
"""Bytes of a document that is read as one: it takes ten times as much memory."""
_LIST = re.compile(rb"\[\s*(?=[\[{])")
_KEY = re.compile(rb'[\s,]*("(?:[^"\\]++|\\.)*+")\s*:\s*(?=\S)', re.DOTALL)
_END = re.compile(rb"[\s,]*\}")
_SCALAR = re.compile(rb'(?:"(?:[^"\\]++|\\.)*+"|[^",}\]\s]++)(?=\s*[,}])', re.DOTALL)
_BRACKETS = Json()

_CUT = Unreadable("cut", "It breaks off: what came before was read. Have it written anew.")
_NO_JSON = Unreadable("malformed", "It is not valid JSON. Have it written anew.")
_TOO_LARGE = Unreadable(
    "too_large", "A member is longer than 8 MiB, and what follows was not read. Write one "
    "document a line.",
)  # fmt: skip


def read_json(stream: Stream, task: Task) -> Found:
    """Every list of objects, wherever it lies, is a table."""
    encoding = narrow(stream)
    head = stream.head(SMALL)
    try:
        value = parsed(decoded(head, encoding)) if len(head) < SMALL else None
    except (ValueError, RecursionError):
        value = None
    if value is None:
        yield from _Large(stream, encoding, task).tables()
    else:
        yield from _whole(value, "", task)


def _whole(value: Any, name: str, task: Task) -> Found:
    for path, rows in tables_in(value, name):
        drawn = draw(task.seed, [(0, len(rows))], task.rows)
        columns = solid(turned([flat(rows[at]) for at in drawn.positions.tolist()]))
        own = task.of(path) if path else task
        yield sampled(own, columns, rows=len(rows), order=drawn.ranks)


class _Large:
    """Goes down through objects to lists of objects and lists, however long these are."""

    def __init__(self, stream: Stream, encoding: str, task: Task) -> None:
        self._feed = Feed(iter(stream))
        self._stream, self._encoding, self._task = stream, encoding, task
        self._path: list[str] = []
        self._rest: dict[str, Any] = {}

    def tables(self) -> Found:
        feed = self._feed
        feed.ahead(CHUNK)
        feed.at = len(feed.text) - len(feed.text.lstrip())
        yield from self._value()
        while self._path:
            if end := feed.match(_END):
                feed.at = end.end()
                self._path.pop()
            else:
                yield from self._member()
        if self._rest:
            columns = turned([flat(self._rest)])
            drawn = draw(self._task.seed, [(0, 1)], 0)
            yield sampled(self._task, columns, rows=1, order=drawn.ranks)

    def _member(self) -> Found:
        key = self._feed.match(_KEY)
        if key is None:
            raise _CUT if self._feed.ended else _NO_JSON
        self._feed.at = key.end()
        self._path.append(str(parsed(decoded(key[1], self._encoding))))
        yield from self._value()

    def _value(self) -> Found:
        """A long list is a table, an object is gone down into unless it is short. Leaves the
        path as it was, but for an object gone down into."""
        feed = self._feed
        feed.ahead(CHUNK)
        if found := _LIST.match(feed.text, feed.at):
            feed.at = found.end()
            yield from self._list()
        elif (raw := self._short()) is not None:
            yield from self._kept(raw)
        else:
            if feed.text[feed.at : feed.at + 1] != b"{":
                seen = len(feed.text) - feed.at
                raise _CUT if feed.ended and seen < CHUNK else _TOO_LARGE
            feed.at += 1
            if not self._path:
                self._path.append("")
            return
        if self._path:
            self._path.pop()

    def _list(self) -> Found:
        feed, task = self._feed, self._task
        drawing = Drawing(rows=task.rows, seed=task.seed)
        closed = False
        while not closed:
            window = feed.text[feed.at :]
            items = _BRACKETS.items(window)
            drawing.offer(window, items.starts, items.ends)
            feed.at += int(items.ends[-1]) if len(items.ends) else 0
            if closed := items.closed is not None:
                feed.at = len(feed.text) - len(window) + int(items.closed or 0) + 1
            elif (feed.too_long() and not len(items.ends)) or not feed.more():
                break
        own = task.of(self._name) if self._name else task
        whole = closed and self._stream.broken is None
        yield from documents(drawing, own, self._encoding, counted=whole)
        if not closed:
            raise _CUT if feed.ended else _TOO_LARGE

    def _short(self) -> bytes | None:
        """A value that is all in sight; None of an object or list that is not."""
        feed = self._feed
        if feed.text[feed.at : feed.at + 1] in (b"{", b"["):
            window = feed.text[feed.at : feed.at + CHUNK]
            items = _BRACKETS.items(window)
            if not len(items.ends):
                return None
            raw = window[: int(items.ends[0])]
        else:
            found = feed.match(_SCALAR)
            if found is None:
                raise _CUT if feed.ended else _TOO_LARGE
            raw = found[0]
        feed.at += len(raw)
        return raw

    def _kept(self, raw: bytes) -> Found:
        """The tables in a value, or a value of the row of what is no table."""
        try:
            value = parsed(decoded(raw, self._encoding))
        except (ValueError, RecursionError):
            raise _NO_JSON from None
        if holds_rows(value):
            yield from _whole(value, self._name, self._task)
        else:
            self._rest[self._name] = value

    @property
    def _name(self) -> str:
        return ".".join(part for part in self._path if part)
