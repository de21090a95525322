from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from uuid import UUID

import pytest

from lofte.areas.ledger.rules.canonical import NotCanonical, canonical


class Colour(StrEnum):
    RED = "red"


class Level(IntEnum):
    HIGH = 3


class Plain(Enum):
    ONE = "one"


GOLDEN = {
    "keys are sorted": ({"b": 1, "a": 2}, b'{"a":2,"b":1}'),
    "nothing is escaped but what must be": (
        {"t": 'å€\U0001f600 "\\/\b\f\n\r\t\x00\x1f\x7f'},
        '{"t":"å€\U0001f600 \\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"}'.encode(),
    ),
    "words and nothing": ([True, False, None], b"[true,false,null]"),
    "tuples are lists": ((1, (2, 3)), b"[1,[2,3]]"),
    "the largest whole numbers": (
        [2**53 - 1, 1 - 2**53],
        b"[9007199254740991,-9007199254740991]",
    ),
    "enums are their values": ([Colour.RED, Level.HIGH, Plain.ONE], b'["red",3,"one"]'),
    "an identifier": (UUID(int=1), b'"00000000-0000-0000-0000-000000000001"'),
    "a day": (date(2026, 2, 28), b'"2026-02-28"'),
    "a moment is in UTC with microseconds": (
        datetime(2026, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))),
        b'"2026-02-28T23:30:00.000000Z"',
    ),
    "a moment long ago": (datetime(1, 1, 1, tzinfo=UTC), b'"0001-01-01T00:00:00.000000Z"'),
}


@pytest.mark.parametrize("case", GOLDEN)
def test_canonical_bytes_are_these_for_good(case: str) -> None:
    value, expected = GOLDEN[case]

    assert canonical(value) == expected


REFUSED = {
    "floats": 1.5,
    "not a number": float("nan"),
    "decimals": Decimal("1.5"),
    "bytes": b"x",
    "sets have no order": {1, 2},
    "integers beyond 2^53": 2**53,
    "moments without a zone": datetime(2026, 1, 1),
    "half a surrogate pair": "\ud800",
    "keys that are not text": {1: 2},
    "keys beyond ASCII": {"ö": 1},
    "a float deep inside": {"a": [{"b": (0.0,)}]},
    "an enum of floats": Enum("Ratio", {"HALF": 0.5}).HALF,
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_has_no_one_form_is_refused(case: str) -> None:
    with pytest.raises(NotCanonical):
        canonical(REFUSED[case])
