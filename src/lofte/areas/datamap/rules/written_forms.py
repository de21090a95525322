"""The ways one identifier gets written down, so that an index can find it.

Asking a database for `normalise(column) = x` reads the whole table. Asking for
the column to equal one of the forms people write lets it use its index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import phonenumbers

from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.kernel.errors import Invalid


class IdentifierNotCanonical(Invalid):
    """Give personnummer as 12 digits, phone numbers as +46701740605 and e-mail with an @."""

    code = "datamap.identifier_not_canonical"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One thing a person is known by, in canonical form."""

    kind: IdentityKind
    canonical: str


def written_forms(identifier: Identifier, *, today: date) -> tuple[str, ...]:
    """Every spelling of the identifier worth searching for, the canonical one first.

    E-mail is to be compared ignoring case, the rest exactly. Raises
    `IdentifierNotCanonical`: a search by half a number would find somebody else.
    """
    forms = _FORMS[identifier.kind](identifier.canonical, today)
    return tuple(dict.fromkeys(forms))


def _email(canonical: str, today: date) -> Iterator[str]:
    local, at, domain = canonical.rpartition("@")
    if not (local and at and domain) or canonical != canonical.strip():
        raise IdentifierNotCanonical(kind=IdentityKind.EMAIL)
    yield canonical
    yield canonical.lower()


def _personnummer(canonical: str, today: date) -> Iterator[str]:
    if not re.fullmatch(r"(18|19|20)[0-9]{10}", canonical):
        raise IdentifierNotCanonical(kind=IdentityKind.PERSONNUMMER)
    century, day, last = canonical[:2], canonical[2:8], canonical[8:]
    for separator in ("", "-", " "):
        yield f"{century}{day}{separator}{last}"
    # Folkbokföringslagen 18 §: the hyphen becomes a plus in the year one turns 100. Without a
    # century the same ten digits are also those of somebody a hundred years younger, so the
    # short forms are read as the law reads them, and never so as to find another person.
    if today.year - int(canonical[:4]) >= 100:
        yield f"{century}{day}+{last}"
        yield f"{day}+{last}"
        return
    for separator in ("-", "", " "):
        yield f"{day}{separator}{last}"


def _phone(canonical: str, today: date) -> Iterator[str]:
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", canonical):
        raise IdentifierNotCanonical(kind=IdentityKind.PHONE)
    try:
        number = phonenumbers.parse(canonical)
    except phonenumbers.NumberParseException:
        raise IdentifierNotCanonical(kind=IdentityKind.PHONE) from None
    yield canonical
    grouped = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    country, _, subscriber = grouped.partition(" ")
    for written in _subscriber(subscriber):
        for prefix in _prefixes(country.removeprefix("+")):
            yield prefix + written


def _subscriber(grouped: str) -> Iterator[str]:
    """`70 174 06 05` as it is grouped, and with the area set off in the ways people do."""
    area, _, rest = grouped.partition(" ")
    bare = rest.replace(" ", "")
    yield area + bare
    for between in ("-", " ", "/"):
        yield area + between + bare
        yield area + between + rest


def _prefixes(country: str) -> Iterator[str]:
    for plus in ("+", "00"):
        yield from (f"{plus}{country}{after}" for after in ("", " ", "-", "(0)", " (0)"))
    yield country
    # Without a country a number is a home number; a foreign one would find somebody else's.
    if country == HOME_COUNTRY:
        yield "0"


HOME_COUNTRY = "46"


def _customer_number(canonical: str, today: date) -> Iterator[str]:
    if not canonical or canonical != canonical.strip():
        raise IdentifierNotCanonical(kind=IdentityKind.CUSTOMER_NUMBER)
    yield canonical


_FORMS = {
    IdentityKind.EMAIL: _email,
    IdentityKind.PERSONNUMMER: _personnummer,
    IdentityKind.PHONE: _phone,
    IdentityKind.CUSTOMER_NUMBER: _customer_number,
}
