"""What a control found out, and what a control is.

A control is a question put to the live system. It answers with facts and a verdict;
nobody types a verdict in. Areas publish theirs as `CONTROLS` in `controls.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from lofte.kernel.context import Context

Fact = int | str | bool | date | datetime | None

MOST_VIOLATIONS = 50


class Verdict(StrEnum):
    KEPT = "kept"
    AT_RISK = "at_risk"
    """Holds today, but a limit is nearer than the warning margin."""
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    verdict: Verdict
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """Ids, enums, dates and numbers: enough to write the sentence and to count again."""
    violations: tuple[str, ...] = ()
    """References such as ``request:<uuid>`` to what breaks or endangers the promise."""

    def __post_init__(self) -> None:
        if len(self.violations) > MOST_VIOLATIONS:
            object.__setattr__(self, "violations", self.violations[:MOST_VIOLATIONS])


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    code: str
    """``area.what_holds``, for example ``requests.none_overdue``."""
    run: Callable[[Context], Evidence]
    version: int = 1
    """Raised when the question changes, so that old evidence can be told apart."""
    fresh_for: timedelta = timedelta(hours=26)
    """Older evidence proves nothing: the promise turns UNPROVEN."""
    law: str = ""
    """The article the promise answers to, for example ``Art. 12(3) GDPR``."""
