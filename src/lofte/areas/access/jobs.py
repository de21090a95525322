"""Work this area asks for in the background. Ids only: the queue is not a data store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lofte.infra.background import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetOld(Job):
    """Delete what programs were answered a day ago, old tries, and sessions that have ended."""

    name: ClassVar[str] = "access.forget_old"
