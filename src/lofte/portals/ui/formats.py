"""Dates and numbers as a person reads them, in Swedish and in English.

`fredag 4 december` in a sentence, `4 dec` in a table, `kl. 08.00` or `08:00`; thousands with a
narrow gap in Swedish (SS-ISO 80000-1) and a comma in English. Other languages read English.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

NARROW_GAP = "\u202f"
GAP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Words:
    days: tuple[str, ...]
    months: tuple[str, ...]
    short: tuple[str, ...]
    near: tuple[str, str, str]
    counts: tuple[str, ...]
    clock: str
    thousands: str
    decimal: str
    both: str


# fmt: off
SV = Words(
    days=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    months=(
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
        "september", "oktober", "november", "december",
    ),
    short=(
        "jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov",
        "dec",
    ),
    near=("i går", "i dag", "i morgon"),
    counts=(
        "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio",
        "elva", "tolv",
    ),
    clock="%H.%M",
    thousands=NARROW_GAP,
    decimal=",",
    both="och",
)
EN = Words(
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ),
    short=(
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ),
    near=("yesterday", "today", "tomorrow"),
    counts=(
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        "ten", "eleven", "twelve",
    ),
    clock="%H:%M",
    thousands=",",
    decimal=".",
    both="and",
)
# fmt: on


def words(language: str) -> Words:
    return SV if language.startswith("sv") else EN


def day(on: date, language: str, *, today: date | None = None) -> str:
    """`fredag 4 december`; with the year when it is not the year of `today`."""
    names = words(language)
    text = f"{names.days[on.weekday()]} {on.day}{GAP}{names.months[on.month - 1]}"
    return text if today is None or today.year == on.year else f"{text} {on.year}"


def day_short(on: date, language: str, *, today: date | None = None) -> str:
    """`4 dec`, for tables; with the year when it is not the year of `today`."""
    text = f"{on.day}{GAP}{words(language).short[on.month - 1]}"
    return text if today is None or today.year == on.year else f"{text} {on.year}"


def day_year(on: date, language: str) -> str:
    """`4 december 2026`, where the weekday does not matter but the year does."""
    return f"{on.day}{GAP}{words(language).months[on.month - 1]} {on.year}"


def near(on: date, language: str, *, today: date) -> str:
    """`i går`, `i dag`, `i morgon`, and any other day with its weekday."""
    distance = (on - today).days
    if -1 <= distance <= 1:
        return words(language).near[distance + 1]
    return day(on, language, today=today)


def clock(at: datetime, language: str) -> str:
    """`08.00` or `08:00`, always with two digits: for tables."""
    return at.strftime(words(language).clock)


def clock_in_sentence(at: datetime, language: str) -> str:
    """`kl. 08.00` in Swedish, `08:00` in English."""
    prefix = f"kl.{GAP}" if words(language) is SV else ""
    return prefix + clock(at, language)


def number(value: int | float | Decimal, language: str, *, decimals: int = 0) -> str:
    """`2 418` in Swedish, `2,418` in English. `decimals` is how many digits to show."""
    names = words(language)
    whole, _, part = f"{value:,.{decimals}f}".partition(".")
    text = whole.replace(",", names.thousands).replace("-", "\u2212")
    return f"{text}{names.decimal}{part}" if part else text


def count(value: int, language: str) -> str:
    """A count up to twelve as a word, above that in digits."""
    names = words(language)
    return names.counts[value] if 0 <= value < len(names.counts) else number(value, language)


def listing(items: list[str], language: str) -> str:
    """`a, b och c`: no comma before the last in either language."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {words(language).both} {items[-1]}"
