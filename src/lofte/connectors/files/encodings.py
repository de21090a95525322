"""Which letters the bytes of a text mean."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lofte.connectors.files.streams import Stream

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 64 << 10
_WIDE_SHARE = 0.7
"""Of every second byte being NUL, and hardly one of the others: UTF-16 of Western text."""

# Å Ä Ö å ä ö between letters, as DOS wrote them (code page 850 and 437).
_DOS_LETTERS = re.compile(rb"(?<=[A-Za-z])[\x84\x86\x94](?=[a-z])|[\x8e\x8f\x99](?=[a-z]{2})")
# The same in Windows' code page and in ISO 8859-1.
_WINDOWS_LETTERS = re.compile(
    rb"(?<=[A-Za-z])[\xe4\xe5\xf6](?=[a-z])|[\xc4\xc5\xd6](?=[a-z]{2})"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` as Python knows it; `mark` is how many bytes a byte order mark takes."""

    name: str
    mark: int = 0

    @property
    def wide(self) -> bool:
        return self.name.startswith(("utf-16", "utf-32"))


def encoding_of(head: bytes) -> Encoding:
    """By its mark; by NULs; UTF-8 where it is valid; else the code page of DOS or Windows."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, len(mark))
    sample = head[:_LOOKED_AT]
    return Encoding(_wide(sample) or _narrow(sample))


def narrow(stream: Stream) -> str:
    """Make the stream one where a newline is the byte 10, and say how its rows are decoded."""
    found = encoding_of(stream.head())
    stream.skip(found.mark)
    if not found.wide:
        return found.name
    stream.through(lambda chunks: _as_utf8(chunks, found.name))
    return "utf-8"


def decoded(raw: bytes, encoding: str) -> str:
    """The text of a row. A row that is not as others are is of Windows' code page."""
    for name in (encoding, "cp1252"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def decoded_piece(raw: bytes, encoding: str) -> str:
    """The same of a piece of a row; letters that were cut in two are left out."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        whole = _whole_letters(raw)
    try:
        return whole.decode(encoding)
    except UnicodeDecodeError:
        return decoded(raw, encoding)


def _wide(sample: bytes) -> str | None:
    half = len(sample) // 2
    if half < 2:
        return None
    first, second = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if second > _WIDE_SHARE and first < 1 - _WIDE_SHARE:
        return "utf-16-le"
    if first > _WIDE_SHARE and second < 1 - _WIDE_SHARE:
        return "utf-16-be"
    return None


def _narrow(sample: bytes) -> str:
    """UTF-8 also where single rows are not: bytes in a dump, lines from another program."""
    text = codecs.getincrementaldecoder("utf-8")(errors="replace").decode(sample)
    wrong = text.count("\ufffd")
    dos, windows = (len(p.findall(sample)) for p in (_DOS_LETTERS, _WINDOWS_LETTERS))
    if not wrong or sum(char > "\x7f" for char in text) - wrong >= max(dos, windows, 1):
        return "utf-8"
    return "cp850" if dos > windows else "cp1252"


def _as_utf8(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(name)(errors="replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", errors="replace")
    yield decoder.decode(b"", final=True).encode("utf-8", errors="replace")


def _whole_letters(raw: bytes) -> bytes:
    """Without the rest of a letter at the start, and the beginning of one at the end."""
    start = 0
    while start < min(3, len(raw)) and 0x80 <= raw[start] < 0xC0:
        start += 1
    for back in range(1, min(4, len(raw) - start) + 1):
        byte = raw[-back]
        if byte >= 0xC0:
            whole = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return raw[start : len(raw) - back] if back < whole else raw[start:]
        if byte < 0x80:
            break
    return raw[start:]
