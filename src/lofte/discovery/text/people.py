"""Personnummer and samordningsnummer, in every way people write them (SFS 1991:481, 18 §).

A number passes when its day exists and is not to come, its birth number is not 000 and its
check digit is right. That alone proves nothing: one in ten date-like order numbers passes. So
the form gives a prior, and the words around it decide (`scoring`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.borders import stands_alone
from lofte.discovery.text.dates import is_birth
from lofte.discovery.text.digits import (
    HYPHEN,
    PLUS,
    SPACE,
    SPACED_HYPHEN,
    Runs,
    luhn,
    number,
)
from lofte.discovery.text.found import Found, Why, found
from lofte.discovery.text.pages import Bools, Ints, Page
from lofte.discovery.types import Type

_MISTYPED = -6.5
_FLOATS = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Shapes:
    """Date and serial part of what has the shape: eight digits where `century` is true."""

    start: Ints
    middle: Ints
    end: Ints
    century: Bools
    plus: Bools
    prior: _FLOATS

    def take(self, which: Bools) -> _Shapes:
        return _Shapes(
            self.start[which],
            self.middle[which],
            self.end[which],
            self.century[which],
            self.plus[which],
            self.prior[which],
        )


def find_people(page: Page, runs: Runs, today: date) -> list[Found]:
    """Both kinds of number, also mistyped ones (to be saved by a strong word alone)."""
    shapes = _shapes(runs)
    shapes = shapes.take(stands_alone(page, shapes.start, shapes.end))
    if not len(shapes.start):
        return []
    year, month, day = _date(page, shapes, today)
    coordination = day > 60
    born = is_birth(year, month, np.where(coordination, day - 60, day), today)
    serial = number(page, shapes.end, 4)
    born &= serial >= 10
    right = luhn(number(page, shapes.middle, 6), serial)
    prior = shapes.prior + _as_a_time(shapes, year, serial) + _as_a_phone(page, shapes)
    prior += np.where(year < today.year - 110, -1.0, 0.0) + np.where(right, 0, _MISTYPED)
    why = np.where(right, Why.CHECK_DIGIT | Why.CALENDAR, Why.MISTYPED | Why.CALENDAR)
    return [
        _of(type_, shapes, born & (coordination == is_coordination), prior, why)
        for type_, is_coordination in (
            (Type.PERSONNUMMER, False),
            (Type.SAMORDNINGSNUMMER, True),
        )
    ]


def _of(
    type_: Type, shapes: _Shapes, which: Bools, prior: _FLOATS, why: npt.NDArray[np.int64]
) -> Found:
    kept = np.flatnonzero(which)
    return found(
        type_, shapes.start[kept], shapes.end[kept], prior[kept], why[kept].astype(np.int32)
    )


def _shapes(runs: Runs) -> _Shapes:
    whole = np.flatnonzero((runs.length == 12) | (runs.length == 10))
    joined = (runs.joint == HYPHEN) | (runs.joint == PLUS) | (runs.joint == SPACE)
    joined |= runs.joint == SPACED_HYPHEN
    dated = (runs.length == 6) | (runs.length == 8)
    serial = np.zeros(len(runs), bool)
    serial[:-1] = runs.length[1:] == 4
    split = np.flatnonzero(dated & joined & serial)
    long_whole = runs.length[whole] == 12
    long_split = runs.length[split] == 8
    return _Shapes(
        np.concatenate([runs.start[whole], runs.start[split]]),
        np.concatenate([runs.end[whole] - 4, runs.end[split]]),
        np.concatenate([runs.end[whole], runs.end[split + 1]]),
        np.concatenate([long_whole, long_split]),
        np.concatenate([np.zeros(len(whole), bool), runs.joint[split] == PLUS]),
        np.concatenate(
            [np.where(long_whole, 2.5, -1.5), _prior_of_split(runs.joint[split], long_split)]
        ),
    )


def _prior_of_split(joint: npt.NDArray[np.int8], century: Bools) -> _FLOATS:
    prior = np.select(
        [joint == SPACE, joint == SPACED_HYPHEN], [np.where(century, 2.5, 1.2), 1.0], 2.8
    )
    return np.asarray(prior + np.where(century, 2.0, 0.0))


def _date(page: Page, shapes: _Shapes, today: date) -> tuple[Ints, Ints, Ints]:
    """Without a century it is the latest that is not to come; a plus makes it one earlier."""
    short = number(page, shapes.middle, 6)
    year, month, day = short // 10_000, short // 100 % 100, short % 100
    real_day = np.where(day > 60, day - 60, day)
    on = (today.year // 100 * 100 + year) * 10_000 + month * 100 + real_day
    last = today.year * 10_000 + today.month * 100 + today.day
    guess = today.year // 100 * 100 + year - 100 * (on > last)
    guess -= 100 * (shapes.plus & (guess > today.year - 100))
    written = number(page, shapes.middle - 6, 2) * 100 + year
    return np.where(shapes.century, written, guess), month, day


def _as_a_time(shapes: _Shapes, year: Ints, serial: Ints) -> _FLOATS:
    """Twelve digits without a sign may be a minute: 202403051430."""
    bare = shapes.century & (shapes.end - shapes.start == 12)
    minute = (serial // 100 < 24) & (serial % 100 < 60)
    return np.select(
        [bare & minute & (year >= 2005), bare & minute & (year >= 1990)], [-4.0, -1.5], 0.0
    )


def _as_a_phone(page: Page, shapes: _Shapes) -> _FLOATS:
    """Ten digits that begin with 070 may be a mobile: one in eighteen of those passes."""
    bare = shapes.end - shapes.start == 10
    mobile = number(page, shapes.start + 3, 3) == 70
    return np.where(bare & mobile, -1.5, 0.0)
