"""What values tell of ownership: whether two rows are the same person's, and whether a row is
one person's or many's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lofte.discovery.references.facts import ColumnFacts, TableFacts
from lofte.discovery.references.model import Place, Reference

_FEWEST = 5


def same_owner(
    facts: Mapping[Place, TableFacts],
    owned: Mapping[Place, Sequence[Reference]],
    reference: Reference,
) -> float | None:
    """How many rows have the same owner as the row they refer to; None if it cannot be told.

    Both tables must refer to the same people by one column each, or the first be theirs.
    """
    source, target = reference.source, reference.target
    ours = _owner(owned, source.place, reference)
    theirs = _owner(owned, target.place, reference)
    if theirs is None:
        return None
    if ours is None and theirs.target.place == source.place:
        person = theirs.target.columns[0]
    elif ours is not None and ours.target == theirs.target:
        person = ours.source.columns[0]
    else:
        return None
    child = _columns(facts, source.place, source.columns[0], person)
    parent = _columns(facts, target.place, target.columns[0], theirs.source.columns[0])
    if child is None or parent is None:
        return None
    return _agreement(*child, *parent)


def shared_out(facts: Mapping[Place, TableFacts], reference: Reference) -> float:
    """How many of the drawn rows refer to one row, on average; 1 where there are none."""
    table = facts.get(reference.source.place)
    column = table.column(reference.source.columns[0]) if table else None
    if column is None or not len(column.distinct):
        return 1.0
    return column.filled / len(column.distinct)


def _owner(
    owned: Mapping[Place, Sequence[Reference]], place: Place, besides: Reference
) -> Reference | None:
    direct = [
        each
        for each in owned.get(place, ())
        if each is not besides and each.source.place == place and len(each.source.columns) == 1
    ]
    return direct[0] if len(direct) == 1 else None


def _columns(
    facts: Mapping[Place, TableFacts], place: Place, key: str, owner: str
) -> tuple[ColumnFacts, ColumnFacts] | None:
    table = facts.get(place)
    if table is None:
        return None
    link, person = table.column(key), table.column(owner)
    if link is None or person is None or not len(link.rows) or not len(person.rows):
        return None
    return link, person


def _agreement(
    link: ColumnFacts, person: ColumnFacts, key: ColumnFacts, owner: ColumnFacts
) -> float | None:
    order = np.argsort(key.rows)
    at = np.searchsorted(key.rows[order], link.rows)
    at = order[np.minimum(at, len(order) - 1)]
    met = (key.rows[at] == link.rows) & (link.rows != 0) & (person.rows != 0)
    if met.sum() < _FEWEST:
        return None
    return float((owner.rows[at][met] == person.rows[met]).mean())
