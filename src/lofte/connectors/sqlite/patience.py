"""How long SQLite may work on one statement: it asks us, and we say when it has been enough."""

from __future__ import annotations

import sqlite3
from time import monotonic

STEPS = 20_000
"""Of SQLite's machine between two questions: about a millisecond."""


class Patience:
    def __init__(self, driver: sqlite3.Connection, seconds: float) -> None:
        self.seconds = seconds
        self.renew(seconds)
        driver.set_progress_handler(self._over, STEPS)

    def renew(self, seconds: float) -> None:
        self._until = monotonic() + seconds

    def _over(self) -> bool:
        return monotonic() > self._until
