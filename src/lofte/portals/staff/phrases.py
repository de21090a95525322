"""Counts, days and times in the reader's language, for sentences written in views."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import get_language

from lofte.portals.ui import formats

FIRST = "[*"
INERT = str.maketrans("[]*", "()∗")


def language() -> str:
    return "sv" if (get_language() or "sv").startswith("sv") else "en"


def count(value: int) -> str:
    """Up to twelve as a word, above that in digits."""
    return formats.count(value, language())


def number(value: int) -> str:
    return formats.number(value, language())


def day(on: date, *, today: date | None = None) -> str:
    return formats.day(on, language(), today=today)


def day_year(on: date) -> str:
    return formats.day_year(on, language())


def day_short(on: date, *, today: date | None = None) -> str:
    return formats.day_short(on, language(), today=today)


def near(on: date, *, today: date) -> str:
    return formats.near(on, language(), today=today)


def moment(at: datetime, *, today: date) -> str:
    """`i dag kl. 08.00`, `fredag 4 december kl. 08.00`."""
    local = localtime(at)
    return f"{near(local.date(), today=today)} {formats.clock_in_sentence(local, language())}"


def sentences(parts: Iterable[str]) -> str:
    """Sentences after one another, each with a capital, links and stresses left alone."""
    return " ".join(_capital(part) for part in parts if part)


def listing(items: Iterable[str]) -> str:
    return formats.listing(list(items), language())


def size(octets: int) -> str:
    """`48 kB`, `2,4 MB`: thousands, as SI has it."""
    if octets < 1_000_000:
        return f"{formats.number(max(1, round(octets / 1000)), language())}{formats.GAP}kB"
    return f"{formats.number(octets / 1_000_000, language(), decimals=1)}{formats.GAP}MB"


def inert(text: str) -> str:
    """`text` for use in a sentence with links: what others wrote is never read as one."""
    return text.translate(INERT)


def _capital(text: str) -> str:
    at = next((i for i, letter in enumerate(text) if letter not in FIRST), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
