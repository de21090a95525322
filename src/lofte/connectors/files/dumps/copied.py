"""Rows as PostgreSQL's COPY writes them: a line each, up to a line of `\\.`."""

from __future__ import annotations

import re

from lofte.connectors.files.windows import Cut, lines_with_empty

_END = re.compile(rb"\\\.\r?(?:\n|\Z)")
_ESCAPE = re.compile(rb"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_MEANT = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


def cut_copied(window: bytes, last: bool) -> tuple[Cut, bool]:
    """The rows of a window, and whether their end has come. A backslash in a value is always
    doubled, so no line of data looks like the end. A line that was cut off is no row."""
    end = _end(window, last)
    if end is None:
        return lines_with_empty(window, False), last
    begin, behind = end
    cut = lines_with_empty(window[:begin], True)
    return Cut(cut.starts, cut.ends, behind), True


def values(row: bytes) -> list[bytes | None]:
    if b"\\" not in row:
        return list(row.split(b"\t"))
    return [_value(text) for text in row.split(b"\t")]


def _end(window: bytes, last: bool) -> tuple[int, int] | None:
    """From where to where the last line goes. One that is not all there is left for later."""
    at = 0 if window.startswith(b"\\.") else window.find(b"\n\\.") + 1
    while at or window.startswith(b"\\."):
        found = _END.match(window, at)
        if found and (found[0].endswith(b"\n") or last):
            return at, found.end()
        at = window.find(b"\n\\.", at) + 1
        if not at:
            break
    return None


def _value(text: bytes) -> bytes | None:
    if text == b"\\N":
        return None
    return _ESCAPE.sub(_meant, text) if b"\\" in text else text


def _meant(found: re.Match[bytes]) -> bytes:
    text = found[1]
    if text in _MEANT:
        return _MEANT[text]
    if text[:1] == b"x" and len(text) > 1:
        return bytes([int(text[1:], 16)])
    return bytes([int(text, 8) & 255]) if text.isdigit() and text < b"8" else text
