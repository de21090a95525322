"""Values of dumps in the one form (`lofte.discovery.written`), by the types declared for them.

A type is told by the word its database writes, so that `t` is true in a boolean and a letter
in a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from lofte.discovery.written import of_number, of_tree

Text = str | None
Form = Callable[[str], Text]

_TRUTHS = {"t": "true", "f": "false", "true": "true", "false": "false", "1": "true",
           "0": "false", "\x01": "true", "\x00": "false", "": "false"}  # fmt: skip
_BOOLEAN = re.compile(r"bool(?:ean)?|tinyint\(1\)|bit(?:\(1\))?")
_FLOAT = re.compile(
    r"(?:float|double|real|double precision)\d?(?:\(\d+(?:,\d+)?\))?(?: unsigned)?"
)
_ZONED = re.compile(
    r"timestamp(?:\(\d\))? with time zone|timestamptz(?:\(\d\))?|datetimeoffset.*"
)
_MOMENT = re.compile(
    r"(?:timestamp|datetime2?|smalldatetime|time)(?:\(\d\))?(?: without time zone)?"
)
_PADDED = re.compile(r"(?:character|char|nchar|bpchar)(?:\(\d+\))?")
_BYTES = re.compile(r"bytea|(?:tiny|medium|long)?blob|(?:var)?binary(?:\(\w+\))?|image")
_WHOLE = re.compile(
    r"(?:small|big)?int(?:eger|2|4|8)?|numeric.*|decimal.*|real|double.*|float\d?"
)
_FRACTION = re.compile(r"(\.\d*?)0+$")


def form_of(declared: str) -> Form | None:
    """How values of a type are brought into the form; None where they are in it."""
    kind = declared.lower().strip()
    if kind.endswith("[]"):
        return _array(kind.rstrip("[]"))
    return next((form for pattern, form in _FORMS if pattern.fullmatch(kind)), None)


def is_binary(declared: str) -> bool:
    return bool(_BYTES.fullmatch(declared.lower().strip()))


def is_truth(declared: str) -> bool:
    return bool(_BOOLEAN.fullmatch(declared.lower().strip()))


def readable(raw: bytes) -> Text:
    """Bytes that are text, as text; also where PostgreSQL wrote them as `\\x` and digits."""
    if raw.startswith(b"\\x"):
        try:
            raw = bytes.fromhex(raw[2:].decode("ascii"))
        except ValueError:
            return None
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() or text.translate(_BLANKS).isprintable() else None


_BLANKS = {9: " ", 10: " ", 13: " "}


def _truth(text: str) -> Text:
    return _TRUTHS.get(text.lower(), text)


def _number(text: str) -> Text:
    try:
        return of_number(float(text))
    except ValueError:
        return text


def _moment(text: str) -> Text:
    """Without closing zeros of a second, and with a space before the time."""
    text = text.replace("T", " ", 1)
    return _FRACTION.sub(r"\1", text).removesuffix(".") if "." in text else text


def _in_utc(text: str) -> Text:
    try:
        moment = datetime.fromisoformat(text.replace(" +", "+"))
    except ValueError:
        return text
    if moment.tzinfo is None:
        return _moment(text)
    plain = moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return f"{_moment(plain)}+00"


def _unpadded(text: str) -> Text:
    return text.rstrip(" ")


def _array(kind: str) -> Form:
    form = form_of(kind)
    whole = bool(_WHOLE.fullmatch(kind))

    def element(text: str) -> object:
        text = (form(text) if form else text) or ""
        return json.loads(text) if whole or text in ("true", "false") else text

    def array(text: str) -> Text:
        try:
            return of_tree(_elements(text, element))
        except (ValueError, IndexError, RecursionError):
            return text

    return array


_ELEMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|[{},]|[^{},"]+', re.DOTALL)


def _elements(text: str, element: Callable[[str], object]) -> object:
    """`{a,"b c",{NULL}}` as lists in lists. Raises `ValueError`."""
    levels: list[list[object]] = [[]]
    for token in _ELEMENT.finditer(text):
        if token[0] == "{":
            levels.append([])
        elif token[0] == "}":
            done = levels.pop()
            levels[-1].append(done)
        elif token[1] is not None:
            levels[-1].append(element(re.sub(r"\\(.)", r"\1", token[1])))
        elif token[0] != ",":
            levels[-1].append(None if token[0] == "NULL" else element(token[0]))
    if len(levels) != 1 or len(levels[0]) != 1:
        raise ValueError
    return levels[0][0]


_FORMS: Sequence[tuple[re.Pattern[str], Form]] = (
    (_BOOLEAN, _truth),
    (_FLOAT, _number),
    (_ZONED, _in_utc),
    (_MOMENT, _moment),
    (_PADDED, _unpadded),
)
