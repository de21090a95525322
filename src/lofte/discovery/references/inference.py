"""Which columns refer to which keys: declared ones read, and likely ones inferred.

For each column every key is weighed that its name speaks of, or that its values prove. What
name, values, types and coverage say is added up as log-odds; a column refers to one key at
most, so the candidates share the certainty there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

from lofte.discovery.phrases import Phrase, phrase, sentence
from lofte.discovery.references.across import across, only_one_way
from lofte.discovery.references.composite import composites, without_implied
from lofte.discovery.references.facts import ColumnFacts, Shape, TableFacts, is_whole
from lofte.discovery.references.inclusion import Inclusion, coverage, weigh
from lofte.discovery.references.keys import Key, Standing, keys_of
from lofte.discovery.references.kin import Kin, kin_of, nearest
from lofte.discovery.references.model import End, Known, Origin, Place, Reference
from lofte.discovery.references.naming import Naming, Said
from lofte.discovery.references.nouns import Nouns
from lofte.discovery.references.proof import Proofs
from lofte.discovery.references.several_tables import one_of_several
from lofte.discovery.schema import Kind

ACCEPTED = 0.5
"""The score from which an inferred reference is told."""

SUREST = 0.99
"""No guess is told as if it were declared."""

_PRIOR = -0.6
_UNNAMED = Said(-3.0, phrase("its values are that table's keys"))
_OTHER_SCHEMA = -1.5
_TOLD = 2.5
_REFERRING = (Kind.TABLE, Kind.PARTITIONED, Kind.FOREIGN)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One key that a column may refer to, and how sure that is."""

    key: Key
    said: Said
    values: Inclusion
    total: float


class Search:
    """All that is known of the tables of one system while references are looked for."""

    def __init__(self, tables: Sequence[TableFacts], known: Known | None) -> None:
        self.every = tables
        self.tables = [table for table in tables if table.table.kind in _REFERRING]
        self.known = known
        nouns = Nouns(self.tables)
        self.keys = {
            table.place: tuple(keys_of(table, nouns[table.place])) for table in self.tables
        }
        self.naming = Naming(nouns, self.keys)
        self.proofs = Proofs(key for keys in self.keys.values() for key in keys)

    def candidates(self, table: TableFacts, column: ColumnFacts) -> list[Candidate]:
        """Every key worth weighing for the column, likeliest first."""
        said = self.naming.says(table.place, column)
        for key in self.proofs.met(column):
            said.setdefault(key, _UNNAMED)
        found = [self._weighed(table, column, key, words) for key, words in said.items()]
        kept = [each for each in found if each is not None]
        return sorted(kept, key=lambda each: (-each.total, each.key.table.place))

    def _weighed(
        self, table: TableFacts, column: ColumnFacts, key: Key, said: Said
    ) -> Candidate | None:
        base = _PRIOR + said.weight + key.strength + _types(column, key)
        base += _OTHER_SCHEMA * (key.table.place.table.schema != table.place.table.schema)
        if base < -8:
            return None
        values = weigh(column, key, self.known)
        total = base + values.weight + _reach(column, key, said)
        return Candidate(key, said, values, total)


def infer(tables: Iterable[TableFacts], *, known: Known | None = None) -> tuple[Reference, ...]:
    """Declared and likely references of each system, in order of where they come from.

    `known` asks the source itself about values of tables of which only a sample is at hand.
    """
    by_system: dict[str, list[TableFacts]] = {}
    for table in sorted(tables, key=lambda table: table.place):
        by_system.setdefault(table.place.system, []).append(table)
    searches = [Search(own, known) for own in by_system.values()]
    found = [reference for search in searches for reference in _of_system(search)]
    if len(searches) > 1:
        found += _between(searches)
    return tuple(sorted(found, key=lambda each: (each.source, each.target)))


def _between(searches: Sequence[Search]) -> list[Reference]:
    tables = [table for search in searches for table in search.tables]
    keys = [key for search in searches for own in search.keys.values() for key in own]
    return only_one_way(list(across(tables, keys)))


def _of_system(search: Search) -> Iterator[Reference]:
    declared = [reference for table in search.every for reference in _declared(table)]
    yield from declared
    taken = {(each.source.place, column) for each in declared for column in each.source.columns}
    best = [
        (table, column, found)
        for table in search.tables
        for column in table.columns
        if column.may_be_key
        and (table.place, column.name) not in taken
        and (found := search.candidates(table, column))
    ]
    kin = kin_of(_parts_of_others(search, best))
    inferred = [
        _reference(table, column, _nearest_first(column, found, kin), kin)
        for table, column, found in best
    ]
    singles = settled([each for each in inferred if each.score >= ACCEPTED])
    yield from _combined(search, singles)


