"""Organisationsnummer, and the Swedish VAT number made from it.

A sole trader (enskild firma) has the owner's personnummer as its number: such a number is
valid here and marked `sole_trader`, so that it is masked and guarded as personal data.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from organisationsnummer import organisationsnummer

from lofte.kernel.identifiers.finding import Identifier, Kind, Reason, accepted, refused
from lofte.kernel.identifiers.person import check_person
from lofte.kernel.identifiers.text import compact

_ORGANISATION = re.compile(r"(?:16)?([0-9]{2}[2-9][0-9]{3})-?([0-9]{4})")
_VAT = re.compile(r"SE([0-9]{10})01")


def check_organisation(value: str, *, today: date) -> Identifier:
    """Ten digits, the third at least 2 so that it is no date, and Luhn's check digit."""
    text = compact(value)
    shape = _ORGANISATION.fullmatch(text)
    if shape is None:
        return _sole_trader(text, today)
    ten = "".join(shape.groups())
    # The first digit is the group: 1 estates, 2 public bodies, 5 companies and so on.
    if ten.startswith("0"):
        return refused(Kind.ORGANISATIONSNUMMER, Reason.NOT_IN_USE)
    if not organisationsnummer.valid(ten):  # type: ignore[no-untyped-call]
        return refused(Kind.ORGANISATIONSNUMMER, Reason.CHECK_DIGIT)
    return accepted(Kind.ORGANISATIONSNUMMER, ten)


def check_vat(value: str, *, today: date) -> Identifier:
    """`SE`, the ten digits of the organisation and `01`: it leaks a sole trader's number."""
    text = compact(value).replace("-", "").upper()
    shape = _VAT.fullmatch(text)
    if shape is None:
        return refused(Kind.VAT_NUMBER, Reason.WRONG_FORM)
    found = check_organisation(shape[1], today=today)
    return replace(found, kind=Kind.VAT_NUMBER, canonical=text if found.valid else None)


def _sole_trader(text: str, today: date) -> Identifier:
    found = check_person(text, today=today)
    # An organisation is registered by ten digits, so that the century does not matter here.
    if found.valid or found.reason is Reason.AMBIGUOUS:
        ten = text.replace("-", "").replace("+", "")[-10:]
        return accepted(Kind.ORGANISATIONSNUMMER, ten, Reason.SOLE_TRADER)
    return replace(found, kind=Kind.ORGANISATIONSNUMMER)
