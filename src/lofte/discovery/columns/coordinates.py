"""Places on earth: as one text, or as two columns of numbers side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lofte.discovery.columns.distinct import Distinct
from lofte.discovery.columns.looks import Look, look, weighed
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

_POINT = (
    r"^\(?-?[0-9]+\.[0-9][0-9][0-9]+°?,? ?;?[ ,;/]-?[0-9]+\.[0-9][0-9][0-9]+°?\)?$"
    r"|^(?:SRID=[0-9]+;)?POINT ?Z? ?\(|^(?i)geo:-?[0-9]+\.[0-9]+,"
    r"|\"type\": ?\"Point\"|\"lat(?:itude)?\": ?-?[0-9]"
    r"|^[NS]? ?[0-9]+[°º] ?[0-9]+.*[0-9]+[°º] ?[0-9]+"
)
# Sweden, as degrees and as metres in SWEREF 99 TM: north, east.
_NORTH, _EAST = (55.0, 69.2), (10.5, 24.3)
_NORTH_METRES, _EAST_METRES = (6_100_000.0, 7_700_000.0), (250_000.0, 950_000.0)
ANYWHERE = 3.0
"""What two columns side by side are worth that lie as places lie, but in no known country."""


def looks(of: Distinct) -> Iterator[Look]:
    """Both numbers in one text."""
    fits = of.matching(_POINT, (of.digits >= 6) & (of.signs >= 3))
    if fits.any():
        weight = weighed(of, fits, chance=0.005, most=8.0)
        yield look(Type.COORDINATES, fits, weight, phrase("pairs of degrees"))


@dataclass(frozen=True)
class Axis:
    """A column of numbers that may be one of two coordinates: where its values lie, and how
    many of them have four decimals or more."""

    low: float
    high: float
    fine: float

    def within(self, bounds: tuple[float, float]) -> bool:
        return bounds[0] <= self.low and self.high <= bounds[1]

    @property
    def gathered(self) -> bool:
        """On one side of zero, and farther from it than from each other, by far."""
        return self.low * self.high > 0 and self.high - self.low < 0.2 * abs(self.low)


def axis(of: Distinct) -> Axis | None:
    """Read of a column of numbers with decimals."""
    numbers = _numbers(of)
    if not len(numbers):
        return None
    few = of.matching(r"[.,][0-9][0-9][0-9][0-9]+$", of.digits >= 5)
    low, high = np.percentile(numbers, (1, 99))
    return Axis(float(low), float(high), of.share(few))


def _numbers(of: Distinct) -> npt.NDArray[np.float64]:
    texts = pc.replace_substring(of.texts, ",", ".")
    plain = pc.match_substring_regex(texts, r"^-?[0-9]*\.?[0-9]+$")
    found: npt.NDArray[np.float64] = pc.cast(texts.filter(plain), pa.float64()).to_numpy()
    return found


def look_of_axis(of: Distinct) -> Look | None:
    """What numbers alone tell; a name or a second column has to say the rest."""
    one = axis(of)
    if one is None:
        return None
    weight = -9.0
    if one.within((-180.0, 180.0)):
        swedish = one.within(_NORTH) or one.within(_EAST)
        degrees = one.fine >= 0.8 and max(-one.low, one.high) > 2
        coarse = -1.0 if max(-one.low, one.high) > 2 else -2.5
        weight = (3.2 if swedish else 2.4) if degrees else coarse
    elif one.within(_NORTH_METRES) or one.within(_EAST_METRES):
        weight = 1.5
    fits = np.full(len(of), weight > -9.0)
    return look(Type.COORDINATES, fits, weight, phrase("numbers as of degrees"))


def paired(first: Axis, second: Axis) -> float:
    """Log-odds that two neighbouring columns are north and east, in either order."""
    return max(_paired(first, second), _paired(second, first))


def _paired(north: Axis, east: Axis) -> float:
    if north.within(_NORTH_METRES) and east.within(_EAST_METRES):
        return 5.0
    if min(north.fine, east.fine) < 0.8:
        return 0.0
    if north.within(_NORTH) and east.within(_EAST):
        return 6.0
    if not (north.within((-90, 90)) and east.within((-180, 180))):
        return 0.0
    # Times and costs have as many decimals; what they do not do is lie as places lie.
    return ANYWHERE if _as_places(north, east) else 0.0


def _as_places(north: Axis, east: Axis) -> bool:
    """Close together far from nothing, as those of a city; all west, as those of America; or
    on all sides of the earth."""
    wide = max(abs(east.low), abs(east.high)) > 15 or max(abs(north.low), abs(north.high)) > 30
    return (
        (wide and north.gathered and east.gathered)
        or (east.high < -30 and north.low > 15)
        or (east.low < -60 < 60 < east.high and north.low < 0 < 30 < north.high)
    )
