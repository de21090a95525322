from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from lofte.kernel import deadlines, swedish_calendar
from lofte.kernel.context import STOCKHOLM
from lofte.kernel.errors import Invalid

# received, raw 1 m, safe, legal, raw 3 m, legal 3 m: each row a case of Regulation 1182/71.
MONTHS = [
    ("2026-03-05", "2026-04-05", "2026-04-02", "2026-04-07", "2026-06-05", "2026-06-05",
     "Easter Day and Easter Monday"),
    ("2026-08-31", "2026-09-30", "2026-09-30", "2026-09-30", "2026-11-30", "2026-11-30",
     "there is no 31 September"),
    ("2026-01-31", "2026-02-28", "2026-02-27", "2026-03-02", "2026-04-30", "2026-04-30",
     "clamped, then a weekend"),
    ("2027-01-29", "2027-02-28", "2027-02-26", "2027-03-01", "2027-04-29", "2027-04-29",
     "there is no 29 February"),
    ("2028-01-29", "2028-02-29", "2028-02-29", "2028-02-29", "2028-04-29", "2028-05-02",
     "leap year, then Saturday, Sunday and 1 May"),
    ("2028-01-31", "2028-02-29", "2028-02-29", "2028-02-29", "2028-04-30", "2028-05-02",
     "leap clamp, then Sunday and 1 May"),
    ("2028-02-29", "2028-03-29", "2028-03-29", "2028-03-29", "2028-05-29", "2028-05-29",
     "from the leap day"),
    ("2026-11-25", "2026-12-25", "2026-12-24", "2026-12-28", "2027-02-25", "2027-02-25",
     "Christmas and a weekend"),
    ("2026-11-30", "2026-12-30", "2026-12-30", "2026-12-30", "2027-02-28", "2027-03-01",
     "the clamp bites at three months only"),
    ("2027-02-26", "2027-03-26", "2027-03-25", "2027-03-30", "2027-05-26", "2027-05-26",
     "Good Friday to Easter Monday"),
    ("2027-05-06", "2027-06-06", "2027-06-04", "2027-06-07", "2027-08-06", "2027-08-06",
     "a National Day on a Sunday has no substitute"),
    ("2027-04-06", "2027-05-06", "2027-05-05", "2027-05-07", "2027-07-06", "2027-07-06",
     "the day after Ascension is a working day"),
    ("2026-12-06", "2027-01-06", "2027-01-05", "2027-01-07", "2027-03-06", "2027-03-08",
     "received on a Sunday, due on Epiphany"),
    ("2027-05-25", "2027-06-25", "2027-06-25", "2027-06-25", "2027-08-25", "2027-08-25",
     "Midsummer Eve is a working day"),
    ("2027-11-24", "2027-12-24", "2027-12-24", "2027-12-24", "2028-02-24", "2028-02-24",
     "Christmas Eve is a working day"),
    ("2026-05-20", "2026-06-20", "2026-06-19", "2026-06-22", "2026-08-20", "2026-08-20",
     "the safe day is Midsummer Eve"),
]  # fmt: skip

