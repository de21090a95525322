"""Work this area asks for in the background. Ids only: the queue is not a data store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from lofte.infra.background import Job


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanSystem(Job):
    """Look at one system."""

    name: ClassVar[str] = "datamap.scan_system"

    system_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RelateSystems(Job):
    """Find what refers from one system to another; nightly, when all were scanned."""

    name: ClassVar[str] = "datamap.relate_systems"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanAll(Job):
    """Ask for a scan of every system; nightly."""

    name: ClassVar[str] = "datamap.scan_all"
