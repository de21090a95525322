"""The geometry of lines, clocks and pictures."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lofte.portals.ui import charts

SINCE, UNTIL = date(2025, 11, 23), date(2026, 11, 23)


def test_a_total_fills_its_width_and_leaves_out_what_nobody_has() -> None:
    pieces = charts.total([("KEPT", 22), ("AT_RISK", 0), ("BROKEN", 1)])

    assert [piece.kind for piece in pieces] == ["kept", "broken"]
    assert pieces[0].start == 0
    assert pieces[-1].end == pytest.approx(1000)
    assert pieces[1].start - pieces[0].end == pytest.approx(6)


def test_one_in_ten_thousand_can_still_be_seen() -> None:
    _kept, broken = charts.total([("KEPT", 9_999), ("BROKEN", 1)])

    assert broken.end - broken.start >= 12


def test_equal_counts_are_equally_long() -> None:
    lengths = {
        round(p.end - p.start, 6) for p in charts.total([(s, 5) for s in ("KEPT", "BROKEN")])
    }

    assert len(lengths) == 1


def test_no_promises_draw_no_line() -> None:
    assert charts.total([]) == ()


def test_a_day_broken_in_a_year_is_visible() -> None:
    day = date(2026, 6, 1)
    spans = [
        ("KEPT", SINCE, day),
        ("BROKEN", day, day + timedelta(days=1)),
        ("KEPT", day + timedelta(days=1), UNTIL),
    ]

    pieces = charts.trend(spans, since=SINCE, until=UNTIL)

    assert [piece.kind for piece in pieces] == ["kept", "broken", "kept"]
    assert pieces[1].end - pieces[1].start >= 3
    assert pieces[-1].end == pytest.approx(128)


def test_a_year_is_cut_to_its_window_and_equal_neighbours_are_one() -> None:
    spans = [
        ("KEPT", date(2020, 1, 1), date(2026, 1, 1)),
        ("KEPT", date(2026, 1, 1), date(2030, 1, 1)),
    ]

    (piece,) = charts.trend(spans, since=SINCE, until=UNTIL)

    assert (piece.start, piece.end) == (0, pytest.approx(128))


def test_what_lies_outside_the_window_takes_no_room() -> None:
    half = SINCE + (UNTIL - SINCE) / 2
    spans = [("KEPT", date(2020, 1, 1), half), ("BROKEN", half, date(2040, 1, 1))]

    kept, broken = charts.trend(spans, since=SINCE, until=UNTIL)

    assert kept.end - kept.start == pytest.approx(broken.end - broken.start, abs=1)


def test_days_before_the_promise_was_made_are_a_thin_line() -> None:
    pieces = charts.trend([("KEPT", date(2026, 5, 1), UNTIL)], since=SINCE, until=UNTIL)

    assert [piece.kind for piece in pieces] == [charts.NOTHING, "kept"]


def test_overlapping_spans_never_go_backwards() -> None:
    spans = [("KEPT", SINCE, date(2026, 6, 1)), ("BROKEN", date(2026, 1, 1), UNTIL)]

    pieces = charts.trend(spans, since=SINCE, until=UNTIL)

    assert all(a.end <= b.start for a, b in pairwise(pieces))


def test_a_year_of_daily_changes_stays_inside_its_box() -> None:
    days = [SINCE + timedelta(days=n) for n in range(365)]
    spans = [
        ("KEPT" if n % 2 else "BROKEN", day, day + timedelta(days=1))
        for n, day in enumerate(days)
    ]

    pieces = charts.trend(spans, since=SINCE, until=UNTIL)

    assert pieces[-1].end == pytest.approx(128)
    assert all(piece.end > piece.start for piece in pieces)


def test_a_machine_draws_straight_a_person_by_hand_and_void_is_struck_twice() -> None:
    assert charts.Piece("kept", 0, 128).d == "M0 9H128"
    assert charts.Piece("void", 0, 10).d == "M0 7H10M0 11H10"
    assert charts.Piece("human", 0, 8).d == "M0 9q2-3.5 4 0t4 0"


def test_a_clock_ends_at_the_legal_limit_and_now_lies_between() -> None:
    at = charts.clocks(
        received=date(2026, 11, 5),
        today=date(2026, 11, 23),
        safe=date(2026, 12, 4),
        legal=date(2026, 12, 7),
        target=date(2026, 11, 27),
    )

    assert at.target is not None
    assert at.start < at.now < at.target < at.safe < at.legal == 292


def test_a_clock_that_has_run_out_ends_today() -> None:
    at = charts.clocks(
        received=date(2026, 11, 5),
        today=date(2026, 12, 20),
        safe=date(2026, 12, 4),
        legal=date(2026, 12, 7),
    )

    assert at.safe < at.legal < at.now == 292
    assert at.target is None


def test_a_request_answered_the_day_it_came_has_a_clock() -> None:
    day = date(2026, 11, 5)

    assert charts.clocks(received=day, today=day, safe=day, legal=day).now == 4


def test_a_curve_goes_up_the_page_when_the_count_goes_up() -> None:
    line = charts.curve([15, 18, 22])

    assert line is not None
    assert line.first_y > line.last_y
    assert line.points.count(",") == 3


def test_one_value_is_no_curve_and_equal_values_are_level() -> None:
    level = charts.curve([7, 7])

    assert charts.curve([7]) is None
    assert level is not None
    assert level.first_y == level.last_y


def test_every_answer_is_a_dot_while_columns_are_low() -> None:
    plot = charts.dots([1, 2, 2, 26], limit=30)

    assert plot is not None
    assert (len(plot.dots), plot.each, plot.slowest) == (4, 1, 26)
    assert [dot.last for dot in plot.dots] == [False, False, False, True]
    assert plot.last_x < plot.limit_x == 310


def test_many_answers_share_dots_so_that_columns_fit() -> None:
    plot = charts.dots([3] * 80, limit=30)

    assert plot is not None
    assert (len(plot.dots), plot.each) == (8, 10)


def test_an_answer_past_the_limit_still_fits_the_picture() -> None:
    plot = charts.dots([60], limit=30)

    assert plot is not None
    assert plot.limit_x < plot.last_x == 310


def test_no_answers_make_no_picture() -> None:
    assert charts.dots([], limit=30) is None
