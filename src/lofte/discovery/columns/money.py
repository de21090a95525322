"""Accounts, giro numbers, cards and VAT numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lofte.discovery.columns.care import seen
from lofte.discovery.columns.checks import luhn, mod97, number
from lofte.discovery.columns.distinct import Distinct, Mask, spelled
from lofte.discovery.columns.looks import Look, look, weighed
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

_IBAN = r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"
_IBAN_LONGEST = 34
_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28,
    "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22,
    "GE": 22, "GI": 23, "GL": 18, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26,
    "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
    "MT": 31, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SA": 24,
    "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20, "BR": 29,
    "QA": 29, "KW": 30, "LB": 28, "JO": 30, "KZ": 20, "AZ": 28, "BH": 22, "DO": 28, "MU": 30,
}  # fmt: skip
_COUNTRIES = pa.array(list(_LENGTHS), pa.large_string())

_ACCOUNT = (
    r"^[1-9][0-9]{3}(?:-[0-9])?[ ,]{1,2}-?(?:[0-9]{6,10}|[0-9]{1,3}(?:[ .-][0-9]{2,4}){1,3})"
    r"(?:-[0-9])?$|^[1-9][0-9]{3}(?:-[0-9])?-[0-9 ]{6,13}(?:-[0-9])?$"
)
_GIRO_PREFIX = r"(?i)^(?:bg|bankgiro|pg|plusgiro)\.?:? ?"
_MASKED_CARD = r"^(?:[0-9]{4,6}[ -]?)?(?:[0-9xX*•.]{0,4}[ -]?){0,3}[xX*•.]{4}[ -]?[0-9]{4}$"
_CARD = r"^[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?$|^[0-9]{4}[ -][0-9]{6}[ -][0-9]{4,5}$"

_VAT = (
    r"^(?:ATU[0-9]{8}|BE[01][0-9]{9}|BG[0-9]{9,10}|CY[0-9]{8}[A-Z]|CZ[0-9]{8,10}|DE[0-9]{9}"
    r"|DK[0-9]{8}|EE[0-9]{9}|(?:EL|GR)[0-9]{9}|ES[A-Z0-9][0-9]{7}[A-Z0-9]|FI[0-9]{8}"
    r"|FR[A-HJ-NP-Z0-9]{2}[0-9]{9}|HR[0-9]{11}|HU[0-9]{8}|IE[0-9][A-Z0-9+*][0-9]{5}[A-Z]{1,2}"
    r"|IT[0-9]{11}|LT(?:[0-9]{9}|[0-9]{12})|LU[0-9]{8}|LV[0-9]{11}|MT[0-9]{8}"
    r"|NL[0-9]{9}B[0-9]{2}|PL[0-9]{10}|PT[0-9]{9}|RO[0-9]{2,10}|SE[0-9]{10}01|SI[0-9]{8}"
    r"|SK[0-9]{10}|GB(?:[0-9]{9}|[0-9]{12})|XI[0-9]{9}|NO[0-9]{9}MVA|CHE[0-9]{9}(?:MWST|TVA)?)$"
)


def looks(of: Distinct) -> Iterator[Look]:
    yield from _ibans(of)
    yield from _vat_numbers(of)
    yield from _giros(of)
    yield from _accounts(of)
    yield from _cards(of)


def _compact(of: Distinct, which: Mask) -> Distinct:
    """The chosen values in upper case without separators."""
    chosen = of.within(which)
    if (chosen.signs > 0).any():
        chosen = spelled(pc.replace_substring_regex(chosen.texts, r"[ .-]", ""))
    return spelled(pc.utf8_upper(chosen.texts)) if (chosen.lowers > 0).any() else chosen


def _ibans(of: Distinct) -> Iterator[Look]:
    fits: Mask = (of.letters >= 2) & (of.digits >= 10) & (of.lengths <= 44)
    fits &= (of.signs == of.spaces) & (of.spaces <= 9)
    fits[fits] = of.first[fits] >= ord("A")
    if not fits.any():
        return
    compact = _compact(of, fits)
    shaped = compact.matching(_IBAN, (compact.signs == 0) & (compact.lengths <= _IBAN_LONGEST))
    shaped[shaped] = _checked(compact, shaped)
    fits[fits] = shaped
    if fits.any():
        weight = weighed(of, fits, chance=0.01, most=10.0)
        yield look(
            Type.IBAN, fits, weight, phrase("IBANs with right check digits"), seen(of, fits)
        )


def _checked(compact: Distinct, shaped: Mask) -> Mask:
    """Of the length its country gives it, and with the right check digits."""
    chosen = compact.within(shaped)
    countries = pc.utf8_slice_codeunits(chosen.texts, 0, 2)
    known = pc.index_in(countries, _COUNTRIES).fill_null(len(_LENGTHS)).to_numpy()
    given = np.append(list(_LENGTHS.values()), 0)[known] == chosen.lengths
    return np.asarray(given) & mod97(chosen.signs_of(_IBAN_LONGEST), chosen.lengths)


def _vat_numbers(of: Distinct) -> Iterator[Look]:
    fits: Mask = (of.letters >= 2) & (of.digits >= 2) & (of.lengths <= 20) & (of.signs <= 4)
    if not fits.any():
        return
    compact = _compact(of, fits)
    shaped = compact.matching(_VAT, compact.lengths >= 8)
    swedish = shaped & (compact.digits == 12) & compact.matching("^SE", shaped)
    shaped[swedish] = luhn(compact.numbers(swedish, 12)[:, :10])
    fits[fits] = shaped
    if fits.any():
        weight = weighed(of, fits, chance=0.02, most=7.0)
        told = seen(of, fits) if swedish.any() else None
        yield look(Type.VAT_NUMBER, fits, weight, phrase("VAT numbers of the EU"), told)


def _giros(of: Distinct) -> Iterator[Look]:
    chosen = (of.digits >= 2) & (of.digits <= 8) & (of.lengths <= 22) & (of.digits > of.letters)
    if not chosen.any():
        return
    whole, lettered = of, chosen & (of.letters > 0)
    if lettered.any():
        whole = spelled(pc.replace_substring_regex(of.texts, _GIRO_PREFIX, ""))
    dashed = whole.matching(r"^[1-9][0-9]{2,3}-[0-9]{4}$", chosen & (whole.count("-") == 1))
    last = whole.matching(r"^[1-9][0-9 ]{0,9}-[0-9]$", chosen & (whole.count("-") == 1))
    bare: Mask = chosen & (whole.signs == 0) & (whole.letters == 0)
    long = bare & (whole.digits >= 7)
    yield from _giro(whole, Type.BANKGIRO, dashed, long)
    yield from _giro(whole, Type.PLUSGIRO, last, bare)


_GIROS = {
    Type.BANKGIRO: phrase("bankgiro numbers with a right check digit"),
    Type.PLUSGIRO: phrase("plusgiro numbers with a right check digit"),
}
_POSSIBLE_GIROS = {
    Type.BANKGIRO: phrase("possible bankgiro numbers with a right check digit"),
    Type.PLUSGIRO: phrase("possible plusgiro numbers with a right check digit"),
}


def _giro(of: Distinct, kind: Type, written: Mask, bare: Mask) -> Iterator[Look]:
    right = _right(of, written)
    if right.any():
        weight = weighed(of, right, chance=0.1, most=7.5)
        yield look(kind, right, weight, _GIROS[kind])
    else:
        right = _right(of, bare)
        weight = weighed(of, right, chance=0.1, most=1.0)
        yield look(kind, right, weight, _POSSIBLE_GIROS[kind])


def _right(of: Distinct, which: Mask) -> Mask:
    right = np.zeros(len(of), dtype=bool)
    for length in range(2, 9):
        rows = which & (of.digits == length)
        if rows.any():
            right[rows] = luhn(of.numbers(rows, length))
    return right


def _accounts(of: Distinct) -> Iterator[Look]:
    written = (of.letters == 0) & (of.digits >= 7) & (of.digits <= 16) & (of.signs <= 6)
    fits = of.matching(_ACCOUNT, written & (of.signs > 0))
    if fits.sum() >= 0.5 * len(of) and fits.any():
        weight = weighed(of, fits, chance=0.02, most=5.4)
        yield look(Type.BANK_ACCOUNT, fits, weight, phrase("clearing and account numbers"))
        return
    possible = written & (of.signs <= 3)
    # Account numbers in ledgers have four digits, those in banks seven and more.
    long = of.share(possible & (of.digits >= 7) & (of.digits <= 15)) > 0.9
    weight = weighed(of, possible, chance=0.5, most=1.6 if long else 0.0)
    yield look(Type.BANK_ACCOUNT, possible, weight, phrase("numbers as long as an account's"))


def _cards(of: Distinct) -> Iterator[Look]:
    masked = of.matching(_MASKED_CARD, (of.digits >= 4) & (of.lengths >= 12) & (of.digits < 13))
    fits = np.zeros(len(of), dtype=bool)
    shaped = (of.digits >= 12) & (of.digits <= 19) & (of.letters == 0)
    shaped &= (of.signs == 0) | of.matching(_CARD, shaped & (of.signs > 0))
    others, passed = 0, 0
    for length in range(12, 20):
        rows = shaped & (of.digits == length)
        if rows.any():
            digits = of.numbers(rows, length)
            issued, right = _issued(length, number(digits[:, :4])), luhn(digits)
            fits[rows] = issued & right
            others, passed = (
                others + int((~issued).sum()),
                passed + int((right & ~issued).sum()),
            )
    # Reference numbers have a right check digit whatever they begin with.
    many = others >= max(5, 0.2 * shaped.sum())
    chance = max(0.1, min(0.97, passed / others)) if many else 0.1
    either = fits | masked
    if either.sum() < 0.3 * len(of) and shaped.sum() >= 0.9 * len(of):
        # Made up, or rounded by a spreadsheet: cards only where the name says so.
        weight = weighed(of, shaped, chance=0.5, most=0.3)
        yield look(Type.PAYMENT_CARD, shaped, weight, phrase("as long as card numbers"))
    elif either.any():
        weight = weighed(of, either, chance=chance, most=8.0)
        told = seen(of, fits) if _sure(of, fits, shaped, chance) else None
        yield look(
            Type.PAYMENT_CARD, either, weight, phrase("card numbers of real issuers"), told
        )


def _sure(of: Distinct, fits: Mask, shaped: Mask, chance: float) -> bool:
    """Some cards among numbers as long prove something, if more pass than chance lets."""
    found, alike = int(fits.sum()), int(shaped.sum())
    return found >= 3 and chance < 0.5 and found > 3 * chance * alike


def _issued(length: int, first: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Mask:
    """Whether an issuer has cards of that length beginning with these four digits."""
    two, one = first // 100, first // 1000
    maestro = np.isin(first, (5018, 5020, 5038, 6304, 6759, 6761, 6762, 6763))
    maestro |= np.isin(two, (56, 57, 58))
    if length <= 13:
        return np.asarray(maestro | ((one == 4) & (length == 13)))
    if length == 14:
        return np.asarray((two == 36) | (two == 38) | (first // 10 <= 305) & (two == 30))
    if length == 15:
        return np.asarray((two == 34) | (two == 37) | (first == 2131) | (first == 1800))
    if length == 16:
        master = ((two >= 51) & (two <= 55)) | ((first >= 2221) & (first <= 2720))
        other = (first == 6011) | (two == 65) | (two == 35)
        return np.asarray((one == 4) | master | other | maestro)
    return np.asarray(maestro | ((one == 4) & (length == 19)))
