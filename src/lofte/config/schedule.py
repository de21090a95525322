"""Everything that happens by the clock, in one readable list. Times are UTC."""

from __future__ import annotations
