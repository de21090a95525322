"""What this area writes in the ledger. Past tense, facts only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCreated:
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPublished:
    has_email: bool
    has_officer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPublished:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardWithdrawn:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted:
    account: UUID
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipEnded:
    account: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenIssued:
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRevoked:
    pass
