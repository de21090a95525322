"""Commitments: how a log is bound to words that may one day have to be forgotten.

A log keeps the HMAC of the words under a random salt, and the salt lies with the words.
While both are there, anybody can see that they are the words of the day; once both are
gone, the commitment says nothing, not even to one who guesses.

Art. 17 GDPR: erasure leaves no trace of the person, and the log stays whole.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from hashlib import sha256

from lofte.areas.ledger.rules.canonical import canonical

SALT = 32
DOMAIN = b"words/v1"


def commitment(salt: bytes, words: bytes) -> bytes:
    """HMAC-SHA-256 of canonical words; `salt` is 32 random bytes used once."""
    if len(salt) != SALT:
        raise ValueError(f"A salt has {SALT} bytes.")
    return hmac.new(salt, DOMAIN + words, sha256).digest()


def words_of(words: Mapping[str, str]) -> bytes:
    """The canonical bytes that are committed to, and kept until erased."""
    return canonical(words)
