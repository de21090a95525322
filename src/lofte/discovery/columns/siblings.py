"""What the columns beside a column say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from lofte.discovery.columns.coordinates import ANYWHERE, axis, paired
from lofte.discovery.columns.distinct import Ints
from lofte.discovery.columns.ordinary import Kind
from lofte.discovery.columns.persons import registered
from lofte.discovery.columns.seen import Seen
from lofte.discovery.columns.weighing import Weights, added
from lofte.discovery.schema import Table
from lofte.discovery.types import Type

_OF_PEOPLE = (
    Type.PERSON_NAME, Type.PERSONNUMMER, Type.SAMORDNINGSNUMMER, Type.EMAIL, Type.PHONE,
    Type.POSTAL_ADDRESS, Type.BIRTH_DATE,
)  # fmt: skip
# Keys are numbers without a meaning of their own, however they look; these say nothing else.
_KEYS_LOOK_LIKE = (
    Type.PHONE, Type.BANKGIRO, Type.PLUSGIRO, Type.BANK_ACCOUNT, Type.POSTCODE, Type.DEVICE_ID,
    Type.PASSWORD, Type.API_KEY,
)  # fmt: skip
_NEAR = 12
"""So many columns away stands what belongs to a column; a table may have thousands."""

_ROWS = 300
"""So many rows tell whether two columns say the same."""

_ALMOST = 1 - 1e-9

Odds = Mapping[Type | None, float]


def beside(seen: Sequence[Seen], odds: Sequence[Odds], table: Table) -> list[Weights]:
    """For each column, log-odds by what the others seem to be."""
    exact = [*_pairs_of_coordinates(seen), *_births(seen, odds), *_logins(seen, odds)]
    keys = {name for key in table.foreign_keys for name in key.columns} | {*table.primary_key}
    around = _around(odds)
    return [
        added(
            (
                around[at],
                _as_key(one.sample.name in keys),
                *(weights for place, weights in exact if place == at),
            )
        )
        for at, one in enumerate(seen)
    ]


def _as_key(is_key: bool) -> Weights:
    return dict.fromkeys(_KEYS_LOOK_LIKE, -3.0) if is_key else {}


def _around(odds: Sequence[Odds]) -> list[Weights]:
    people = _others(odds, _OF_PEOPLE)
    address = _others(odds, (Type.POSTAL_ADDRESS,), near=2)
    # Between street and postcode stand the number, a floor or a town.
    code = _others(odds, (Type.POSTCODE,), near=3)
    account = _others(odds, (Type.USERNAME, Type.EMAIL))
    return [
        {
            Type.BIRTH_DATE: 2.5 * people[at],
            Type.PERSON_NAME: 1.0 * people[at],
            Type.PHONE: 1.0 * people[at],
            Type.POSTCODE: 3.5 * address[at] + 0.5 * people[at],
            Type.POSTAL_ADDRESS: 1.5 * code[at],
            Type.PASSWORD: 1.0 * account[at],
            Type.USERNAME: 0.7 * account[at],
        }
        for at in range(len(odds))
    ]


def _others(odds: Sequence[Odds], kinds: Sequence[Type], *, near: int = _NEAR) -> list[float]:
    """For each column, the probability that another one not far away is of one of the kinds."""
    each = [sum(one.get(kind, 0.0) for kind in kinds) for one in odds]
    none = np.log1p(-np.minimum(each, _ALMOST))
    before = np.concatenate(([0.0], np.cumsum(none)))
    place = np.arange(len(odds))
    end, start = np.minimum(place + near + 1, len(odds)), np.maximum(place - near, 0)
    found: list[float] = (-np.expm1(before[end] - before[start] - none)).tolist()
    return found


def _pairs_of_coordinates(seen: Sequence[Seen]) -> Iterator[tuple[int, Weights]]:
    numeric = (Kind.DECIMAL, Kind.NUMBER)
    axes = [axis(one.short) if one.ordinary.kind in numeric else None for one in seen]
    weights = [paired(one, next_) if one and next_ else 0.0 for one, next_ in pairwise(axes)]
    for at, weight in enumerate(weights):
        # Two make a place; of three in a row, each as good as the next, none does.
        beside = [*weights[max(at - 1, 0) : at], *weights[at + 1 : at + 2]]
        if weight > ANYWHERE or weight > max(beside, default=0.0):
            yield at, {Type.COORDINATES: weight}
            yield at + 1, {Type.COORDINATES: weight}


def _births(seen: Sequence[Seen], odds: Sequence[Odds]) -> Iterator[tuple[int, Weights]]:
    """A date that is the one in the personnummer of the same row."""
    numbered = [at for at, each in enumerate(odds) if each.get(Type.PERSONNUMMER, 0.0) > 0.5]
    if not numbered:
        return
    born = _born(seen[numbered[0]])
    for at, one in enumerate(seen):
        if one.dated is not None and one.short is one.whole:
            dates = _spread(one, one.dated.year * 10_000 + one.dated.day)
            both = (born > 0) & (dates > 0)
            if both.sum() >= 2 and (born == dates)[both].mean() > 0.5:
                yield at, {Type.BIRTH_DATE: 7.0}


def _born(one: Seen) -> Ints:
    found = registered(one.whole)
    days = np.zeros(len(one.whole), np.int64)
    dates = found.year * 10_000 + found.month * 100 + found.day
    days[found.at] = np.where(found.born & found.right, dates, 0)
    return _spread(one, days)


def _spread(one: Seen, values: Ints) -> Ints:
    """A number of each distinct value, for each row; 0 where the row is empty."""
    return np.append(values, 0)[one.whole.index]


def _logins(seen: Sequence[Seen], odds: Sequence[Odds]) -> Iterator[tuple[int, Weights]]:
    """A word made of the name or of the e-mail address in the same row."""
    sources = [
        at
        for at, each in enumerate(odds)
        if each.get(Type.EMAIL, 0.0) + each.get(Type.PERSON_NAME, 0.0) > 0.5
    ]
    for at, one in enumerate(seen):
        look = one.looks.get(Type.USERNAME)
        possible = look is not None and look.fitting > 0.7 * look.of and at not in sources
        possible = possible and not _capitalised(one)
        near = [source for source in sources if abs(source - at) <= _NEAR]
        if possible and any(_made_of(one, seen[source]) > 0.5 for source in near):
            yield at, {Type.USERNAME: 5.0}


def _capitalised(one: Seen) -> bool:
    """Words as names are written; nobody types so to sign in."""
    of = one.short
    led = (of.first >= ord("A")) & (of.first <= ord("Z"))
    return of.share(led & (of.uppers == 1) & (of.digits == 0) & (of.signs == 0)) > 0.5


def _made_of(one: Seen, source: Seen) -> float:
    """In which share of rows the two begin alike, or one is the other's local part, beyond
    what another row's would: `CLIENT7` begins like all of client1@, client2@ and so on."""
    rows = np.flatnonzero((one.whole.index >= 0) & (source.whole.index >= 0))[:_ROWS]
    if len(rows) < 3:
        return 0.0
    ours = one.whole.texts.take(one.whole.index[rows]).to_pylist()
    theirs = source.whole.texts.take(source.whole.index[rows]).to_pylist()
    own = _share_alike(ours, theirs)
    return own - _share_alike(ours, [*theirs[1:], theirs[0]]) if own > 0.5 else own


def _share_alike(ours: Sequence[str], theirs: Sequence[str]) -> float:
    pairs = zip(ours, theirs, strict=True)
    return sum(_alike(a.casefold(), b.casefold()) for a, b in pairs) / len(ours)


def _alike(login: str, other: str) -> bool:
    local = other.partition("@")[0]
    return login == local or (len(local) >= 3 and login[:3] == local[:3])
