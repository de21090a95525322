"""Databases whose foreign keys are known to us and not to the database.

A schema is written as lines, a table each, its columns after a colon:

    orders 400: id*, customer_id>customers.id, approved_by?>staff.id, total/money

`*` primary key, `>` what it refers to, `?` a third are null, `~` only the first tenth are
referred to, `/kind` what its values are, where its name does not say. A line goes on in the
next when that begins with spaces.
"""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from lofte.discovery.samples import ColumnSample, TableSample
from lofte.discovery.schema import Column, Table

Wanted = frozenset[tuple[str, str, str, str]]
"""(table, column, table, column) for each pair of columns that truly refers."""


@dataclass(frozen=True)
class Field:
    name: str
    primary: bool
    nullable: bool
    early: bool
    target: tuple[str, str] | None
    kind: str


@dataclass(frozen=True)
class Drawn:
    """A schema as lines, and how its ids look: serial, offset, sparse, uuid."""

    name: str
    lines: str
    ids: str = "serial"
    keys: bool = True
    rows: bool = True

    def but(self, **changes: object) -> Drawn:
        return replace(self, **changes)  # type: ignore[arg-type]


_FIELD = re.compile(r"^([^*?~>/]+)(\*?)(\??)(~?)(?:>([^./]+)\.([^/]+))?(?:/(\w+))?$")


def tables_of(lines: str) -> dict[str, tuple[int, list[Field]]]:
    found = {}
    for line in lines.strip().replace("\n    ", " ").splitlines():
        head, _, tail = line.partition(":")
        name, _, rows = head.strip().rpartition(" ")
        found[name] = (int(rows), [_field(one.strip()) for one in tail.split(",")])
    return found


def _field(text: str) -> Field:
    match = _FIELD.match(text)
    assert match, text
    name, primary, nullable, early, table, column, kind = match.groups()
    return Field(
        name=name,
        primary=bool(primary),
        nullable=bool(nullable),
        early=bool(early),
        target=(table, column) if table else None,
        kind=kind or "",
    )


def wanted(drawn: Drawn) -> Wanted:
    return frozenset(
        (name, field.name, *field.target)
        for name, (_, fields) in tables_of(drawn.lines).items()
        for field in fields
        if field.target
    )


def samples(drawn: Drawn, *, seed: int = 0, most: int = 10_000) -> list[TableSample]:
    """Every table with rows made up by the seed, its foreign keys left out."""
    tables = tables_of(drawn.lines)
    made = _Made(drawn, tables, random.Random(f"{drawn.name}{seed}"))
    return [
        _sample(drawn, name, fields, made.rows(name), most)
        for name, (_, fields) in tables.items()
    ]


def _sample(
    drawn: Drawn, name: str, fields: list[Field], rows: list[list[str | None]], most: int
) -> TableSample:
    kept = rows if len(rows) <= most else random.Random(name).sample(rows, most)
    declared = [_declared(field, drawn, tables_of(drawn.lines)) for field in fields]
    columns = tuple(
        ColumnSample(
            name=field.name,
            declared=declared[at],
            values=pa.array([row[at] for row in kept], pa.large_string()),
        )
        for at, field in enumerate(fields)
    )
    shape = Table(
        name=name,
        columns=tuple(
            Column(name=field.name, type=declared[at], nullable=field.nullable)
            for at, field in enumerate(fields)
        ),
        primary_key=tuple(f.name for f in fields if f.primary) if drawn.keys else (),
    )
    return TableSample(
        system=drawn.name,
        table=shape,
        columns=columns,
        rows=len(rows),
        counted=True,
        complete=len(kept) == len(rows),
    )


