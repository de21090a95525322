"""What tables are called, so that a column's words can be looked up among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lofte.discovery.references.facts import TableFacts
from lofte.discovery.references.model import Place
from lofte.discovery.references.names import (
    concept,
    forms,
    is_short_for,
    key_parts,
    unglued,
    without_affixes,
    words,
)
from lofte.discovery.references.vocabulary import KINDS, MEASURES, WHICH

PLURAL = -0.05
CONCEPT = -0.7
AFFIX = -0.2
NAMESPACE = -0.8
END = -2.0
BEGINNING = -2.5
SHORT = -1.5
CONTEXT = -0.5
ROLE_AFTER = -1.5
COMPOUND = -0.7

_SHARED_BY_MOST = 0.6
_OWN_PREFIX = 0.8
_TELLING = 4
_SHORTEST = 3
_NO_ROLES = KINDS | MEASURES


class Hit(NamedTuple):
    """A table found by words, and how far its name is from them (0 exact, else negative)."""

    place: Place
    distance: float


@dataclass(frozen=True, slots=True)
class Noun:
    """The words of a table's name that say what its rows are, and what all its columns'
    names begin with, where they do (`o_` in orders)."""

    place: Place
    core: tuple[str, ...]
    column_prefix: str

    @property
    def concept(self) -> str:
        return concept(self.core[-1])

    @property
    def joined(self) -> str:
        return _singular(self.core)

    @property
    def singulars(self) -> frozenset[str]:
        return frozenset(forms(word)[0] for word in self.core)

    def column_words(self, name: str) -> tuple[tuple[str, ...], ...]:
        """A column's words in every way worth looking up, the plainest first."""
        named = words(name)
        ways = [named]
        if self.column_prefix and named[:1] == (self.column_prefix,) and len(named) > 1:
            ways.append(named[1:])
        ways += [cut for way in tuple(ways) if (cut := unglued(way)) != way]
        ways += [(*way[:-1], "user", "id") for way in tuple(ways) if way[-1:] == ("uid",)]
        return tuple(dict.fromkeys(ways))


class Nouns:
    """The nouns of all tables of one system, by every name they may be called."""

    def __init__(self, tables: Sequence[TableFacts]) -> None:
        affixes = _common_prefix(tables), _common_ending(tables)
        self._nouns = {table.place: _noun(table, *affixes) for table in tables}
        self._shared = shared = Counter(noun.core[0] for noun in self if len(noun.core) > 1)
        self._names: dict[str, list[Hit]] = {}
        for noun in self:
            for name, distance in _called(noun, shared):
                self._names.setdefault(name, []).append(Hit(noun.place, distance))

    def __iter__(self) -> Iterator[Noun]:
        return iter(self._nouns.values())

    def __getitem__(self, place: Place) -> Noun:
        return self._nouns[place]

    def called(self, phrase: Sequence[str]) -> dict[Place, float]:
        """Tables of that name, each with its smallest distance."""
        found: dict[Place, float] = {}
        for name, distance in _spelt(phrase):
            for hit in self._names.get(name, ()):
                best = distance + hit.distance
                found[hit.place] = max(best, found.get(hit.place, best))
        # `kontor` is no plural of konto where there is a kontor.
        best = max(found.values(), default=0.0)
        near = best if best >= 2 * PLURAL else best + BEGINNING
        return {place: distance for place, distance in found.items() if distance >= near}

    def shortened(self, phrase: Sequence[str]) -> dict[Place, float]:
        """Tables whose name the phrase may be short for: `dept`, or `so` of sales orders."""
        short = "".join(phrase)
        if self._shared[short] > 1:
            return {}
        found = {noun.place: _shortness(short, noun, one=len(phrase) == 1) for noun in self}
        return {place: distance for place, distance in found.items() if distance is not None}

    def compounded(self, phrase: Sequence[str]) -> dict[Place, float]:
        """Tables whose name the last word ends in: `avgangsort` is an `ort`, `homebranch` a
        branch. Where the words are joined by an s, or the first says which of several."""
        word = phrase[-1] if phrase else ""
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            joint = word[cut - 1] == "s" or word[:cut] in WHICH
            if joint and (found := self.called((word[cut:],))):
                plain = {place: far for place, far in found.items() if far > NAMESPACE - 0.1}
                return {place: distance + COMPOUND for place, distance in plain.items()}
        return {}

    def beginning(self, phrase: Sequence[str]) -> dict[Place, float]:
        """Tables named by the first words, where others follow that tell of the role:
        `address delivery`. Not where a kind of the first is spoken of: `customer type`."""
        for end in range(len(phrase) - 1, 0, -1):
            if not _NO_ROLES.intersection(phrase[end:]) and (
                found := self.called(phrase[:end])
            ):
                return {place: distance + ROLE_AFTER for place, distance in found.items()}
        return {}


