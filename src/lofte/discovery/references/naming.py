"""What a column's name says about which key it refers to. Log-odds, and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lofte.discovery.phrases import phrase
from lofte.discovery.references.facts import ColumnFacts, Shape
from lofte.discovery.references.keys import (
    Key,
    Standing,
    column_is_own,
    ends_in,
    is_own,
    is_serial,
    names_other,
)
from lofte.discovery.references.model import Place
from lofte.discovery.references.names import concept, doers, forms
from lofte.discovery.references.nouns import CONTEXT, Noun, Nouns, entity_and_key
from lofte.discovery.references.people import can_be_reached, is_of_people, says_who
from lofte.discovery.references.roles import REFERRAL, Ranking, roles_of, stand_in_for
from lofte.discovery.references.vocabulary import (
    KEY_WORDS,
    MEASURES,
    NOT_PEOPLE,
    PARENT,
    PEOPLE,
    STRANGERS,
    SUPERIORS,
)

TABLE_AND_KEY = 5.0
SAME_NAME = 3.5
SAME_NAME_OF_ALTERNATE = 1.5
ROLE_OF_PERSON = 3.0
STAND_IN = 2.0
PARENT_ROW = 4.0

_WITH_ROLE = -0.5
_BARE = -1.5
_OTHER_KEY = -2.0
_MEASURE = -3.0
_STRANGER = -3.5
_NEXT_PEOPLE = -0.8
_TWO_SIGNS = 0.5
_NAMED_BESIDE = -1.2
_PLAINLY = -1.0
_LAST = 1000
DOER = -0.2
GAPS = 0.85
PERSONS = frozenset(["person", "user"])
DOING = ("by", "via", "av", "with")
_PART = phrase("it names the part that a person had")
_OWN_ROW = phrase("it names another row of its own table")


class Said(NamedTuple):
    """`weight` of a name for a key, and `why` as part of a sentence. `few`: it may well be
    that only few of the key's rows are ever referred to."""

    weight: float
    why: str
    few: bool = False


