"""Sweden's working days, by the Public Holidays Act (1989:253).

Midsummer Eve, Christmas Eve and New Year's Eve are *not* in that act: they are working
days here. GDPR time is EU time, and only the act's own list counts for it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import ClassVar

from holidays.constants import PUBLIC
from holidays.countries.sweden import Sweden

from lofte.kernel.errors import Invalid

FIRST_YEAR, LAST_YEAR = 1990, 2202
"""From the first whole year of the act, and as far as a slip of the pen is not refused."""

_DAY = timedelta(days=1)
_SATURDAY = 5


class _Act(Sweden):
    """Past 2100 the library answers with no holidays; Easter is reckoned for longer."""

    end_year = LAST_YEAR


class YearUnknown(Invalid):
    """The calendar of public holidays does not cover this year."""

    code: ClassVar[str] = "year_unknown"


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of one year, without plain Sundays; refuses years not covered."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearUnknown(
            f"Choose a year from {FIRST_YEAR} to {LAST_YEAR}: the public holidays of {year} "
            "are not known.",
            year=year,
        )
    # Only the public ones: the library's other categories hold the eves.
    calendar = _Act(years=year, expand=False, include_sundays=False, categories=(PUBLIC,))
    return frozenset(calendar)


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a public holiday."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def previous_working_day(day: date) -> date:
    """The day itself if it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def minus_working_days(day: date, count: int) -> date:
    """The working day that lies `count` working days before `day`."""
    for _ in range(count):
        day = previous_working_day(day - _DAY)
    return day
