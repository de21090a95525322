"""Personal data found in a text: where, what, how sure, and why."""

from __future__ import annotations

from dataclasses import dataclass

from lofte.discovery.types import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """`start` and `end` count characters, half-open. `confidence` is calibrated between 0 and
    1. `reason` is one sentence, and never repeats the text."""

    start: int
    end: int
    type: Type
    confidence: float
    reason: str
