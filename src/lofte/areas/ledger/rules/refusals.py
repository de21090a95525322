"""Telling what we wrote from what somebody with the database's password wrote."""

from __future__ import annotations

import hmac
from hashlib import sha256
from uuid import UUID

INBOX_KEY = "ledger/inbox"
"""The purpose for which the key of these MACs is derived from the master secret."""


def inbox_mac(key: bytes, envelope: bytes) -> bytes:
    """What a row of the inbox must carry: only processes that hold the secret can make it."""
    return hmac.digest(key, b"inbox/v1" + envelope, "sha256")


def same_mac(one: bytes, other: bytes) -> bool:
    return hmac.compare_digest(one, other)


def refusal_digest(*, tenant: UUID, event: UUID, envelope: bytes, mac: bytes) -> bytes:
    """Names a refused row in the global log, so that the evidence of it cannot vanish."""
    lengths = len(envelope).to_bytes(8)
    return sha256(tenant.bytes + event.bytes + lengths + envelope + mac).digest()
