"""What a column is when it is nobody's: numbering, amounts, flags, codes, moments.

None of it vetoes. It takes log-odds from the types that such columns are mistaken for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pyarrow.compute as pc

from lofte.discovery.columns.dates import Dates
from lofte.discovery.columns.distinct import Distinct, Mask
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type


class Kind(StrEnum):
    FLAG = "flag"
    DECIMAL = "decimal"
    SEQUENCE = "sequence"
    MOMENT = "moment"
    NUMBER = "number"
    CODE = "code"
    OTHER = "other"


SAID: Mapping[Kind, str] = {
    Kind.FLAG: phrase("yes or no"),
    Kind.DECIMAL: phrase("numbers with decimals"),
    Kind.SEQUENCE: phrase("numbers counted upwards"),
    Kind.MOMENT: phrase("dates or moments"),
    Kind.NUMBER: phrase("plain numbers"),
    Kind.CODE: phrase("a few codes or words that come back"),
    Kind.OTHER: phrase("texts of no kind we know"),
}

_FLAGS = frozenset(
    {"0", "1", "-1", "true", "false", "t", "f", "yes", "no", "y", "n", "ja", "nej", "j", "on",
     "off", "sant", "falskt", "x"}
)  # fmt: skip
_DIGITS_ALONE = (
    Type.PHONE, Type.BANKGIRO, Type.PLUSGIRO, Type.BANK_ACCOUNT, Type.POSTCODE, Type.DEVICE_ID,
    Type.ORGANISATIONSNUMMER, Type.PASSWORD, Type.USERNAME, Type.BIRTH_DATE,
)  # fmt: skip
_WORDS = (
    Type.PERSON_NAME, Type.USERNAME, Type.PASSWORD, Type.API_KEY, Type.POSTAL_ADDRESS,
    Type.LICENCE_PLATE, Type.DEVICE_ID,
)  # fmt: skip

_AGAINST: Mapping[Kind, Mapping[Type, float]] = {
    Kind.FLAG: dict.fromkeys(Type, -9.0),
    Kind.DECIMAL: dict.fromkeys((t for t in Type if t is not Type.COORDINATES), -9.0),
    Kind.SEQUENCE: dict.fromkeys(_DIGITS_ALONE, -4.0),
    Kind.MOMENT: dict.fromkeys((t for t in Type if t is not Type.BIRTH_DATE), -6.0),
    Kind.NUMBER: {},
    Kind.CODE: dict.fromkeys(_WORDS, -2.0),
    Kind.OTHER: {},
}


@dataclass(frozen=True)
class Ordinary:
    kind: Kind
    against: Mapping[Type, float]


def ordinary(of: Distinct, dated: Dates | None) -> Ordinary:
    kind = _kind(of, dated)
    return Ordinary(kind, _AGAINST[kind])


def _kind(of: Distinct, dated: Dates | None) -> Kind:
    if len(of) <= 3 and {text.lower() for text in of.texts.to_pylist()} <= _FLAGS:
        return Kind.FLAG
    if dated is not None and dated.at.mean() >= 0.9 and _separated(of, dated.at):
        return Kind.MOMENT
    whole = (of.digits == of.lengths) & (of.lengths <= 18)
    if whole.mean() >= 0.95:
        return Kind.SEQUENCE if _counted(of, whole) else Kind.NUMBER
    if _decimals(of):
        return Kind.DECIMAL
    few = len(of) <= 40 and of.filled >= 12 * len(of)
    return Kind.CODE if few else Kind.OTHER


def _separated(of: Distinct, at: Mask) -> bool:
    return bool((of.signs[at] > 0).mean() > 0.5)


def _decimals(of: Distinct) -> bool:
    dots = of.count(".") + of.count(",")
    signed = of.count("-") + of.count("+") + dots
    shaped = (dots == 1) & (of.signs == signed) & (of.letters == 0) & (of.digits >= 1)
    plain = (of.letters == 0) & (of.signs == of.count("-")) & (of.digits >= 1)
    return bool(shaped.mean() >= 0.5 and (shaped | plain).mean() >= 0.98)


def _counted(of: Distinct, whole: Mask) -> bool:
    """All different, and close together: numbered by a machine as rows came in."""
    if len(of) < 0.98 * of.filled or len(of) < 5:
        return False
    values = pc.cast(of.texts.filter(whole), "int64").to_numpy()
    width = int(values.max()) - int(values.min()) + 1
    gaps = np.diff(np.sort(values))
    return width <= 20 * len(values) and int(np.median(gaps)) <= 2
