"""What a check finds: the kind, the verdict, the canonical form and a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    NRID = "nrid"
    RESERVE_STOCKHOLM = "reserve_stockholm"
    RESERVE_VGR = "reserve_vgr"
    RESERVE_VARMLAND = "reserve_varmland"
    RESERVE_CARELINK = "reserve_carelink"
    ORGANISATIONSNUMMER = "organisationsnummer"
    VAT_NUMBER = "vat_number"
    HSA_ID = "hsa_id"
    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    BANKGIRO = "bankgiro"
    PLUSGIRO = "plusgiro"
    POSTCODE = "postcode"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why an identifier is not valid or, on a valid one, what the reader should know."""

    AMBIGUOUS = "ambiguous"
    BIRTH_NUMBER_ZERO = "birth_number_zero"
    CHECK_DIGIT = "check_digit"
    CHECK_DIGIT_NOT_VERIFIED = "check_digit_not_verified"
    FUTURE_DATE = "future_date"
    IMPOSSIBLE_DATE = "impossible_date"
    INCOMPLETE_BIRTH_DATE = "incomplete_birth_date"
    INTERIM_NUMBER = "interim_number"
    IS_PERSONNUMMER = "is_personnummer"
    IS_SAMORDNINGSNUMMER = "is_samordningsnummer"
    NOT_IN_USE = "not_in_use"
    NOT_TEXT = "not_text"
    SEPARATOR_CONTRADICTS_YEAR = "separator_contradicts_year"
    SOLE_TRADER = "sole_trader"
    TOO_LONG = "too_long"
    UNRECOGNISED = "unrecognised"
    WRONG_CENTURY = "wrong_century"
    WRONG_FORM = "wrong_form"


@dataclass(frozen=True, slots=True)
class Identifier:
    kind: Kind
    valid: bool
    canonical: str | None = None
    reason: Reason | None = None

    @property
    def is_person_number(self) -> bool:
        """Whether it holds a person's number, and so is masked: a sole trader's does."""
        numbers = (Kind.PERSONNUMMER, Kind.SAMORDNINGSNUMMER)
        return self.kind in numbers or self.reason is Reason.SOLE_TRADER


def accepted(kind: Kind, canonical: str, reason: Reason | None = None) -> Identifier:
    return Identifier(kind, True, canonical, reason)


def refused(kind: Kind, reason: Reason) -> Identifier:
    return Identifier(kind, False, None, reason)
