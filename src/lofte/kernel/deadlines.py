"""When an answer is due: months for requests, hours for breaches.

Every deadline has two clocks. *Safe* is what people see and alarms use: it never leans on
a rule that gives extra time. *Legal* is the last moment the law allows, kept to show that a
late answer was still lawful. *Target* is what to aim for.

The rules are Regulation (EEC, Euratom) No 1182/71, which governs periods in EU law.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import ClassVar

from lofte.kernel import swedish_calendar as swedish
from lofte.kernel.context import STOCKHOLM
from lofte.kernel.errors import Invalid

GDPR_APPLIES = date(2018, 5, 25)
LAST_RECEIPT = date(swedish.LAST_YEAR - 2, 12, 31)
"""Three months and the longest pause after this day still lie inside the calendar."""

LONGEST_PAUSE = 366
TARGET_WORKING_DAYS = 5

BREACH_PERIOD = timedelta(hours=72)
BREACH_MARGIN = timedelta(hours=12)
HOUR = timedelta(hours=1)


class TimeWithoutZone(Invalid):
    """A moment was given without its offset from UTC."""

    code: ClassVar[str] = "time_without_zone"


class BeforeTheLaw(Invalid):
    """The day lies before the GDPR applied."""

    code: ClassVar[str] = "before_the_law"


class TooFarAhead(Invalid):
    """The day lies so far ahead that it must be a slip of the pen."""

    code: ClassVar[str] = "too_far_ahead"


class PauseOutOfRange(Invalid):
    """A pause is a number of days from none to a year."""

    code: ClassVar[str] = "pause_out_of_range"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDeadlines:
    """The last days to answer a request; each lasts to its midnight in Stockholm."""

    safe: date
    legal: date
    target: date
    extended_safe: date
    extended_legal: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachDeadlines:
    """The last moments to notify a breach, shown in Stockholm's time of that day."""

    safe: datetime
    legal: datetime
    target: datetime
    # Art. 33(1) GDPR knows no extension, only reasons for the delay.
    extended_safe: None = None
    extended_legal: None = None


def request_deadlines(received: date, *, paused_days: int = 0) -> RequestDeadlines:
    """One month from receipt, three if extended: Art. 12(3) GDPR, Reg. 1182/71 art. 3.

    A moment instead of a day is read as the day in Stockholm. `paused_days` are those spent
    waiting for identity or clarification: they move the legal days only, so that the safe
    clock holds even if the pause is not accepted.
    """
    day = receipt_day(received)
    pause = _pause(paused_days)
    # Art. 3(1): the day of receipt is not counted. Both periods run from receipt, so that
    # two shifts over a weekend cannot add up to more than the law allows.
    first, extended = add_months(day, 1), add_months(day, 3)

    safe = swedish.previous_working_day(first)
    return RequestDeadlines(
        safe=safe,
        # Art. 3(4): a period ending on a rest day ends with the next working day.
        legal=swedish.next_working_day(first + pause),
        target=swedish.minus_working_days(safe, TARGET_WORKING_DAYS),
        extended_safe=swedish.previous_working_day(extended),
        extended_legal=swedish.next_working_day(extended + pause),
    )


def may_extend(received: date, today: date, *, paused_days: int = 0) -> bool:
    """Whether the person can still be told of an extension in time: inside the first month.

    Art. 12(3) GDPR: the notice and its reasons must go before the first legal day has ended.
    """
    legal = request_deadlines(received, paused_days=paused_days).legal
    return receipt_day(received) <= today <= legal


def breach_deadlines(aware: datetime) -> BreachDeadlines:
    """72 elapsed hours from awareness: Art. 33(1) GDPR. Weekends and holidays count."""
    receipt_day(aware)
    start = aware.astimezone(UTC)
    safe = start + BREACH_PERIOD
    # Reg. 1182/71 art. 3(1): the hour of the event is not counted, so the legal period
    # starts with the next whole hour, also when the event fell exactly on one. Art. 3(4)
    # spares periods in hours from rolling forward.
    next_hour = start.replace(minute=0, second=0, microsecond=0) + HOUR
    return BreachDeadlines(
        safe=_in_stockholm(safe),
        legal=_in_stockholm(next_hour + BREACH_PERIOD),
        target=_in_stockholm(safe - BREACH_MARGIN),
    )


def receipt_day(received: date) -> date:
    """The calendar day in Stockholm on which something arrived, on any day of the week."""
    if not isinstance(received, datetime):
        return _possible(received)
    if received.utcoffset() is None:
        raise TimeWithoutZone(
            "Write the time with its offset from UTC, such as 2027-03-27T14:20+01:00."
        )
    # The ends of what a datetime can hold overflow when moved to another zone.
    if not GDPR_APPLIES.year <= received.year <= LAST_RECEIPT.year:
        return _possible(received.date())
    return _possible(received.astimezone(STOCKHOLM).date())


def add_months(day: date, months: int) -> date:
    """The same day-of-month later, or the last day of a shorter month (art. 3(2)(c)).

    >>> add_months(date(2026, 8, 31), 1)
    datetime.date(2026, 9, 30)
    """
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _possible(day: date) -> date:
    if day < GDPR_APPLIES:
        raise BeforeTheLaw(
            f"Choose a day from {GDPR_APPLIES} on: the GDPR did not apply on {day}.", day=day
        )
    if day > LAST_RECEIPT:
        raise TooFarAhead(
            f"Choose a day up to {LAST_RECEIPT}: {day} is too far ahead.", day=day
        )
    return day


def _pause(days: int) -> timedelta:
    if not 0 <= days <= LONGEST_PAUSE:
        raise PauseOutOfRange(
            f"Write the pause as whole days from 0 to {LONGEST_PAUSE}, not {days}.", days=days
        )
    return timedelta(days=days)


def _in_stockholm(moment: datetime) -> datetime:
    local = moment.astimezone(STOCKHOLM)
    # A fixed offset and not the zone: Python compares two times of one zone by the clock on
    # the wall, which sorts the hour that October repeats wrongly.
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))