class Naming:
    """Looks up columns' names among the keys of one system."""

    def __init__(self, nouns: Nouns, keys: Mapping[Place, Sequence[Key]]) -> None:
        self.nouns = nouns
        self._keys = keys
        self._same: dict[tuple[str, ...], list[Key]] = {}
        for key in (key for of_table in keys.values() for key in of_table):
            for spelt in key.spelt:
                self._same.setdefault(spelt, []).append(key)
        self._named: dict[Place, frozenset[Place]] = {}
        self._people = [noun for noun in nouns if keys[noun.place] and self._is_of_people(noun)]

    def _is_of_people(self, noun: Noun) -> bool:
        return is_of_people(self._keys[noun.place][0].table, noun)

    def _may_be_people(self, noun: Noun) -> bool:
        """Whether one row may be another's superior: it has a name, and is no body or event."""
        own = self._keys[noun.place]
        named = bool(own) and says_who(own[0].table, noun) and noun.concept not in NOT_PEOPLE
        return named or any(noun is other for other in self._people)

    def _is_reached(self, noun: Noun) -> bool:
        return can_be_reached(self._keys[noun.place][0].table, noun)

    def keys(self, place: Place) -> Sequence[Key]:
        return self._keys[place]

    def says(self, place: Place, column: ColumnFacts) -> dict[Key, Said]:
        """Every key that the column's name speaks of, with the strongest thing it says."""
        noun = self.nouns[place]
        found: dict[Key, Said] = {}
        if self._is_home(place, column):
            return dict(self._by_kind(noun, column))
        for named in noun.column_words(column.name):
            for key, said in self._all(noun, named, column):
                kept = found.get(key)
                if key.column is not column and (kept is None or said.weight > kept.weight):
                    found[key] = said
        return found

    def _is_own_key(self, place: Place, column: ColumnFacts) -> bool:
        first = self._keys[place][:1]
        return bool(first) and first[0].column is column

    def _is_home(self, place: Place, column: ColumnFacts) -> bool:
        """Whether the column is its own table's key, under the table's own name or none."""
        noun = self.nouns[place]
        if column_is_own(noun, column):
            return True
        for key in self._keys[place]:
            if key.column is column:
                if is_serial(key) and (
                    is_own(key.entity[-1:], noun) or ends_in(noun, key.entity)
                ):
                    return True
                if not key.entity:
                    return key.standing is not Standing.ALTERNATE
                called = self.nouns.called(key.entity)
                return place in called and called[place] == max(called.values())
        return False

    def _all(
        self, noun: Noun, named: tuple[str, ...], column: ColumnFacts
    ) -> Iterator[tuple[Key, Said]]:
        entity, kind = entity_and_key(named)
        burden = _burden(entity, kind, column)
        yield from self._by_table(noun, entity, kind, column)
        if not self._is_own_key(noun.place, column):
            yield from self._by_same_name(noun, named)
        yield from self._by_deed(entity, burden)
        yield from self._by_parent(noun, entity, kind)
        yield from self._by_role(noun, entity, kind, column)

    def _by_table(
        self, noun: Noun, entity: tuple[str, ...], kind: str, column: ColumnFacts
    ) -> Iterator[tuple[Key, Said]]:
        burden = _burden(entity, kind, column)
        for place, distance, rest in self._tables(noun, entity):
            if place == noun.place and not rest:
                continue
            stranger = _STRANGER if STRANGERS.intersection(entity[:rest]) else 0.0
            weight = TABLE_AND_KEY + distance + burden + stranger + _WITH_ROLE * bool(rest)
            other = self.nouns[place]
            for key in self._keys[place]:
                fits = _fits(kind, key)
                if fits is not None and not names_other(key, kind, other):
                    same = _TWO_SIGNS if entity and key.entity == entity else 0.0
                    yield key, Said(weight + fits + same, phrase("its name says so"))

    def _tables(
        self, noun: Noun, entity: tuple[str, ...]
    ) -> Iterator[tuple[Place, float, int]]:
        """Tables named by the longest ending of the words, how far off, and how many words
        stand before it: the role."""
        if entity:
            inside = (*noun.core[:-1], concept(noun.core[-1]), *entity)
            for place, distance in self.nouns.called(inside).items():
                yield place, distance + CONTEXT, 0
        for rest in range(len(entity)):
            found = self.nouns.called(entity[rest:])
            if found:
                yield from ((place, distance, rest) for place, distance in found.items())
                return
        for place, distance in self.nouns.compounded(entity).items():
            yield place, distance, 1
        for place, distance in self.nouns.beginning(entity).items():
            yield place, distance, 1
        for place, distance in self.nouns.shortened(entity).items() if entity else ():
            yield place, distance, 0

    def _by_same_name(self, noun: Noun, named: tuple[str, ...]) -> Iterator[tuple[Key, Said]]:
        for rest in range(len(named)):
            ending = named[rest:]
            if _is_generic(ending):
                return
            for key in self._same.get(ending, ()):
                primary = key.standing is not Standing.ALTERNATE
                weight = SAME_NAME if primary else SAME_NAME_OF_ALTERNATE
                if key.table.place != noun.place:
                    yield (
                        key,
                        Said(
                            weight + _WITH_ROLE * bool(rest), phrase("both bear the same name")
                        ),
                    )
                elif rest:
                    yield (
                        key,
                        Said(
                            weight + _WITH_ROLE, phrase("it names another row of its own table")
                        ),
                    )

    def _by_kind(self, noun: Noun, column: ColumnFacts) -> Iterator[tuple[Key, Said]]:
        """The key of patients who are kept nameless, as people, beside a table of persons:
        numbers with gaps were not counted there."""
        if not self._keys[noun.place] or noun.concept not in PEOPLE - PERSONS:
            return
        own = self._keys[noun.place][0]
        kept = own.standing is Standing.PRIMARY and own.column is column
        if not kept or column.density > GAPS or says_who(own.table, noun):
            return
        for other in self._people:
            if other.concept in PERSONS and other.place not in self._named_in(noun):
                for key in self._keys[other.place][:1]:
                    yield (
                        key,
                        Said(STAND_IN, phrase("its rows are people of that table"), few=True),
                    )

    def _by_deed(self, entity: tuple[str, ...], burden: float) -> Iterator[tuple[Key, Said]]:
        """`ship_via` names a shipper, `supplied_by` a supplier."""
        if len(entity) != 2 or entity[1] not in DOING:
            return
        for doer in doers(entity[0]):
            for place, distance in self.nouns.called((doer,)).items():
                if distance >= DOER:
                    for key in self._keys[place][:1]:
                        weight = TABLE_AND_KEY + distance + burden
                        yield key, Said(weight, phrase("it names what that table's rows do"))

    def _by_parent(
        self, noun: Noun, entity: tuple[str, ...], kind: str
    ) -> Iterator[tuple[Key, Said]]:
        superior = (
            self._may_be_people(noun)
            and bool(SUPERIORS.intersection(entity))
            and len(entity) <= 2
        )
        # `post_parent` of posts, `parent_category` of product categories.
        bare_entity = tuple(word for word in entity if forms(word)[0] not in noun.singulars)
        # `repost_of_id`: whatever a row is of is another of its kind.
        of = len(entity) > 1 and entity[-1] == "of"
        if bare_entity in PARENT or superior or of:
            bare = 0.0 if kind or len(entity) > 1 else _BARE
            for key in self._keys[noun.place]:
                fits = _fits(kind, key)
                if fits is not None and not names_other(key, kind, noun):
                    yield (
                        key,
                        Said(PARENT_ROW + bare + fits, _OWN_ROW),
                    )

    def _by_role(
        self, noun: Noun, entity: tuple[str, ...], kind: str, column: ColumnFacts
    ) -> Iterator[tuple[Key, Said]]:
        if not entity or (column.shape is Shape.TEXT and not kind):
            return
        ranking, weight = roles_of(entity), ROLE_OF_PERSON
        if ranking is None and not self._is_called(noun, entity[-1:]):
            ranking, weight = stand_in_for(entity), STAND_IN
        if ranking is None:
            return
        weight += 0.0 if kind or len(entity) > 1 else _BARE / 2
        ranked = self._ranked(noun, entity, ranking)
        elsewhere = self._named_in(noun) if len(ranked) > 1 else frozenset()
        for position, other in enumerate(ranked):
            for key in self._keys[other.place][:1]:
                alike = _TWO_SIGNS if kind == key.kind != "id" else 0.0
                taken = _NAMED_BESIDE if other.place in elsewhere else 0.0
                total = weight + alike + taken + _NEXT_PEOPLE * position
                yield key, Said(total, _PART, few=True)

    def _named_in(self, noun: Noun) -> frozenset[Place]:
        """Tables that columns of a table plainly name: who wrote a note on a client, where
        there is a `client_id`, is no client."""
        if noun.place not in self._named:
            table = self._keys[noun.place][0].table if self._keys[noun.place] else None
            columns = table.columns if table else ()
            self._named[noun.place] = frozenset(
                place
                for column in columns
                for named in noun.column_words(column.name)
                for place, distance, rest in self._tables(noun, entity_and_key(named)[0])
                if entity_and_key(named)[1] and not rest and distance > _PLAINLY
            )
        return self._named[noun.place]

    def _is_called(self, noun: Noun, phrase: tuple[str, ...]) -> bool:
        """Whether a table beside the noun's bears the name."""
        schema = noun.place.table.schema
        return any(place.table.schema == schema for place in self.nouns.called(phrase))

    def _ranked(self, noun: Noun, entity: tuple[str, ...], ranking: Ranking) -> list[Noun]:
        """Tables of people, the likeliest to play the part first. Of one's own kind last,
        but where people bring people."""
        own = -1 if REFERRAL.intersection(entity) else _LAST

        def order(other: Noun) -> tuple[bool, int, bool, Place]:
            mine = other.place == noun.place
            index = own if mine else ranking.index(other.concept)
            apart = other.place.table.schema != noun.place.table.schema
            return (apart, index, not self._is_reached(other), other.place)

        return sorted(self._people, key=order)


def _fits(kind: str, key: Key) -> float | None:
    """How well the kind of key that a name speaks of is this key's; None if it is another."""
    if key.standing is not Standing.ALTERNATE:
        return 0.0 if not kind or kind == key.kind or "id" in (kind, key.kind) else _OTHER_KEY
    return 0.0 if kind and kind == key.kind and kind != "id" else None


def _burden(entity: tuple[str, ...], kind: str, column: ColumnFacts) -> float:
    """What speaks against a name without a key's word: it may count, or describe."""
    if kind in ("id", "uuid", "number", "code"):
        return 0.0
    bare = _BARE - (1.0 if column.shape is Shape.TEXT else 0.0)
    return bare + (_MEASURE if entity and entity[-1] in MEASURES else 0.0)


def _is_generic(named: tuple[str, ...]) -> bool:
    """Names that many tables have without meaning the same."""
    return all(word in KEY_WORDS or word in MEASURES or word.isdigit() for word in named) or (
        len(named) == 1 and named[0] in ("status", "type", "typ", "title", "label")
    )
