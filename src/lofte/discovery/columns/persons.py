"""Numbers of people and organisations, told from numbers that merely look like them.

Ten or twelve digits make a date and pass a check digit more often than one thinks: one in ten
order numbers that begin with a date does. So what counts is how many more pass than chance
lets pass, and what chance lets pass is read from the same column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from lofte.discovery.columns.checks import THIS_YEAR, is_date, luhn, number
from lofte.discovery.columns.distinct import Digits, Distinct, Ints, Mask
from lofte.discovery.columns.looks import Look, Sparse, corrected, look, weighed, wilson
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

BY_CHANCE = 0.1
"""Of any numbers, one in ten ends in the right check digit."""

_LONG_AGO = THIS_YEAR - 20
_SURE = 11.5
"""Nats of surprise: what chance does once in a hundred thousand columns."""

_LIKELY = 4.6
"""What chance does in one column of a hundred."""

_TOO_MANY = 0.8
"""Where nearly all have a right check digit, as reference numbers do, it tells nothing."""

_SEPARATED = r"^(?:\d\d)?\d{6} ?[-+ ] ?\d{4}$|^\d{4}-\d\d-\d\d[- ]?\d{4}$"


@dataclass(frozen=True)
class Registered:
    """Values of ten or twelve digits as numbers in a register: `at` says which values those
    are, everything else has one entry for each of them. `core` is the last ten digits, and
    `century` the first two of twelve, or -1."""

    of: Distinct
    at: Mask
    core: Digits
    century: Ints

    @cached_property
    def year(self) -> Ints:
        short = number(self.core[:, :2])
        guessed = np.where(short + 2000 > THIS_YEAR, short + 1900, short + 2000)
        return np.where(self.century < 0, guessed, self.century * 100 + short)

    @cached_property
    def right(self) -> Mask:
        return luhn(self.core)

    @cached_property
    def born(self) -> Mask:
        """The date is one somebody can be born on."""
        return self._dated(self.day)

    @cached_property
    def coordinated(self) -> Mask:
        """The same with sixty added to the day."""
        return self._dated(self.day - 60)

    @cached_property
    def company(self) -> Mask:
        """Third digit of two or more, so that no date can be meant."""
        group = self.core[:, 0]
        led = (self.century < 0) | (self.century == 16)
        return np.asarray(led & (self.core[:, 2] >= 2) & (group >= 1) & (group != 4))

    @cached_property
    def month(self) -> Ints:
        return number(self.core[:, 2:4])

    @cached_property
    def day(self) -> Ints:
        return number(self.core[:, 4:6])

    @cached_property
    def dated(self) -> Mask:
        return np.asarray(self.born | self.coordinated)

    @cached_property
    def forms(self) -> tuple[Mask, ...]:
        """By length and separator: those written otherwise may be something else."""
        long, bare = self.century >= 0, self.of.signs[self.at] == 0
        return long & bare, long & ~bare, ~long & bare, ~long & ~bare

    @cached_property
    def chance(self) -> float:
        """As `chance_of` the form that most of those with a right check digit have."""
        passed = [int((form & self.dated & self.right).sum()) for form in self.forms]
        return self.chance_of(self.forms[passed.index(max(passed))])

    def chance_of(self, form: Mask) -> float:
        """How many of these numbers pass the check digit without being anybody's."""
        others = form & ~self.dated & ~self.company
        passed, of = int((self.right & others).sum()), int(others.sum())
        more = of and passed > BY_CHANCE * of
        if not more or _surprise(passed, of, BY_CHANCE) < _LIKELY:
            return BY_CHANCE
        return min(passed / of, 0.97)

    def _dated(self, day: Ints) -> Mask:
        lived = (self.year >= 1880) & (self.year <= THIS_YEAR)
        numbered = number(self.core[:, 6:9]) > 0
        return np.asarray(lived & numbered & is_date(self.year, self.month, day.clip(0, 99)))

    def everywhere(self, chosen: Mask) -> Mask:
        """The same choice among all values of the column."""
        full = np.zeros(len(self.of), dtype=bool)
        full[self.at] = chosen
        return full


def registered(of: Distinct) -> Registered:
    """Read as numbers of people or organisations what has the digits for it."""
    bare = (of.letters == 0) & (of.signs == 0)
    separated = _separated(of)
    twelve = (of.digits == 12) & (bare | separated)
    ten = (of.digits == 10) & (bare | separated)
    shorter = [bare & (of.digits == count) for count in (9, 8, 7)]
    at = twelve | ten | np.logical_or.reduce(shorter)
    core = np.zeros((len(of), 10), np.uint8)
    century = np.full(len(of), -1, np.int64)
    long = of.numbers(twelve, 12)
    core[twelve], century[twelve] = long[:, 2:], number(long[:, :2])
    core[ten] = of.numbers(ten, 10)
    for count, which in zip((9, 8, 7), shorter, strict=True):
        # A whole number has lost the zeros it began with: births from 2000 to 2009.
        core[which, 10 - count :] = of.numbers(which, count)
    return Registered(of, at, core[at], century[at])


