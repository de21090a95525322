"""What this area writes in the ledger. Past tense, facts only.

Names of tables and columns are somebody's own words, of any length, and may name
a person; the ledger holds how many, and the rows of this area hold which.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lofte.areas.datamap.rules.fields import Choice
from lofte.areas.datamap.rules.linking import State
from lofte.areas.datamap.rules.traversal import Relation
from lofte.discovery.types import Type


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanFinished:
    """Values were looked at: `personal` fields hold personal data, `undeclared` of them nobody
    has decided on; `missed` tables could not be read."""

    tables: int
    missed: int
    personal: int
    undeclared: int
    ruleset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDecided:
    choice: Choice
    type: Type | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReopened:
    decision: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDrawn:
    reference: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDecided:
    state: State
    meaning: Relation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapImported:
    fields: int
    references: int
    identities: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingSwitched:
    on: bool
