"""Rows of an INSERT that has no list of VALUES: they are put as if it had.

MySQL sets columns one by one, Oracle inserts into several tables at once, and scripts by hand
select constants, one row a SELECT.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lofte.connectors.files.dumps.names import NAME
from lofte.connectors.files.dumps.statements import BEGUN, LIST

_NAME = NAME.encode()
_PART = rb'"(?:[^"]|"")*+"|`(?:[^`]|``)*+`|\[[^\]]*+\]|[^\s"`\[\](),;.\'=]++'
_QUOTED = {True: rb"'(?:[^'\\]++|\\.|'')*+'", False: rb"'(?:[^']++|'')*+'"}

WORDED = re.compile(
    rb"INSERT\s+(?:ALL|FIRST)\s+(?=INTO\b)|" + BEGUN + rb"(?:SET|SELECT)\b", re.IGNORECASE
)


class Row(NamedTuple):
    """`columns` and `values` each in parentheses; no columns where none were named."""

    table: bytes
    columns: bytes | None
    values: bytes


def rows_in(statement: bytes, *, escapes: bool) -> Iterator[Row]:
    """Every row whose values the statement holds itself. None of those of other tables."""
    found = WORDED.match(statement)
    if found is None:
        return
    rest = statement[found.end() :].rstrip().removesuffix(b";")
    if found[1] is None:
        for each in _INTO[escapes].finditer(rest):
            yield Row(each[1], each[2], each[3])
    elif found[0][-3:].upper() == b"SET":
        yield from _set(found[1], _BEFORE_DUPLICATE.split(rest)[0], escapes)
    else:
        yield from _selected(found[1], found[2], rest, escapes)


def _set(table: bytes, rest: bytes, escapes: bool) -> Iterator[Row]:
    pairs = _SET[escapes].findall(rest)
    if pairs:
        columns = b", ".join(name for name, _ in pairs)
        values = b", ".join(value.strip() for _, value in pairs)
        yield Row(table, b"(" + columns + b")", b"(" + values + b")")


def _selected(table: bytes, columns: bytes | None, rest: bytes, escapes: bool) -> Iterator[Row]:
    if not _CONSTANTS[escapes].fullmatch(rest):
        return
    for each in _ITEMS[escapes].finditer(b" " + rest):
        values = (_ALIAS.sub(b"", item[0].strip()) for item in _ITEM[escapes].finditer(each[0]))
        yield Row(table, columns, b"(" + b", ".join(values) + b")")


def _value(escapes: bool) -> bytes:
    """Up to a comma: texts, calls in calls, anything else."""
    quoted = _QUOTED[escapes]
    call = rb"\((?:[^'()]++|" + quoted + rb"|\((?:[^'()]++|" + quoted + rb")*+\))*+\)"
    return rb"(?:" + quoted + rb"|" + call + rb"|[^'(),])++"


def _constant(escapes: bool) -> bytes:
    """The same, as far as no word follows that speaks of a table or of another row."""
    quoted = _QUOTED[escapes]
    call = rb"\((?:[^'()]++|" + quoted + rb"|\((?:[^'()]++|" + quoted + rb")*+\))*+\)"
    ends = rb"(?!\b(?:UNION|FROM|WHERE|SELECT)\b)"
    return rb"(?:" + quoted + rb"|" + call + rb"|" + ends + rb"[^'()])++"


_BEFORE_DUPLICATE = re.compile(rb"\bON\s+DUPLICATE\s+KEY\b", re.IGNORECASE)
_ALIAS = re.compile(
    rb"(?<=[\w')])\s+(?:AS\s+)?(?:" + _PART + rb")\s*\Z|\bAS\s+(?:" + _PART + rb")\s*\Z",
    re.IGNORECASE,
)
_DUAL = rb"(?:\bFROM\s+(?:SYS\.)?DUAL\s*)?"
_AGAIN = rb"\bUNION\s+(?:ALL\s+)?SELECT\b"
_BOTH = (True, False)
_INTO = {
    escapes: re.compile(
        rb"\bINTO\s+(" + _NAME + rb")\s*(" + LIST + rb")?\s*VALUES\s*(\((?:" + _value(escapes)
        + rb"|,)*+\))",
        re.IGNORECASE | re.DOTALL,
    )
    for escapes in _BOTH
}  # fmt: skip
_SET = {
    escapes: re.compile(
        rb"(?:\A|,)\s*(" + _PART + rb")\s*=\s*(" + _value(escapes) + rb")", re.DOTALL
    )
    for escapes in _BOTH
}
_ITEM = {escapes: re.compile(_value(escapes), re.DOTALL) for escapes in _BOTH}
_ITEMS = {
    escapes: re.compile(
        rb"(?:(?<=\A)|(?<=SELECT))\s" + _constant(escapes), re.DOTALL | re.IGNORECASE
    )
    for escapes in _BOTH
}
_CONSTANTS = {
    escapes: re.compile(
        rb"\s*" + _constant(escapes) + _DUAL
        + rb"(?:" + _AGAIN + _constant(escapes) + _DUAL + rb")*+\s*",
        re.DOTALL | re.IGNORECASE,
    )
    for escapes in _BOTH
}  # fmt: skip
