"""Work this area asks for in the background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lofte.infra.background import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEvidence(Job):
    """Put every control's question to the live system."""

    name: ClassVar[str] = "promises.run_evidence"
    queue: ClassVar[str] = "evidence"
