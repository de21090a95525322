"""The line of a year where somebody looked only now and then."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lofte.areas.promises.queries.board import Span, bridged
from lofte.areas.promises.rules import Status

MONDAY = date(2026, 3, 2)


def day(after: int, status: Status = Status.KEPT) -> Span:
    since = MONDAY + timedelta(days=after)
    return Span(status=status, since=since, until=since + timedelta(days=1))


def test_mondays_in_a_row_are_one_line() -> None:
    (line,) = bridged([day(0), day(7), day(21)])
    assert (line.since, line.until) == (MONDAY, MONDAY + timedelta(days=22))


def test_a_change_is_drawn_on_the_day_it_was_seen() -> None:
    before, after = bridged([day(0), day(7, Status.BROKEN)])
    assert before.until == after.since == MONDAY + timedelta(days=7)


def test_what_nobody_looked_at_for_longer_than_a_fortnight_stays_open() -> None:
    assert len(bridged([day(0), day(15)])) == 2
    assert bridged([]) == ()


@given(st.lists(st.integers(0, 365), unique=True), st.data())
def test_a_bridged_line_never_overlaps_and_loses_no_day(
    at: list[int], data: st.DataObject
) -> None:
    spans = [day(n, data.draw(st.sampled_from(Status))) for n in sorted(at)]
    line = bridged(spans)
    assert all(a.until <= b.since for a, b in itertools.pairwise(line))
    for span in spans:
        assert any(
            found.since <= span.since
            and span.until <= found.until
            and found.status is span.status
            for found in line
        )