def _shortness(short: str, noun: Noun, *, one: bool) -> float | None:
    initials = "".join(word[0] for word in noun.core)
    if is_short_for(short, noun.joined) and (len(short) > 2 or short == initials):
        return SHORT
    last = forms(noun.core[-1])[0]
    if one and len(noun.joined) > 2 and short.startswith(noun.joined):
        return SHORT
    if len(short) >= _TELLING and len(short) < len(last) and last.startswith(short):
        return SHORT + NAMESPACE
    return None


def _noun(table: TableFacts, prefix: str, ending: str) -> Noun:
    named = words(table.table.name) or (table.table.name,)
    if named[0].startswith("tbl") and len(named[0]) > len("tblx"):
        named = (named[0].removeprefix("tbl"), *named[1:])
    if prefix and named[0] == prefix and len(named) > 1:
        named = named[1:]
    if ending and named[-1] == ending and len(named) > 1:
        named = named[:-1]
    core = without_affixes(tuple(word for word in named if not word.isdigit()) or named)
    return Noun(place=table.place, core=core, column_prefix=_column_prefix(table))


def _common_prefix(tables: Sequence[TableFacts]) -> str:
    """The first word that most tables of a system begin with, such as `wp`."""
    first = Counter(
        named[0] for table in tables if len(named := words(table.table.name)) > 1
    ).most_common(1)
    enough = first and first[0][1] >= max(3, _SHARED_BY_MOST * len(tables))
    return first[0][0] if enough else ""


def _common_ending(tables: Sequence[TableFacts]) -> str:
    """`entity`, where several tables end in it: it says that a table is one."""
    ends = Counter(named[-1] for table in tables if len(named := words(table.table.name)) > 1)
    return "entity" if ends["entity"] > 1 else ""


def _column_prefix(table: TableFacts) -> str:
    named = [words(column.name) for column in table.columns]
    first = Counter(each[0] for each in named if len(each) > 1).most_common(1)
    enough = first and first[0][1] >= max(3, _OWN_PREFIX * len(named))
    return first[0][0] if enough else ""


def _called(noun: Noun, shared: Mapping[str, int]) -> Iterator[tuple[str, float]]:
    core = noun.core
    yield from _spelt(core)
    if len(core) < 2:
        return
    namespace = NAMESPACE if shared[core[0]] > 1 else END
    for name, distance in _spelt(core[1:]):
        yield name, distance + namespace
    for name, distance in _spelt(core[-1:]):
        yield name, distance + END
    if shared[core[0]] > 1:
        return
    for name, distance in _spelt(core[:1]):
        yield name, distance + BEGINNING


def _spelt(phrase: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The phrase in one word, singular, as written; and by what it means."""
    stem = "".join(phrase[:-1])
    yield stem + phrase[-1], 0.0
    for form in forms(phrase[-1]):
        yield stem + form, PLURAL
    singular = "".join(forms(word)[0] for word in phrase)
    yield singular, PLURAL
    for form in forms("".join(phrase)):
        yield form, PLURAL
    yield "~" + "".join(concept(word) for word in phrase), CONCEPT


def _singular(core: Sequence[str]) -> str:
    return "".join((*core[:-1], forms(core[-1])[0]))


def entity_and_key(named: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """What a column's words refer to, and by which kind of key, digits left out."""
    plain = tuple(word for word in named if not word.isdigit()) or named
    return key_parts(plain)
