"""How well the values of a column fit a type, as log-odds.

A column of another kind has values that fit by chance, too. So what counts is not how many
fit, but how much likelier that is if the column is of the type than if it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

from lofte.discovery.columns.distinct import Distinct, Mask
from lofte.discovery.types import Type

CONFIDENCE = 1.959964
"""Standard errors on both sides that hold 95 %."""


@dataclass(frozen=True)
class Sparse:
    """A type seen in some values: estimated for `found` of `looked_at` rows, for certain
    enough to be told. `low` and `high` bound the share with 95 % confidence."""

    found: int
    looked_at: int
    low: float
    high: float


@dataclass(frozen=True)
class Look:
    """`fitting` of the `of` distinct values looked at fit, `weight` is what that is worth for
    the whole column, and `said` ends the sentence "N values are …"."""

    type: Type
    fitting: int
    of: int
    weight: float
    said: str
    sparse: Sparse | None = None


def look(
    kind: Type, fits: Mask, weight: float, said: str, sparse: Sparse | None = None
) -> Look:
    return Look(kind, int(fits.sum()), len(fits), weight, said, sparse)


HALF_OR_MORE = (0.5, 0.7, 0.85, 0.95, 0.995)
_LESS = (0.01, 0.05, 0.2, 0.35)
_SOME = -4.0
"""Log-odds, before looking, that a type stands in some values of a column rather than none."""


def weighed(
    of: Distinct,
    fits: Mask,
    *,
    chance: float,
    most: float,
    shares: tuple[float, ...] = HALF_OR_MORE,
) -> float:
    """As `mostly`, of distinct values, where what fits must make up the rows as well. A few
    values that stand in many rows instead of an empty one do not count, up to nine in ten."""
    found, size = int(fits.sum()), len(of)
    rows = of.in_rows(fits) / max(of.filled, 1)
    if not found or (size - found <= max(3, size // 100) and rows >= 0.1):
        return mostly(found, size, chance=chance, most=most, shares=shares)
    share = min(found / size, rows)
    return mostly(round(share * size), size, chance=chance, most=most, shares=shares)


def mostly(
    fits: int,
    of: int,
    *,
    chance: float,
    most: float,
    shares: tuple[float, ...] = HALF_OR_MORE,
) -> float:
    """Log-odds that one of these shares of the values is of the type, when so many fit,
    against none or few of them being so.

    `chance` is the share of other values that fit as well. However many values there are, a
    column of another kind may look exactly like it, which bounds the evidence by `most`.
    """
    if not of:
        return 0.0
    best = max(_likelihood(fits, of, chance, share) for share in shares)
    less = [share for share in _LESS if share < 0.75 * min(shares)]
    some = _SOME + max(_likelihood(fits, of, chance, share) for share in less)
    none = _likelihood(fits, of, chance, 0.0)
    return min(max(best - max(some, none), _LEAST), most)


_LEAST = -8.0


def _likelihood(fits: int, of: int, chance: float, share: float) -> float:
    """Log of how likely so many fit when `share` are of the type."""
    hit = share + (1 - share) * chance
    return fits * log(hit) + (of - fits) * log(1 - hit)


def wilson(found: float, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); of nothing seen, nothing is known."""
    if not of:
        return 0.0, 1.0
    share, square = found / of, CONFIDENCE**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    spread = sqrt(share * (1 - share) / of + square / (4 * of * of))
    half = CONFIDENCE * spread / (1 + square / of)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def corrected(share: float, chance: float) -> float:
    """The share of true ones, when of the others `chance` pass the check as well."""
    return max(0.0, (share - chance) / (1 - chance))


def surprising(found: int, of: int, chance: float) -> float:
    """How many standard errors more passed than chance lets pass."""
    if not of:
        return 0.0
    spread = sqrt(max(of * chance * (1 - chance), 0.25))
    return (found - of * chance) / spread
