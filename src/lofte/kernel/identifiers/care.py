"""Identifiers of Swedish health care: HSA-id and the reserve numbers of unidentified patients.

Reserve numbers of different regions look alike, and like a personnummer: they are checked
only when the reader says by kind or OID which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from stdnum import luhn

from lofte.kernel.identifiers.finding import Identifier, Kind, Reason, accepted, refused
from lofte.kernel.identifiers.text import compact

# The contracts of RIV allow 32 characters. `SE16…` is used by the national operator itself.
_HSA = re.compile(r"SE(?:16)?[0-9]{10}-[A-Za-z0-9]+")
_HSA_LENGTH = 32

# Letters that are read as a digit are not used; the third one stands for an unknown sex.
_NRID = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})[A-HJ-NPR-UX-Z]{2,3}[0-9]{1,2}")
_STOCKHOLM = re.compile(r"99(?:1[89]|2[0-2])[0-9]{8}")
_VGR = re.compile(r"([0-9]{8})([KMX])([0-9]{2})[0-9]")
_VARMLAND = re.compile(r"([0-9]{8})S[FUXPL][0-9][A-UW-Z1-9]")
_CARELINK = re.compile(r"(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:3[2-9]|[45][0-9])[0-9]{4}")

_VGR_LETTERS = str.maketrans("KMX", "578")


def check_hsa_id(value: str) -> Identifier:
    """The case is kept as written, although matching ignores it."""
    text = compact(value)
    if not _HSA.fullmatch(text):
        return refused(Kind.HSA_ID, Reason.WRONG_FORM)
    if len(text) > _HSA_LENGTH:
        return refused(Kind.HSA_ID, Reason.TOO_LONG)
    return accepted(Kind.HSA_ID, text)


def check_reserve(value: str, *, kind: Kind) -> Identifier:
    """A reserve number of the stated kind, by that kind's own rule."""
    text = compact(value).replace("-", "").upper()
    fault = _RULES[kind](text)
    if fault is Reason.CHECK_DIGIT_NOT_VERIFIED:
        return accepted(kind, text, fault)
    return refused(kind, fault) if fault else accepted(kind, text)


def _nrid(text: str) -> Reason | None:
    shape = _NRID.fullmatch(text)
    if shape is None or len(text) != 12:
        return Reason.WRONG_FORM
    series, _, month, day = shape.groups()
    if series == "00":
        # Birth date unknown: a running number that can be mistaken for no date.
        right = int(month) >= 20 and 40 <= int(day) <= 59
        return Reason.CHECK_DIGIT_NOT_VERIFIED if right else Reason.WRONG_FORM
    # Below 22 it could be mistaken for a person's number.
    if int(series) < 22:
        return Reason.WRONG_CENTURY
    # The century is hidden in the series, so that 29 February cannot be told wrong.
    if not _is_date("2000" + month + day):
        return Reason.IMPOSSIBLE_DATE
    # The open descriptions do not say how the last digit is summed: we vouch for the form.
    return Reason.CHECK_DIGIT_NOT_VERIFIED


def _stockholm(text: str) -> Reason | None:
    if not _STOCKHOLM.fullmatch(text):
        return Reason.WRONG_FORM
    return None if luhn.is_valid(text[4:]) else Reason.CHECK_DIGIT


def _vgr(text: str) -> Reason | None:
    shape = _VGR.fullmatch(text)
    if shape is None:
        return Reason.WRONG_FORM
    born, sex, serial = shape.groups()
    if not _is_date(born):
        return Reason.IMPOSSIBLE_DATE
    if not _vgr_serial(sex, int(serial)):
        return Reason.NOT_IN_USE
    return None if luhn.is_valid(text.translate(_VGR_LETTERS)[2:]) else Reason.CHECK_DIGIT


def _vgr_serial(sex: str, serial: int) -> bool:
    if sex == "X":
        return 80 <= serial <= 89
    return 6 <= serial <= 79 and (serial % 2 == 1) == (sex == "M")


def _varmland(text: str) -> Reason | None:
    shape = _VARMLAND.fullmatch(text)
    if shape is None:
        return Reason.WRONG_FORM
    # The last sign is a running one: this number has no check digit.
    return None if _is_date(shape[1]) else Reason.IMPOSSIBLE_DATE


def _carelink(text: str) -> Reason | None:
    if not _CARELINK.fullmatch(text):
        return Reason.WRONG_FORM
    return None if luhn.is_valid(text[2:]) else Reason.CHECK_DIGIT


def _is_date(eight: str) -> bool:
    try:
        date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return False
    return True


_RULES: dict[Kind, Callable[[str], Reason | None]] = {
    Kind.NRID: _nrid,
    Kind.RESERVE_STOCKHOLM: _stockholm,
    Kind.RESERVE_VGR: _vgr,
    Kind.RESERVE_VARMLAND: _varmland,
    Kind.RESERVE_CARELINK: _carelink,
}

RESERVE_KINDS = frozenset(_RULES)
