"""Dates, numbers, sentences and devices as a person reads them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lofte.portals.ui import formats
from lofte.portals.ui.devices import device
from lofte.portals.ui.say import Link, Part, say
from lofte.portals.ui.statuses import glyph_of, key_of

FRIDAY = date(2026, 12, 4)
EARLY = datetime(2026, 12, 4, 8, 0)
GAP, THIN = formats.GAP, formats.NARROW_GAP


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("sv", f"fredag 4{GAP}december", f"4{GAP}dec"),
        ("sv-se", f"fredag 4{GAP}december", f"4{GAP}dec"),
        ("en", f"Friday 4{GAP}December", f"4{GAP}Dec"),
        ("fi", f"Friday 4{GAP}December", f"4{GAP}Dec"),
    ],
)
def test_a_day_has_its_weekday_in_sentences_and_not_in_tables(
    language: str, long: str, short: str
) -> None:
    assert formats.day(FRIDAY, language) == long
    assert formats.day_short(FRIDAY, language) == short


def test_the_year_is_said_only_when_it_is_another() -> None:
    assert formats.day(FRIDAY, "sv", today=date(2026, 1, 1)) == f"fredag 4{GAP}december"
    assert formats.day(FRIDAY, "sv", today=date(2027, 1, 1)) == f"fredag 4{GAP}december 2026"
    assert formats.day_short(FRIDAY, "en", today=date(2027, 1, 1)) == f"4{GAP}Dec 2026"
    assert formats.day_year(FRIDAY, "sv") == f"4{GAP}december 2026"


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2026, 12, 3), "i morgon"),
        (date(2026, 12, 4), "i dag"),
        (date(2026, 12, 5), "i går"),
        (date(2026, 12, 6), f"fredag 4{GAP}december"),
    ],
)
def test_the_days_around_today_have_names(today: date, text: str) -> None:
    assert formats.near(FRIDAY, "sv", today=today) == text


def test_a_time_has_two_digits_and_its_language() -> None:
    assert formats.clock(EARLY, "sv") == "08.00"
    assert formats.clock_in_sentence(EARLY, "sv") == f"kl.{GAP}08.00"
    assert formats.clock_in_sentence(EARLY, "en") == "08:00"


@pytest.mark.parametrize(
    ("value", "decimals", "sv", "en"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (2418, 0, f"2{THIN}418", "2,418"),
        (1_234_567, 0, f"1{THIN}234{THIN}567", "1,234,567"),
        (0.04, 2, "0,04", "0.04"),
        (-2418, 0, f"−2{THIN}418", "−2,418"),
    ],
)
def test_thousands_and_decimals_follow_the_language(
    value: float, decimals: int, sv: str, en: str
) -> None:
    assert formats.number(value, "sv", decimals=decimals) == sv
    assert formats.number(value, "en", decimals=decimals) == en


def test_counts_are_words_up_to_twelve() -> None:
    assert [formats.count(n, "sv") for n in (0, 11, 12, 13)] == ["noll", "elva", "tolv", "13"]
    assert formats.count(2418, "en") == "2,418"


def test_a_list_ends_with_and() -> None:
    assert formats.listing(["a", "b", "c"], "sv") == "a, b och c"
    assert formats.listing(["a", "b"], "en") == "a and b"
    assert formats.listing(["a"], "en") == "a"
    assert formats.listing([], "en") == ""


def test_a_sentence_becomes_parts_whose_words_are_links() -> None:
    parts = say("Today [two are at risk](risk), **one** is [stuck](other).",
                risk=Link("#r", "AT_RISK"), other=Link("#o"))  # fmt: skip

    assert parts == (
        Part("Today "),
        Part("two are at risk", kind="risk", href="#r"),
        Part(", "),
        Part("one", kind="b"),
        Part(" is "),
        Part("stuck", kind="plain", href="#o"),
        Part("."),
    )


def test_a_sentence_that_names_an_unknown_link_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        say("[Two](nowhere) are due.")


def test_brackets_in_what_people_wrote_are_only_text() -> None:
    assert say("Anna [sic] (again)") == (Part("Anna [sic] (again)"),)


def test_a_status_has_a_key_and_a_shape_and_anything_else_is_plain() -> None:
    assert (key_of("NOT_MACHINE_PROVABLE"), glyph_of("NOT_MACHINE_PROVABLE")) == (
        "human",
        "human",
    )
    assert (key_of("KEPT"), glyph_of("KEPT")) == ("kept", "check")
    assert key_of("kept") == "kept"
    assert key_of("") == key_of("DONE") == key_of(None) == "plain"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Linux",
        ),
        ("curl/8.0", ""),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(user_agent: str, name: str) -> None:
    assert device(user_agent) == name
