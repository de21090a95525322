"""What is seen in one column before its neighbours are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lofte.discovery.columns import (
    care,
    contacts,
    coordinates,
    credentials,
    dates,
    devices,
    health,
    money,
    people,
    persons,
    prose,
)
from lofte.discovery.columns.coordinates import look_of_axis
from lofte.discovery.columns.dates import Dates
from lofte.discovery.columns.distinct import LONGEST, Distinct, Mask, distinct
from lofte.discovery.columns.looks import Look, Sparse
from lofte.discovery.columns.ordinary import Kind, Ordinary, ordinary
from lofte.discovery.samples import ColumnSample
from lofte.discovery.types import Type

ENOUGH = 1_000
"""So many distinct values tell what most of them are."""


@dataclass(frozen=True)
class Seen:
    """`whole` are all values, and `short` those looked at as values. In those that are running
    text is `within` what was found there; `running` is their share of all."""

    sample: ColumnSample
    whole: Distinct
    short: Distinct
    dated: Dates | None
    ordinary: Ordinary
    looks: Mapping[Type, Look]
    running: float
    within: Mapping[Type, Sparse]

    @property
    def weights(self) -> dict[Type, float]:
        return {kind: look.weight for kind, look in self.looks.items()}


def see(sample: ColumnSample) -> Seen:
    whole = distinct(sample.values)
    texts = prose.running(whole)
    fitting = whole.lengths <= LONGEST
    short = whole if fitting.all() else _only(whole, fitting)
    dated = dates.dates(short) if len(short) else None
    kind = ordinary(short, dated) if len(short) else Ordinary(Kind.OTHER, {})
    found: dict[Type, Look] = {}
    for look in _looks(short, dated, kind.kind):
        found.setdefault(look.type, look)
    within = {} if dated is not None else prose.found(whole, texts)
    light = whole.lighter()
    only = light if short is whole else short.lighter()
    return Seen(sample, light, only, dated, kind, found, whole.share(texts), within)


def _only(whole: Distinct, which: Mask) -> Distinct:
    chosen = whole.within(which)
    return Distinct(chosen.texts, whole.counts[which], chosen.index, whole.rows)


def _looks(of: Distinct, dated: Dates | None, kind: Kind) -> Iterator[Look]:
    if not len(of) or kind is Kind.FLAG:
        return
    if kind in (Kind.DECIMAL, Kind.NUMBER):
        place = look_of_axis(of.thinned(ENOUGH))
        yield from () if place is None else (place,)
    if kind is Kind.DECIMAL:
        return
    yield from dates.looks(of, dated)
    if kind is Kind.MOMENT:
        return
    # What may hide in a few values is looked for in all of them.
    for whole in (persons, care, contacts, money, devices, credentials, coordinates):
        yield from whole.looks(of)
    few = of.thinned(ENOUGH)
    for part in (people, devices, credentials, health):
        yield from part.forms(few)
