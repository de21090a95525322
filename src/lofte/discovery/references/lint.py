"""What stands in the way of finding all of one person's data: read off the map's references."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lofte.discovery.references.facts import ColumnFacts, TableFacts
from lofte.discovery.references.meanings import Understanding
from lofte.discovery.references.model import Origin, Place, Reference
from lofte.discovery.references.subjects import identities_in, is_personal
from lofte.discovery.schema import Kind


class Code(StrEnum):
    """What is wrong, for programs; the sentence says it to people."""

    UNOWNED = "unowned"
    ONLY_MENTIONED = "only_mentioned"
    OWNED_BY_EVERYBODY = "owned_by_everybody"
    OWNER_MAY_BE_MISSING = "owner_may_be_missing"
    OWNER_NOT_FOUND = "owner_not_found"
    OWNERS_AMBIGUOUS = "owners_ambiguous"
    OWNER_UNSURE = "owner_unsure"
    ROWS_ALIKE = "rows_alike"
    NO_IDENTITY = "no_identity"
    IDENTITY_NOT_DISTINCT = "identity_not_distinct"
    COPY = "copy"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing in the way, of one table. `said` is a sentence and repeats no value."""

    place: Place
    code: Code
    said: str
    columns: tuple[str, ...] = ()


def lint(known: Understanding) -> tuple[Finding, ...]:
    """Everything that is wrong with the map, in order of table."""
    found = [
        finding for table in known.tables for rule in _RULES for finding in rule(known, table)
    ]
    return tuple(sorted(found))


def _unowned(known: Understanding, table: TableFacts) -> Iterator[Finding]:
    """Personal data in a table that no path reaches, or only past those who dealt with it."""
    held = known.types.get(table.place, {})
    reached = known.is_somebodys(table.place) or identities_in(held)
    if reached or not is_personal(held) or not table.table.kind.holds_rows:
        return
    columns = tuple(held)
    if known.mentioned(table.place):
        said = (
            f"{table.place} holds personal data ({_list(columns)}) and refers to people only "
            "as those who dealt with its rows; say whose the rows are."
        )
        yield Finding(table.place, Code.ONLY_MENTIONED, said, columns)
    else:
        said = (
            f"{table.place} holds personal data ({_list(columns)}) and no path leads from a "
            "person to it; say whose the rows are."
        )
        yield Finding(table.place, Code.UNOWNED, said, columns)


def _everybodys(known: Understanding, table: TableFacts) -> Iterator[Finding]:
    """Rows that all have one owner, or that many people own at once, are nobody's alone."""
    for reference in _owners(known, table):
        column, people = _column(table, reference), known.facts.get(reference.target.place)
        if column is None or people is None or column.filled < _MANY_ROWS:
            continue
        if len(column.distinct) == 1 and (people.rows or 0) > 1:
            said = f"All rows of {table.place} belong to one row of {people.place}."
            yield Finding(table.place, Code.OWNED_BY_EVERYBODY, said, (column.name,))
    through = [
        each for each in known.owned.get(table.place, ()) if each.target.place == table.place
    ]
    if len(through) > 1 and len({each.source.place for each in through}) > 1:
        ways = _list([str(each.source.place) for each in through])
        said = (
            f"Rows of {table.place} belong to whoever has one of {ways}; decide whose they are."
        )
        yield Finding(table.place, Code.OWNED_BY_EVERYBODY, said)


_MANY_ROWS = 20


def _missing(known: Understanding, table: TableFacts) -> Iterator[Finding]:
    """The only way to a person is a column that may be empty, or points at nobody."""
    ways = {each.source.columns for each in _owners(known, table)}
    for reference in _owners(known, table):
        column = _column(table, reference)
        if column is None:
            continue
        if len(ways) == 1 and column.nullable:
            empty = column.drawn - column.filled
            share = (
                f"{empty / column.drawn:.0%} of its rows have none" if empty else "none yet is"
            )
            said = (
                f"{table.place}.{column.name} may be empty ({share}); such rows are nobody's."
            )
            if empty or known_key(table):
                yield Finding(table.place, Code.OWNER_MAY_BE_MISSING, said, (column.name,))
        if reference.share is not None and reference.share < 1:
            said = (
                f"{1 - reference.share:.1%} of the values of {table.place}.{column.name} are "
                f"not in {reference.target.place}; such rows are nobody's."
            )
            yield Finding(table.place, Code.OWNER_NOT_FOUND, said, (column.name,))


