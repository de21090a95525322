"""A table of a dump: the raw rows drawn of it, and how they become columns of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np

from lofte.connectors.files.dumps import copied, literals
from lofte.connectors.files.dumps.forms import form_of, is_binary, is_truth, readable
from lofte.connectors.files.encodings import decoded
from lofte.connectors.files.lottery import Drawing, Places, Ranks
from lofte.connectors.files.tables import Text, texts
from lofte.discovery.samples import ColumnSample
from lofte.discovery.schema import Column, TableName

_FEW = 1000
"""Single rows that are gathered before they take part in the lottery."""

Value = bytes | None


@dataclass(frozen=True, slots=True)
class Form:
    """How the raw rows of one tag are taken apart. `columns` as the statement names them,
    empty where it leaves that to the table."""

    columns: tuple[str, ...]
    parsed: Callable[[bytes], list[Value]]


def copied_form(columns: Sequence[str]) -> Form:
    return Form(tuple(columns), copied.values)


def inserted_form(columns: Sequence[str], *, escapes: bool) -> Form:
    return Form(tuple(columns), _inserted_escaped if escapes else _inserted)


def _inserted(row: bytes) -> list[Value]:
    return literals.values(row[1:-1], escapes=False)


def _inserted_escaped(row: bytes) -> list[Value]:
    return literals.values(row[1:-1], escapes=True)


class VirtualTable:
    """`lost` when some of its rows could not be read; `drawn` unless it is only passed over."""

    def __init__(self, name: TableName, *, drawn: bool, rows: int, seed: int) -> None:
        self.name = name
        self.drawn = drawn
        self.lost = False
        self.drawing = Drawing(rows=rows, seed=seed)
        self._forms: list[Form] = []
        self._single: list[bytes] = []
        self._single_tag = 0

    def tag(self, form: Form) -> int:
        if form not in self._forms:
            self._forms.append(form)
        return self._forms.index(form)

    def add(self, row: bytes, tag: int) -> None:
        """One row that stands alone."""
        if self._single and (tag != self._single_tag or len(self._single) >= _FEW):
            self.flush()
        self._single.append(row)
        self._single_tag = tag

    def flush(self) -> None:
        """Let the single rows take part. Before any others do: their order is their rank."""
        if self._single:
            ends = np.cumsum([len(row) for row in self._single])
            starts = ends - [len(row) for row in self._single]
            self.offer(b"".join(self._single), starts, ends, self._single_tag)
            self._single = []

    def offer(self, window: bytes, starts: Places, ends: Places, tag: int) -> None:
        if self.drawn:
            self.drawing.offer(window, starts, ends, tag)

    @property
    def named(self) -> list[str]:
        """All columns that statements have named."""
        return list(dict.fromkeys(name for form in self._forms for name in form.columns))

    def columns(
        self, columns: Sequence[Column], encoding: str
    ) -> tuple[list[ColumnSample], Ranks]:
        """The rows drawn, as columns; those a row does not have are null."""
        self.flush()
        rows, order = self.drawing.drawn()
        tags = self.drawing.tags
        if len(set(tags)) <= 1:
            form = self._forms[tags[0]] if tags else Form((), copied.values)
            found = _turned(rows, form, columns)
        else:
            found = self._mixed(rows, tags, columns)
        return [
            _sample(column, values, encoding)
            for column, values in zip(columns, found, strict=True)
        ], order

    def widest(self) -> int:
        """Values of the widest row that names no columns."""
        self.flush()
        rows, _ = self.drawing.drawn()
        pairs = zip(rows, self.drawing.tags, strict=True)
        forms = ((row, self._forms[tag]) for row, tag in pairs)
        return max((len(f.parsed(row)) for row, f in forms if not f.columns), default=0)

    def _mixed(
        self, rows: Sequence[bytes], tags: Sequence[int], columns: Sequence[Column]
    ) -> Iterator[Sequence[Value]]:
        """Rows of several forms, each kept in its place."""
        whole: list[list[Value]] = [[None] * len(rows) for _ in columns]
        for tag in set(tags):
            at = [place for place, other in enumerate(tags) if other == tag]
            part = _turned([rows[place] for place in at], self._forms[tag], columns)
            for target, values in zip(whole, part, strict=True):
                for place, value in zip(at, values, strict=True):
                    target[place] = value
        return iter(whole)


def _turned(
    rows: Sequence[bytes], form: Form, columns: Sequence[Column]
) -> Iterator[Sequence[Value]]:
    """The values of each column. What a row has beyond its form's columns is left out."""
    names = form.columns or tuple(column.name for column in columns)
    nothing = [None] * len(rows)
    by_place = list(zip_longest(*map(form.parsed, rows)))[: len(names)]
    by_name = dict(zip(names, by_place, strict=False))
    return (by_name.get(column.name, nothing) for column in columns)


def _sample(column: Column, values: Sequence[Value], encoding: str) -> ColumnSample:
    found = _texts(column.type, values, encoding)
    written = texts(found)
    unread = written.null_count == len(values) and any(v is not None for v in values)
    return ColumnSample(
        name=column.name,
        declared=column.type,
        values=written,
        note="binary" if unread else None,
    )


def _texts(declared: str, values: Sequence[Value], encoding: str) -> list[Text]:
    if is_binary(declared):
        return [None if value is None else readable(value) for value in values]
    # A bit may be written as a byte, in hexadecimal digits.
    found = _decoded(values, "latin-1" if is_truth(declared) else encoding)
    form = form_of(declared)
    return found if form is None else [None if one is None else form(one) for one in found]


def _decoded(values: Sequence[Value], encoding: str) -> list[Text]:
    """All at once where nothing speaks against it, else one by one."""
    given = [value for value in values if value is not None]
    if encoding == "utf-8" and literals.Raw not in set(map(type, given)):
        joined = b"\x00".join(given)
        try:
            found = joined.decode().split("\x00")
        except UnicodeDecodeError:
            found = []
        if len(found) == len(given) == len(values):
            return list(found)
        if len(found) == len(given):
            whole = iter(found)
            return [None if value is None else next(whole) for value in values]
    return [None if value is None else _one(value, encoding) for value in values]


def _one(value: bytes, encoding: str) -> Text:
    raw = isinstance(value, literals.Raw) and encoding != "latin-1"
    return readable(value) if raw else decoded(value, encoding)
