"""SQL dumps, read from front to back: statements are understood, rows between them drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lofte.connectors.files.dumps.copied import cut_copied
from lofte.connectors.files.dumps.definitions import define
from lofte.connectors.files.dumps.holding import Holding
from lofte.connectors.files.dumps.names import listed, parts
from lofte.connectors.files.dumps.settings import Settings
from lofte.connectors.files.dumps.statements import (
    ANEW,
    COMMENTED,
    COPIED,
    COPY,
    DELIMITED,
    DELIMITER,
    INSERT,
    SETTING,
    SHAPING,
    SKIPPED,
    dialect_of,
)
from lofte.connectors.files.dumps.tuples import TupleCutter, beginning
from lofte.connectors.files.dumps.virtual import VirtualTable, copied_form, inserted_form
from lofte.connectors.files.dumps.worded import WORDED, rows_in
from lofte.connectors.files.encodings import decoded, narrow
from lofte.connectors.files.feed import Feed
from lofte.connectors.files.streams import Stream
from lofte.connectors.files.tasks import Task, Unreadable
from lofte.connectors.files.windows import Cut
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample

Found = Iterator[TableSample | NotScanned]
RunCutter = Callable[[bytes, bool], tuple[Cut, bool]]

_SHOWN = 64 << 10
"""Bytes of a statement that are in memory when it is looked at."""
_FIRST, _TIMES = 8 << 10, 8
"""Bytes of the first window of a run, and how the next ones grow: most runs are short in a
dump where tables take turns."""
_SETTLED_EACH = 8 << 20


def read_dump(stream: Stream, task: Task) -> Found:
    """Every table that is defined or has rows. Rows are counted exactly."""
    encoding = narrow(stream)
    reading = _Reading(stream, task, encoding)
    yield from reading.statements()
    if stream.broken is not None:
        reading.lose_all()
    elif reading.broke_off:
        yield task.lost(_CUT)
    yield from reading.holding.samples()


class _Reading:
    """One dump. What the beginning of an INSERT says is remembered (`_known`), for thousands
    begin alike; until a statement may have changed what it means."""

    def __init__(self, stream: Stream, task: Task, encoding: str) -> None:
        self.holding = Holding(task)
        self.holding.encoding = encoding
        self._task = task
        self._dialect = dialect_of(stream.head())
        self._feed = Feed(iter(stream))
        self._settings = Settings(self.holding)
        self.broke_off = False
        self._known: dict[bytes, tuple[VirtualTable, int]] = {}
        self._settled = 0

    def statements(self) -> Found:
        feed = self._feed
        while self._arrived():
            try:
                yield from self._statement()
            except Unreadable as error:
                yield self._task.lost(error)
                feed.pass_over(ANEW)
            if feed.passed - self._settled > _SETTLED_EACH:
                self._settled = feed.passed
                self._known.clear()
                yield from self.holding.settled()

    def lose_all(self) -> None:
        """The dump broke off: nobody knows how many rows its last tables have."""
        for name in self.holding.shapes.names:
            self.holding.table(name).lost = True

    def _arrived(self) -> bool:
        """Go to the next statement, over comments and blanks; whether there is one."""
        feed = self._feed
        feed.ahead(_SHOWN)
        while True:
            found = SKIPPED.match(feed.text, feed.at)
            end = found.end() if found else feed.at
            open_comment = feed.text.startswith(b"/*", end)
            if (end < len(feed.text) and not open_comment) or feed.ended:
                break
            if feed.too_long():
                feed.at = end + 2 * open_comment
            feed.more()
        feed.at = end
        feed.ahead(_SHOWN)
        return feed.at < len(feed.text)

    def _statement(self) -> Found:
        text, at = self._feed.text, self._feed.at
        if found := INSERT.match(text, at):
            yield from self._inserted(found)
        elif found := COPY.match(text, at):
            yield from self._copied(found)
        elif found := DELIMITER.match(text, at):
            if found[1] != b";":
                self._feed.pass_over(DELIMITED)
            else:
                self._feed.at = found.end()
        elif WORDED.match(text, at):
            yield from self._worded()
        elif SHAPING.match(text, at):
            self._known.clear()
            define(self._whole(), self.holding.shapes)
        elif SETTING.match(text, at):
            self._known.clear()
            self._settings.learn(self._whole())
        else:
            self._passed()

    def _copied(self, found: re.Match[bytes]) -> Found:
        table = self._table(found[1])
        if table is None or b"csv" in found[3].lower():
            self._feed.at = found.end()
            self._feed.pass_over(COPIED)
            yield self._lost(found[1], _COPY_AS_CSV if table else _TAKES_TURNS)
            return
        table.flush()
        tag = table.tag(copied_form(_names(found[2])))
        self._feed.at = found.end()
        yield from self._run(table, cut_copied, tag)
        if (
            not self._feed.text[max(self._feed.at - 4, 0) : self._feed.at]
            .rstrip()
            .endswith(b"\\.")
        ):
            table.lost = True
            yield self._lost(found[1], _CUT)
            self._feed.at = len(self._feed.text)

    def _inserted(self, found: re.Match[bytes]) -> Found:
        """One row by itself is kept for later; a run is cut a window at a time."""
        header, escapes = found[0], self._dialect.escapes
        if header not in self._known:
            table = self._table(found[1])
            if table is None:
                self._passed()
                yield self._lost(found[1], _TAKES_TURNS)
                return
            form = inserted_form(_names(found[2]), escapes=escapes)
            self._known[header] = table, table.tag(form)
        table, tag = self._known[header]
        self._feed.at = found.end()
        row, between = beginning(self._feed.text, found.end(), header, escapes=escapes)
        if row is None:
            table.flush()
            yield from self._run(table, TupleCutter(between, escapes=escapes).cut, tag)
        else:
            table.add(row, tag)
            self._feed.at += len(row)

    def _worded(self) -> Found:
        """Rows of a statement without VALUES, each kept for later."""
        escapes = self._dialect.escapes
        for row in rows_in(self._passed(), escapes=escapes):
            table = self._table(row.table)
            if table is None:
                yield self._lost(row.table, _TAKES_TURNS)
                return
            form = inserted_form(_names(row.columns), escapes=escapes)
            table.add(row.values, table.tag(form))

    def _run(self, table: VirtualTable, cutter: RunCutter, tag: int) -> Found:
        """All rows of a run, a window at a time."""
        feed, size, stopped = self._feed, _FIRST, False
        while not stopped:
            window = feed.text[feed.at : feed.at + size]
            all_shown = feed.at + len(window) == len(feed.text)
            cut, stopped = cutter(window, all_shown and feed.ended)
            table.offer(window, cut.starts, cut.ends, tag)
            feed.at += cut.consumed
            size *= _TIMES
            if stopped and cutter is not cut_copied and self._over_comments():
                size, stopped = _FIRST, False
                continue
            if all_shown and not stopped:
                if feed.too_long() and not cut.consumed:
                    table.lost = True
                    if cutter is not cut_copied:
                        raise Unreadable("row_too_long", _ROW_TOO_LONG)
                    yield self._lost(str(table.name).encode(), _LINE_TOO_LONG)
                    feed.pass_over(_LINE)
                feed.more()
        yield from self._unended(table)

    def _over_comments(self) -> bool:
        """Go to the next row of a run over what people wrote between them; whether there is
        one."""
        feed = self._feed
        feed.ahead(_SHOWN)
        found = COMMENTED.match(feed.text, feed.at)
        feed.at = found.end() if found else feed.at
        return found is not None

    def _unended(self, table: VirtualTable) -> Found:
        """What is left of a run that the end of the file cut in two."""
        feed = self._feed
        rest = feed.text[feed.at : feed.at + _SHOWN].lstrip()
        if feed.ended and rest[:1] in (b"(", b","):
            table.lost = True
            yield self._lost(str(table.name).encode(), _CUT)
            feed.at = len(feed.text)

    def _whole(self) -> str:
        """The statement that begins here. What the end of the file leaves of it, too."""
        return decoded(self._passed(), self.holding.encoding)

    def _passed(self) -> bytes:
        """Go behind the statement that begins here. Raises `Unreadable`."""
        feed = self._feed
        found = feed.match(self._dialect.rest)
        if found is not None:
            feed.at = found.end()
            return found[0]
        if feed.too_long():
            raise Unreadable("statement_too_long", _STATEMENT_TOO_LONG)
        rest = feed.text[feed.at :]
        feed.at = len(feed.text)
        self.broke_off = self.broke_off or not self._dialect.rest.fullmatch(rest + b";")
        return rest

    def _table(self, name: bytes) -> VirtualTable | None:
        full = self.holding.shapes.named(parts(decoded(name, "utf-8")))
        return None if self.holding.told(full) else self.holding.table(full)

    def _lost(self, name: bytes, error: Unreadable) -> NotScanned:
        return self._task.lost(error, ".".join(parts(decoded(name, "utf-8"))))


def _names(written: bytes | None) -> list[str]:
    return listed(decoded(written[1:-1], "utf-8")) if written else []


_CUT = Unreadable("cut", "It breaks off in the midst of a statement. Have it written anew.")
_COPY_AS_CSV = Unreadable("copy_format", "Its rows are copied as CSV. Dump them as text.")
_TAKES_TURNS = Unreadable(
    "scattered", "Its rows are scattered over a large dump; these came too late to count."
)
_LINE_TOO_LONG = Unreadable(
    "row_too_long", "Rows longer than 8 MiB were passed over; all others were read."
)
_LINE = re.compile(rb"\n")
_ROW_TOO_LONG = "A row is longer than 8 MiB; what follows it in its statement was not read."
_STATEMENT_TOO_LONG = "A statement is longer than 8 MiB, and was passed over."
