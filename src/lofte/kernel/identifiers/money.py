"""Account numbers: IBAN, bankgiro and plusgiro. A sole trader's is personal data too."""

from __future__ import annotations

import re

from stdnum import iban, luhn
from stdnum.exceptions import InvalidChecksum, ValidationError

from lofte.kernel.identifiers.finding import Identifier, Kind, Reason, accepted, refused
from lofte.kernel.identifiers.text import compact

_BANKGIRO = re.compile(r"([1-9][0-9]{2,3})-?([0-9]{4})")
_PLUSGIRO = re.compile(r"([1-9][0-9]{0,6})-?([0-9])")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def check_iban(value: str) -> Identifier:
    """Any country's, by that country's length and the remainder of 97."""
    text = compact(value).upper()
    if not _IBAN.fullmatch(text):
        return refused(Kind.IBAN, Reason.WRONG_FORM)
    try:
        return accepted(Kind.IBAN, iban.validate(text))
    except InvalidChecksum:
        return refused(Kind.IBAN, Reason.CHECK_DIGIT)
    except ValidationError:
        return refused(Kind.IBAN, Reason.WRONG_FORM)


def check_bankgiro(value: str) -> Identifier:
    """Seven or eight digits by Luhn, with the hyphen before the last four."""
    return _giro(value, kind=Kind.BANKGIRO, shape=_BANKGIRO)


def check_plusgiro(value: str) -> Identifier:
    """Two to eight digits by Luhn, with the hyphen before the last one."""
    return _giro(value, kind=Kind.PLUSGIRO, shape=_PLUSGIRO)


def _giro(value: str, *, kind: Kind, shape: re.Pattern[str]) -> Identifier:
    match = shape.fullmatch(compact(value))
    if match is None:
        return refused(kind, Reason.WRONG_FORM)
    head, tail = match.groups()
    if not luhn.is_valid(head + tail):
        return refused(kind, Reason.CHECK_DIGIT)
    # With the hyphen, because the digits alone do not tell the two giros apart.
    return accepted(kind, f"{head}-{tail}")
