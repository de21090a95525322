"""What the signer remembers and the database keeps of a signature."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint, numbered from 1 without gaps. Number 0 is the empty log, unsigned."""

    n: int
    size: int
    root: bytes
    note: str
