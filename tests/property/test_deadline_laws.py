from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lofte.kernel import deadlines, swedish_calendar

days = st.dates(deadlines.GDPR_APPLIES, deadlines.LAST_RECEIPT)
pauses = st.integers(0, deadlines.LONGEST_PAUSE)
moments = st.datetimes(
    datetime(2018, 5, 25), datetime(2200, 12, 30), timezones=st.timezones()
).filter(lambda moment: moment.astimezone(UTC).date() > deadlines.GDPR_APPLIES)


@given(received=days, paused=pauses)
def test_the_safe_day_never_leans_on_extra_time(received: date, paused: int) -> None:
    due = deadlines.request_deadlines(received, paused_days=paused)
    month, three_months = (deadlines.add_months(received, count) for count in (1, 3))

    assert received < due.target < due.safe <= month <= due.legal
    assert due.safe < due.extended_safe <= three_months <= due.extended_legal
    assert due.legal < due.extended_legal


@given(received=days, paused=pauses)
def test_every_day_shown_is_a_working_day(received: date, paused: int) -> None:
    due = deadlines.request_deadlines(received, paused_days=paused)

    for day in (due.safe, due.legal, due.target, due.extended_safe, due.extended_legal):
        assert swedish_calendar.is_working_day(day)


@given(received=days)
def test_between_safe_and_legal_nobody_works(received: date) -> None:
    due = deadlines.request_deadlines(received)
    gap = [due.safe + timedelta(days=n) for n in range(1, (due.legal - due.safe).days)]

    assert not any(map(swedish_calendar.is_working_day, gap))


@given(received=days)
def test_five_working_days_lie_between_target_and_safe(received: date) -> None:
    due = deadlines.request_deadlines(received)
    between = [due.target + timedelta(days=n) for n in range((due.safe - due.target).days)]

    assert sum(map(swedish_calendar.is_working_day, between)) == 5


@given(pair=st.tuples(days, days), paused=pauses)
def test_what_comes_later_is_never_due_earlier(pair: tuple[date, date], paused: int) -> None:
    first, second = (
        deadlines.request_deadlines(day, paused_days=paused) for day in sorted(pair)
    )

    assert first.safe <= second.safe and first.legal <= second.legal
    assert first.target <= second.target
    assert first.extended_safe <= second.extended_safe
    assert first.extended_legal <= second.extended_legal


@given(received=days, pair=st.tuples(pauses, pauses))
def test_a_longer_pause_never_brings_the_legal_day_closer(
    received: date, pair: tuple[int, int]
) -> None:
    short, long = (
        deadlines.request_deadlines(received, paused_days=count) for count in sorted(pair)
    )

    assert short.legal <= long.legal and short.safe == long.safe


@given(received=days, offset=st.integers(-40, 80))
def test_an_extension_can_be_told_exactly_until_the_legal_day(
    received: date, offset: int
) -> None:
    today = received + timedelta(days=offset)
    legal = deadlines.request_deadlines(received).legal

    assert deadlines.may_extend(received, today) == (received <= today <= legal)


@given(aware=moments)
def test_the_breach_clock_counts_elapsed_hours_in_every_zone(aware: datetime) -> None:
    due = deadlines.breach_deadlines(aware)
    start = aware.astimezone(UTC)

    assert due.safe - start == timedelta(hours=72)
    assert due.safe - due.target == timedelta(hours=12)
    assert timedelta(0) < due.legal - due.safe <= timedelta(hours=1)
    assert (due.legal.minute, due.legal.second, due.legal.microsecond) == (0, 0, 0)


@given(pair=st.tuples(moments, moments))
def test_a_later_breach_is_never_due_earlier(pair: tuple[datetime, datetime]) -> None:
    early, late = sorted(moment.astimezone(UTC) for moment in pair)
    first, second = deadlines.breach_deadlines(early), deadlines.breach_deadlines(late)

    assert first.safe <= second.safe and first.legal <= second.legal
