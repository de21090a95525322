"""Which of our controls could speak for a sentence, proposed from its words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import prod

from lofte.areas.notices.rules import checked_language
from lofte.areas.promises.rules.topics import TOPICS
from lofte.areas.promises.rules.wording import plainly

CONTROLS = (
    "requests.none_overdue",
    "requests.answered_in_time",
    "requests.extensions_told_in_time",
    "requests.identity_proven_before_release",
    "requests.packages_expire",
    "ledger.verifies",
    "ledger.checkpoint_fresh",
    "access.second_factor",
    "access.no_dormant_access",
    "access.no_stranger_reads",
    "notices.public_in_both_languages",
    "notices.contact_published",
    "notices.reviewed_within_a_year",
    "datamap.systems_scanned",
    "datamap.people_can_be_found",
    "datamap.nothing_undeclared",
    "datamap.everything_scanned",
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A control, how well the words fit it (above 0, below 1), and the strongest reason."""

    control: str
    score: float
    why: str


def suggest(text: str, *, lang: str) -> tuple[Suggestion, ...]:
    """The controls that fit, best first. Several reasons add up and never reach certainty."""
    checked_language(lang)
    plain = plainly(text)
    reasons: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for topic in TOPICS:
        if (topic.sv if lang == "sv" else topic.en).search(plain):
            for control, weight in topic.controls.items():
                reasons[control].append((weight, topic.why))
    found = (_suggestion(control, weights) for control, weights in reasons.items())
    return tuple(sorted(found, key=lambda one: (-one.score, CONTROLS.index(one.control))))


def _suggestion(control: str, reasons: list[tuple[float, str]]) -> Suggestion:
    score = 1 - prod(1 - weight for weight, _ in reasons)
    _, why = max(reasons)
    return Suggestion(control, round(min(score, 0.99), 2), why)
