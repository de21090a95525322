"""INSERT and COPY: which columns they name, and where their rows stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

from lofte.discovery.text.literals import Engine
from lofte.discovery.text.matching import hash_of
from lofte.discovery.text.pages import WALL, Ints, Page
from lofte.discovery.text.rows import COMMA, LINE, PARENTHESIS, TAB, Kind, Rows, rows_of

_INSERT, _COPY = b"insert into ", b"copy "
_WALL = bytes([WALL])
_LONGEST = 4000
_ALIKE = 48
"""Statements that begin with as many equal bytes are looked at together."""


@cache
def _verbs(engine: type[Engine]) -> Engine:
    return engine((_INSERT, _COPY))


def statements_of(page: Page, engine: type[Engine]) -> Iterator[Rows]:
    """Their rows, those of each verb together."""
    verb, end = _verbs(engine).ends(page.raw.tobytes())
    if not len(verb):
        return
    text = page.folded.tobytes()
    raw = page.raw
    walls = page.walls
    for number, (said, until, kind) in enumerate(
        ((_INSERT, b"values", _INSERTED), (_COPY, b"stdin;", _COPIED))
    ):
        places = np.sort(end[verb == number]) - len(said)
        if not len(places):
            continue
        mark = (raw[:-1] == 0x3B) & (raw[1:] == 0x0A)
        if kind is _COPIED:
            mark = (raw[:-1] == 0x5C) & (raw[1:] == 0x2E)
        stops = np.concatenate([np.flatnonzero(mark), walls, places, [len(raw)]])
        stops.sort()
        yield rows_of(
            kind,
            (
                (head, starts, stops[np.searchsorted(stops, starts)])
                for head, starts in _heads(page, text, places, until)
            ),
        )


_INSERTED = Kind(divider=COMMA, opener=PARENTHESIS, quote=0x27, names=COMMA)
_COPIED = Kind(divider=TAB, opener=LINE, quote=0x22, names=COMMA)


def _heads(page: Page, text: bytes, places: Ints, until: bytes) -> Iterator[tuple[bytes, Ints]]:
    """Lists of columns, and where the values begin that are put into them."""
    begins: dict[bytes, list[Ints]] = {}
    for group in _alike(page, places):
        left = group
        while len(left):
            known, head = _head(text, int(left[0]), until)
            same = _equal(page, left, known)
            if known:
                begins.setdefault(head, []).append(left[same] + len(known))
            left = left[~same]
    for head, parts in begins.items():
        yield head, np.sort(np.concatenate(parts))


def _alike(page: Page, places: Ints) -> list[Ints]:
    inside = places[places + _ALIKE + 8 < len(page.raw)]
    value = hash_of(page.folded, inside, _ALIKE)
    order = np.argsort(value, kind="stable")
    parts = np.flatnonzero(np.diff(value[order])) + 1
    return np.split(inside[order], parts) if len(inside) else []


def _equal(
    page: Page, places: Ints, known: bytes
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which statements begin as the first one does; at least that one."""
    same = np.zeros(len(places), bool)
    inside = places + len(known) < len(page.raw)
    view = np.lib.stride_tricks.sliding_window_view(page.folded, max(len(known), 1))
    if known:
        same[inside] = (view[places[inside]] == np.frombuffer(known, np.uint8)).all(axis=1)
    same[0] = True
    return same


def _head(text: bytes, at: int, until: bytes) -> tuple[bytes, bytes]:
    """A statement up to its values, and its list of columns; both empty without one."""
    opened = text.find(b"(", at, at + 400)
    closed = text.find(b")", opened, opened + _LONGEST) if opened >= 0 else -1
    begins = text.find(until, closed, closed + 40) if closed >= 0 else -1
    if begins < 0 or _WALL in text[at:begins]:
        return b"", b""
    return text[at : begins + len(until)], text[opened + 1 : closed]
