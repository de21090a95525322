"""Keys derived from the one master secret, and sealing of small values at rest.

HKDF-SHA-256 (RFC 5869) gives every purpose its own key; AES-256-GCM seals
(NIST SP 800-38D), with the place a value belongs to as associated data, so that
a sealed value moved to another row or tenant does not open.
"""

from __future__ import annotations

import hmac
import os
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lofte.infra import env

_VERSION = b"\x01"
_NONCE = 12


class CannotOpen(Exception):
    """A sealed value does not open: wrong key, wrong place, or altered bytes."""


@cache
def derive(purpose: str, *, length: int = 32) -> bytes:
    """The key for `purpose`: the same on every process that shares the master secret."""
    info = f"lofte/v1/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(
        env.current().secret
    )


def database_password(role: str) -> str:
    return derive(f"database-role/{role}", length=24).hex()


def keyed_hash(purpose: str, value: str) -> bytes:
    """32 bytes that identify `value` without revealing it to whoever lacks the secret."""
    return hmac.new(derive(purpose), value.encode(), sha256).digest()


def seal(plain: bytes, *, place: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + AESGCM(derive("seal")).encrypt(nonce, plain, place.encode())


def unseal(sealed: bytes, *, place: str) -> bytes:
    """The bytes once sealed for exactly this `place`; raises CannotOpen otherwise."""
    if sealed[:1] != _VERSION:
        raise CannotOpen("unknown version")
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return AESGCM(derive("seal")).decrypt(nonce, body, place.encode())
    except InvalidTag:
        raise CannotOpen(place) from None
