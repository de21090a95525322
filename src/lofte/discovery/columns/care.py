"""Numbers that only health care gives: reserve numbers of five kinds, and HSA-id."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lofte.discovery.columns.checks import is_date, luhn, number
from lofte.discovery.columns.distinct import Distinct, Ints, Mask
from lofte.discovery.columns.looks import Look, Sparse, look, weighed, wilson
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

_HSA = r"(?i)^SE(?:16)?[0-9]{10}-[A-Z0-9]{1,19}$"
# Century and a constant in steps of three, date, two or three letters, sex and check sign.
_NATIONAL = (
    r"^(?:2[2-9]|[3-9][0-9])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    r"-?[A-HJ-NPR-UX-Z]{2,3}[0-9]{1,2}$"
    r"|^00[0-9]{2}[2-9][0-9][45][0-9]-?[A-HJ-NPR-UX-Z]{2,3}[0-9]{1,2}$"
)
# Värmland, Västra Götaland; other regions put a letter or more behind the date, too.
_REGIONAL = r"^[0-9]{8}-?(?:S[FUXPL][0-9][A-UW-Z1-9]|[KMX][0-9]{3})$"
_DATED = r"^[0-9]{8}-?[0-9A-Z]{4}$"


def looks(of: Distinct) -> Iterator[Look]:
    yield from _hsa(of)
    yield from _reserve(of)


def _hsa(of: Distinct) -> Iterator[Look]:
    fits = of.matching(_HSA, (of.lengths >= 14) & (of.digits >= 10) & (of.count("-") == 1))
    if fits.any():
        weight = weighed(of, fits, chance=0.001, most=10.0)
        said = phrase("organisation numbers in an HSA-id")
        yield look(Type.HSA_ID, fits, weight, said, seen(of, fits))


def _reserve(of: Distinct) -> Iterator[Look]:
    size = of.lengths - of.count("-")
    twelve = (size == 12) & (of.signs <= 1) & (of.digits >= 8)
    if not twelve.any():
        return
    lettered, numbered = twelve & (of.letters > 0), twelve & (of.letters == 0)
    if lettered.sum() >= numbered.sum():
        fits, most = _lettered(of, lettered)
        chance, told = 0.01, most > _UNSURE
    else:
        fits, most = _numbered(of, numbered)
        chance, told = 0.1, most > _UNSURE and bool(fits.sum() >= 3)
    if fits.any():
        weight = weighed(of, fits, chance=chance, most=most)
        said = phrase("reserve numbers of health care")
        yield look(Type.RESERVNUMMER, fits, weight, said, seen(of, fits) if told else None)


_SURE, _UNSURE = 6.5, 2.5


def _lettered(of: Distinct, which: Mask) -> tuple[Mask, float]:
    """By the forms that are published, or else by a date with a letter behind it, as other
    regions have them, which batches of goods have too."""
    known = of.matching(_NATIONAL, which) | _dated(of, _REGIONAL, which)
    if known.sum() >= 0.5 * which.sum():
        return known, _SURE
    return _dated(of, _DATED, which & ~known) | known, _UNSURE


def _dated(of: Distinct, pattern: str, which: Mask) -> Mask:
    fits = of.matching(pattern, which & (of.lowers == 0))
    if fits.any():
        fits[fits] = _is_day(of.numbers(fits, 8))
    return fits


def _numbered(of: Distinct, which: Mask) -> tuple[Mask, float]:
    """Region Stockholm begins with 99, Carelink adds 31 days or more. Descriptions differ on
    which digits the check digit is summed over, so the column says; where it is none of them,
    the form alone proves little."""
    form = which & _in_reserve(of)
    if not form.any():
        return form, _UNSURE
    digits = of.numbers(form, 12)
    right = max((luhn(digits[:, start:]) for start in (2, 4, 0)), key=lambda each: each.sum())
    if right.mean() < 0.5:
        return form, _UNSURE if right.mean() < 0.3 else 0.0
    fits = form.copy()
    fits[form] = right
    return fits, _SURE


def _in_reserve(of: Distinct) -> Mask:
    which: Mask = (of.digits == 12) & (of.letters == 0) & (of.signs <= 1)
    if which.any():
        digits = of.numbers(which, 12)
        century, after = number(digits[:, :2]), number(digits[:, 2:4])
        month, day = number(digits[:, 4:6]), number(digits[:, 6:8])
        capital = (century == 99) & (after >= 18) & (after <= 22)
        which[which] = capital | (_lived(century) & _month(month) & (day >= 32) & (day <= 59))
    return which


def _lived(century: Ints) -> Mask:
    return np.asarray((century >= 18) & (century <= 20))


def _month(month: Ints) -> Mask:
    return np.asarray((month >= 1) & (month <= 12))


def _is_day(digits: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Mask:
    year = number(digits[:, :4])
    right = is_date(year, number(digits[:, 4:6]), number(digits[:, 6:8]))
    return np.asarray(right & (year >= 1880) & (year <= 2100))


def seen(of: Distinct, fits: Mask) -> Sparse:
    """What hardly fits by chance, counted in rows."""
    found = of.in_rows(fits)
    return Sparse(found, of.filled, *wilson(found, of.filled))
