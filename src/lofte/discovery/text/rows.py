"""Rows of values, and in which column of theirs a place is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lofte.discovery.text.pages import Ints, Page, table

COMMA, TAB, LINE, PARENTHESIS = 0x2C, 0x09, 0x0A, 0x28
_FIELD_LONGEST = 128
_NOWHERE = np.empty(0, np.int64)
_STOPS = table(b",)\t\r\n;\x1e")


class Kind(NamedTuple):
    """What divides fields, what begins a row, what quotes, and what divides the names."""

    divider: int
    opener: int
    quote: int
    names: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Stretches of rows, in order and apart; the names of columns of each are `heads[head]`."""

    kind: Kind
    start: Ints
    end: Ints
    head: Ints
    heads: tuple[bytes, ...]

    def below(self, head: int) -> Rows:
        """Those with one of the heads."""
        same = self.head == head
        return Rows(self.kind, self.start[same], self.end[same], self.head[same], self.heads)


def rows_of(kind: Kind, parts: Iterable[tuple[bytes, Ints, Ints]]) -> Rows:
    """Stretches with their heads, put in order."""
    named = list(parts)
    heads = tuple(dict.fromkeys(head for head, _, _ in named))
    number = {head: at for at, head in enumerate(heads)}
    start = np.concatenate([_NOWHERE, *(start for _, start, _ in named)])
    end = np.concatenate([_NOWHERE, *(end for _, _, end in named)])
    head = np.concatenate(
        [_NOWHERE, *(np.full(len(start), number[head]) for head, start, _ in named)]
    )
    order = np.argsort(start, kind="stable")
    return Rows(kind, start[order], end[order], head[order], heads)


def within(rows: Rows, at: Ints) -> Ints:
    """The stretch each place is in, or -1."""
    if not len(rows.start):
        return np.full(len(at), -1)
    found = np.searchsorted(rows.start, at, "right") - 1
    return np.where((found >= 0) & (at < rows.end[found]), found, -1)


def columns(page: Page, rows: Rows, at: Ints) -> tuple[Ints, Ints]:
    """The column of each place inside, and where its field begins."""
    dividers, openers = _marks(page, rows)
    first = rows.start[np.searchsorted(rows.start, at, "right") - 1] - 1
    begin = np.maximum(_last_before(openers, at), first)
    column = np.searchsorted(dividers, at) - np.searchsorted(dividers, begin)
    return column, np.maximum(begin, _last_before(dividers, at))


def names(head: bytes, kind: Kind) -> list[bytes]:
    """Of the columns, in order, without quotes."""
    return [name.strip(b" \"'`[]") for name in head.split(bytes([kind.names]))]


def fields(page: Page, rows: Rows, wanted: int) -> tuple[Ints, Ints]:
    """Where each value of a column begins and ends, without its quotes."""
    dividers, openers = _marks(page, rows)
    begin = np.sort(np.concatenate([dividers, openers])) + 1
    begin = begin[begin < len(page.raw) - _FIELD_LONGEST - 2]
    row = _last_before(openers, begin)
    begin = begin[np.searchsorted(dividers, begin) - np.searchsorted(dividers, row) == wanted]
    begin = begin + (page.raw[begin] == 0x20)
    quote = page.raw[begin]
    quoted = (quote == 0x27) | (quote == 0x22)
    begin = begin + quoted
    window = page.windows(begin, _FIELD_LONGEST)
    stops = np.where(quoted[:, None], window == quote[:, None], _STOPS[window])
    return begin, begin + np.argmax(stops, axis=1)


def _marks(page: Page, rows: Rows) -> tuple[Ints, Ints]:
    """Where fields are divided, and where rows begin; not between quotes."""
    raw, kind = page.raw, rows.kind
    quote = raw == kind.quote
    quote[1:] &= raw[:-1] != 0x5C
    quotes = np.flatnonzero(quote)
    dividers = _outside(np.flatnonzero(raw == kind.divider), quotes, rows)
    return dividers, _outside(np.flatnonzero(raw == kind.opener), quotes, rows)


def _outside(signs: Ints, quotes: Ints, rows: Rows) -> Ints:
    region = within(rows, signs)
    signs, region = signs[region >= 0], region[region >= 0]
    opened = np.searchsorted(quotes, signs) - np.searchsorted(quotes, rows.start)[region]
    return np.asarray(signs[opened % 2 == 0])


def _last_before(places: Ints, at: Ints) -> Ints:
    if not len(places):
        return np.full(len(at), -1)
    found = np.searchsorted(places, at) - 1
    return np.asarray(np.where(found >= 0, places[np.maximum(found, 0)], -1))