def _separated(of: Distinct) -> Mask:
    some = (of.letters == 0) & (of.signs >= 1) & (of.signs <= 3)
    some &= (of.digits == 10) | (of.digits == 12)
    single = some & (of.signs == 1) & (of.lengths >= 11)
    usual = np.zeros(len(of), dtype=bool)
    usual[single] = np.isin(of.data[of.starts[single] + of.lengths[single] - 5], list(b"-+ "))
    return usual | of.matching(_SEPARATED, some & (of.signs > 1))


def looks(of: Distinct) -> Iterator[Look]:
    """Personnummer, samordningsnummer and organisationsnummer."""
    found = registered(of)
    if not found.at.any():
        return
    people = found.everywhere(found.dated & found.right)
    weight = _weight_of_people(found, people)
    coordinated = found.everywhere(found.coordinated & found.right)
    born = people & ~coordinated
    mainly = Type.PERSONNUMMER if born.sum() >= coordinated.sum() else Type.SAMORDNINGSNUMMER
    for kind, fits in ((Type.PERSONNUMMER, born), (Type.SAMORDNINGSNUMMER, coordinated)):
        dated = found.born if kind is Type.PERSONNUMMER else found.coordinated
        sparse = hidden(found, dated)
        if fits.any():
            worth = weight if kind is mainly else min(weight, 0.0) - 6.0
            yield look(kind, fits, worth, phrase("real dates with a right check digit"), sparse)
    yield from _companies(found)


def _weight_of_people(found: Registered, people: Mask) -> float:
    weight = weighed(found.of, people, chance=found.chance, most=9.0)
    return weight + _spread_of_births(found) if people.any() else weight


def _spread_of_births(found: Registered) -> float:
    """People are of all ages; what is numbered by the day it came in is of recent years."""
    years = found.year[found.dated & found.right]
    old = int((years <= _LONG_AGO).sum())
    if old:
        return 0.0
    # A fifth of people are younger than that; that all of a few are says little.
    return max(len(years) * log(0.3), -5.0)


def hidden(found: Registered, dated: Mask) -> Sparse | None:
    """How many more dates than chance lets pass have a right check digit, if that is sure.

    Old dates are tried by themselves too: order numbers are of recent years.
    """
    old = dated & (found.year <= _LONG_AGO)
    for form in found.forms:
        chance = found.chance_of(form)
        if chance > _TOO_MANY:
            continue
        for group, margin in ((dated & form, 0.025), (old & form, 0.1)):
            passed, of = int((found.right & group).sum()), int(group.sum())
            if of and passed / of > chance + margin and _surprise(passed, of, chance) > _SURE:
                return _estimate(found, group, chance)
    return None


def _surprise(passed: int, of: int, chance: float) -> float:
    """Chernoff's bound: chance does so once in e to this."""
    share = passed / of
    nats = share * log(share / chance) if share else 0.0
    return of * (nats + ((1 - share) * log((1 - share) / (1 - chance)) if share < 1 else 0.0))


def _estimate(found: Registered, group: Mask, chance: float) -> Sparse:
    whole = found.of
    counts = whole.counts[found.at]
    passed, of = int(counts[group & found.right].sum()), int(counts[group].sum())
    part = of / whole.filled
    low, high = wilson(passed, of)
    return Sparse(
        max(1, round(corrected(passed / of, chance) * of)),
        whole.filled,
        corrected(low, chance) * part,
        corrected(high, chance) * part,
    )


def _companies(found: Registered) -> Iterator[Look]:
    fits = found.everywhere(found.company & found.right)
    if not fits.any():
        return
    # Sole traders go by their personnummer, and belong to the same register.
    traders = found.everywhere(found.dated & found.right)
    either = fits | traders if fits.sum() > traders.sum() else fits
    most = 8.0 if _dashed(found, fits) else 5.8 if _grouped(found) else 3.4
    weight = weighed(found.of, either, chance=found.chance, most=most)
    yield look(Type.ORGANISATIONSNUMMER, fits, weight, phrase("numbers of organisations"))


def _grouped(found: Registered) -> bool:
    """Reference numbers have a check digit too, but begin with any digit, and have any third.
    Companies begin with a five, mostly; nearly all others with two, seven, eight or nine."""
    first = found.core[found.right & ~found.dated, 0]
    usual = np.isin(first, (2, 5, 7, 8, 9)).mean() if len(first) else 0.0
    return bool(len(first) >= 4 and usual > 0.95 and (first == 5).mean() > 0.25)


def _dashed(found: Registered, fits: Mask) -> bool:
    return bool(found.of.share(fits & (found.of.signs == 1)) >= 0.5)
