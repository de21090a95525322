"""What this area writes in the ledger: which promise, which control, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lofte.areas.promises.rules import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesAdopted:
    version: UUID
    promises: int
    new: int
    retired: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChosen:
    kind: Kind
    before: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerNamed:
    owner: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLinked:
    control: str
    suggested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlUnlinked:
    control: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseAttested:
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFound:
    """`sha256` is of the canonical bytes of the facts and violations that are kept beside."""

    run: UUID
    version: int
    verdict: str
    violations: int
    sha256: str
    error: str
