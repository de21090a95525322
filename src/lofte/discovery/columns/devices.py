"""Addresses and identifiers of devices, and vehicles' plates."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from lofte.discovery.columns.care import seen
from lofte.discovery.columns.checks import luhn, number
from lofte.discovery.columns.distinct import Distinct, Mask
from lofte.discovery.columns.looks import Look, look, mostly, weighed
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_V4 = rf"^{_OCTET}(?:\.{_OCTET}){{3}}(?::[0-9]{{1,5}}|/[0-9]{{1,2}})?$"
_V6 = (
    r"(?i)^(?:(?:[0-9A-F]{1,4}:){7}[0-9A-F]{1,4}"
    r"|(?:[0-9A-F]{1,4}:){0,6}[0-9A-F]{0,4}::(?:[0-9A-F]{1,4}:){0,6}[0-9A-F]{0,4}"
    rf"|::ffff:{_OCTET}(?:\.{_OCTET}){{3}})(?:/[0-9]{{1,3}})?$"
)
_LARGE = r"(?:^|\.)(?:[1-9][0-9]{2})(?:\.|$|[:/])"
_MAC = r"(?i)^(?:(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}|(?:[0-9A-F]{4}\.){2}[0-9A-F]{4})$"
_HEX = r"(?i)^[0-9A-F]{12}$"

_TRACKED = (
    r"^(?:GA1\.[0-9]\.[0-9]{6,}\.[0-9]{9,}|fb\.1\.[0-9]{10,}\.[0-9]+|[0-9]{7,10}\.1[0-9]{9})$"
)
_UUID = r"(?i)^\{?[0-9A-F]{8}-?[0-9A-F]{4}-?[0-9A-F]{4}-?[0-9A-F]{4}-?[0-9A-F]{12}\}?$"
_OPAQUE = r"^[0-9A-Za-z_:.-]{8,}$"
# Whose first two digits name the body that gave the number out.
_IMEI_BODIES = (1, 35, 44, 45, 49, 50, 51, 52, 53, 54, 86, 91, 98, 99)

_PLATE = r"(?i)^[A-HJ-PR-UW-Z]{3}[ -]?[0-9]{2}[A-HJ-NPR-UW-Z0-9]$"
_PLATE_FORM = r"(?i)^[A-Z]{3}[ -]?[0-9]{2}[A-Z0-9]$"


def looks(of: Distinct) -> Iterator[Look]:
    """What may stand in a few values only."""
    yield from _addresses(of)
    yield from _hardware(of)
    yield from _identifiers(of)


def forms(of: Distinct) -> Iterator[Look]:
    """What a column has as its form, or not at all."""
    yield from _opaque(of)
    yield from _plates(of)


def _addresses(of: Distinct) -> Iterator[Look]:
    four = of.matching(_V4, (of.count(".") == 3) & (of.letters == 0) & (of.digits >= 4))
    six = of.matching(_V6, of.count(":") >= 2)
    fits = four | six
    if not fits.any():
        return
    weight = weighed(of, fits, chance=0.005, most=9.0)
    if four.sum() > six.sum() and not _spread(of, four):
        # Versions of programs have four small numbers.
        weight = min(weight, 3.0)
        yield look(Type.IP_ADDRESS, fits, weight, phrase("four small numbers with dots"))
        return
    yield look(Type.IP_ADDRESS, fits, weight, phrase("IP addresses"), seen(of, fits))


def _spread(of: Distinct, four: Mask) -> bool:
    return bool(of.matching(_LARGE, four).sum() >= 0.3 * four.sum())


def _hardware(of: Distinct) -> Iterator[Look]:
    signs = (of.count(":") == 5) | (of.count("-") == 5) | (of.count(".") == 2)
    fits = of.matching(_MAC, signs & ((of.lengths == 17) | (of.lengths == 14)))
    if fits.any():
        weight = weighed(of, fits, chance=0.002, most=9.0)
        yield look(Type.MAC_ADDRESS, fits, weight, phrase("MAC addresses"), seen(of, fits))
        return
    bare = of.matching(_HEX, (of.lengths == 12) & (of.signs == 0))
    if (bare & (of.letters > 0)).any():
        weight = weighed(of, bare, chance=0.1, most=1.5)
        yield look(Type.MAC_ADDRESS, bare, weight, phrase("twelve hexadecimal digits"))


def _identifiers(of: Distinct) -> Iterator[Look]:
    phones = _imeis(of)
    tracked = of.matching(_TRACKED, (of.count(".") >= 1) & (of.digits >= 16))
    sure = phones | tracked
    if sure.sum() >= 0.5 * len(of):
        weight = weighed(of, sure, chance=0.1, most=6.6 if phones.any() else 7.0)
        said = (
            phrase("IMEIs with a right check digit")
            if phones.any()
            else phrase("cookie identifiers")
        )
        yield look(Type.DEVICE_ID, sure, weight, said)


def _opaque(of: Distinct) -> Iterator[Look]:
    known = of.matching(_UUID, (of.lengths >= 32) & (of.lengths <= 38))
    lettered = (of.letters > 0) | ((of.digits >= 10) & (of.signs <= 1))
    opaque = known | of.matching(_OPAQUE, (of.digits >= 1) & (of.spaces == 0) & lettered)
    if opaque.any():
        most = 2.3 if known.sum() > 0.5 * len(of) else 0.5
        weight = weighed(of, opaque, chance=0.5, most=most)
        yield look(Type.DEVICE_ID, opaque, weight, phrase("opaque identifiers"))


def _imeis(of: Distinct) -> Mask:
    fits: Mask = (of.digits == 15) & (of.letters == 0) & (of.signs <= 3)
    if fits.any():
        digits = of.numbers(fits, 15)
        fits[fits] = luhn(digits) & np.isin(number(digits[:, :2]), _IMEI_BODIES)
    return fits


def _plates(of: Distinct) -> Iterator[Look]:
    six = (of.lengths >= 6) & (of.lengths <= 7) & (of.digits >= 2) & (of.letters >= 3)
    form = of.matching(_PLATE_FORM, six)
    if not form.any():
        return
    fits = of.matching(_PLATE, form)
    passed, alike = int(fits.sum()), int(form.sum())
    # Letters that no plate has stand in three of ten random codes.
    letters = mostly(passed, len(of), chance=0.55, most=6.5)
    weight = letters if _scattered(of, fits) else min(letters, -1.0)
    if passed < 0.97 * alike:
        weight = min(weight, -2.0)
    if of.share(fits & (of.lowers == 0)) < 0.5:
        weight = min(weight, 1.2)
    elif of.share(fits & (of.spaces == 1)) > 0.5:
        weight = min(weight + 1.5, 6.5)
    yield look(Type.LICENCE_PLATE, fits, weight, phrase("Swedish licence plates"))


def _scattered(of: Distinct, fits: Mask) -> bool:
    """Plates begin with any three letters; codes of articles with a few."""
    chosen = of.texts.filter(fits)
    if not len(chosen):
        return False
    return len(pc.unique(pc.utf8_slice_codeunits(chosen, 0, 3))) >= 0.5 * min(len(chosen), 400)
