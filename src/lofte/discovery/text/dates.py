"""The calendar, for many dates at a time."""

from __future__ import annotations

from datetime import date

import numpy as np

from lofte.discovery.text.pages import Bools, Ints

HORIZON = date(2026, 11, 30)
"""No one is born later, unless the caller knows a later day. Raised with the rule set."""

EARLIEST = 1860
"""Older people are in no register that has personnummer."""

_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def is_date(year: Ints, month: Ints, day: Ints) -> Bools:
    """Whether such a day exists in the Gregorian calendar."""
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    known = (month >= 1) & (month <= 12)
    days = _DAYS[np.where(known, month, 0)] + (leap & (month == 2))
    return np.asarray(known & (day >= 1) & (day <= days))


def is_birth(year: Ints, month: Ints, day: Ints, today: date) -> Bools:
    """Whether someone alive or lately dead can be born on that day."""
    on = year * 10_000 + month * 100 + day
    last = today.year * 10_000 + today.month * 100 + today.day
    return is_date(year, month, day) & (year >= EARLIEST) & (on <= last)
