"""Words and codes of health: diagnoses, symptoms, medicines, procedures, specialties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from lofte.discovery.lexicon.reading import entries

SPECIFIC = 1.0
"""Weight of a term that means health alone (`diabetes`, `metoprolol`)."""
AMBIGUOUS = 0.25
"""Weight of a term that often means something else (`kur`, `press`, `operation`)."""

_ENDINGS = (
    "smärta smärtor värk cancer tumör fraktur frakturer infektion inflammation blödning allergi"
    " allergiker intolerans missbruk syndrom artros artrit neuros fobi demens depression"
    " diabetes psykos epilepsi hepatit itis emia carcinoma"
)
HEALTH_ENDINGS = tuple(_ENDINGS.split())
"""How words for illness end that are in no list: `tåfraktur`, `bursitis`."""

ICD_CODE = r"[A-Z]\d{2}(?:\.?\d{1,2}[A-Z]?|\.?[A-Z])?"
"""Shape of a code of ICD-10-SE: `F32`, `E11.9`, `E119`, `S52.50`, `F32.1W`, with capitals."""
ATC_CODE = r"[ABCDGHJLMNPRSV]\d{2}[A-Z]{2}\d{2}"
"""Shape of a whole ATC code: `N02BE01`."""

ATC_GROUPS: Mapping[str, str] = MappingProxyType({
    "A": "alimentary tract and metabolism", "B": "blood and blood forming organs",
    "C": "cardiovascular system", "D": "dermatologicals",
    "G": "genito-urinary system and sex hormones", "H": "systemic hormones",
    "J": "antiinfectives", "L": "antineoplastics and immunomodulators",
    "M": "musculo-skeletal system", "N": "nervous system", "P": "antiparasitics",
    "R": "respiratory system", "S": "sensory organs", "V": "various",
})  # fmt: skip
"""Main groups of ATC (WHO) by first letter."""

ICD_CHAPTERS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "I": ("A00", "B99"), "II": ("C00", "D48"), "III": ("D50", "D89"), "IV": ("E00", "E90"),
    "V": ("F00", "F99"), "VI": ("G00", "G99"), "VII": ("H00", "H59"), "VIII": ("H60", "H95"),
    "IX": ("I00", "I99"), "X": ("J00", "J99"), "XI": ("K00", "K93"), "XII": ("L00", "L99"),
    "XIII": ("M00", "M99"), "XIV": ("N00", "N99"), "XV": ("O00", "O99"),
    "XVI": ("P00", "P96"), "XVII": ("Q00", "Q99"), "XVIII": ("R00", "R99"),
    "XIX": ("S00", "T98"), "XX": ("V01", "Y98"), "XXI": ("Z00", "Z99"), "XXII": ("U00", "U99"),
})  # fmt: skip
"""Chapters of ICD-10-SE: first and last category."""

_ICD = re.compile(ICD_CODE)


@cache
def health_terms() -> Mapping[str, float]:
    """Casefolded terms, some of several words, with how far each alone speaks of health."""
    specific = dict.fromkeys(entries("health_terms.txt"), SPECIFIC)
    return MappingProxyType(specific | dict.fromkeys(ambiguous_health_terms(), AMBIGUOUS))


@cache
def ambiguous_health_terms() -> frozenset[str]:
    """Terms that need a second one beside them, or a column named for health."""
    return frozenset(entries("health_ambiguous.txt"))


def icd_chapter(code: str) -> str | None:
    """The chapter (a Roman number) of a text that has the shape of an ICD-10-SE code and whose
    category lies in one, else None. `B12` and `A4` show that the shape alone proves little."""
    if _ICD.fullmatch(code) is None:
        return None
    within = (name for name, (low, high) in ICD_CHAPTERS.items() if low <= code[:3] <= high)
    return next(within, None)
