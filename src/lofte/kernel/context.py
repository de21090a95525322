"""Who is asking, for which organisation, and when.

A `Context` is made once, at the edge (a request, a job, a command), and passed
down. Domain code never reads the clock, the session or a thread-local.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NewType
from uuid import UUID
from zoneinfo import ZoneInfo

from lofte.kernel.errors import Forbidden

TenantId = NewType("TenantId", UUID)
ActorId = NewType("ActorId", UUID)

SYSTEM = ActorId(UUID(int=0))
"""The actor of work nobody asked for by hand: schedules, jobs, the sequencer."""

EVERYTHING = frozenset({"*"})
"""The permissions of the system itself; no person holds them."""

SUBJECT = ActorId(UUID(int=1))
"""The actor of what a data subject does in the public centre, without an account."""

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    tenant: TenantId
    actor: ActorId
    now: datetime
    tz: ZoneInfo = STOCKHOLM
    permissions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("Context.now must carry a time zone")

    @property
    def today(self) -> date:
        """The organisation's calendar day: statutory deadlines are counted in it."""
        return self.now.astimezone(self.tz).date()

    def require(self, permission: str) -> None:
        """Refuse unless the actor holds `permission`. The first line of every action."""
        if permission not in self.permissions and self.permissions != EVERYTHING:
            raise Forbidden(permission=permission)

    def as_system(self) -> Context:
        """The system, carrying on at the same moment with what this actor has set going."""
        return replace(self, actor=SYSTEM, permissions=EVERYTHING)