_Weighed = tuple[TableFacts, ColumnFacts, list[Candidate]]


def _parts_of_others(search: Search, best: Sequence[_Weighed]) -> Iterator[tuple[Key, Key]]:
    """Primary keys that refer to others, declared or likely."""
    for table, column, found in best:
        own = search.keys[table.place][:1]
        primary = own and own[0].column is column and own[0].standing is Standing.PRIMARY
        if primary and _score(found, Kin()) >= ACCEPTED:
            yield own[0], found[0].key


def _nearest_first(column: ColumnFacts, found: list[Candidate], kin: Kin) -> list[Candidate]:
    named = [each for each in found if each.said.weight >= _TOLD]
    first = nearest(column, found, named, kin)
    return [first, *(each for each in found if each is not first)]


def _combined(search: Search, singles: list[Reference]) -> Iterator[Reference]:
    """Singles, without those that references by several columns or to several tables say
    better, and with these."""
    several = list(composites(search.tables, search.naming.nouns, singles, ACCEPTED))
    chosen = [
        each
        for table in search.tables
        for each in one_of_several(table, search.naming, ACCEPTED)
    ]
    yield from (*several, *chosen)
    told = {each.source for each in chosen}
    kept = without_implied(singles, several, len(search.tables))
    yield from (each for each in kept if each.source not in told)


def settled(references: Sequence[Reference]) -> list[Reference]:
    """Of two keys that refer to each other, only the likelier refers: rows have one origin."""
    by_ends = {(each.source, each.target): each for each in references}
    return [
        each
        for each in references
        if (back := by_ends.get((each.target, each.source))) is None
        or each.is_self
        or _rather(each) > _rather(back)
    ]


def _rather(reference: Reference) -> tuple[float, int, End]:
    """The surer one; else from the table of the longer name: user_profiles to users."""
    return (reference.score, len(reference.source.place.table.name), reference.source)


def _declared(table: TableFacts) -> Iterator[Reference]:
    for key in dict.fromkeys(table.table.foreign_keys):
        target = Place(table.place.system, key.table)
        yield Reference(
            source=End(table.place, key.columns),
            target=End(target, key.ref_columns),
            origin=Origin.DECLARED,
            score=1.0,
            reason=phrase("The database declares it."),
        )


def _reference(
    table: TableFacts, column: ColumnFacts, found: list[Candidate], kin: Kin
) -> Reference:
    best = found[0]
    return Reference(
        source=End(table.place, (column.name,)),
        target=End(best.key.table.place, (best.key.column.name,)),
        origin=Origin.INFERRED,
        score=min(round(_score(found, kin), 3), SUREST),
        reason=reason_of(best),
        share=best.values.share,
    )


def _score(found: Sequence[Candidate], kin: Kin) -> float:
    """The likeliest candidate's share of all there is: the others, and referring to nothing.
    What is part of it, or it of, does not speak against it."""
    first = found[0]
    others = {
        each.key.table.place: each
        for each in reversed(found)
        if not kin.are(each.key, first.key)
    }
    others.pop(first.key.table.place)
    top = min(first.total, 30.0)
    rest = sum(exp(min(each.total, 30.0) - top) for each in others.values())
    return 1 / (1 + exp(-top) + rest)


def reason_of(candidate: Candidate) -> Phrase:
    """One sentence on why the column refers to the key."""
    told, share = candidate.said.why, candidate.values.share
    if share is None:
        return sentence(phrase("{name}; no values could be looked up", name=told))
    found = (
        phrase("all its values were found there")
        if share == 1
        else phrase("{share:.1%} of its values were found there", share=share)
    )
    if candidate.values.chance < 0.05:
        found = phrase("{found}, which chance would hardly give", found=found)
    return sentence(phrase("{name}, and {found}", name=told, found=found))


def _types(column: ColumnFacts, key: Key) -> float:
    """Whether values of the two can be equal at all."""
    ours, theirs = column.shape, key.column.shape
    if Shape.EMPTY in (ours, theirs):
        whole, other = is_whole(column.declared), is_whole(key.column.declared)
        return -5.0 if None not in (whole, other) and whole is not other else 0.0
    if ours is theirs:
        return 0.0
    return -8.0 if {ours, theirs} == {Shape.UUID, Shape.INTEGER} else -1.5


def _reach(column: ColumnFacts, key: Key, said: Said) -> float:
    """Coverage counts in full where the name says little, and half where it says much."""
    reached = coverage(column, key)
    strong = said.weight >= _TOLD or said.few
    return reached / 2 if strong and reached < 0 else reached
