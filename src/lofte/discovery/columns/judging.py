"""A table's sample judged: what each column mostly is, what else it contains, and why."""

from __future__ import annotations

from collections.abc import Mapping

from lofte.discovery.columns import masking, reasons
from lofte.discovery.columns.names import name_evidence
from lofte.discovery.columns.seen import Seen, see
from lofte.discovery.columns.siblings import beside
from lofte.discovery.columns.weighing import likeliest, shares, total
from lofte.discovery.samples import TableSample
from lofte.discovery.types import Type
from lofte.discovery.verdicts import ColumnVerdict, Contained, TableVerdict

_SAYS_SO = 3.5

Odds = dict[Type | None, float]


def judge(sample: TableSample, *, examples: bool = False) -> TableVerdict:
    """What the columns of a table hold. Masked examples only where asked for."""
    seen = [see(column) for column in sample.columns]
    named = _named(sample)
    alone = [_odds(one, name, {}) for one, name in zip(seen, named, strict=True)]
    around = beside(seen, alone, sample.table)
    columns = tuple(
        _verdict(one, name, near, examples=examples)
        for one, name, near in zip(seen, named, around, strict=True)
    )
    return TableVerdict(
        system=sample.system,
        table=sample.table.full_name,
        rows=sample.rows,
        drawn=sample.drawn,
        columns=columns,
    )


def _named(sample: TableSample) -> list[Mapping[Type, float]]:
    """What each column's name says, beside the names of the others."""
    names = [column.name for column in sample.columns]
    table = sample.table.name
    said = (name_evidence(each.name, table, names, each.declared) for each in sample.columns)
    return [_outright(odds) for odds in said]


def _outright(odds: Mapping[Type, float]) -> Mapping[Type, float]:
    """People sign in with their names: what is called a user name is not their name, too.
    And passwords are made of names as user names are."""
    if odds.get(Type.PASSWORD, 0.0) >= _SAYS_SO:
        return {**odds, Type.USERNAME: odds.get(Type.USERNAME, 0.0) - 8.0}
    if odds.get(Type.USERNAME, 0.0) < _SAYS_SO:
        return odds
    return {**odds, Type.PERSON_NAME: odds.get(Type.PERSON_NAME, 0.0) - 2.0}


def _odds(seen: Seen, named: Mapping[Type, float], near: Mapping[Type, float]) -> Odds:
    if not len(seen.whole):
        return {None: 1.0}
    against = seen.ordinary.against
    return shares(total(seen.weights, len(seen.whole), named, near, against))


def _verdict(
    seen: Seen, named: Mapping[Type, float], near: Mapping[Type, float], *, examples: bool
) -> ColumnVerdict:
    if not len(seen.whole):
        return _unknown(seen)
    odds = _odds(seen, named, near)
    kind = likeliest(odds)
    contains = _contains(seen, kind)
    if kind is None and not contains and len(seen.whole) < 3 and odds[None] < 0.75:
        return _unknown(seen)
    why = (
        reasons.of_none(seen, named, len(contains))
        if kind is None
        else reasons.of_type(kind, seen, named, near)
    )
    shown = masking.examples(seen.whole) if examples else ()
    return ColumnVerdict(
        name=seen.sample.name, type=kind, confidence=odds[kind], reason=why,
        contains=contains, examples=shown,
    )  # fmt: skip


def _unknown(seen: Seen) -> ColumnVerdict:
    why = reasons.undetermined(seen.whole.rows, len(seen.whole), seen.sample.note)
    return ColumnVerdict(
        name=seen.sample.name, type=None, confidence=0.0, reason=why, undetermined=True
    )


def _contains(seen: Seen, mainly: Type | None) -> tuple[Contained, ...]:
    found = {kind: look.sparse for kind, look in seen.looks.items() if look.sparse is not None}
    # The same address may be seen as a value and within a text: the larger count holds both.
    for kind, within in seen.within.items():
        known = found.get(kind)
        if known is None or known.found < within.found:
            found[kind] = within
    return tuple(
        Contained(
            type=kind,
            found=sparse.found,
            looked_at=sparse.looked_at,
            low=sparse.low,
            high=sparse.high,
        )
        for kind, sparse in sorted(found.items())
        if sparse.found and kind is not mainly
    )
