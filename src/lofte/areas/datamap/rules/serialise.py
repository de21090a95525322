"""Values of foreign databases as JSON and CSV that anybody can open, without losing any.

What JSON cannot carry exactly is carried as text: decimals and large integers
keep every digit, dates are ISO 8601, bytes are base64. A spreadsheet must not
run what somebody once wrote into a form (CSV injection, OWASP).
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from ipaddress import (
    IPv4Address,
    IPv4Interface,
    IPv4Network,
    IPv6Address,
    IPv6Interface,
    IPv6Network,
)
from typing import Protocol, runtime_checkable
from uuid import UUID

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

# Beyond this, readers that keep numbers as IEEE 754 doubles change the digits (RFC 8259, 6).
_EXACT_INTEGER = 2**53 - 1

_AS_TEXT = (
    Decimal,
    UUID,
    IPv4Address,
    IPv4Interface,
    IPv4Network,
    IPv6Address,
    IPv6Interface,
    IPv6Network,
)


@runtime_checkable
class _Range(Protocol):
    """A range as drivers shape it; told by shape, so that no driver is named here."""

    lower: object
    upper: object
    lower_inc: bool
    upper_inc: bool
    isempty: bool


def to_json(value: object) -> Json:
    """Any value a connector reads, as something `json.dumps` takes and any reader reads back.

    Never raises: a value of an unknown kind becomes its text. Characters that JSON or
    PostgreSQL cannot hold (NUL, half surrogates) become U+FFFD.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return value if abs(value) <= _EXACT_INTEGER else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return _compound(value)


def _compound(value: object) -> Json:
    if isinstance(value, Mapping):
        return {_text(str(key)): to_json(item) for key, item in value.items()}
    if isinstance(value, bytes | bytearray | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, Sequence | Set):
        return [to_json(item) for item in value]
    for kind, written in _WRITERS:
        if isinstance(value, kind):
            return written(value)
    if isinstance(value, _Range):
        return _range(value)
    return _text(str(value))


def duration(value: timedelta) -> str:
    """A length of time in ISO 8601, in days and seconds, exact to the microsecond."""
    sign, value = ("-", -value) if value < timedelta(0) else ("", value)
    seconds = f"{value.seconds}.{value.microseconds:06d}".rstrip("0").rstrip(".")
    days = f"{value.days}D" if value.days else ""
    clock = f"T{seconds}S" if seconds != "0" or not days else ""
    return f"{sign}P{days}{clock}"


def _isoformat(value: object) -> str:
    assert isinstance(value, date | time)  # noqa: S101  by the table below
    return value.isoformat()


def _duration(value: object) -> str:
    assert isinstance(value, timedelta)  # noqa: S101  by the table below
    return duration(value)


_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[object], str]], ...] = (
    ((datetime, date, time), _isoformat),
    (timedelta, _duration),
    (_AS_TEXT, str),
)


def _range(value: _Range) -> Json:
    if value.isempty:
        return {"empty": True}
    return {
        "from": to_json(value.lower),
        "from_included": bool(value.lower_inc),
        "to": to_json(value.upper),
        "to_included": bool(value.upper_inc),
    }


def _text(value: str) -> str:
    return _UNCARRIABLE.sub("\ufffd", value)


_UNCARRIABLE = re.compile("[\x00\ud800-\udfff]")


def to_cell(value: object) -> str:
    """The value as one CSV cell: text that a spreadsheet shows and never runs.

    Nothing is an empty cell, truth is `true` or `false`, bytes are base64 with that said, and
    what has parts is JSON.
    """
    plain = to_json(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, int | float) or isinstance(value, Decimal | int):
        return str(plain)
    if isinstance(plain, dict) and list(plain) == ["base64"]:
        return f"base64:{plain['base64']}"
    text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
    return harmless(text)


def harmless(text: str) -> str:
    """An apostrophe before what a spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text


# The full-width signs too: spreadsheets in East Asian locales read them as the plain ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def header(names: Sequence[str]) -> list[str]:
    """Column names are other people's text as well."""
    return [harmless(_text(name)) for name in names]
