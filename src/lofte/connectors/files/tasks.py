"""What is asked of a part of a file, and how it says that it could not be read."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import NamedTuple

from lofte.discovery.losses import NotScanned

CHUNK = 1 << 20
"""Bytes read at a time."""
LONGEST_ROW = 8 << 20
"""Bytes of one row; nothing longer is held. Finding brackets can take twenty times as much."""
CELL = 8192
"""Characters of one value that are looked at."""
MOST_COLUMNS = 2000
"""Columns of one table; what goes beyond is folded into the last of them."""


class Unreadable(Exception):
    """This part cannot be read (any further). `reason` is a code, `said` what to do."""

    def __init__(self, reason: str, said: str) -> None:
        super().__init__(reason, said)  # As many as it is made of, so that it can be pickled.
        self.reason = reason
        self.said = said


class Share(NamedTuple):
    """The `number`th of `of` readers of one dump, each with tables of its own to draw from."""

    number: int
    of: int

    def has(self, name: str) -> bool:
        return zlib.crc32(name.encode("utf-8", "replace")) % self.of == self.number


ALL = Share(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """At most `rows` rows of each table, drawn by `seed`; every row where `rows` is 0.

    `table` names the table, where there is but one. `within` stands before the names of
    tables where a part has several, in a folder of many parts. `place` is the part for people.
    `layer` counts the archives around it. `share` is which tables of a large dump are drawn
    here, where others are drawn elsewhere at the same time.
    """

    system: str
    place: str
    table: str
    schema: str = ""
    within: str = ""
    layer: int = 0
    share: Share = ALL
    rows: int
    seed: int

    def of(self, table: str, *, schema: str = "") -> Task:
        """The same for one of several tables of this part."""
        full = "/".join(part for part in (self.within, schema) if part)
        return replace(self, table=table, schema=full)

    def lost(self, error: Unreadable, place: str = "") -> NotScanned:
        return NotScanned(
            system=self.system,
            place=f"{self.place}: {place}" if place else self.place,
            reason=error.reason,
            said=error.said,
        )
