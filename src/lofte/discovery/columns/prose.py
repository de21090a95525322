"""Free text, JSON and other long values: what is found in them, and in how many."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from lofte.discovery.columns.distinct import Distinct, Mask
from lofte.discovery.columns.looks import Sparse, wilson
from lofte.discovery.text import rows_with_types
from lofte.discovery.types import Type

_WORDS = 4
"""Spaces from which a value is read as a text."""

_DIGITS = 8
"""So many in a few words are more than a house number and a postcode."""

# What texts name without its being anybody's data in particular.
_LEFT_OUT = (Type.POSTCODE,)


def running(of: Distinct) -> Mask:
    """Which values are texts of several words, or of few with an address or a number among
    them (`ring 070-1740605`), or trees."""
    tree = (of.count("{") > 0) | (of.count("[") > 0)
    few_words = (of.spaces >= 1) & (of.letters >= 3)
    telling = few_words & ((of.count("@") > 0) | (of.digits >= _DIGITS))
    long = (of.lengths > 160) | (tree & (of.lengths > 12))
    return (of.spaces >= _WORDS) | telling | long


def found(of: Distinct, which: Mask) -> Mapping[Type, Sparse]:
    """Types with a span in some of the chosen values, counted in rows of all."""
    if not which.any():
        return {}
    counts = of.counts[which]
    rows = rows_with_types(of.texts.filter(pa.array(which)))
    return {
        kind: _sparse(int(counts[at].sum()), of.filled)
        for kind, at in rows.items()
        if kind not in _LEFT_OUT
    }


def _sparse(rows: int, of: int) -> Sparse:
    return Sparse(rows, of, *wilson(rows, of))
