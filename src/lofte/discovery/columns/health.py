"""Codes of diagnoses and medicines, and words of health."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lofte.discovery.columns.distinct import Distinct, Mask
from lofte.discovery.columns.looks import Look, look, weighed
from lofte.discovery.lexicon import ambiguous_health_terms, health_terms
from lofte.discovery.phrases import phrase
from lofte.discovery.types import Type

# ICD-10-SE: chapter U is for special purposes; a dash, X or letter may fill the last place.
_DIAGNOSIS = r"^[A-TV-Z][0-9][0-9](?:\.?[0-9X-][0-9]?[A-Z]?)?$"
_LONGER = r"^[A-TV-Z][0-9][0-9](?:\.[0-9X-][0-9]?[A-Z]?|[0-9X-][0-9]?[A-Z]?)$"
_MEDICINE = r"^[A-DGHJLMNPRSV][0-2][0-9][A-Z](?:[A-Z](?:[0-9][0-9])?)?$"
_GROUPS = (
    r"^(?:A(?:0[1-9]|1[0-6])|B0[1-6]|C(?:0[1-9]|10)|D(?:0[1-9]|1[01])|G0[1-4]|H0[1-5]|J0[1-7]"
    r"|L0[1-4]|M0[1-79]|N0[1-7]|P0[1-3]|R0[1-7]|S0[1-3]|V(?:0[1-9]|10|20))"
)
_COMMONEST = pa.array(
    ["I10", "E11", "E10", "J45", "F32", "F33", "F41", "F43", "F90", "M54", "M17", "M79", "Z00",
     "R07", "R10", "R51", "K21", "K59", "N39", "J06", "J18", "J20", "J44", "I25", "I48", "I50",
     "I63", "E03", "E66", "E78", "D50", "G43", "G47", "H10", "H25", "H66", "L20", "L40", "B34",
     "A09", "C50", "C61", "C34", "C44", "S06", "S52", "S72", "S82", "S93", "O80", "Z34", "N40"],
    pa.large_string(),
)  # fmt: skip
_KNOWN = (0.3, 0.5, 0.7, 0.85, 0.95, 0.995)


def forms(of: Distinct) -> Iterator[Look]:
    """The likeliest of the three: medicines by code, diagnoses by code, words."""
    found = [*_medicines(of), *_diagnoses(of), *_words(of)]
    if found:
        yield max(found, key=lambda each: each.weight)


def _medicines(of: Distinct) -> Iterator[Look]:
    short = (of.lengths >= 5) & (of.lengths <= 7) & (of.letters >= 3) & (of.signs == 0)
    fits = of.matching(_MEDICINE, short & (of.lowers == 0))
    if fits.any():
        known = of.matching(_GROUPS, fits).sum() > 0.9 * fits.sum()
        weight = weighed(of, fits, chance=0.03, most=6.5 if known else 5.0)
        yield look(Type.HEALTH_TERM, fits, weight, phrase("codes of medicines (ATC)"))


def _diagnoses(of: Distinct) -> Iterator[Look]:
    short = (of.lengths >= 3) & (of.lengths <= 7) & (of.digits >= 2) & (of.uppers >= 1)
    fits = of.matching(_DIAGNOSIS, short)
    if not fits.any():
        return
    longer = of.matching(_LONGER, fits).sum() >= 0.4 * fits.sum()
    weight = weighed(of, fits, chance=0.1, most=1.0 if longer else 0.0)
    yield look(
        Type.HEALTH_TERM,
        fits,
        weight + _as_used(of, fits),
        phrase("codes of diagnoses (ICD-10)"),
    )


def _as_used(of: Distinct, fits: Mask) -> float:
    """The commonest illnesses stand in most lists; shelves and seats have a few letters."""
    codes = of.texts.filter(pa.array(fits))
    blocks = pc.utf8_slice_codeunits(codes, 0, 3)
    letters = len(pc.unique(pc.utf8_slice_codeunits(codes, 0, 1)))
    common = pc.mean(pc.is_in(blocks, _COMMONEST)).as_py()
    dotted = bool((of.count(".")[fits] > 0).mean() > 0.5)
    varied = letters >= min(5, max(2, len(codes) // 3))
    return (
        (2.5 if common >= 0.1 else 0.0) + (2.5 if dotted else 0.0) + (1.5 if varied else -2.0)
    )


def _words(of: Distinct) -> Iterator[Look]:
    possible = (of.letters >= 3) & (of.digits <= 6) & (of.spaces <= 6) & (of.lengths <= 90)
    if possible.sum() < 0.5 * len(of):
        return
    fits = _named(of) & possible
    if fits.any():
        weight = weighed(of, fits, chance=0.03, most=5.6, shares=_KNOWN)
        yield look(Type.HEALTH_TERM, fits, weight, phrase("words of health"))


def _named(of: Distinct) -> Mask:
    """Values that are a term, or hold a word that is one."""
    texts = pc.utf8_lower(of.texts)
    lists = pc.split_pattern_regex(texts, r"[^\pL\d-]+")
    words = pc.is_in(lists.values, _terms()).to_numpy(zero_copy_only=False)
    total = np.concatenate(([0], np.cumsum(words)))
    offsets = np.asarray(lists.offsets, dtype=np.int64)
    whole = pc.is_in(texts, _terms()).to_numpy(zero_copy_only=False)
    return np.asarray((total[offsets[1:]] > total[offsets[:-1]]) | whole)


@cache
def _terms() -> pa.Array:
    sure = health_terms().keys() - ambiguous_health_terms()
    return pa.array(sorted(sure), pa.large_string())