def known_key(table: TableFacts) -> bool:
    """Whether the source says anything of keys: files do not, and all their columns may be
    empty."""
    return bool(table.table.primary_key)


def _ambiguous(known: Understanding, table: TableFacts) -> Iterator[Finding]:
    direct = [
        each
        for each in _owners(known, table)
        if each.target.place in known.subjects and each.when is None
    ]
    targets = {each.target.place for each in direct}
    if len(targets) > 1 and table.place not in known.subjects:
        columns = tuple(each.source.columns[0] for each in direct)
        said = f"{table.place} belongs to people of {len(targets)} tables ({_list(columns)})."
        yield Finding(table.place, Code.OWNERS_AMBIGUOUS, said, columns)


def _unsure(known: Understanding, table: TableFacts) -> Iterator[Finding]:
    for reference in _owners(known, table):
        if reference.origin is Origin.INFERRED and reference.score < _SURE:
            columns = reference.source.columns
            said = (
                f"That {table.place}.{_list(columns)} refers to {reference.target.place} is "
                "only likely, and whose the rows are hangs on it."
            )
            yield Finding(table.place, Code.OWNER_UNSURE, said, columns)


_SURE = 0.8


def _alike(known: Understanding, table: TableFacts) -> Iterator[Finding]:
    # Files have no keys at all; that each of them has none says nothing.
    keys = any(known_key(one) for one in known.tables if one.place.system == table.place.system)
    if keys and known.is_somebodys(table.place) and not known_key(table):
        said = (
            f"Nothing tells two rows of {table.place} apart for certain; they can be found, "
            "but what refers to them cannot be followed."
        )
        yield Finding(table.place, Code.ROWS_ALIKE, said)


def _identity(known: Understanding, table: TableFacts) -> Iterator[Finding]:
    if table.place not in known.subjects:
        return
    names = identities_in(known.types.get(table.place, {}))
    same = any(
        each.source.place == table.place and meant.owning and not meant.forward
        for each, meant in known.meant.items()
    )
    if not names and not same:
        said = f"{table.place} is about people, and no column identifies them."
        yield Finding(table.place, Code.NO_IDENTITY, said)
    for column in (table.column(name) for name in names):
        if column is not None and 0 < len(column.distinct) < column.filled:
            said = f"Several rows of {table.place} have the same {column.name}."
            yield Finding(table.place, Code.IDENTITY_NOT_DISTINCT, said, (column.name,))


def _copy(known: Understanding, table: TableFacts) -> Iterator[Finding]:
    if table.table.kind in (Kind.VIEW, Kind.MATERIALIZED) and known.types.get(table.place):
        kept = table.table.kind is Kind.MATERIALIZED
        ends = "keeps a copy until it is refreshed" if kept else "shows it from other tables"
        said = f"{table.place} is a view of personal data, and {ends}."
        yield Finding(table.place, Code.COPY, said, tuple(known.types[table.place]))


_RULES: tuple[Callable[[Understanding, TableFacts], Iterator[Finding]], ...] = (
    _unowned,
    _everybodys,
    _missing,
    _ambiguous,
    _unsure,
    _alike,
    _identity,
    _copy,
)


def _owners(known: Understanding, table: TableFacts) -> list[Reference]:
    return [
        each for each in known.owned.get(table.place, ()) if each.source.place == table.place
    ]


def _column(table: TableFacts, reference: Reference) -> ColumnFacts | None:
    return table.column(reference.source.columns[0])


def _list(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(names)
