"""One value, one sequence of bytes: JSON as in RFC 8785, less everything that is ambiguous.

Floats are refused, keys are ASCII (so that sorting by code point and by UTF-16 unit
agree), and integers stay within what every JSON reader keeps exactly.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from uuid import UUID

LARGEST = 2**53 - 1
"""RFC 8785 numbers are IEEE 754 doubles; beyond this they lose digits."""


class NotCanonical(TypeError):
    """This value has no canonical form. Use ids, enums, dates, whole numbers and strings."""


def canonical(value: object) -> bytes:
    """The canonical bytes of `value`: equal values give equal bytes, for good."""
    plain = _plain(value)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("Text holds half of a surrogate pair; it is not Unicode.") from error


def timestamp(moment: datetime) -> str:
    """A moment in UTC with microseconds and ``Z``: always 27 characters."""
    if moment.tzinfo is None:
        raise NotCanonical("A moment needs a time zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").zfill(27)


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return _plain(value.value)
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, Mapping):
        return {_key(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return timestamp(value)
    if isinstance(value, date):
        return value.isoformat()
    raise NotCanonical(f"{type(value).__name__} has no canonical form.")


def _whole(value: int) -> int:
    if abs(value) > LARGEST:
        raise NotCanonical(f"{value} is beyond the integers that JSON readers keep exactly.")
    return value


def _key(name: object) -> str:
    if not isinstance(name, str) or not name.isascii():
        raise NotCanonical(f"The key {name!r} is not ASCII text.")
    return name
