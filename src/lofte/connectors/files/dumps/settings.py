"""What a dump sets for the statements behind it."""

from __future__ import annotations

import codecs
import re

from lofte.connectors.files.dumps.holding import Holding
from lofte.connectors.files.dumps.names import NAME, parts

_ENCODING = re.compile(r"SET\s+client_encoding\s*(?:=|TO)\s*'([\w-]+)'", re.IGNORECASE)
_PATH = re.compile(rf"SET\s+search_path\s*(?:=|TO)\s*({NAME})", re.IGNORECASE)
_USE = re.compile(rf"USE\s+({NAME})", re.IGNORECASE)


class Settings:
    """The encoding of the rows, and the schema of names without one."""

    def __init__(self, holding: Holding) -> None:
        self._holding = holding
        self._used: list[str] = []

    def learn(self, statement: str) -> None:
        if found := _ENCODING.match(statement):
            self._encode(found[1])
        elif found := _PATH.match(statement):
            self._holding.shapes.inside = parts(found[1])[-1]
        elif found := _USE.match(statement):
            self._use(parts(found[1])[-1])

    def _encode(self, name: str) -> None:
        """PostgreSQL's names are Python's, but for a few that mean the same."""
        plain = name.lower().replace("win", "cp").replace("utf8", "utf-8")
        try:
            self._holding.encoding = codecs.lookup(plain).name
        except LookupError:
            return

    def _use(self, database: str) -> None:
        """The tables of the first database stand alone; of others, behind its name."""
        if database not in self._used:
            self._used.append(database)
        self._holding.shapes.inside = database if database != self._used[0] else ""
