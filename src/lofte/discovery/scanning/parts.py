"""All sources divided into the parts that are handed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lofte.discovery.losses import NotScanned
from lofte.discovery.scanning import reasons
from lofte.discovery.sources import Partition, Piece, Source
from lofte.kernel.errors import Refused, Unavailable

Whole = tuple[int, str]
"""The number of a source, and its own word for what pieces belong together."""


class NothingOpened(Unavailable):
    """None of the sources could be opened; `refusals` say why, one for each, and `missed` the
    same as reports do."""

    code = "scan.nothing_opened"

    def __init__(
        self, refusals: Sequence[tuple[str, Refused]], missed: Sequence[NotScanned]
    ) -> None:
        super().__init__()
        self.refusals, self.missed = tuple(refusals), tuple(missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """At most `rows` rows a table, all of them where it is 0, drawn by `seed`. With `facts`
    comes of each table what references are inferred from."""

    rows: int = 10_000
    seed: int = 0
    examples: bool = False
    facts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """`number` is its place among all parts of a scan; two parts are never the same."""

    number: int
    source: int
    system: str
    partition: Partition

    @property
    def name(self) -> str:
        return self.partition.name

    @property
    def weight(self) -> int:
        """At least one, so that every part read is seen as progress."""
        return max(1, self.partition.weight)

    @property
    def whole(self) -> Whole | None:
        if isinstance(self.partition, Piece):
            return self.source, self.partition.whole
        return None


def divide(sources: Sequence[Source]) -> tuple[list[Part], list[NotScanned]]:
    """Parts of all sources, the heaviest first; and the sources that could not be opened.

    Raises `NothingOpened` when that is all of them.
    """
    parts: list[Part] = []
    missed: list[NotScanned] = []
    refusals: list[tuple[str, Refused]] = []
    for number, source in enumerate(sources):
        try:
            found = source.partitions()
        except Refused as refusal:
            refusals.append((source.system, refusal))
            missed.append(reasons.refused(source.system, refusal))
            continue
        parts += _numbered(found, source.system, number, len(parts))
    if sources and len(refusals) == len(sources):
        raise NothingOpened(refusals, missed)
    return _heaviest_first(parts), missed


def _numbered(found: Sequence[Partition], system: str, source: int, first: int) -> list[Part]:
    return [
        Part(number=number, source=source, system=system, partition=partition)
        for number, partition in enumerate(found, first)
    ]


def _heaviest_first(parts: list[Part]) -> list[Part]:
    """So that no long part begins when the others are done. Pieces stay beside each other:
    what they bring is kept until the last of them is read."""
    wholes: Counter[Whole | int] = Counter()
    for part in parts:
        wholes[part.whole or part.number] += part.weight
    return sorted(parts, key=lambda part: (-wholes[part.whole or part.number], part.number))
