"""What a batch of envelopes adds to the logs: entries, tiles, heads, and heads of heads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from lofte.areas.ledger.rules.envelopes import (
    HEAD,
    REFUSED,
    ending,
    head_entry,
    log_name,
    refused_entry,
)
from lofte.areas.ledger.rules.refusals import inbox_mac, refusal_digest, same_mac
from lofte.areas.ledger.rules.tree import Frontier, Tile, leaf_hash

PLATFORM = UUID(int=0)
"""The tenant of the global log. No organisation has this id."""


class Waiting(NamedTuple):
    """A row of the inbox, as whoever wrote it says it is."""

    id: int
    tenant: UUID
    event: UUID
    kind: str
    subject: str
    envelope: bytes
    mac: bytes


class Placed(NamedTuple):
    """An entry in its place."""

    tenant: UUID
    idx: int
    event: UUID | None
    kind: str
    subject: str
    envelope: bytes


@dataclass(slots=True)
class Growth:
    """One log, and what this batch adds to it."""

    tenant: UUID
    frontier: Frontier
    entries: list[Placed] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)

    def append(self, event: UUID | None, kind: str, subject: str, envelope: bytes) -> None:
        place = self.frontier.size
        self.entries.append(Placed(self.tenant, place, event, kind, subject, envelope))
        self.tiles += self.frontier.grow(leaf_hash(envelope))


def why_refused(row: Waiting, *, key: bytes, known: set[UUID]) -> str | None:
    """Why a row cannot have been written by a process of ours, or None if it can.

    Somebody with the database's password can write rows, but cannot make a MAC; and one
    copied from another row comes with an event that is in a log already.
    """
    if row.tenant == PLATFORM:
        return "platform"
    if not same_mac(row.mac, inbox_mac(key, row.envelope)):
        return "mac"
    told = ending(tenant=row.tenant, event=row.event, kind=row.kind, subject=row.subject)
    if not row.envelope.endswith(told):
        return "columns"
    return "duplicate" if row.event in known else None


def sort_out(
    rows: Iterable[Waiting], *, key: bytes, known: Iterable[UUID]
) -> tuple[list[Waiting], list[tuple[Waiting, str]]]:
    """The rows to be put in their logs, and those refused with the reason of each."""
    accepted: list[Waiting] = []
    refused: list[tuple[Waiting, str]] = []
    seen = set(known)
    for row in rows:
        reason = why_refused(row, key=key, known=seen)
        if reason is None:
            accepted.append(row)
            seen.add(row.event)
        else:
            refused.append((row, reason))
    return accepted, refused


def tell_heads(platform: Growth, grown: Iterable[Growth]) -> None:
    """Append to the global log how far each of these logs has come."""
    for log in grown:
        name, size = log_name(log.tenant), log.frontier.size
        entry = head_entry(log=name, root=log.frontier.root(), size=size)
        platform.append(None, HEAD, name, entry)


def tell_refusals(platform: Growth, refused: Iterable[Waiting]) -> None:
    """Append to the global log that rows were refused, so that the evidence cannot vanish."""
    for row in refused:
        digest = refusal_digest(
            tenant=row.tenant, event=row.event, envelope=row.envelope, mac=row.mac
        )
        platform.append(None, REFUSED, digest.hex(), refused_entry(digest))
