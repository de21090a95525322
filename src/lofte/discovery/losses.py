"""What could not be looked at. Apart from the samples, so that who only counts and shows what
was found does not load numpy and pyarrow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NotScanned:
    """A part that could not be read. `reason` is a code for programs, `said` a sentence that
    says what to do; neither repeats a value. `place` is a table, a member of an archive, a
    line or the whole system."""

    system: str
    place: str
    reason: str
    said: str
