"""Reading one person's rows by a plan, through any connector.

Rows come as they are read; what is kept is only the keys of the rows seen, so
that each row comes once, and so that circles of keys end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.traversal import (
    FOLLOWED,
    STRONGEST_FIRST,
    Link,
    Plan,
    Relation,
    Seed,
    Step,
)
from lofte.areas.datamap.rules.written_forms import Identifier, written_forms
from lofte.discovery.ports import Batch, Connector, Key, Match, Row, TableNotRead
from lofte.discovery.schema import TableName

MOST_ROWS = 250_000
"""Rows of one table for one person. More is a wrong relation, not a person's life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Rows of one table, and the way that led to them."""

    table: TableName
    relation: Relation
    by: tuple[str, ...]
    rows: Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """A planned table that could not be read, wholly or from some point on."""

    table: TableName
    reason: str


def collect(
    connector: Connector,
    plan: Plan,
    *,
    person: Sequence[Identifier],
    today: date,
    most_rows: int = MOST_ROWS,
) -> Iterator[Found | NotRead]:
    """Every row of the plan that is or mentions this person, each keyed row once.

    A row comes by the strongest way to it: as theirs, as shared, or as mentioning them. A table
    that cannot be read is said, and the rest goes on; a system that stops answering ends it
    with `SourceUnavailable`. Rows without a key come once for each way that leads to them.
    """
    reading = _Reading(connector, plan, most_rows)
    # What is theirs alone comes first, so that it is never taken for shared; and last what
    # mentions them, which is not followed, when all that is theirs is known.
    for relation in (*FOLLOWED, Relation.MENTIONS):
        yield from reading.by_identity(relation, person, today)
        yield from reading.by_links(relation)


_Asking = dict[tuple[TableName, Link], dict[Key, None]]


@dataclass
class _Reading:
    connector: Connector
    plan: Plan
    most_rows: int
    _seen: dict[TableName, set[Key]] = field(default_factory=dict)
    _counted: dict[TableName, int] = field(default_factory=dict)
    _failed: set[TableName] = field(default_factory=set)
    _pending: dict[Relation, _Asking] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._into: dict[TableName, list[tuple[Step, Link]]] = {}
        for step in self.plan.steps:
            for link in step.links:
                self._into.setdefault(link.key.table, []).append((step, link))
        self._steps = {step.table: step for step in self.plan.steps}

    def by_identity(
        self, relation: Relation, person: Sequence[Identifier], today: date
    ) -> Iterator[Found | NotRead]:
        for step in self.plan.steps:
            for seed in step.seeds:
                forms = _forms(seed, person, today)
                if seed.relation is relation and forms:
                    find = partial(
                        self.connector.find,
                        step.table,
                        column=seed.column,
                        values=forms,
                        match=_match(seed),
                        carry=step.carry,
                    )
                    yield from self._read(step, relation, (seed.column,), find)

    def by_links(self, relation: Relation) -> Iterator[Found | NotRead]:
        """Follow rows until no new one turns up. Each key is asked for once per link."""
        pending = self._pending.setdefault(relation, {})
        while pending:
            (table, link), keys = next(iter(pending.items()))
            del pending[table, link]
            follow = partial(
                self.connector.follow,
                table,
                link=link.key,
                keys=list(keys),
                carry=self._steps[table].carry,
            )
            yield from self._read(self._steps[table], relation, link.key.columns, follow)

    def _read(
        self,
        step: Step,
        relation: Relation,
        by: tuple[str, ...],
        batches: partial[Iterator[Batch]],
    ) -> Iterator[Found | NotRead]:
        if step.table in self._failed:
            return
        try:
            with closing(batches()) as reading:  # type: ignore[type-var]
                for batch in reading:
                    rows = self._new(step, batch)
                    if rows:
                        yield Found(table=step.table, relation=relation, by=by, rows=rows)
                    if relation in FOLLOWED:
                        self._expect(step, relation, rows)
                    self._count(step, len(rows))
        except TableNotRead as refusal:
            self._failed.add(step.table)
            yield NotRead(table=step.table, reason=refusal.reason)

    def _new(self, step: Step, batch: Batch) -> list[Row]:
        if not step.row_key:
            return list(batch)
        seen = self._seen.setdefault(step.table, set())
        rows = []
        for row in batch:
            key = _key(row, step.row_key)
            if key is None or key not in seen:
                rows.append(row)
                if key is not None:
                    seen.add(key)
        return rows

    def _expect(self, step: Step, relation: Relation, rows: Sequence[Row]) -> None:
        """Rows of theirs are followed by every link that points at their table; what points at
        a shared row is shared at most."""
        if not step.row_key:
            return
        for child, link in self._into.get(step.table, ()):
            weaker = max(relation, link.relation, key=STRONGEST_FIRST.index)
            keys = [key for row in rows if (key := _key(row, link.key.ref_columns)) is not None]
            if keys:
                pending = self._pending.setdefault(weaker, {})
                pending.setdefault((child.table, link), {}).update(dict.fromkeys(keys))

    def _count(self, step: Step, rows: int) -> None:
        self._counted[step.table] = self._counted.get(step.table, 0) + rows
        if self._counted[step.table] > self.most_rows:
            raise TableNotRead(step.table, "too_many_rows")


def _forms(seed: Seed, person: Sequence[Identifier], today: date) -> tuple[str, ...]:
    return tuple(
        form
        for identifier in person
        if identifier.kind is seed.kind
        for form in written_forms(identifier, today=today)
    )


def _match(seed: Seed) -> Match:
    return Match.IGNORING_CASE if seed.kind is IdentityKind.EMAIL else Match.EXACT


def _key(row: Row, columns: Sequence[str]) -> Key | None:
    """The key of a row, unless part of it is null: SQL lets nothing point at such a one."""
    texts = [row.texts[column] for column in columns]
    key = tuple(text for text in texts if text is not None)
    return key if len(key) == len(texts) else None
