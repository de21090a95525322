"""Plain text: blank lines part blocks, bullets start items, and headings are known by shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lofte.areas.notices.rules.blocks import Block, BlockKind

_MARKER = re.compile(r"(?:[•‣◦▪●·*+–—-]|\d{1,3}[.)]|[a-zA-Z][)])(?=\s+\S)")
_HEADING_CHARS = 100
_HEADING_WORDS = 12
_NO_HEADING_ENDS = (".", "!", ":", ";", ",", "…")
# A column of lines no longer than this was wrapped by hand, and its lines belong together.
_WRAP_COLUMN = 100
_FULL_LINE = 45


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines that belong together, as one slice of the source, and its bullet."""

    text: str
    marker: str


def read(text: str) -> tuple[Block, ...]:
    """Blocks whose markers and texts, joined, are the text but for white space."""
    pieces = [piece for chunk in _chunks(text) for piece in _pieces(chunk)]
    edge = _Piece("", "")
    around = zip([edge, *pieces], pieces, [*pieces[1:], edge], strict=False)
    return tuple(_block(piece, before=before, after=after) for before, piece, after in around)


def _chunks(text: str) -> Iterator[list[str]]:
    lines = text.splitlines()
    for blank, chunk in groupby(lines, key=lambda line: not line.strip()):
        if not blank:
            yield [line.strip() for line in chunk]


def _pieces(lines: list[str]) -> Iterator[_Piece]:
    wrapped = max(map(len, lines)) <= _WRAP_COLUMN
    held: list[str] = []
    for line in lines:
        if held and not _continues(held[-1], line, wrapped=wrapped):
            yield _piece(held)
            held = []
        held.append(line)
    yield _piece(held)


def _continues(before: str, line: str, *, wrapped: bool) -> bool:
    if _MARKER.match(line):
        return False
    if line[0].islower():
        return True
    return wrapped and len(before) >= _FULL_LINE


def _piece(lines: list[str]) -> _Piece:
    text = "\n".join(lines)
    marker = _MARKER.match(text)
    if not marker:
        return _Piece(text, "")
    return _Piece(text[marker.end() :].lstrip(), marker.group())


def _block(piece: _Piece, *, before: _Piece, after: _Piece) -> Block:
    heading = bool(after.text) and _has_heading_shape(piece.text)
    # "1. Who we are" over a paragraph is a heading; beside "2. What we do" it is an item.
    if piece.marker and not (
        heading and piece.marker[0].isdigit() and not before.marker and not after.marker
    ):
        return Block(BlockKind.ITEM, 1, piece.text, piece.marker)
    if heading:
        return Block(BlockKind.HEADING, 2 if before.text else 1, piece.text, piece.marker)
    return Block(BlockKind.PARAGRAPH, 0, piece.text)


def _has_heading_shape(text: str) -> bool:
    """Short, one line, no full stop, no small first letter."""
    if "\n" in text or len(text) > _HEADING_CHARS:
        return False
    if text.endswith(_NO_HEADING_ENDS) or text[0].islower():
        return False
    return len(text.split()) <= _HEADING_WORDS and any(map(str.isalpha, text))
