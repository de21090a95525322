"""How long to wait for a database that is not ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to wait for what, in seconds."""

    connect: int = 10
    statement: float = 60
    lock: float = 3
    idle: float = 300
    known: float = 5
    """For asking whether values are there, which is asked often and answered roughly."""


DEFAULT = Limits()
