"""Evidence added up, and turned into how sure one may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp

from lofte.discovery.columns.looks import mostly
from lofte.discovery.types import Type

PRIOR = -3.7
"""Before anything is known, one column in forty is of a given type."""

_NEARLY_ALL = (0.8,)
"""What is expected of a column of a type, where not one value fits."""

Weights = dict[Type, float]


def total(values: Mapping[Type, float], size: int, *others: Mapping[Type, float]) -> Weights:
    """The log-odds of each type against none of them. A type that no value fits is weighed by
    how many values there were to fit."""
    missing = mostly(0, size, chance=0.01, most=0.0, shares=_NEARLY_ALL)
    return {
        kind: PRIOR + values.get(kind, missing) + sum(other.get(kind, 0.0) for other in others)
        for kind in Type
    }


def shares(weights: Mapping[Type, float]) -> dict[Type | None, float]:
    """The probability of each type, and of None: they exclude each other."""
    highest = max(0.0, *weights.values())
    raw: dict[Type | None, float] = {kind: exp(w - highest) for kind, w in weights.items()}
    raw[None] = exp(-highest)
    whole = sum(raw.values())
    return {kind: part / whole for kind, part in raw.items()}


def likeliest(odds: Mapping[Type | None, float]) -> Type | None:
    """The likeliest type, if it is likelier that there is one than that there is none."""
    kinds = [kind for kind in Type if kind in odds]
    best = max(kinds, key=lambda kind: odds[kind])
    return best if odds[None] < 0.5 else None


def added(parts: Iterable[Mapping[Type, float]]) -> Weights:
    whole: Weights = {}
    for part in parts:
        for kind, weight in part.items():
            whole[kind] = whole.get(kind, 0.0) + weight
    return whole
