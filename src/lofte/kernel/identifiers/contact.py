"""Ways to reach people: e-mail, phone and postcode.

None of them proves who somebody is: phone numbers are handed on, mailboxes are shared.
"""

from __future__ import annotations

import re
import unicodedata

import phonenumbers

from lofte.kernel.identifiers.finding import Identifier, Kind, Reason, accepted, refused
from lofte.kernel.identifiers.text import compact, plain

_LOCAL_LENGTH, _ADDRESS_LENGTH = 64, 254
_LOCAL = re.compile(r'[^\s@"(),:;<>\[\]\\.]+(?:\.[^\s@"(),:;<>\[\]\\.]+)*')
_PHONE = re.compile(r"\+?[0-9(][0-9 ()/.-]*")
_POSTCODE = re.compile(r"(?:SE?-?)?([1-9][0-9]{4})")


def check_email(value: str) -> Identifier:
    """Folded in case as a whole: servers that tell `Anna@` from `anna@` are a curiosity."""
    address = unicodedata.normalize("NFKC", plain(value).casefold())
    local, at, domain = address.rpartition("@")
    if not at or not address.isprintable() or not _LOCAL.fullmatch(local):
        return refused(Kind.EMAIL, Reason.WRONG_FORM)
    if len(local) > _LOCAL_LENGTH or len(address) > _ADDRESS_LENGTH:
        return refused(Kind.EMAIL, Reason.TOO_LONG)
    if not _is_domain(domain):
        return refused(Kind.EMAIL, Reason.WRONG_FORM)
    return accepted(Kind.EMAIL, address)


def check_phone(value: str) -> Identifier:
    """E.164; a number without a country code is Swedish."""
    text = plain(value)
    if not _PHONE.fullmatch(text):
        return refused(Kind.PHONE, Reason.WRONG_FORM)
    try:
        number = phonenumbers.parse(text, "SE")
    except phonenumbers.NumberParseException:
        return refused(Kind.PHONE, Reason.WRONG_FORM)
    if not phonenumbers.is_valid_number(number):
        return refused(Kind.PHONE, Reason.NOT_IN_USE)
    return accepted(
        Kind.PHONE, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    )


def check_postcode(value: str) -> Identifier:
    """Five digits. The form only: whether letters arrive there is not ours to know."""
    shape = _POSTCODE.fullmatch(compact(value).upper())
    if shape is None:
        return refused(Kind.POSTCODE, Reason.WRONG_FORM)
    return accepted(Kind.POSTCODE, shape[1])


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    return len(labels) > 1 and not labels[-1].isdigit() and all(map(_is_label, labels))


def _is_label(label: str) -> bool:
    if label.startswith("-") or label.endswith("-"):
        return False
    try:
        # Åäö in a domain travel as Punycode, which is what the length limit is about.
        encoded = label.encode("idna").decode()
    except UnicodeError:
        return False
    return re.fullmatch(r"[a-z0-9-]{1,63}", encoded, re.IGNORECASE) is not None
