"""Legal findings: sentences the law does not carry, and why.

A finding proposes; it never alters the text. "void" means that the organisation
may not rely on the sentence, whatever it does; "warning" means it should be
written otherwise, or proven with care.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from lofte.areas.notices.rules import checked_language
from lofte.areas.promises.rules.consent_findings import CONSENT_RULES
from lofte.areas.promises.rules.duty_findings import DUTY_RULES
from lofte.areas.promises.rules.finding_rule import FindingRule
from lofte.areas.promises.rules.wording import plainly
from lofte.areas.promises.rules.wording_findings import WORDING_RULES

_RULES = CONSENT_RULES + DUTY_RULES + WORDING_RULES


class Severity(StrEnum):
    VOID = "void"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, under which law, and where in the sentence: from, up to.

    `stance` is true when the sentence as a whole is a legal position rather than a
    promise with a doubtful word in it.
    """

    code: str
    law: str
    severity: Severity
    span: tuple[int, int]
    stance: bool = False


def legal_findings(text: str, *, lang: str) -> tuple[Finding, ...]:
    """Every finding once, in the order the words stand. Silence is not legal advice."""
    checked_language(lang)
    plain = plainly(text)
    found = [
        Finding(rule.code, rule.law, Severity(rule.severity), match.span(), rule.stance)
        for rule in _RULES
        if (match := _match(rule, plain, lang))
    ]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.code)))


def _match(rule: FindingRule, plain: str, lang: str) -> re.Match[str] | None:
    if lang in rule.unless and rule.unless[lang].search(plain):
        return None
    for pattern in rule.patterns.get(lang, ()):
        if match := pattern.search(plain):
            return match
    return None
