"""What the declared type of a column leaves of what its name says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lofte.discovery.naming.reading import A_THING, Weights
from lofte.discovery.types import Type

_ALL = dict.fromkeys(Type, -7.0)
_LETTERS = (
    Type.EMAIL, Type.PERSON_NAME, Type.POSTAL_ADDRESS, Type.USERNAME, Type.PASSWORD,
    Type.API_KEY, Type.HEALTH_TERM, Type.HSA_ID, Type.IBAN, Type.MAC_ADDRESS, Type.VAT_NUMBER,
    Type.LICENCE_PLATE,
)  # fmt: skip
_NUMBERS = dict.fromkeys(_LETTERS, -6.0) | {Type.DEVICE_ID: -3.5, Type.IP_ADDRESS: -1.0}
_KINDS: tuple[tuple[re.Pattern[str], Mapping[Type, float]], ...] = tuple(
    (re.compile(pattern), moved)
    for pattern, moved in (
        (r"^(bool|bit\b|bit\(1\)|tinyint\(1\))", _ALL),
        (r"^(small)?money", _ALL),
        (r"^(date|datetime|timestamp)", _ALL | {Type.BIRTH_DATE: 0.5}),
        (r"^(time|interval|year|duration)", _ALL),
        (r"^(tiny|small|medium|big|u)?int|^(big)?serial|^number\(\d+\)|^long\b", _NUMBERS),
        (r"^(numeric|decimal|number|real|float|double|half)", _NUMBERS),
        (r"^(uuid|uniqueidentifier|guid)", _ALL | {Type.DEVICE_ID: 0.0, Type.API_KEY: -2.0}),
        (r"^(inet|cidr|ipv[46])", _ALL | {Type.IP_ADDRESS: 4.0}),
        (r"^macaddr", _ALL | {Type.MAC_ADDRESS: 4.0}),
        (r"^(point|geometry|geography)", _ALL | {Type.COORDINATES: 4.0}),
        (r"^enum", dict.fromkeys(Type, -2.0)),
    )
)
_SPEAKS = 2.0
_MOST = 5.0


def weighed(odds: Weights, declared: str) -> Weights:
    """Odds for a type go down where such values cannot be declared so, at worst to `A_THING`;
    a type of its own (`inet`, `point`) speaks even where the name does not."""
    moved = _moved(declared.strip().lower())
    kinds = {kind for kind in Type if odds.get(kind) or moved.get(kind, 0.0) > _SPEAKS}
    return {kind: _one(odds.get(kind, 0.0), moved.get(kind, 0.0)) for kind in kinds}


def _one(said: float, moved: float) -> float:
    if said <= 0 and moved <= 0:
        return max(A_THING, said)
    return min(_MOST, max(A_THING, said + moved))


@lru_cache(maxsize=1024)
def _moved(declared: str) -> Mapping[Type, float]:
    return next((moved for pattern, moved in _KINDS if pattern.search(declared)), {})
