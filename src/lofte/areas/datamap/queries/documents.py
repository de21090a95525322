"""The map as a document, to be kept in git and read in again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.models import SeenTable, System
from lofte.areas.datamap.queries.references import references_of
from lofte.areas.datamap.queries.rows import ReferenceRow
from lofte.areas.datamap.queries.standing import Known, known_fields
from lofte.areas.datamap.queries.systems import accepted, shape_of
from lofte.areas.datamap.rules.fields import Choice
from lofte.discovery.schema import ColumnName, Table, TableName
from lofte.discovery.types import FACTS, Type
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound

if TYPE_CHECKING:  # the document's types load what only a scan needs
    from lofte.discovery.mapping import document


@query
def map_document(ctx: Context, *, system_id: UUID | None = None) -> str:
    """All that is known of one system or all, as YAML: decisions, and guesses marked so. The
    same map is the same text."""
    ctx.require(Permission.SYSTEMS_VIEW)
    from lofte.discovery.mapping.document import Map
    from lofte.discovery.mapping.writing import write

    systems = System.objects.filter(tenant_id=ctx.tenant, removed_at=None)
    if system_id is not None:
        systems = systems.filter(id=system_id)
    found = list(systems.order_by("name", "id"))
    if system_id is not None and not found:
        raise NotFound(system=system_id)
    return write(Map(systems=tuple(_system(ctx, system) for system in found)))


def _system(ctx: Context, system: System) -> document.System:
    from lofte.discovery.mapping.document import System as Told

    telling = _Telling(ctx, system)
    return Told(
        name=system.name,
        datasets=tuple(telling.dataset(table) for table in shape_of(system)),
    )


class _Telling:
    """What has to be looked up once for all tables of a system."""

    def __init__(self, ctx: Context, system: System) -> None:
        self._system = system
        rows = SeenTable.objects.filter(tenant_id=ctx.tenant, system_id=system.id, gone_at=None)
        self._tables = {TableName(row.schema, row.table): row for row in rows.order_by("id")}
        self._fields: Mapping[ColumnName, Known] = {
            known.name: known for known in known_fields(ctx, Q(), system_ids=[system.id])
        }
        self._identities = {name: row.kind for name, row in accepted(ctx, system.id).items()}
        self._links: dict[UUID, list[ReferenceRow]] = {}
        ids = [row.id for row in self._tables.values()]
        for reference in references_of(ctx, table_ids=ids):
            self._links.setdefault(reference.source.table_id, []).append(reference)

    def dataset(self, table: Table) -> document.Dataset:
        from lofte.discovery.mapping.document import Dataset

        name = table.full_name
        seen = self._tables.get(name)
        links = self._links.get(seen.id, []) if seen else []
        return Dataset(
            table=name,
            kind=table.kind,
            key=table.primary_key,
            subject=self._subject(name, seen),
            fields=tuple(
                self._field(ColumnName(name, column.name)) for column in table.columns
            ),
            links=tuple(_link(one, self._system.id) for one in links),
        )

    def _subject(self, name: TableName, seen: SeenTable | None) -> document.SubjectKind | None:
        from lofte.discovery.mapping.document import Guess, SubjectKind

        said = {
            known.decision.subject
            for column, known in self._fields.items()
            if column.table == name and known.decision is not None and known.decision.subject
        }
        if len(said) == 1:
            return SubjectKind(kind=said.pop())
        if seen is None or not seen.subject:
            return None
        return SubjectKind(kind=seen.subject, guess=Guess(reason="As its columns say."))

    def _field(self, name: ColumnName) -> document.Field:
        known, identity = self._fields.get(name), self._identities.get(name)
        if known is not None and known.decision is not None:
            return _decided(known, found_by=identity is not None)
        if identity is not None:
            return _identity(name, identity)
        return _guessed(name, known)


def _decided(known: Known, *, found_by: bool) -> document.Field:
    from lofte.discovery.mapping.document import Field

    said = known.decision
    if said is None or said.choice == Choice.DISMISSED.value:
        return Field(name=known.field.column, decided=True)
    mostly = Type(said.type) if said.type else None
    return Field(
        name=known.field.column,
        type=mostly,
        category=said.category,
        fides=(FACTS[mostly].fides,) if mostly else (),
        identity=found_by,
        special=said.special,
        contains=_others(known, mostly),
        purposes=tuple(said.purposes),
        decided=True,
    )


def _identity(name: ColumnName, kind: str) -> document.Field:
    """People are found by it, so somebody knows what it is."""
    from lofte.discovery.mapping.document import Field

    mostly = Type(kind) if kind in {one.value for one in Type} else None
    return Field(
        name=name.column,
        type=mostly,
        category=FACTS[mostly].dpv if mostly else "pd:UID",
        fides=(FACTS[mostly].fides,) if mostly else (),
        identity=True,
        decided=True,
    )


def _guessed(name: ColumnName, known: Known | None) -> document.Field:
    from lofte.discovery.mapping.document import Field, Guess

    verdict = known.verdict if known else None
    if known is None or verdict is None or not (known.types or verdict.undetermined):
        return Field(name=name.column)
    mostly = Type(verdict.type) if verdict.type else None
    others = _others(known, mostly)
    return Field(
        name=name.column,
        type=mostly,
        category=FACTS[mostly].dpv if mostly else "",
        fides=(FACTS[mostly].fides,) if mostly else (),
        special=any(FACTS[one].special for one in known.types),
        undetermined=verdict.undetermined,
        contains=others,
        guess=Guess(reason=verdict.reason, score=round(verdict.confidence, 2)),
    )


def _others(known: Known, mostly: Type | None) -> tuple[Type, ...]:
    return tuple(sorted(known.types - {mostly}))


def _link(row: ReferenceRow, system_id: UUID) -> document.Link:
    from lofte.areas.datamap.rules.linking import Origin, State
    from lofte.discovery.mapping.document import Guess, Link, Target
    from lofte.discovery.references.meanings import Meaning
    from lofte.discovery.references.model import Origin as From

    declared = row.origin == Origin.DECLARED.value
    suggested = row.state == State.SUGGESTED.value
    there = row.target.system_id != system_id
    return Link(
        columns=row.source.columns,
        target=Target(
            table=TableName(row.target.schema, row.target.table),
            columns=row.target.columns,
            system=row.target.system if there else "",
        ),
        when=row.when,
        origin=From.DECLARED if declared else From.INFERRED if suggested else None,
        guess=Guess(reason=row.reason, score=row.score) if suggested else None,
        rejected=row.state == State.REJECTED.value,
        meaning=Meaning(row.meaning),
        forward=row.forward,
        meaning_guess=None if row.meaning_decided else Guess(reason=_why(row)),
    )


def _why(row: ReferenceRow) -> str:
    return row.guess_reason or "Keys are taken to mean this until values were looked at."
