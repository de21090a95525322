"""A reference: that values of some columns are rows of another table, or of the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lofte.discovery.schema import ColumnName, TableName


class Place(NamedTuple):
    """A table of a system; schemas and databases may repeat names, systems may not."""

    system: str
    table: TableName

    def __str__(self) -> str:
        return f"{self.system}/{self.table}" if self.system else str(self.table)


@dataclass(frozen=True, slots=True, order=True)
class End:
    """Columns of a table, in the order in which they pair with the other end's."""

    place: Place
    columns: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.place}.{', '.join(self.columns)}"


class Origin(StrEnum):
    DECLARED = "declared"
    INFERRED = "inferred"


class When(NamedTuple):
    """The reference holds for rows whose `column` has this value: one of several tables."""

    column: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """`source` refers to `target`. `score` is how sure we are, from 0 to 1; a declared one
    is 1. `reason` is one sentence. `share` is how many of the values looked up were found."""

    source: End
    target: End
    origin: Origin
    score: float
    reason: str
    share: float | None = None
    when: When | None = None

    @property
    def is_self(self) -> bool:
        return self.source.place == self.target.place

    @property
    def crosses(self) -> bool:
        return self.source.place.system != self.target.place.system


Known = Callable[[str, ColumnName, Sequence[str]], int | None]
"""How many of the distinct values stand in a column of a system; None when it cannot tell."""
