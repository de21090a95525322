"""What the map tells of fields, references, changes and ways to a person: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainedRow:
    """A type found in `found` of `looked_at` values; its share lies between `low` and `high`
    with 95 % confidence."""

    type: str
    found: int
    looked_at: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """What a scan said of a field. `since` when it was first said so, `judged_at` when last,
    `until` when another verdict took its place. `outdated` when the rules are newer."""

    type: str | None
    confidence: float
    undetermined: bool
    reason: str
    contains: tuple[ContainedRow, ...]
    ruleset: str
    outdated: bool
    rows_seen: int
    since: datetime
    judged_at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """What a person said of a field. `choice` is accepted, corrected, declared or dismissed.
    `category` is a DPV identifier; `covers` are the types found when it was decided."""

    choice: str
    type: str | None
    category: str
    subject: str
    special: bool
    purposes: tuple[str, ...]
    covers: tuple[str, ...]
    at: datetime
    by: UUID
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HintRow:
    """How columns of the same name were decided elsewhere: `type` is None for no personal
    data. `systems` are the names of the systems where, `places` how many columns."""

    type: str | None
    places: int
    systems: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """A field and how it stands: undeclared, declared, dismissed, clear, undetermined or
    not_scanned. `news` are the types found that no decision covers. `sensitivity` is 0 to 3:
    about no person, personal, secret, specially protected. `identity` as in `ColumnRow`."""

    id: UUID
    system_id: UUID
    system: str
    schema: str
    table: str
    column: str
    declared_type: str
    readable: bool
    standing: str
    news: tuple[str, ...]
    sensitivity: int
    verdict: VerdictRow | None
    decision: DecisionRow | None
    hint: HintRow | None
    identity: str | None
    not_scanned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """Fields that wait for a person, the most urgent first. `waiting` is how many there are in
    all; `next` is where the next page begins, or None."""

    rows: tuple[FieldRow, ...]
    waiting: int
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRow:
    """One end of a reference."""

    table_id: UUID
    system_id: UUID
    system: str
    schema: str
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """Rows at `source` point at rows at `target`. `origin` is declared, inferred or drawn;
    `state` suggested, accepted or rejected. `score` is None unless inferred. `meaning` is what
    holds: owns, shares, mentions or stops, as `guessed`, with `guess_reason`, unless a person
    said so (`decided_by`, `decided_at`). `when` is the column and value a row must have for it
    to hold, where one column points at several tables. `forward` when the row pointed at is the
    person's whose the pointing one is; that way is read only once somebody accepted it."""

    id: UUID
    source: EndRow
    target: EndRow
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPage:
    """One field with its evidence: past verdicts and decisions, the latest first, and the
    references it takes part in."""

    field: FieldRow
    verdicts: tuple[VerdictRow, ...]
    decisions: tuple[DecisionRow, ...]
    references_out: tuple[ReferenceRow, ...]
    references_in: tuple[ReferenceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRow:
    """Something in the way of finding all of a person's rows: `code` for programs, `said` one
    sentence."""

    code: str
    said: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphTable:
    """A table to draw. `group` names its cluster, `types` the personal data known or found in
    it, `undeclared` how many fields nobody has decided on. `not_scanned` is why it was not
    looked at, or empty. `read` whether a person's rows in it are read, `people` whether they
    are found in it by an identity, `subject` which kind of people its rows are, if any."""

    id: UUID
    system_id: UUID
    schema: str
    name: str
    kind: str
    group: str
    rows: int | None
    columns: int
    types: tuple[str, ...]
    undeclared: int
    sensitivity: int
    not_scanned: str
    people: bool
    read: bool
    subject: str
    lint: tuple[LintRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphLink:
    """A reference to draw, from table to table by id. `label` is its columns."""

    id: UUID
    source: UUID
    target: UUID
    label: str
    origin: str
    state: str
    meaning: str
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphGroup:
    name: str
    system_id: UUID
    tables: int
    personal: int
    undeclared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """All that is needed to draw a map: every table once, and links only between them."""

    groups: tuple[GraphGroup, ...]
    tables: tuple[GraphTable, ...]
    links: tuple[GraphLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """`kind` is new, changed or vanished; `column` is empty for a whole table. `before` and
    `after` tell what is different, as `type: text`, in the words of the system or of ours."""

    kind: str
    schema: str
    table: str
    column: str
    before: str
    after: str
    field_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotRow:
    """The shape of a system as it was from `at` on."""

    id: UUID
    at: datetime
    tables: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """What is different between two moments. `snapshots` are those one can compare with, the
    latest first."""

    since: datetime
    until: datetime
    changes: tuple[ChangeRow, ...]
    snapshots: tuple[SnapshotRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HopRow:
    """One step of a way: into `table`, by `columns`; by an identity when it is the first."""

    system: str
    schema: str
    table: str
    columns: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedRow:
    """A table in which a person is found. `relation` is what its rows are to them at best:
    owns, shares or mentions. `ways` are the shortest first; `more` how many were left out."""

    table_id: UUID | None
    system_id: UUID
    system: str
    schema: str
    table: str
    relation: str
    types: tuple[str, ...]
    ways: tuple[tuple[HopRow, ...], ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedRow:
    """A table with personal data in which the person is not found. `why` is a code: no_path,
    no_identity, stopped, view, foreign, unreadable, column_unreadable, suggested (a suggested
    reference would lead there: `references`), or rejected (a person rejected what would)."""

    table_id: UUID | None
    system_id: UUID
    system: str
    schema: str
    table: str
    why: str
    types: tuple[str, ...]
    columns: tuple[str, ...]
    references: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachPage:
    """From an identity of this `kind`: where a person is found, and where not."""

    kind: str
    reached: tuple[ReachedRow, ...]
    missed: tuple[MissedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A table that holds rows. `judged_at` is when its values were last looked at; `reason` why
    they were not the last time somebody tried (`tried_at`), as a code, and `said` as a
    sentence, both empty if they were. The `drawn` rows were all (`complete`) or a sample."""

    table_id: UUID
    system_id: UUID
    system: str
    schema: str
    table: str
    judged_at: datetime | None
    tried_at: datetime | None
    reason: str
    said: str
    rows: int | None
    drawn: int
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeclaredRow:
    """A field with personal data nobody has decided on, found without a break since then."""

    field_id: UUID
    found_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeclared:
    """What nobody has decided on, beside how much was looked at: tables, and fields with
    personal data. In order of when it was found."""

    fields: tuple[UndeclaredRow, ...]
    tables_judged: int
    personal: int
