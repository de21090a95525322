"""References from one system to another: the same e-mail address, number or id in both.

Only values that cannot be met by chance count. Numbers of people and telephones are compared
by their last nine digits, so that 19, +46 and hyphens make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from lofte.discovery.phrases import phrase
from lofte.discovery.references.facts import ColumnFacts, Hashes, Shape, TableFacts
from lofte.discovery.references.keys import Key, Standing
from lofte.discovery.references.model import End, Origin, Reference

_FEWEST = 5
_LEAST_SHARE = 0.2
_LONG = 6


def across(tables: Sequence[TableFacts], keys: Sequence[Key]) -> Iterator[Reference]:
    """For each column, the key of another system that most of its values are in. Columns that
    hold hardly any value twice count as keys here: an e-mail address is nobody's id."""
    telling = [key for key in keys if _tells(key.column)]
    telling += _identities(tables, {id(key.column) for key in keys})
    for table in tables:
        for column in table.columns:
            if _tells(column):
                yield from _best(table, column, telling)


def only_one_way(references: Sequence[Reference]) -> list[Reference]:
    """Of two keys that hold each other's values, the one that holds fewer refers."""
    by_ends = {(each.source, each.target): each for each in references}
    return [
        each
        for each in references
        if (back := by_ends.get((each.target, each.source))) is None
        or (each.score, each.source) > (back.score, back.source)
    ]


def _best(table: TableFacts, column: ColumnFacts, keys: Sequence[Key]) -> Iterator[Reference]:
    best: dict[str, tuple[float, int, Key]] = {}
    for key in keys:
        system = key.table.place.system
        if system == table.place.system:
            continue
        hits, share = _overlap(table, column, key)
        kept = best.get(system)
        if hits >= _FEWEST and share >= _LEAST_SHARE and (kept is None or share > kept[0]):
            best[system] = (share, hits, key)
    for share, hits, key in best.values():
        yield _reference(table, column, key, share, hits)


def _overlap(table: TableFacts, column: ColumnFacts, key: Key) -> tuple[int, float]:
    """How many values are in both, and beside how many could be seen to be."""
    hits, seen = 0, 1.0
    for ours, theirs in _comparable(column, key.column):
        if len(ours) and len(theirs):
            both = int(np.isin(ours, theirs).sum())
            if both > hits:
                hits, seen = both, len(ours) * _seen(key)
    return hits, min(1.0, hits / max(seen, 1.0))


def _comparable(one: ColumnFacts, other: ColumnFacts) -> Iterator[tuple[Hashes, Hashes]]:
    yield one.distinct, other.distinct
    yield one.endings, other.endings


def _seen(key: Key) -> float:
    """The share of the key's values that its sample has."""
    rows = key.table.rows or key.column.drawn
    return min(1.0, key.column.drawn / max(rows, 1))


def _tells(column: ColumnFacts) -> bool:
    """Whether its values are too rare to be met by chance: long texts with digits or an at
    sign, random ids, sparse numbers."""
    if len(column.distinct) < _FEWEST or column.filled < _FEWEST:
        return False
    varied = len(column.distinct) >= column.filled / 2
    if column.shape is Shape.UUID:
        return True
    if column.shape is Shape.INTEGER:
        return varied and column.density < 0.05
    return column.shape is Shape.TEXT and varied and column.length >= _LONG and column.coded


def _reference(
    table: TableFacts, column: ColumnFacts, key: Key, share: float, hits: int
) -> Reference:
    many = min(1.0, hits / 50)
    return Reference(
        source=End(table.place, (column.name,)),
        target=End(key.table.place, (key.column.name,)),
        origin=Origin.INFERRED,
        score=round(min(0.99, 0.4 + 0.4 * share + 0.2 * many), 3),
        reason=phrase(
            "{share:.0%} of its values stand there too, which chance would hardly give.",
            share=share,
        ),
        share=share,
    )


def _identities(tables: Sequence[TableFacts], known: set[int]) -> Iterator[Key]:
    for table in tables:
        for column in table.columns:
            distinct = len(column.distinct) >= 0.95 * max(column.filled, 1)
            if id(column) not in known and distinct and _tells(column):
                yield Key(table, column, Standing.ALTERNATE, (), "", frozenset())
