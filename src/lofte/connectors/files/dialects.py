"""How a file of separated values was written, told from its first rows."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from lofte.discovery.naming.words import UNKNOWN, words

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 200
MOST_ALIKE = 0.8
"""Share of rows that are equally wide in a file that nobody said is a table."""

_TYPED = re.compile(
    r"\s*(?:[+-]?[\d .]*\d(?:[.,]\d+)?%?|[\d:TZ.+/ -]+|[^\s@,;|\t]+@[^\s@,;|\t]+"
    r"|[^,;|\t\n]{0,60})\s*"
)
_DATA = re.compile(r"\s*[+-]?\d|.*@.*\.|\s*(?:true|false|null|\\N)\s*$|https?:", re.IGNORECASE)
_ESCAPED = re.compile(r'\\"(?=[^,;|\t\r\n])')
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """`before` counts characters of the first rows that are no data; `names` are empty
    where there is no header."""

    delimiter: str
    quote: str = '"'
    escape: str | None = None
    names: tuple[str, ...] = ()
    width: int = 1
    before: int = 0
    certain: float = 0.0

    def fields(self, row: str) -> list[str]:
        """The values of one row, also where it is not as well formed as the others."""
        try:
            return next(self._reader(row, strict=False), [])
        except csv.Error:  # A carriage return stands alone, outside of quotes.
            return next(self._reader(row.replace("\r", " "), strict=False), [])

    def _reader(self, text: str, *, strict: bool) -> csv._reader:  # type: ignore[name-defined]
        return csv.reader(
            StringIO(text, newline="") if strict else (text,),
            delimiter=self.delimiter,
            quotechar=self.quote,
            escapechar=self.escape,
            doublequote=True,
        )

    def rows(self, text: str) -> list[list[str]]:
        return list(islice(self._reader(text, strict=True), _LOOKED_AT))


def dialect_of(text: str, *, cut: bool, fewest: float = MOST_ALIKE) -> Dialect | None:
    """The likeliest dialect of a text that begins a file; None when it is no table. `cut`
    when the text goes on; `fewest` is the share of rows that must be equally wide. A file of
    one column is none here: there is nothing to separate."""
    csv.field_size_limit(1 << 30)
    told = _SEPARATOR_LINE.match(text)
    body = text[told.end() :] if told else text
    found = [_judged(body, d, cut, fewest) for d in ((told[1],) if told else DELIMITERS)]
    best = max(found, key=lambda dialect: dialect.certain)
    if best.certain <= 0:
        return None
    return _with_header(best, body, told.end() if told else 0)


def _judged(text: str, delimiter: str, cut: bool, fewest: float) -> Dialect:
    escape = "\\" if _ESCAPED.search(text) and '""' not in text else None
    quote = _quote(text, delimiter)
    dialect = Dialect(delimiter=delimiter, quote=quote, escape=escape)
    try:
        rows = [row for row in dialect.rows(text) if row]
    except csv.Error:
        return dialect
    if cut and len(rows) > 1:
        rows = rows[:-1]
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda w: (widths[w], w), default=1)
    same = widths[width] / len(rows) if rows else 0
    if width < 2 or same < fewest:
        return dialect
    certain = same**2 * _typed(rows) * (1 - 0.5 / width) * _even_start(rows, width)
    return Dialect(
        delimiter=delimiter, quote=quote, escape=escape, width=width, certain=certain
    )


def _quote(text: str, delimiter: str) -> str:
    """The mark that stands beside delimiters more often; the double one when none does."""
    near = re.escape(delimiter)
    single = len(re.findall(rf"(?:^|{near})'[^'\n]*'(?={near}|\r?$)", text, re.MULTILINE))
    double = len(re.findall(rf'(?:^|{near})"', text, re.MULTILINE))
    return "'" if single > double else '"'


def _typed(rows: Sequence[Sequence[str]]) -> float:
    """Share of values that look like one value, not like several that were not divided."""
    values = [value for row in rows for value in row]
    return sum(bool(_TYPED.fullmatch(value)) for value in values) / max(len(values), 1)


def _even_start(rows: Sequence[Sequence[str]], width: int) -> float:
    return 1.0 if len(rows[0]) == width else 0.6


def _with_header(dialect: Dialect, text: str, before: int) -> Dialect:
    """The dialect with the names of its header, which is the first row of full width."""
    rows = dialect.rows(text)
    at = next((i for i, row in enumerate(rows) if len(row) == dialect.width), 0)
    names = rows[at] if rows else []
    headed = is_header(names, rows[at + 1 :])
    through = at + headed
    return Dialect(
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        escape=dialect.escape,
        names=tuple(name.strip().lstrip("#").strip() for name in names) if headed else (),
        width=dialect.width,
        before=before + _length(text, dialect, through if headed else 0),
        certain=dialect.certain,
    )


def is_header(names: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Names are there, differ, are no data, and do not come again below; of names as columns
    have them, up to half may: `password` is also one."""
    given = [name for name in names if name.strip()]
    if not given or len(given) < len(names) / 2 or any(_DATA.match(name) for name in given):
        return False
    if len(set(given)) < len(given) / 2 or max(map(len, given)) > 100:
        return False
    again = sum(
        any(place < len(row) and row[place] == name for row in body)
        for place, name in enumerate(names)
        if name.strip()
    )
    if again == 0 or (again < len(given) / 2 and _body_is_data(body)):
        return True
    return again <= len(given) / 2 and _are_columns(given)


def _are_columns(names: Sequence[str]) -> bool:
    """Most are made of words that columns are named with."""
    known = sum(all(word.means != UNKNOWN for word in words(name)) for name in names)
    return known > 0.6 * len(names)


def _body_is_data(body: Sequence[Sequence[str]]) -> bool:
    values = [value for row in body for value in row]
    return sum(bool(_DATA.match(value)) for value in values) > len(values) / 4


def _length(text: str, dialect: Dialect, rows: int) -> int:
    """Characters of the first rows, with their line ends."""
    file = StringIO(text, newline="")
    reader = csv.reader(
        file, delimiter=dialect.delimiter, quotechar=dialect.quote, escapechar=dialect.escape
    )
    for _ in range(rows):
        next(reader, None)
    return file.tell()


def one_column(text: str) -> Dialect:
    """The dialect of a file with nothing to separate: every line one value, quoted or not."""
    csv.field_size_limit(1 << 30)
    return _with_header(Dialect(delimiter=",", width=1), text, 0)
