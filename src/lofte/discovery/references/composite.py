"""References by several columns together: a shipment's (order, line) to the lines of orders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp

import numpy as np

from lofte.discovery.phrases import phrase
from lofte.discovery.references.facts import ColumnFacts, Hashes, TableFacts
from lofte.discovery.references.inclusion import weight_of
from lofte.discovery.references.model import End, Origin, Place, Reference
from lofte.discovery.references.names import forms
from lofte.discovery.references.nouns import Noun, Nouns, entity_and_key
from lofte.discovery.references.vocabulary import KEY_WORDS, MEASURES

_MOST = 4
_NAMED = 2.0
_GENERIC = -1.0
_ONLY_KEYS = -3.5
_SHARED_BY = 0.4
_FEW_SHARE = 3


def composites(
    tables: Sequence[TableFacts], nouns: Nouns, singles: Sequence[Reference], accepted: float
) -> Iterator[Reference]:
    """References to primary keys of several columns, where all of them are met together."""
    targets = {(each.source.place, each.source.columns[0]): each.target for each in singles}
    for table in tables:
        key = [table.column(name) for name in table.table.primary_key]
        if not 2 <= len(key) <= _MOST:
            continue
        found = [column for column in key if column is not None]
        for other in tables if len(found) == len(key) else ():
            columns = _matched(nouns, table, found, other)
            own = other is table or other.table.primary_key in {(one.name,) for one in columns}
            if columns and not own:
                score = _score(nouns, table, found, other, columns, targets)
                if score >= accepted:
                    yield _reference(table, found, other, columns, score)


def without_implied(
    singles: Sequence[Reference], several: Sequence[Reference], tables: int
) -> list[Reference]:
    """Singles but those that several columns together already say: a shipment's order is that
    of its line. What most tables refer to, such as a tenant, is told all the same."""
    pointing = {(each.source.place, each.source.columns[0]): each.target for each in singles}
    everywhere = {
        place
        for place in {each.target.place for each in singles}
        if len({each.source.place for each in singles if each.target.place == place})
        > max(_FEW_SHARE, _SHARED_BY * tables)
    }
    implied = {
        (each.source.place, ours)
        for each in several
        for ours, theirs in zip(each.source.columns, each.target.columns, strict=True)
        if (target := pointing.get((each.target.place, theirs))) is not None
        and target == pointing.get((each.source.place, ours))
        and target.place not in everywhere
    }
    return [
        each for each in singles if (each.source.place, each.source.columns[0]) not in implied
    ]


def _matched(
    nouns: Nouns, table: TableFacts, key: Sequence[ColumnFacts], other: TableFacts
) -> list[ColumnFacts]:
    """The other table's column for each of the key's, or nothing if one has none."""
    theirs = nouns[table.place]
    found = []
    for part in key:
        match = next(
            (
                column
                for column in other.columns
                if column.may_be_key and _alike(nouns, theirs, part, nouns[other.place], column)
            ),
            None,
        )
        if match is None or match in found:
            return []
        found.append(match)
    return found


def _alike(
    nouns: Nouns, theirs: Noun, part: ColumnFacts, ours: Noun, column: ColumnFacts
) -> bool:
    """Same name, with or without the table's; or the table's name and its `id`."""
    named = theirs.column_words(part.name)
    for way in ours.column_words(column.name):
        if not {way, *_shorter(way, theirs)}.isdisjoint(named):
            return True
        entity, kind = entity_and_key(way)
        own = any(entity_and_key(each) == ((), kind) for each in named)
        if own and entity and nouns.called(entity).get(theirs.place, -9.0) >= -1.0:
            return True
    return False


def _shorter(way: tuple[str, ...], noun: Noun) -> Iterator[tuple[str, ...]]:
    """`order_line_no` without words of the table's name before it: `line_no`, `no`."""
    for size, word in enumerate(way[:-1], 1):
        if forms(word)[0] not in noun.singulars:
            return
        yield way[size:]


def _score(
    nouns: Nouns,
    table: TableFacts,
    key: Sequence[ColumnFacts],
    other: TableFacts,
    columns: Sequence[ColumnFacts],
    targets: dict[tuple[Place, str], End],
) -> float:
    shared = [
        targets.get((table.place, theirs.name)) is not None
        and targets.get((table.place, theirs.name)) == targets.get((other.place, ours.name))
        for theirs, ours in zip(key, columns, strict=True)
    ]
    own = [part for part, same in zip(key, shared, strict=True) if not same]
    if not own:
        base = _ONLY_KEYS
    else:
        generic = all(_is_generic(nouns[table.place], part) for part in own)
        base = _GENERIC if generic else _NAMED
    total = base + _together(table, key, other, columns)
    return 1 / (1 + exp(-total))


def _is_generic(noun: Noun, part: ColumnFacts) -> bool:
    return all(
        word in KEY_WORDS or word in MEASURES for word in noun.column_words(part.name)[0]
    )


def _together(
    table: TableFacts,
    key: Sequence[ColumnFacts],
    other: TableFacts,
    columns: Sequence[ColumnFacts],
) -> float:
    """The weight of the values being met together; nothing where it cannot be told."""
    theirs, ours = _tuples(key), _tuples(columns)
    if not table.complete or not len(theirs) or not len(ours):
        return 0.0
    hits = float(np.isin(ours, theirs).sum())
    space = float(np.prod([max(1, len(part.distinct)) for part in key], dtype=np.float64))
    return weight_of(hits, len(ours), min(1.0, len(theirs) / space))


def _tuples(columns: Sequence[ColumnFacts]) -> Hashes:
    """One number for each distinct tuple without nulls."""
    if not all(len(column.rows) for column in columns):
        return np.empty(0, np.uint64)
    filled = np.all([column.rows != 0 for column in columns], axis=0)
    mixed = np.zeros(int(filled.sum()), np.uint64)
    for column in columns:
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + column.rows[filled]
    return np.unique(mixed)


def _reference(
    table: TableFacts,
    key: Sequence[ColumnFacts],
    other: TableFacts,
    columns: Sequence[ColumnFacts],
    score: float,
) -> Reference:
    return Reference(
        source=End(other.place, tuple(column.name for column in columns)),
        target=End(table.place, tuple(part.name for part in key)),
        origin=Origin.INFERRED,
        score=min(round(score, 3), 0.99),
        reason=phrase(
            "Together its columns bear the names of that table's key and hold its values."
        ),
    )
