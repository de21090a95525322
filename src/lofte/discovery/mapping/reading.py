"""Maps read back: ours, and the dataset files of Fides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lofte.discovery.mapping import fides
from lofte.discovery.mapping.document import (
    FORMAT,
    Dataset,
    Field,
    Guess,
    Link,
    Map,
    SubjectKind,
    System,
    Target,
)
from lofte.discovery.mapping.nodes import Keys, Part, parse
from lofte.discovery.references.meanings import Meaning
from lofte.discovery.references.model import Origin
from lofte.discovery.schema import Kind, TableName
from lofte.discovery.types import Type


def read(text: str) -> Map:
    """A map of ours, or datasets of Fides. Raises `MapInvalid`, with the line."""
    root = parse(text)
    keys = Keys(root)
    if (datasets := keys.may("dataset")) is not None:
        return fides.read(datasets)
    version = keys.need("lofte_map")
    if version.text() != str(FORMAT):
        version.refuse(f"this is a map of another version than {FORMAT}.")
    found = Map(
        ruleset=keys.text("ruleset"),
        systems=tuple(_system(each) for each in keys.need("systems").items()),
    )
    keys.done()
    _once(keys.part, [system.name for system in found.systems], "system")
    return found


def _once(part: Part, names: Sequence[object], what: str) -> None:
    seen = set()
    for name in names:
        if name in seen:
            part.refuse(f"the {what} {name} stands here twice.")
        seen.add(name)


def _system(part: Part) -> System:
    keys = Keys(part)
    found = System(
        name=keys.need("system").text(),
        datasets=tuple(_dataset(each) for each in keys.need("datasets").items()),
    )
    keys.done()
    _once(part, [str(dataset.table) for dataset in found.datasets], "dataset")
    return found


def _dataset(part: Part) -> Dataset:
    keys = Keys(part)
    name, schema = keys.need("dataset").text(), keys.text("schema")
    kind, subject, links = keys.may("kind"), keys.may("subject"), keys.may("references")
    found = Dataset(
        table=TableName(schema, name),
        kind=kind.one_of(Kind, "kind of table") if kind else Kind.TABLE,
        key=keys.texts("key"),
        subject=_subject(subject) if subject else None,
        purposes=keys.texts("purposes"),
        fields=tuple(_field(each) for each in keys.need("fields").items()),
        links=tuple(_link(each) for each in links.items()) if links else (),
    )
    keys.done()
    _once(part, [each.name for each in found.fields], "field")
    _once(part, [each.key for each in found.links], "reference")
    return found


def _subject(part: Part) -> SubjectKind:
    keys = Keys(part)
    found = SubjectKind(kind=keys.need("kind").text(), guess=_guess(keys))
    keys.done()
    return found


def _field(part: Part) -> Field:
    keys = Keys(part)
    kind = keys.may("type")
    contains = keys.may("contains")
    marked = "guessed" in part.entries()
    guess = _guess(keys)
    found = Field(
        name=keys.need("field").text(),
        type=kind.one_of(Type, "type") if kind else None,
        category=keys.text("category"),
        fides=keys.texts("fides"),
        identity=keys.truth("identity"),
        special=keys.truth("special"),
        undetermined=keys.truth("undetermined"),
        contains=tuple(each.one_of(Type, "type") for each in contains.items())
        if contains
        else (),
        purposes=keys.texts("purposes"),
        guess=guess,
    )
    keys.done()
    # A type without a mark was written by a person too.
    return replace(found, decided=found.guess is None and (marked or found.personal))


def _guess(keys: Keys) -> Guess | None:
    """What is marked as a guess. Anything else a person said."""
    if not keys.truth("guessed"):
        return None
    score = keys.may("score")
    return Guess(reason=keys.text("reason"), score=score.number() if score else None)


def _link(part: Part) -> Link:
    keys = Keys(part)
    meaning, meant, when = keys.may("meaning"), keys.may("meant"), keys.may("when")
    origin, rejected = keys.may("origin"), keys.truth("rejected")
    guess = _guess(keys)
    if origin is None and guess is not None:
        came: Origin | None = Origin.INFERRED
    else:
        came = origin.one_of(Origin, "origin") if origin else None
    found = Link(
        columns=keys.texts("columns"),
        target=_target(keys.need("to")),
        when=_when(when) if when else None,
        origin=came,
        guess=guess,
        rejected=rejected,
        meaning=meaning.one_of(Meaning, "meaning") if meaning else None,
        forward=keys.truth("forward"),
        meaning_guess=_meant(meant) if meant else None,
    )
    keys.done()
    if not found.columns or len(found.columns) != len(found.target.columns):
        part.refuse("a reference has as many columns as it refers to, and at least one.")
    return found


def _target(part: Part) -> Target:
    keys = Keys(part)
    found = Target(
        system=keys.text("system"),
        table=TableName(keys.text("schema"), keys.need("dataset").text()),
        columns=keys.texts("columns"),
    )
    keys.done()
    return found


def _when(part: Part) -> tuple[str, str]:
    keys = Keys(part)
    found = (keys.need("field").text(), keys.need("is").text())
    keys.done()
    return found


def _meant(part: Part) -> Guess | None:
    keys = Keys(part)
    found = _guess(keys)
    keys.done()
    return found
