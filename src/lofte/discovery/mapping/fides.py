"""Dataset files of Fides, read as maps: collections are datasets, fields may lie in fields."""

from __future__ import annotations

from collections.abc import Iterator

from lofte.discovery.mapping.document import Dataset, Field, Link, Map, System, Target
from lofte.discovery.mapping.nodes import Keys, Part
from lofte.discovery.references.meanings import Meaning
from lofte.discovery.schema import TableName
from lofte.discovery.types import FACTS, Type

_BY_KEY = {facts.fides: one for one, facts in reversed(list(FACTS.items()))}
_IDENTITIES = {"email": Type.EMAIL, "phone_number": Type.PHONE, "phone": Type.PHONE}
_UNKNOWN = frozenset({"system.operations", "system"})
"""Categories that say that it is no personal data."""


def read(datasets: Part) -> Map:
    """Each dataset is a system. What a person wrote there is decided. Raises `MapInvalid`."""
    systems = [_system(each) for each in datasets.items()]
    return Map(systems=tuple(systems))


def _system(part: Part) -> System:
    keys = Keys(part)
    name = keys.need("fides_key").text()
    collections = keys.need("collections").items()
    return System(name=name, datasets=tuple(_collection(each, name) for each in collections))


_Found = tuple[Field, tuple[Link, ...], bool]
"""A field, what it refers to, and whether it is of the primary key."""


def _collection(part: Part, system: str) -> Dataset:
    keys = Keys(part)
    name = keys.need("name").text()
    parts = keys.need("fields").items()
    fields = [found for each in parts for found in _fields(each, "", system)]
    return Dataset(
        table=TableName("", name),
        key=tuple(field.name for field, _, primary in fields if primary),
        fields=tuple(field for field, _, _ in fields),
        links=tuple(
            sorted((link for _, links, _ in fields for link in links), key=lambda one: one.key)
        ),
    )


def _fields(part: Part, inside: str, system: str) -> Iterator[_Found]:
    """A field and those inside it, by their paths."""
    keys = Keys(part)
    name = f"{inside}{keys.need('name').text()}"
    categories = tuple(each for each in keys.texts("data_categories") if each not in _UNKNOWN)
    meta = keys.may("fides_meta") or keys.may("fidesops_meta")
    told = Keys(meta) if meta is not None and not meta.is_null() else None
    identity = told.text("identity") if told else ""
    yield (
        _field(name, categories, identity),
        _links(name, told, system) if told else (),
        told is not None and told.truth("primary_key"),
    )
    nested = keys.may("fields")
    if nested is not None and not nested.is_null():
        for each in nested.items():
            yield from _fields(each, f"{name}.", system)


def _field(name: str, categories: tuple[str, ...], identity: str) -> Field:
    known = [_BY_KEY[each] for each in categories if each in _BY_KEY]
    found = _IDENTITIES.get(identity) or next(iter(known), None)
    facts = FACTS[found] if found else None
    return Field(
        name=name,
        type=found,
        category=facts.dpv if facts else "",
        fides=categories or ((facts.fides,) if facts else ()),
        identity=bool(identity),
        special=bool(facts and facts.special)
        or any(each.startswith(_SPECIAL) for each in categories),
        decided=bool(categories or identity),
    )


_SPECIAL = (
    "user.health",
    "user.biometric",
    "user.genetic",
    "user.demographic.race",
    "user.demographic.religious",
    "user.demographic.political",
    "user.demographic.sexual",
)


def _links(name: str, meta: Keys, system: str) -> tuple[Link, ...]:
    """References as declared there: `to` leads to rows of the same person, `from` comes from
    them, so that this row belongs to whom the other belongs to."""
    references = meta.may("references")
    if references is None or references.is_null():
        return ()
    return tuple(_link(name, each, system) for each in references.items())


def _link(name: str, part: Part, system: str) -> Link:
    keys = Keys(part)
    table, dot, column = keys.need("field").text().partition(".")
    if not dot:
        part.refuse("`field` is written collection.field.")
    theirs = keys.need("dataset").text()
    return Link(
        columns=(name,),
        target=Target(
            system="" if theirs == system else theirs,
            table=TableName("", table),
            columns=(column,),
        ),
        meaning=Meaning.OWNS,
        forward=keys.text("direction") == "to",
    )
