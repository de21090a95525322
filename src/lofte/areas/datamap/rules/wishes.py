"""What a map's document asks for: the decisions a person wrote in it, and no guess.

Apart from the document's own types, which load what only a scan needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.linking import State
from lofte.areas.datamap.rules.traversal import Relation
from lofte.discovery.schema import ColumnName, TableName
from lofte.discovery.types import Type

if TYPE_CHECKING:
    from lofte.discovery.mapping.document import Dataset, Field, Link, System

_IDENTITIES = {
    Type.EMAIL: IdentityKind.EMAIL,
    Type.PHONE: IdentityKind.PHONE,
    Type.PERSONNUMMER: IdentityKind.PERSONNUMMER,
    Type.SAMORDNINGSNUMMER: IdentityKind.PERSONNUMMER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWish:
    """Somebody wrote what a column is; not `personal`, that it is no personal data."""

    column: ColumnName
    personal: bool
    type: Type | None
    category: str
    special: bool
    subject: str
    purposes: tuple[str, ...]
    identity: IdentityKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWish:
    """Somebody wrote that a reference holds, or that it does not. `system` is that of the
    target, empty for the same."""

    table: TableName
    columns: tuple[str, ...]
    system: str
    target: TableName
    ref_columns: tuple[str, ...]
    when: tuple[str, str] | None
    state: State
    meaning: Relation | None
    forward: bool


def fields_wished(system: System) -> Iterator[FieldWish]:
    """What was decided of fields, in the document's order."""
    for dataset in system.datasets:
        for one in dataset.fields:
            if one.decided:
                yield _field(dataset, one)


def links_wished(system: System) -> Iterator[LinkWish]:
    """What was decided of references. A key the system declares is no decision; what it was
    said to mean is one."""
    for dataset in system.datasets:
        for link in dataset.links:
            told = link.origin is not None and (link.meaning_guess or not link.meaning)
            if link.rejected or (link.guess is None and not told):
                yield _link(dataset, link)


def _field(dataset: Dataset, one: Field) -> FieldWish:
    subject = dataset.subject.kind if dataset.subject and not dataset.subject.guess else ""
    kind = _IDENTITIES.get(one.type) if one.type else IdentityKind.CUSTOMER_NUMBER
    return FieldWish(
        column=ColumnName(dataset.table, one.name),
        personal=one.personal or one.identity,
        type=one.type,
        category=one.category,
        special=one.special,
        subject=subject,
        purposes=one.purposes or dataset.purposes,
        identity=kind if one.identity else None,
    )


def _link(dataset: Dataset, link: Link) -> LinkWish:
    meant = link.meaning is not None and link.meaning_guess is None
    return LinkWish(
        table=dataset.table,
        columns=link.columns,
        system=link.target.system,
        target=link.target.table,
        ref_columns=link.target.columns,
        when=link.when,
        state=State.REJECTED if link.rejected else State.ACCEPTED,
        meaning=Relation(link.meaning.value) if link.meaning and meant else None,
        forward=link.forward and meant,
    )
