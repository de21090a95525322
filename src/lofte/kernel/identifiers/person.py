"""Personnummer (folkbokföringslagen 18 §) and samordningsnummer (lag 2022:1697)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from personnummer import personnummer

from lofte.kernel.identifiers.finding import Identifier, Kind, Reason, accepted, refused
from lofte.kernel.identifiers.text import compact

COORDINATION = 60
"""What a samordningsnummer adds to the day of birth."""

_SHAPE = re.compile(r"([0-9]{2})?([0-9]{6})([-+]?)([0-9]{4})")
_INTERIM = re.compile(r"(?:[0-9]{2})?[0-9]{6}[-+]?[TRSUWXJKLMN][0-9]{3}")
_CENTURIES = ("18", "19", "20")
_HIDDEN = "••••"


def check_person(value: str, *, today: date, kind: Kind | None = None) -> Identifier:
    """A person's number as twelve digits; ten without `-` or `+` name no century: ambiguous.

    Says by the day of birth which of the two it is; with `kind`, the other one is refused.
    """
    found = _read(compact(value), today)
    if kind is None or found.kind is kind:
        return found
    if not found.valid:
        return replace(found, kind=kind)
    is_person = found.kind is Kind.PERSONNUMMER
    return refused(kind, Reason.IS_PERSONNUMMER if is_person else Reason.IS_SAMORDNINGSNUMMER)


def mask(value: str) -> str:
    """The number with its last four digits hidden; what is no such number is hidden whole."""
    shape = _SHAPE.fullmatch(compact(value))
    if shape is None:
        return _HIDDEN
    century, six, sign, _ = shape.groups(default="")
    return f"{century}{six}{sign or '-'}{_HIDDEN}"


def _read(text: str, today: date) -> Identifier:
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        interim = _INTERIM.fullmatch(text.upper())
        return refused(
            Kind.PERSONNUMMER, Reason.INTERIM_NUMBER if interim else Reason.WRONG_FORM
        )
    century, six, sign, last = shape.groups(default="")
    if century:
        return _with_year(century + six + last, sign, today)
    if sign:
        return _judge(_year(six, sign, today) + six[2:] + last, today)
    return _without_century(six, last, today)


def _with_year(twelve: str, sign: str, today: date) -> Identifier:
    found = _judge(twelve, today)
    turned_hundred = today.year - int(twelve[:4]) >= 100
    if found.valid and sign and (sign == "+") != turned_hundred:
        return replace(found, reason=Reason.SEPARATOR_CONTRADICTS_YEAR)
    return found


def _without_century(six: str, last: str, today: date) -> Identifier:
    both = [_judge(_year(six, sign, today) + six[2:] + last, today) for sign in "-+"]
    if any(found.valid for found in both):
        return refused(both[0].kind, Reason.AMBIGUOUS)
    return both[0]


def _year(six: str, sign: str, today: date) -> str:
    # The hyphen becomes a plus on 1 January of the year in which the person turns 100.
    age = (today.year - int(six[:2])) % 100
    return str(today.year - age - (100 if sign == "+" else 0))


def _judge(twelve: str, today: date) -> Identifier:
    is_coordination = int(twelve[6:8]) >= COORDINATION
    kind = Kind.SAMORDNINGSNUMMER if is_coordination else Kind.PERSONNUMMER
    fault = _fault(twelve, kind, today)
    return refused(kind, fault) if fault else accepted(kind, twelve)


def _fault(twelve: str, kind: Kind, today: date) -> Reason | None:
    if twelve[:2] not in _CENTURIES:
        return Reason.WRONG_CENTURY
    born = _birth_date(twelve)
    if born is None:
        return _missing_or_impossible(twelve, kind)
    # The library accepts both of these.
    if born > today:
        return Reason.FUTURE_DATE
    if twelve[8:11] == "000":
        return Reason.BIRTH_NUMBER_ZERO
    # Twelve digits only: with ten, the library would read the clock to find the century.
    right = personnummer.valid(twelve)  # type: ignore[no-untyped-call]
    return None if right else Reason.CHECK_DIGIT


def _missing_or_impossible(twelve: str, kind: Kind) -> Reason:
    # Some old samordningsnummer have no month or day of birth; they need a person's eye.
    incomplete = twelve[4:6] == "00" or twelve[6:8] == str(COORDINATION)
    if kind is Kind.SAMORDNINGSNUMMER and incomplete:
        return Reason.INCOMPLETE_BIRTH_DATE
    return Reason.IMPOSSIBLE_DATE


def _birth_date(twelve: str) -> date | None:
    year, month, day = int(twelve[:4]), int(twelve[4:6]), int(twelve[6:8])
    try:
        return date(year, month, day - COORDINATION if day >= COORDINATION else day)
    except ValueError:
        return None
