"""Values as SQL writes them, taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLAIN = re.compile(rb"(NULL|[+-]?\d[\d.]*+|'[^'\\]*+')(?:,|\Z)")
_ALL_PLAIN = re.compile(rb"(?:(?:NULL|[+-]?\d[\d.]*+|'[^'\\]*+')(?:,|\Z))*+")

_QUOTED = {True: rb"'(?:[^'\\]++|\\.|'')*+'", False: rb"'(?:[^']++|'')*+'"}
_DOUBLE = rb'"(?:[^"\\]++|\\.|"")*+"'
_LEX = {
    escapes: re.compile(quoted + rb"|" + _DOUBLE + rb"|[(),]|[^'\"(),]++|.", re.DOTALL)
    for escapes, quoted in _QUOTED.items()
}
_STRING = {
    escapes: re.compile(
        rb"([NEne]|_\w+)?\s*(" + quoted + rb")(?:::[\w \".]+(?:\([\d,]*\))?(?:\[\])*)?",
        re.DOTALL,
    )
    for escapes, quoted in _QUOTED.items()
}
_NUMBER = re.compile(rb"[+-]?\d[\w.+-]*|[+-]?\.\d+")
_HEX = re.compile(rb"(?:_\w+\s*)?(?:0[xX]([0-9A-Fa-f]*)|[xX]'([0-9A-Fa-f]*)')")
_BITS = re.compile(rb"[bB]'([01]*)'")
_LINES = re.compile(rb"replace\(.*,'\\([nr])',char\(1[03]\)\)", re.DOTALL | re.IGNORECASE)
_CODE_POINT = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|\+([0-9a-fA-F]{6})|(\\))")

_ESCAPE = re.compile(rb"\\(.)|''", re.DOTALL)
_MEANT = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"0": b"\0", b"b": b"\b", b"Z": b"\x1a"}
_WORDS = frozenset({b"true", b"false"})


class Raw(bytes):
    """Bytes that were written as digits: whether they are text is to be seen."""


def values(row: bytes, *, escapes: bool) -> list[bytes | None]:
    """The values of one tuple, without its parentheses. Of a call, the first text in it."""
    if _ALL_PLAIN.fullmatch(row):
        return [
            None if one == b"NULL" else one[1:-1] if one[:1] == b"'" else one
            for one in _PLAIN.findall(row)
        ]
    return [_value(part.strip(), escapes) for part in _divided(row, escapes)]


def _divided(row: bytes, escapes: bool) -> Iterator[bytes]:
    """Between the commas outside of quotes and parentheses."""
    depth = begin = 0
    for token in _LEX[escapes].finditer(row):
        char = token[0]
        if char == b"," and depth == 0:
            yield row[begin : token.start()]
            begin = token.end()
        depth += (char == b"(") - (char == b")")
    yield row[begin:]


def _value(text: bytes, escapes: bool) -> bytes | None:
    if text[:1] == b'"':
        return _unescaped(text[1:-1].replace(b'""', b'"'), escapes)
    if string := _STRING[escapes].fullmatch(text):
        found = _unescaped(string[2][1:-1], escapes or string[1] in (b"E", b"e"))
        return Raw(found) if string[1] == b"_binary" else found
    if digits := _HEX.fullmatch(text):
        return _of_hex(digits[1] or digits[2] or b"")
    if bits := _BITS.fullmatch(text):
        return bits[1]
    if _NUMBER.fullmatch(text):
        return text
    return text.lower() if text.lower() in _WORDS else _of_call(text, escapes)


def _of_hex(digits: bytes) -> Raw:
    return Raw(bytes.fromhex((b"0" * (len(digits) % 2) + digits).decode()))


def _of_call(text: bytes, escapes: bool) -> bytes | None:
    """The first text in an expression; with line ends as SQLite's dump puts them in."""
    string = _STRING[escapes].search(text)
    if string is None:
        return None
    found = _unescaped(string[2][1:-1], escapes)
    if text[:7].lower() == b"unistr(":
        return _CODE_POINT.sub(_code_point, found)
    while lines := _LINES.fullmatch(text):
        found = found.replace(b"\\" + lines[1], b"\n" if lines[1] == b"n" else b"\r")
        text = text[text.index(b"(") + 1 : text.rindex(b",'\\")]
    return found


def _code_point(found: re.Match[bytes]) -> bytes:
    if found[3]:
        return b"\\"
    return chr(int(found[1] or found[2], 16)).encode("utf-8", "replace")


def _unescaped(text: bytes, escapes: bool) -> bytes:
    if escapes and b"\\" in text:
        return _ESCAPE.sub(lambda m: _MEANT.get(m[1], m[1]) if m[1] else b"'", text)
    return text.replace(b"''", b"'")
