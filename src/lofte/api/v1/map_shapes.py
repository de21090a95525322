"""What the map's operations answer: fields, references, tables to draw, ways to a person."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field as Described

from lofte.api.shapes import Answer

Namespace = Annotated[str, Described(validation_alias="schema")]


class Contained(Answer):
    """A type found in `found` of `looked_at` values; its share of all values lies between
    `low` and `high` with 95 % confidence."""

    type: str
    found: int
    looked_at: int
    low: float
    high: float


class Verdict(Answer):
    """What scans said, from `since` until `until`; `outdated` when the rules are newer."""

    type: str | None
    confidence: float
    undetermined: bool
    reason: str
    contains: list[Contained]
    ruleset: str
    outdated: bool
    rows_seen: int
    since: datetime
    judged_at: datetime
    until: datetime | None


class Decision(Answer):
    """What a person said. `choice` is accepted, corrected, declared or dismissed; `covers` are
    the types that had been found."""

    choice: str
    type: str | None
    category: str
    subject: str
    special: bool
    purposes: list[str]
    covers: list[str]
    at: datetime
    by: UUID
    until: datetime | None


class Hint(Answer):
    """What columns of the same name were decided to be elsewhere; null for no personal data."""

    type: str | None
    places: int
    systems: list[str]
    reason: str


class Field(Answer):
    """`standing` is undeclared, declared, dismissed, clear, undetermined or not_scanned; `news`
    the types no decision covers. `not_scanned` says why, or is empty."""

    id: UUID
    system_id: UUID
    system: str
    namespace: Namespace
    table: str
    column: str
    declared_type: str
    readable: bool
    standing: str
    news: list[str]
    sensitivity: int
    verdict: Verdict | None
    decision: Decision | None
    hint: Hint | None
    identity: str | None
    not_scanned: str


class End(Answer):
    table_id: UUID
    system_id: UUID
    system: str
    namespace: Namespace
    table: str
    columns: list[str]


class Reference(Answer):
    """Rows at `source` point at rows at `target`. `state` is suggested, accepted or rejected;
    `meaning` owns, shares, mentions or stops, as guessed unless `meaning_decided`."""

    id: UUID
    source: End
    target: End
    when: tuple[str, str] | None
    origin: str
    state: str
    score: float | None
    reason: str
    meaning: str
    forward: bool
    guessed: str
    guess_reason: str
    meaning_decided: bool
    decided_at: datetime | None
    decided_by: UUID | None


class FieldWhole(Answer):
    """One field with all verdicts and decisions there were, the latest first."""

    field: Field
    verdicts: list[Verdict]
    decisions: list[Decision]
    references_out: list[Reference]
    references_in: list[Reference]


class Lint(Answer):
    """Something in the way of finding all of a person's rows."""

    code: str
    said: str
    columns: list[str]


class GraphTable(Answer):
    id: UUID
    system_id: UUID
    namespace: Namespace
    name: str
    kind: str
    group: str
    rows: int | None
    columns: int
    types: list[str]
    undeclared: int
    sensitivity: int
    not_scanned: str
    people: bool
    read: bool
    subject: str
    lint: list[Lint]


class GraphLink(Answer):
    """A reference from the table `source` to the table `target`, by their ids."""

    id: UUID
    source: UUID
    target: UUID
    label: str
    origin: str
    state: str
    meaning: str
    score: float | None


class GraphGroup(Answer):
    name: str
    system_id: UUID
    tables: int
    personal: int
    undeclared: int


class Graph(Answer):
    groups: list[GraphGroup]
    tables: list[GraphTable]
    links: list[GraphLink]


class Hop(Answer):
    """One step of a way: into `table` by `columns`."""

    system: str
    namespace: Namespace
    table: str
    columns: list[str]
    meaning: str


class Reached(Answer):
    """A table a person is found in, by `ways`, the shortest first; `more` are left out."""

    table_id: UUID | None
    system_id: UUID
    system: str
    namespace: Namespace
    table: str
    relation: str
    types: list[str]
    ways: list[list[Hop]]
    more: int


class Missed(Answer):
    """A table with personal data a person is not found in. `references` would lead there."""

    table_id: UUID | None
    system_id: UUID
    system: str
    namespace: Namespace
    table: str
    why: str
    types: list[str]
    columns: list[str]
    references: list[UUID]


class Reach(Answer):
    kind: str
    reached: list[Reached]
    missed: list[Missed]


class Part(Answer):
    """A table that was not looked at the last time, or never (`judged_at` is null)."""

    table_id: UUID
    system_id: UUID
    system: str
    namespace: Namespace
    table: str
    judged_at: datetime | None
    tried_at: datetime | None
    reason: str
    said: str


class Change(Answer):
    """`kind` is new, changed or vanished; `column` is empty for a whole table."""

    kind: str
    namespace: Namespace
    table: str
    column: str
    before: str
    after: str
    field_id: UUID | None


class Snapshot(Answer):
    id: UUID
    at: datetime
    tables: int
    columns: int


class Changes(Answer):
    since: datetime
    until: datetime
    changes: list[Change]
    snapshots: list[Snapshot]


class Decided(Answer):
    """How many were decided on."""

    decided: int
