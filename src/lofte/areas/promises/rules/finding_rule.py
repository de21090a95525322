"""The shape of a rule on wording: the words, the law, and what makes them lawful after all.

Law is cited where we are certain of it: the GDPR's articles, LEK (2022:482)
9 kap. 28 § on storing things in people's devices, and the Data Act's chapter VI.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lofte.areas.promises.rules.wording import wording

Weight = Literal["void", "warning"]


@dataclass(frozen=True, slots=True)
class FindingRule:
    """One thing the law does not carry, with the words that raise it and those that lift it."""

    code: str
    severity: Weight
    law: str
    patterns: Mapping[str, tuple[re.Pattern[str], ...]]
    unless: Mapping[str, re.Pattern[str]]
    stance: bool


def void(
    code: str,
    law: str,
    *,
    sv: tuple[str, ...],
    en: tuple[str, ...],
    unless: tuple[str, str] = ("", ""),
) -> FindingRule:
    """Nobody may rely on such a sentence: it is a stance, whatever else it says."""
    return _rule(code, "void", law, {"sv": sv, "en": en}, unless, stance=True)


def warning(
    code: str,
    law: str,
    *,
    sv: tuple[str, ...],
    en: tuple[str, ...],
    unless: tuple[str, str] = ("", ""),
    stance: bool = False,
) -> FindingRule:
    """Such a sentence may hold, but should be written otherwise or proven with care."""
    return _rule(code, "warning", law, {"sv": sv, "en": en}, unless, stance=stance)


def _rule(
    code: str,
    severity: Weight,
    law: str,
    words: Mapping[str, tuple[str, ...]],
    unless: tuple[str, str],
    *,
    stance: bool,
) -> FindingRule:
    lifted = zip(("sv", "en"), unless, strict=True)
    return FindingRule(
        code=code,
        severity=severity,
        law=law,
        patterns={lang: tuple(map(wording, rules)) for lang, rules in words.items()},
        unless={lang: wording(rule) for lang, rule in lifted if rule},
        stance=stance,
    )
