"""Which rule a text is checked by, when the reader says so and when not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from lofte.kernel.errors import Invalid
from lofte.kernel.identifiers import care, contact, money, organisation, person
from lofte.kernel.identifiers.finding import Identifier, Kind, Reason, refused
from lofte.kernel.identifiers.text import compact, plain

LONGEST = 320
"""Nothing we know is longer; what is, is not read at all."""

_OIDS = {
    "1.2.752.129.2.1.3.1": Kind.PERSONNUMMER,
    "1.2.752.129.2.1.3.3": Kind.SAMORDNINGSNUMMER,
    "1.2.752.74.9.1": Kind.NRID,
    "1.2.752.97.3.1.3": Kind.RESERVE_STOCKHOLM,
    "1.2.752.113.11.0.2.1.1.1": Kind.RESERVE_VGR,
    "1.2.752.74.9.2": Kind.RESERVE_VARMLAND,
    "1.2.752.129.2.1.3.2": Kind.RESERVE_CARELINK,
    "1.2.752.29.4.19": Kind.HSA_ID,
    "1.2.752.129.2.1.4.1": Kind.HSA_ID,
}

_PERSONS = (Kind.PERSONNUMMER, Kind.SAMORDNINGSNUMMER)

# By looks, the most telling first. Reserve numbers are left out on purpose.
_LOOKS = (
    (re.compile(r".*@.*"), Kind.EMAIL),
    (re.compile(r"SE[0-9]{10,12}-.*"), Kind.HSA_ID),
    (re.compile(r"SE ?[0-9]{6}-?[0-9]{4} ?[0-9]{2}", re.IGNORECASE), Kind.VAT_NUMBER),
    (re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9 ]{11,}", re.IGNORECASE), Kind.IBAN),
    (re.compile(r"(?:SE?-)?[1-9][0-9]{2} [0-9]{2}"), Kind.POSTCODE),
    (re.compile(r"[1-9][0-9]{2,3}-[0-9]{4}"), Kind.BANKGIRO),
    (re.compile(r"[1-9][0-9 ]*-[0-9]"), Kind.PLUSGIRO),
    (re.compile(r"(?:[0-9]{2})?[0-9]{6}[-+]?[A-Z][0-9]{3}"), Kind.PERSONNUMMER),
)
_REGISTERED = re.compile(r"([0-9]{2})?[0-9]{2}([0-9])[0-9]{3}[-+]?[0-9]{4}")
_GIRO_OR_POSTCODE = re.compile(r"[1-9][0-9]{1,7}")


class UnknownKind(Invalid):
    """There is no such kind of identifier."""

    code: ClassVar[str] = "unknown_kind"


def check(value: str, *, today: date, kind: Kind | str | None = None) -> Identifier:
    """What the text is and whether it can be right; never whether it is in use or whose.

    Without a `kind` it goes by the looks of the text, and refuses to guess between two.
    `kind` may be a name or an OID; a reserve number is recognised in no other way.
    """
    stated = None if kind is None else kind_named(kind)
    if not isinstance(value, str):
        # A number has lost its leading zeros: 0012099891 is no longer there to be read.
        return refused(stated or Kind.UNKNOWN, Reason.NOT_TEXT)
    if len(value) > LONGEST:
        return refused(stated or Kind.UNKNOWN, Reason.TOO_LONG)
    return _look(value, today) if stated is None else _check_as(stated, value, today)


def normalise(kind: Kind | str, value: str, *, today: date) -> str | None:
    """The form by which records are matched, or None if the text cannot be right.

    A field of personnummer holds samordningsnummer as well, so both are read for either.
    An HSA-id is compared without regard to case.
    """
    stated = kind_named(kind)
    kinds = _PERSONS if stated in _PERSONS else (stated,)
    found = [check(value, today=today, kind=each).canonical for each in kinds]
    canonical = next(filter(None, found), None)
    return canonical.casefold() if canonical and stated is Kind.HSA_ID else canonical


def kind_named(name: str) -> Kind:
    """The kind of that name or OID."""
    if name in _OIDS:
        return _OIDS[name]
    kinds = [kind for kind in Kind if kind is not Kind.UNKNOWN]
    if name not in kinds:
        names = ", ".join(kinds)
        raise UnknownKind(f"Write one of these kinds, or its OID: {names}.", kind=name)
    return Kind(name)


def _check_as(kind: Kind, value: str, today: date) -> Identifier:
    if kind in _DATED:
        return _DATED[kind](value, today=today)
    return _UNDATED[kind](value)


def _look(value: str, today: date) -> Identifier:
    text = plain(value)
    for looks, kind in _LOOKS:
        if looks.fullmatch(text):
            return _check_as(kind, text, today)
    number = _REGISTERED.fullmatch(compact(text))
    if number:
        return _registered_or_phone(text, number, today)
    if _GIRO_OR_POSTCODE.fullmatch(text):
        return refused(Kind.UNKNOWN, Reason.AMBIGUOUS)
    phone = contact.check_phone(text)
    return phone if phone.valid else refused(Kind.UNKNOWN, Reason.UNRECOGNISED)


def _registered_or_phone(text: str, number: re.Match[str], today: date) -> Identifier:
    # The third of ten digits is 0 or 1 in a date, and 2 or more in an organisation.
    century, third = number.groups()
    is_organisation = century == "16" or (century is None and third >= "2")
    read = organisation.check_organisation if is_organisation else person.check_person
    found = read(text, today=today)
    if found.valid or found.reason is Reason.AMBIGUOUS or not text.startswith("0"):
        return found
    phone = contact.check_phone(text)
    return phone if phone.valid else found


_DATED: dict[Kind, Callable[..., Identifier]] = {
    Kind.PERSONNUMMER: partial(person.check_person, kind=Kind.PERSONNUMMER),
    Kind.SAMORDNINGSNUMMER: partial(person.check_person, kind=Kind.SAMORDNINGSNUMMER),
    Kind.ORGANISATIONSNUMMER: organisation.check_organisation,
    Kind.VAT_NUMBER: organisation.check_vat,
}

_UNDATED: dict[Kind, Callable[[str], Identifier]] = {
    **{kind: partial(care.check_reserve, kind=kind) for kind in care.RESERVE_KINDS},
    Kind.HSA_ID: care.check_hsa_id,
    Kind.EMAIL: contact.check_email,
    Kind.PHONE: contact.check_phone,
    Kind.POSTCODE: contact.check_postcode,
    Kind.IBAN: money.check_iban,
    Kind.BANKGIRO: money.check_bankgiro,
    Kind.PLUSGIRO: money.check_plusgiro,
}
