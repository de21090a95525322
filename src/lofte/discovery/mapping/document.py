"""What a map says. Decisions and guesses stand beside each other and are told apart."""

from __future__ import annotations

from dataclasses import dataclass

from lofte.discovery.references.meanings import Meaning
from lofte.discovery.references.model import Origin
from lofte.discovery.schema import Kind, TableName
from lofte.discovery.types import RULESET, Type

FORMAT = 1
"""The version of the document's format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """Found by rule, not by a person. `score` from 0 to 1, where there is one."""

    reason: str
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """`category` is a name of W3C's Data Privacy Vocabulary (`pd:EmailAddress`), `fides` keys
    of Fides' taxonomy. `identity`: a person is found by it. `undetermined`: looked at, and it
    could not be told. `guess` is None where a person
    decided; of a field that says nothing, `decided` tells the one from the other."""

    name: str
    type: Type | None = None
    category: str = ""
    fides: tuple[str, ...] = ()
    identity: bool = False
    special: bool = False
    undetermined: bool = False
    contains: tuple[Type, ...] = ()
    purposes: tuple[str, ...] = ()
    guess: Guess | None = None
    decided: bool = False

    @property
    def personal(self) -> bool:
        return bool(self.type or self.category or self.fides or self.contains)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKind:
    """Of whom the rows are: `customer`, `patient`."""

    kind: str
    guess: Guess | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`system` is empty for the referring field's own."""

    table: TableName
    columns: tuple[str, ...]
    system: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A reference out of a dataset. `origin` is None where a person wrote it. `guess` is of
    the reference itself, `meaning_guess` of what it means. `rejected`: a person said that there
    is none, and it is kept so that no scan finds it again."""

    columns: tuple[str, ...]
    target: Target
    when: tuple[str, str] | None = None
    origin: Origin | None = None
    guess: Guess | None = None
    rejected: bool = False
    meaning: Meaning | None = None
    forward: bool = False
    meaning_guess: Guess | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same reference in another map."""
        to = self.target
        return (self.columns, to.system, to.table, to.columns, self.when or ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Fields stand in the source's order, references in order of their columns."""

    table: TableName
    kind: Kind = Kind.TABLE
    key: tuple[str, ...] = ()
    subject: SubjectKind | None = None
    purposes: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    name: str
    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """In order of system, and of schema and name."""

    systems: tuple[System, ...] = ()
    ruleset: str = RULESET