# aware, safe, legal: elapsed hours over summer time, holidays and whole hours.
HOURS = [
    ("2027-03-27T14:20+01:00", "2027-03-30T15:20+02:00", "2027-03-30T16:00+02:00",
     "summer time starts"),
    ("2026-10-23T16:05+02:00", "2026-10-26T15:05+01:00", "2026-10-26T16:00+01:00",
     "summer time ends"),
    ("2026-12-23T16:59+01:00", "2026-12-26T16:59+01:00", "2026-12-26T17:00+01:00",
     "holidays count"),
    ("2027-03-25T17:30+01:00", "2027-03-28T18:30+02:00", "2027-03-28T19:00+02:00",
     "Easter and summer time"),
    ("2026-11-20T18:00+01:00", "2026-11-23T18:00+01:00", "2026-11-23T19:00+01:00",
     "exactly on the hour"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("received", "raw", "safe", "legal", "raw_extended", "legal_extended"),
    [pytest.param(*map(date.fromisoformat, row[:6]), id=row[6]) for row in MONTHS],
)
def test_a_request_is_due_by_the_month(
    received: date,
    raw: date,
    safe: date,
    legal: date,
    raw_extended: date,
    legal_extended: date,
) -> None:
    due = deadlines.request_deadlines(received)

    assert deadlines.add_months(received, 1) == raw
    assert deadlines.add_months(received, 3) == raw_extended
    assert (due.safe, due.legal) == (safe, legal)
    assert due.extended_legal == legal_extended
    assert due.extended_safe == swedish_calendar.previous_working_day(raw_extended)


@pytest.mark.parametrize(
    ("received", "extended_safe"),
    [
        pytest.param(date(2028, 1, 29), date(2028, 4, 28), id="Saturday moves back to Friday"),
        pytest.param(date(2026, 11, 30), date(2027, 2, 26), id="Sunday moves back to Friday"),
        pytest.param(date(2026, 3, 5), date(2026, 6, 5), id="a working day stays"),
    ],
)
def test_the_extended_safe_day_moves_back(received: date, extended_safe: date) -> None:
    assert deadlines.request_deadlines(received).extended_safe == extended_safe


@pytest.mark.parametrize(
    ("received", "target"),
    [
        pytest.param(date(2027, 1, 31), date(2027, 2, 19), id="five weekdays"),
        pytest.param(date(2026, 3, 5), date(2026, 3, 26), id="before Maundy Thursday"),
        pytest.param(date(2026, 12, 6), date(2026, 12, 28), id="over Christmas and New Year"),
    ],
)
def test_the_target_is_five_working_days_before_the_safe_day(
    received: date, target: date
) -> None:
    assert deadlines.request_deadlines(received).target == target


def test_a_pause_moves_the_legal_days_and_never_the_safe_ones() -> None:
    plain = deadlines.request_deadlines(date(2026, 9, 1))
    paused = deadlines.request_deadlines(date(2026, 9, 1), paused_days=10)

    assert plain.legal == date(2026, 10, 1)
    assert paused.legal == date(2026, 10, 12)  # The 11th is a Sunday.
    assert paused.extended_legal == date(2026, 12, 11)
    assert (paused.safe, paused.target) == (plain.safe, plain.target)
    assert paused.extended_safe == plain.extended_safe


def test_a_moment_of_receipt_is_the_day_in_stockholm() -> None:
    late_evening = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)

    assert deadlines.receipt_day(late_evening) == date(2026, 3, 5)
    assert deadlines.request_deadlines(late_evening) == deadlines.request_deadlines(
        date(2026, 3, 5)
    )


@pytest.mark.parametrize(
    ("today", "allowed"),
    [
        pytest.param(date(2026, 3, 4), False, id="before receipt"),
        pytest.param(date(2026, 3, 5), True, id="on the day of receipt"),
        pytest.param(date(2026, 4, 2), True, id="on the safe day"),
        pytest.param(date(2026, 4, 7), True, id="on the last legal day"),
        pytest.param(date(2026, 4, 8), False, id="when the first month is over"),
    ],
)
def test_an_extension_is_told_inside_the_first_month(today: date, allowed: bool) -> None:
    assert deadlines.may_extend(date(2026, 3, 5), today) is allowed


def test_a_pause_lengthens_the_time_to_tell_of_an_extension() -> None:
    assert deadlines.may_extend(date(2026, 3, 5), date(2026, 4, 8), paused_days=3)


@pytest.mark.parametrize(
    ("aware", "safe", "legal"),
    [pytest.param(*map(datetime.fromisoformat, row[:3]), id=row[3]) for row in HOURS],
)
def test_a_breach_is_due_after_seventy_two_elapsed_hours(
    aware: datetime, safe: datetime, legal: datetime
) -> None:
    due = deadlines.breach_deadlines(aware)

    # Text and not instants: the offset that people read must be right as well.
    assert due.safe.isoformat() == safe.isoformat()
    assert due.legal.isoformat() == legal.isoformat()
    assert due.target == aware + timedelta(hours=60)
    assert due.extended_safe is None and due.extended_legal is None


