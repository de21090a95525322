"""The map as YAML that can be reviewed: ordered, and one line a field and a reference."""

from __future__ import annotations

from typing import Any

import yaml

from lofte.discovery.mapping.document import (
    FORMAT,
    Dataset,
    Field,
    Guess,
    Link,
    Map,
    SubjectKind,
    System,
)
from lofte.discovery.schema import Kind

_WIDEST = 1 << 30


def write(document: Map) -> str:
    """The text of a map. Equal maps give equal texts."""
    told = {
        "lofte_map": FORMAT,
        "ruleset": document.ruleset,
        "systems": [
            _system(system) for system in sorted(document.systems, key=lambda one: one.name)
        ],
    }
    text: str = yaml.dump(
        told,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDEST,
        default_flow_style=False,
    )
    return text


class _Line(dict[str, Any]):
    """A mapping that is written on one line."""


class _Row(list[Any]):
    """A list that is written on one line."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """The fast one where it is built in; both write the same."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _line(dumper: yaml.SafeDumper, line: _Line) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", line.items(), flow_style=True)


def _row(dumper: yaml.SafeDumper, row: _Row) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    """Half letters, of which hostile names may have some, become escapes."""
    whole = text.encode("utf-8", "backslashreplace").decode()
    return dumper.represent_scalar("tag:yaml.org,2002:str", whole)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Line, _line)
_Dumper.add_representer(_Row, _row)


def _system(system: System) -> dict[str, Any]:
    return {
        "system": system.name,
        "datasets": [
            _dataset(dataset) for dataset in sorted(system.datasets, key=lambda one: one.table)
        ],
    }


def _dataset(dataset: Dataset) -> dict[str, Any]:
    told: dict[str, Any] = {"dataset": dataset.table.name}
    if dataset.table.schema:
        told["schema"] = dataset.table.schema
    if dataset.kind is not Kind.TABLE:
        told["kind"] = dataset.kind.value
    if dataset.key:
        told["key"] = _Row(dataset.key)
    if dataset.subject:
        told["subject"] = _subject(dataset.subject)
    if dataset.purposes:
        told["purposes"] = _Row(dataset.purposes)
    told["fields"] = [_field(each) for each in dataset.fields]
    if dataset.links:
        links = sorted(dataset.links, key=lambda one: one.key)
        told["references"] = [_link(each) for each in links]
    return told


def _subject(subject: SubjectKind) -> _Line:
    return _Line({"kind": subject.kind, **_guess(subject.guess)})


def _field(each: Field) -> _Line:
    told = {
        "type": each.type.value if each.type else None,
        "category": each.category,
        "fides": each.fides[0] if len(each.fides) == 1 else _Row(each.fides),
        "identity": each.identity,
        "special": each.special,
        "undetermined": each.undetermined,
        "contains": _Row(one.value for one in each.contains),
        "purposes": _Row(each.purposes),
    }
    marked = _guess(each.guess) if each.guess or each.decided else {}
    held = {name: value for name, value in told.items() if value}
    return _Line({"field": each.name, **held, **marked})


def _link(link: Link) -> _Line:
    to = _Line({"system": link.target.system} if link.target.system else {})
    to["dataset"] = link.target.table.name
    if link.target.table.schema:
        to["schema"] = link.target.table.schema
    to["columns"] = _Row(link.target.columns)
    told = _Line({"columns": _Row(link.columns), "to": to})
    if link.when:
        told["when"] = _Line({"field": link.when[0], "is": link.when[1]})
    if link.meaning:
        told["meaning"] = link.meaning.value
        if link.forward:
            told["forward"] = True
        told["meant"] = _Line(_guess(link.meaning_guess))
    told.update(_standing(link))
    return told


def _standing(link: Link) -> dict[str, Any]:
    if link.rejected:
        return {"rejected": True}
    if link.origin is not None and link.guess is None:
        return {"origin": link.origin.value}
    return _guess(link.guess)


def _guess(guess: Guess | None) -> dict[str, Any]:
    """Marks a guess as one; and a decision, so that the next draft leaves it alone."""
    if guess is None:
        return {"guessed": False}
    told: dict[str, Any] = {"guessed": True}
    if guess.score is not None:
        told["score"] = round(guess.score, 2)
    # YAML is written of plain texts alone.
    return {**told, "reason": str(guess.reason)}
