"""A whole map as best guessed, from what a scan saw and what references mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lofte.discovery.mapping.document import (
    Dataset,
    Field,
    Guess,
    Link,
    Map,
    SubjectKind,
    System,
    Target,
)
from lofte.discovery.references.facts import TableFacts
from lofte.discovery.references.meanings import Understanding, understand
from lofte.discovery.references.model import Origin, Place, Reference
from lofte.discovery.types import FACTS, Type
from lofte.discovery.verdicts import ColumnVerdict, TableVerdict


def draft(known: Understanding, verdicts: Iterable[TableVerdict]) -> Map:
    """The map of everything that was looked at. Each guess is marked as one."""
    by_place = {Place(one.system, one.table): one for one in verdicts}
    systems: dict[str, list[Dataset]] = {}
    links = _links(known)
    for table in known.tables:
        found = _dataset(known, table, by_place.get(table.place), links.get(table.place, ()))
        systems.setdefault(table.place.system, []).append(found)
    return Map(
        systems=tuple(
            System(name=name, datasets=tuple(sorted(found, key=lambda one: one.table)))
            for name, found in sorted(systems.items())
        )
    )


def understood(
    tables: Sequence[TableFacts],
    verdicts: Iterable[TableVerdict],
    references: Iterable[Reference],
) -> Understanding:
    """What the references mean, given what the columns were judged to hold."""
    types = {
        Place(one.system, one.table): {
            column.name: found
            for column in one.columns
            if (found := column.type or _contained(column)) is not None
        }
        for one in verdicts
    }
    return understand(tables, references, types)


def _contained(column: ColumnVerdict) -> Type | None:
    """Of a text that is of no type itself, what is found in it most."""
    best = max(column.contains, key=lambda one: (one.low, one.type), default=None)
    return best.type if best else None


def _dataset(
    known: Understanding,
    table: TableFacts,
    verdict: TableVerdict | None,
    links: Iterable[Link],
) -> Dataset:
    subject = known.subjects.get(table.place)
    judged = {column.name: column for column in verdict.columns} if verdict else {}
    finding = subject is not None or not known.is_somebodys(table.place)
    return Dataset(
        table=table.table.full_name,
        kind=table.table.kind,
        key=table.table.primary_key,
        subject=SubjectKind(kind=subject.kind, guess=Guess(reason=subject.reason))
        if subject
        else None,
        fields=tuple(
            _field(column.name, judged.get(column.name), finding) for column in table.columns
        ),
        links=tuple(sorted(links, key=lambda one: one.key)),
    )


def _field(name: str, verdict: ColumnVerdict | None, finding: bool) -> Field:
    """`finding`: rows of the table are people, or nobody else's, so that who is named in an
    identifying column is whom the row is about."""
    if verdict is None or not (verdict.type or verdict.contains or verdict.undetermined):
        return Field(name=name)
    contains = tuple(sorted({one.type for one in verdict.contains}))
    facts = FACTS[verdict.type] if verdict.type else None
    return Field(
        name=name,
        type=verdict.type,
        category=facts.dpv if facts else "",
        fides=(facts.fides,) if facts else (),
        identity=bool(facts and facts.identifies and finding),
        special=any(FACTS[one].special for one in (*contains, verdict.type) if one),
        undetermined=verdict.undetermined,
        contains=contains,
        guess=Guess(reason=verdict.reason, score=round(verdict.confidence, 2)),
    )


def _links(known: Understanding) -> Mapping[Place, list[Link]]:
    found: dict[Place, list[Link]] = {}
    for reference in known.meant:
        found.setdefault(reference.source.place, []).append(_link(known, reference))
    return found


def _link(known: Understanding, reference: Reference) -> Link:
    target, meant = reference.target, known.meant[reference]
    declared = reference.origin is Origin.DECLARED
    return Link(
        columns=reference.source.columns,
        target=Target(
            system=target.place.system if reference.crosses else "",
            table=target.place.table,
            columns=target.columns,
        ),
        when=(reference.when.column, reference.when.value) if reference.when else None,
        origin=reference.origin,
        guess=None
        if declared
        else Guess(reason=reference.reason, score=round(reference.score, 2)),
        meaning=meant.meaning,
        forward=meant.forward,
        meaning_guess=Guess(reason=meant.reason),
    )
