"""Argon2id (RFC 9106), tuned so that signing in never stalls the server.

19 MiB, two passes, one lane: OWASP's minimum, about 30 ms on a modest core. At most one
hash is computed at a time in each server process; the rest wait their turn, while
pages go on being served by the other threads.
"""

from __future__ import annotations

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

_gate = BoundedSemaphore(1)


class GatedArgon2(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _gate:
            return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        with _gate:
            return bool(super().verify(password, encoded))