def test_the_hour_that_october_repeats_is_told_apart() -> None:
    summer = deadlines.breach_deadlines(datetime(2026, 10, 22, 0, 30, tzinfo=UTC)).safe
    winter = deadlines.breach_deadlines(datetime(2026, 10, 22, 1, 15, tzinfo=UTC)).safe

    assert summer.isoformat() == "2026-10-25T02:30:00+02:00"
    assert winter.isoformat() == "2026-10-25T02:15:00+01:00"
    assert summer < winter


def test_awareness_in_any_zone_is_shown_in_stockholm() -> None:
    tokyo = datetime(2026, 11, 20, 17, 0, tzinfo=timezone(timedelta(hours=9)))

    assert deadlines.breach_deadlines(tokyo).safe.isoformat() == "2026-11-23T09:00:00+01:00"


@pytest.mark.parametrize(
    ("received", "refusal"),
    [
        pytest.param(date(2018, 5, 24), deadlines.BeforeTheLaw, id="the day before the GDPR"),
        pytest.param(date(1, 1, 1), deadlines.BeforeTheLaw, id="the first date there is"),
        pytest.param(date(2201, 1, 1), deadlines.TooFarAhead, id="the day after the last"),
        pytest.param(date(3026, 3, 5), deadlines.TooFarAhead, id="a slip of the pen"),
        pytest.param(date.max, deadlines.TooFarAhead, id="the last date there is"),
        pytest.param(datetime(2026, 3, 5, 9), deadlines.TimeWithoutZone, id="naive"),
        pytest.param(
            datetime.max.replace(tzinfo=UTC), deadlines.TooFarAhead, id="the last moment"
        ),
        pytest.param(
            datetime.min.replace(tzinfo=UTC), deadlines.BeforeTheLaw, id="the first moment"
        ),
    ],
)
def test_an_impossible_receipt_is_refused(received: date, refusal: type[Invalid]) -> None:
    with pytest.raises(refusal, match=r"^(Choose a day|Write the time) .*\.$"):
        deadlines.request_deadlines(received)
    if isinstance(received, datetime):
        with pytest.raises(refusal):
            deadlines.breach_deadlines(received)


def test_the_first_day_of_the_gdpr_counts_from_midnight_in_stockholm() -> None:
    first = datetime(2018, 5, 25, tzinfo=STOCKHOLM)

    assert deadlines.receipt_day(first) == date(2018, 5, 25)
    with pytest.raises(deadlines.BeforeTheLaw):
        deadlines.breach_deadlines(first - timedelta(minutes=1))


@pytest.mark.parametrize("days", [-1, 367])
def test_a_pause_is_at_most_a_year(days: int) -> None:
    with pytest.raises(deadlines.PauseOutOfRange, match="from 0 to 366"):
        deadlines.request_deadlines(date(2026, 3, 5), paused_days=days)


def test_the_last_receipt_with_the_longest_pause_stays_inside_the_calendar() -> None:
    due = deadlines.request_deadlines(
        deadlines.LAST_RECEIPT, paused_days=deadlines.LONGEST_PAUSE
    )

    assert due.extended_legal.year == swedish_calendar.LAST_YEAR


def test_the_holidays_of_a_year_are_those_of_the_act_and_no_eve() -> None:
    days = {day.isoformat()[5:] for day in swedish_calendar.public_holidays(2026)}

    assert days == {
        "01-01", "01-06", "04-03", "04-05", "04-06", "05-01", "05-14", "05-24", "06-06",
        "06-20", "10-31", "12-25", "12-26",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        pytest.param(2101, date(2101, 4, 17), id="the year after the library's last"),
        pytest.param(2200, date(2200, 4, 6), id="the last year of receipt"),
    ],
)
def test_easter_is_known_beyond_the_library(year: int, easter: date) -> None:
    days = swedish_calendar.public_holidays(year)

    assert len(days) == 13 and easter in days


@pytest.mark.parametrize("year", [1989, 2203])
def test_a_year_outside_the_tables_is_refused_instead_of_having_no_holidays(year: int) -> None:
    with pytest.raises(swedish_calendar.YearUnknown, match="from 1990 to 2202"):
        swedish_calendar.public_holidays(year)
