"""References to one of several tables, which another column names: (type, id)."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

import numpy as np
import pyarrow as pa

from lofte.discovery.phrases import phrase
from lofte.discovery.references.facts import ColumnFacts, Shape, TableFacts
from lofte.discovery.references.hashes import canonical, hashed
from lofte.discovery.references.inclusion import weight_of
from lofte.discovery.references.keys import Key
from lofte.discovery.references.model import End, Origin, Reference, When
from lofte.discovery.references.names import key_parts, words
from lofte.discovery.references.naming import Naming
from lofte.discovery.references.vocabulary import TYPE_WORDS

_MOST_TYPES = 40
_NAMED = 2.5
_FEWEST_NAMED = 0.5
_FARTHEST = -1.0


def one_of_several(table: TableFacts, naming: Naming, accepted: float) -> Iterator[Reference]:
    """For each (type, id) of a table whose types are mostly names of tables: a reference for
    each of them, of the rows of that type."""
    for kind, column in _pairs(table):
        found = {value: _named(naming, value) for value in kind.texts}
        named = {value: key for value, key in found.items() if key is not None}
        if len(named) < _FEWEST_NAMED * len(found) or not named:
            continue
        for value, key in sorted(named.items()):
            score = 1 / (1 + exp(-_NAMED - _weight(kind, column, value, key)))
            if score >= accepted:
                yield _reference(table, kind, column, value, key, score)


def _pairs(table: TableFacts) -> Iterator[tuple[ColumnFacts, ColumnFacts]]:
    kinds = {}
    for column in table.columns:
        named = words(column.name)
        few = 0 < len(column.distinct) <= _MOST_TYPES and column.shape is Shape.TEXT
        if few and len(named) > 1 and named[-1] in TYPE_WORDS:
            kinds[named[:-1]] = column
    for column in table.columns:
        entity, key = key_parts(words(column.name))
        if key and column.may_be_key and entity in kinds:
            yield kinds[entity], column


def _named(naming: Naming, value: str) -> Key | None:
    """The key of the table that a type names: `Post`, `App\\Models\\Post`, `blog.post`."""
    last = value.replace("\\", ".").replace("/", ".").replace(":", ".").split(".")[-1]
    called = naming.nouns.called(words(last)) if words(last) else {}
    near = sorted((-distance, place) for place, distance in called.items())
    if not near or -near[0][0] < _FARTHEST:
        return None
    return next(iter(naming.keys(near[0][1])), None)


def _weight(kind: ColumnFacts, column: ColumnFacts, value: str, key: Key) -> float:
    if not key.table.complete or len(kind.rows) != len(column.rows):
        return 0.0
    asked = hashed(canonical(pa.array([value], pa.large_string())))[0]
    ours = np.unique(column.rows[(kind.rows == asked) & (column.rows != 0)])
    if not len(ours):
        return 0.0
    return weight_of(float(np.isin(ours, key.column.distinct).sum()), len(ours), 1.0)


def _reference(
    table: TableFacts,
    kind: ColumnFacts,
    column: ColumnFacts,
    value: str,
    key: Key,
    score: float,
) -> Reference:
    return Reference(
        source=End(table.place, (column.name,)),
        target=End(key.table.place, (key.column.name,)),
        origin=Origin.INFERRED,
        score=min(round(score, 3), 0.99),
        reason=phrase(
            "The column {column} names the table whose key stands here.", column=kind.name
        ),
        when=When(kind.name, value),
    )
