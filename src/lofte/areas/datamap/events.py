"""What this area writes in the ledger. Past tense, facts only.

Names of tables and columns are somebody's own words, of any length, and may name
a person; the ledger holds how many, and the rows of this area hold which.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRegistered:
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemScanned:
    tables: int
    columns: int
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFailed:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityAccepted:
    identity: UUID
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCleared:
    identity: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationSet:
    relation: str
    decision: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRemoved:
    pass
