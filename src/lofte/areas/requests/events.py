"""What this area writes in the ledger. Past tense, facts only, no words about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReceived:
    right: str
    received: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSent:
    code: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailProven:
    safe: date
    legal: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRead:
    system: UUID
    tables: int
    rows: int
    not_read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemFailed:
    system: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageMade:
    package: UUID
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageOpened:
    package: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineExtended:
    before: date
    after: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswered:
    package: UUID
    days: int
    in_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFetched:
    package: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRemoved:
    package: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLapsed:
    received: date
