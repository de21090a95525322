"""Identifiers: UUID version 7 (RFC 9562), so that rows made together lie together."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh identifier, ordered by time of making. Not a secret: 74 random bits."""
    return uuid7()
