"""What this area writes in the ledger: which text by its hash, never the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lofte.areas.notices.rules import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyImported:
    version: UUID
    number: int
    language: str
    form: str
    sha256: str
    size: int
    blocks: int
    sentences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPublished:
    version: UUID
    number: int
    language: str
    sha256: str
    effective: date
    replaces: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyReviewed:
    outcome: Outcome
    sha256: tuple[str, ...]
    """Of every text that was read."""
