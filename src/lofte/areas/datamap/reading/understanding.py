"""What refers to what, what that means, and what is in the way: from what a scan looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lofte.areas.datamap.rules.linking import Lint, Origin, Seen, Understood
from lofte.areas.datamap.rules.traversal import Relation
from lofte.discovery.ports import Connector
from lofte.discovery.schema import ColumnName
from lofte.discovery.types import Type
from lofte.discovery.verdicts import TableVerdict
from lofte.kernel.errors import Unavailable

if TYPE_CHECKING:
    from lofte.discovery.references.facts import TableFacts
    from lofte.discovery.references.meanings import Meant
    from lofte.discovery.references.model import Place, Reference

    Looked = tuple[TableFacts, dict[str, Type]]
    """What a table looked like, and the personal data in its columns."""


def types_in(verdict: TableVerdict) -> dict[str, Type]:
    """What each column mostly holds; those of no type are left out."""
    return {column.name: column.type for column in verdict.columns if column.type}


def understood(
    facts: Sequence[TableFacts], held: Mapping[Place, Mapping[str, Type]], connector: Connector
) -> Understood:
    """References that names and values speak for, and those the system declares, each with its
    meaning; whose rows each table has; and what stands in the way."""
    from lofte.discovery.references.inference import infer
    from lofte.discovery.references.lint import lint
    from lofte.discovery.references.meanings import understand

    def known(_: str, column: ColumnName, values: Sequence[str]) -> int | None:
        try:
            return connector.known(column, values)
        except Unavailable:
            return None

    made = understand(facts, infer(facts, known=known), held)
    return Understood(
        looked_at=frozenset(table.place.table for table in facts),
        references=tuple(seen_as(reference, meant) for reference, meant in made.meant.items()),
        subjects={place.table: subject.kind for place, subject in made.subjects.items()},
        lint=tuple(
            Lint(table=one.place.table, code=one.code.value, said=one.said, columns=one.columns)
            for one in lint(made)
        ),
    )


def seen_as(reference: Reference, meant: Meant) -> Seen:
    """The reference as it is kept."""
    source, target = reference.source, reference.target
    crosses = source.place.system != target.place.system
    return Seen(
        table=source.place.table,
        columns=source.columns,
        target=target.place.table,
        ref_columns=target.columns,
        origin=Origin(reference.origin.value),
        guessed=Relation(meant.meaning.value),
        guess_reason=meant.reason,
        forward=meant.forward,
        score=reference.score if reference.origin.value == Origin.INFERRED.value else None,
        reason=reference.reason,
        target_system=target.place.system if crosses else None,
        when=(reference.when.column, reference.when.value) if reference.when else None,
    )