class _Made:
    def __init__(
        self, drawn: Drawn, tables: Mapping[str, tuple[int, list[Field]]], chance: random.Random
    ) -> None:
        self.drawn, self.tables, self.chance = drawn, tables, chance
        self._keys: dict[tuple[str, str], list[str]] = {}
        self._rows: dict[str, list[list[str | None]]] = {}

    def rows(self, name: str) -> list[list[str | None]]:
        if name not in self._rows:
            count, fields = self.tables[name]
            count = count if self.drawn.rows else 0
            composite = sum(field.primary for field in fields) > 1
            columns = [self._column(name, field, count, composite) for field in fields]
            rows = [list(row) for row in zip(*columns, strict=True)]
            self._rows[name] = _distinct(rows, fields) if composite else rows
        return self._rows[name]

    def keys(self, name: str, column: str) -> list[str]:
        """The values of a column that others refer to; made before they do."""
        if (name, column) not in self._keys:
            count, fields = self.tables[name]
            field = next(each for each in fields if each.name == column)
            count = count if self.drawn.rows else 0
            self._keys[name, column] = self._ids(field, count)
        return self._keys[name, column]

    def _ids(self, field: Field, count: int) -> list[str]:
        if field.target and field.target[0]:
            parents = self.keys(*field.target)
            return self.chance.sample(parents, min(count, len(parents)))
        kind = field.kind or self.drawn.ids
        return _IDS.get(kind, _IDS["serial"])(self.chance, count)

    def _column(self, name: str, field: Field, count: int, composite: bool) -> list[str | None]:
        unique = field.primary and not composite
        if unique or (field.target is None and field.kind in ("unique", *_IDS)):
            return list(self.keys(name, field.name))
        if (name, field.name) in self._referred() and not composite:
            return list(self.keys(name, field.name))
        if field.target:
            return self._pointing(field, count)
        return [_value(self.chance, field, at) for at in range(count)]

    def _referred(self) -> set[tuple[str, str]]:
        return {
            field.target
            for _, fields in self.tables.values()
            for field in fields
            if field.target
        }

    def _pointing(self, field: Field, count: int) -> list[str | None]:
        assert field.target
        keys = self.keys(*field.target)
        keys = keys[: max(1, len(keys) // 10)] if field.early else keys
        if not keys:
            return [None] * count
        # Some are referred to far more often than others, as in life.
        skewed = self.chance.random() < 0.5
        power = 2.0 if skewed else 1.0
        return [
            None
            if field.nullable and self.chance.random() < 1 / 3
            else keys[int(len(keys) * self.chance.random() ** power)]
            for _ in range(count)
        ]


def _distinct(rows: list[list[str | None]], fields: list[Field]) -> list[list[str | None]]:
    at = [place for place, field in enumerate(fields) if field.primary]
    return list({tuple(row[place] for place in at): row for row in rows}.values())


def _serial(chance: random.Random, count: int) -> list[str]:
    """From 1, with the gaps that deleted rows leave."""
    return [str(number) for number in range(1, count + count // 20 + 1)][:count]


def _offset(chance: random.Random, count: int) -> list[str]:
    start = chance.choice((1, 100, 1000, 10_001))
    return [str(start + number) for number in range(count)]


def _sparse(chance: random.Random, count: int) -> list[str]:
    return [str(number) for number in chance.sample(range(100_000, 9_999_999), count)]


def _uuids(chance: random.Random, count: int) -> list[str]:
    return [str(uuid.UUID(int=chance.getrandbits(128), version=4)) for _ in range(count)]


def _codes(chance: random.Random, count: int) -> list[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    every = [a + b for a in letters for b in letters]
    return chance.sample(every, min(count, len(every)))


def _handles(chance: random.Random, count: int) -> list[str]:
    return [
        f"{chance.choice(_WORDS)}{number}{chance.choice(_WORDS)}" for number in range(count)
    ]


def _articles(chance: random.Random, count: int) -> list[str]:
    return [
        f"{chance.choice('ABCX')}-{number}" for number in chance.sample(range(10**5), count)
    ]


_IDS: dict[str, Callable[[random.Random, int], list[str]]] = {
    "serial": _serial,
    "offset": _offset,
    "sparse": _sparse,
    "uuid": _uuids,
    "code": _codes,
    "handle": _handles,
    "article": _articles,
}
_DECLARED = {
    "uuid": "uuid",
    "code": "varchar(2)",
    "handle": "varchar(64)",
    "article": "varchar(20)",
}
_WORDS = (
    *("bok", "stol", "lampa", "hund", "katt", "vinter", "sommar"),
    *("regn", "snow", "river", "stone", "cloud", "tree"),
)
_CITIES = ("Umeå", "Lund", "Malmö", "Kalmar", "Visby", "Gävle", "Borås", "Falun", "Oslo")


def _declared(field: Field, drawn: Drawn, tables: Mapping[str, tuple[int, list[Field]]]) -> str:
    if field.target:
        _, fields = tables[field.target[0]]
        target = next(each for each in fields if each.name == field.target[1])
        return _declared(replace(target, primary=True), drawn, tables)
    if (field.primary and not field.kind) or field.kind in _IDS:
        return _DECLARED.get(field.kind or drawn.ids, "integer")
    return _KIND_DECLARED.get(field.kind or _kind(field.name), "text")


_KIND_DECLARED = {
    "int": "integer",
    "money": "numeric(10,2)",
    "moment": "timestamp",
    "day": "date",
    "bool": "boolean",
    "float": "double precision",
}
_BY_NAME = (
    (r"(_at|_on|tid|time|moment)$", "moment"),
    (r"(date|datum|dag|day)$", "day"),
    (r"^(is|has)_|active|aktiv|enabled|verified", "bool"),
    (r"price|total|amount|cost|pris|belopp|summa|salary|lon$|balance|fee|saldo", "money"),
    (r"quantity|count|antal|year|^age$|position|rank|score|points|level|sort|version", "int"),
    (r"rating|duration|minutes|length|size|priority|stock|capacity|number$|no$|nr$", "int"),
    (r"email|epost|mail", "email"),
    (r"city|stad|ort$", "city"),
    (r"body|text|content|notes|description|beskrivning|comment|message", "prose"),
    (r"status|state|type|kind|typ$|gender|kon$|language|currency", "enum"),
    (r"uuid|token|key$", "uuid"),
)


def _kind(name: str) -> str:
    return next((kind for pattern, kind in _BY_NAME if re.search(pattern, name)), "words")


def _value(chance: random.Random, field: Field, at: int) -> str | None:
    if field.nullable and chance.random() < 1 / 3:
        return None
    return _VALUES[field.kind or _kind(field.name)](chance, at)


_VALUES: dict[str, Callable[[random.Random, int], str]] = {
    "int": lambda chance, at: str(chance.randint(1, chance.choice((5, 12, 90)))),
    "big": lambda chance, at: str(chance.randint(1, 5000)),
    "row": lambda chance, at: str(at % 7 + 1),
    "money": lambda chance, at: f"{chance.randint(1, 9999)}.{chance.randint(0, 99):02}",
    "moment": lambda chance, at: (
        f"2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}T10:00:00"
    ),
    "day": lambda chance, at: f"19{chance.randint(40, 99)}-0{chance.randint(1, 9)}-11",
    "bool": lambda chance, at: chance.choice(("true", "false")),
    "float": lambda chance, at: f"{chance.random() * 90:.4f}",
    "email": lambda chance, at: (
        f"{chance.choice(_WORDS)}.{chance.randint(1, 10**6)}@example.com"
    ),
    "city": lambda chance, at: chance.choice(_CITIES),
    "prose": lambda chance, at: " ".join(chance.choices(_WORDS, k=18)),
    "enum": lambda chance, at: chance.choice(("new", "open", "done", "closed")),
    "uuid": lambda chance, at: str(uuid.UUID(int=chance.getrandbits(128), version=4)),
    "words": lambda chance, at: " ".join(chance.choices(_WORDS, k=2)).title(),
    "entity": lambda chance, at: chance.choice(("Post", "Comment", "Photo")),
    "foreign": lambda chance, at: f"cus_{chance.getrandbits(60):x}",
}
