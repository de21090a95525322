"""What a column's name means in its table, beside its siblings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lofte.discovery.naming.reading import PEOPLE, THINGS, Read, Weights, read
from lofte.discovery.naming.words import Word, words
from lofte.discovery.types import Type

_PERSONAL = frozenset(
    {Type.PERSON_NAME, Type.EMAIL, Type.PHONE, Type.BIRTH_DATE, Type.PERSONNUMMER}
)
_MESSAGE_ENDS = frozenset({"to", "from", "cc", "bcc", "sender", "recipient", "reply"})
_DESCRIBING = frozenset({"name", "code", "prose"})
_OF_ONE = frozenset({Type.BIRTH_DATE, Type.PERSONNUMMER})
"""What each person has once: a table with it is about people whatever it is called."""
_GENERIC = frozenset({"number", "which", "address", "line", "ordinal"})
_STRONG = 3.0
_TRAVEL = frozenset(
    {"booking", "bookings", "reservation", "passenger", "passengers", "airline"}
)
_NETWORK = frozenset({"host", "server", "servers", "network", "node", "interface", "proxy"})
_MESSAGES = frozenset({"email", "mail", "message", "messages", "newsletter", "newsletters"})
_PRICED = (
    "price pris cost kostnad sku quantity qty antal stock description beskrivning brand model"
    " modell category kategori rating"
)
_OF_A_THING = frozenset(_PRICED.split())


@dataclass(frozen=True, slots=True)
class Around:
    """`people` if the table is of people, `things` if it is of things; `personal` are the
    types that siblings say outright and that only people have, `described` how many siblings
    describe a person (sex, age) and `priced` how many a thing. `beside` are the words of all
    siblings."""

    table: tuple[Word, ...]
    people: bool
    things: bool
    personal: frozenset[Type]
    described: int
    priced: int
    beside: frozenset[str]

    def table_has(self, *means: str) -> bool:
        return any(word.means in means or word.text in means for word in self.table)


@lru_cache(maxsize=4096)
def around(table: str, siblings: frozenset[str]) -> Around:
    """What the table's name and the names of its columns say of what its rows are."""
    named = words(table)
    head = _table_head(named)
    beside = [read(name) for name in siblings]
    strong = {kind for one in beside for kind, odds in one.odds.items() if odds >= _STRONG}
    texts = frozenset(word.text for one in beside for word in one.named)
    return Around(
        table=named,
        people=head in PEOPLE | {"user"} and not any(word.means == "api" for word in named),
        things=head in THINGS,
        personal=frozenset(strong & _PERSONAL),
        described=sum(one.head in ("demographic", "age") for one in beside),
        priced=len(texts & _OF_A_THING),
        beside=texts | {word.means for one in beside for word in one.named},
    )


def in_context(column: Read, table: Around) -> Weights:
    """The odds of a name, moved by where it stands."""
    odds = dict(column.odds)
    for change in _CHANGES:
        for kind, weight in change(column, table).items():
            odds[kind] = odds.get(kind, 0.0) + weight
    return odds


def _table_head(named: tuple[Word, ...]) -> str:
    meant = [word.means for word in named if word.means not in ("which", "ordinal", "name")]
    return meant[-1] if meant else ""


def _name(column: Read, table: Around) -> Weights:
    """A bare `name` is that of what the table's rows are."""
    if not column.is_name:
        return {}
    if column.owner is not None:
        unknown = column.owner.means == "unknown"
        return {Type.PERSON_NAME: 1.0} if unknown and table.people else {}
    if _MESSAGE_ENDS.intersection(word.text for word in column.named):
        return {Type.PERSON_NAME: 2.0}
    if table.people:
        return {Type.PERSON_NAME: 3.0}
    around = min(2, len(table.personal) + table.described)
    if table.things and not _OF_ONE & table.personal:
        return {Type.PERSON_NAME: -2.5 + 0.5 * around}
    return {Type.PERSON_NAME: 0.5 + around - 0.5 * min(3, table.priced)}


def _first_and_last(column: Read, table: Around) -> Weights:
    """`first` is a name where there is a `last`, or among what only people have."""
    if len(column.named) != 1 or column.odds.get(Type.PERSON_NAME) != 0.5:
        return {}
    pair = {"first", "last"} <= table.beside
    return {Type.PERSON_NAME: 3.0 if pair else 1.0 * min(2, len(table.personal))}


def _role(column: Read, table: Around) -> Weights:
    """Among people, their doctor or boss is likelier named than counted."""
    is_role = not column.said and column.odds.get(Type.PERSON_NAME, 0.0) == 1.5
    return {Type.PERSON_NAME: 0.5} if is_role and table.personal else {}


def _address(column: Read, table: Around) -> Weights:
    """Machines have addresses too."""
    bare = column.said and column.odds.get(Type.POSTAL_ADDRESS) == 3.5
    if not bare or not table.table_has(*_NETWORK):
        return {}
    return {Type.POSTAL_ADDRESS: -2.5, Type.IP_ADDRESS: 1.5}


def _registration(column: Read, table: Around) -> Weights:
    """Cars and companies are registered by number."""
    if not {Type.LICENCE_PLATE, Type.ORGANISATIONSNUMMER} <= column.odds.keys():
        return {}
    if table.table_has("vehicle") or _has(column, "vehicle"):
        return {Type.LICENCE_PLATE: 2.0, Type.ORGANISATIONSNUMMER: -3.0}
    if table.table_has("company", "org") or _has(column, "company"):
        return {Type.LICENCE_PLATE: -3.0, Type.ORGANISATIONSNUMMER: 2.0}
    return {}


def _booking(column: Read, table: Around) -> Weights:
    """Airlines call a booking PNR."""
    travels = table.table_has(*_TRAVEL) or any(word.text in _TRAVEL for word in column.named)
    return {Type.PERSONNUMMER: -4.0} if _has(column, "pnr") and travels else {}


def _longitude(column: Read, table: Around) -> Weights:
    """`long` and `lon` mean longitude beside a latitude."""
    says = Type.COORDINATES in column.odds and _has(column, "long")
    return {Type.COORDINATES: 3.3} if says and "latitude" in table.beside else {}


def _degrees(column: Read, table: Around) -> Weights:
    """A latitude beside a longitude, however coarse both are."""
    both = {"latitude"} <= table.beside and bool({"longitude", "long"} & table.beside)
    says = column.odds.get(Type.COORDINATES, 0.0) > 0 and both
    return {Type.COORDINATES: 2.5} if says and column.said else {}


def _message(column: Read, table: Around) -> Weights:
    """Messages go from and to e-mail addresses; `to_address` alone is rather one as well."""
    texts = {word.text for word in column.named}
    if not _MESSAGE_ENDS & texts:
        return {}
    of_messages = table.table_has(*_MESSAGES) or _mailed(table)
    if _has(column, "address") and Type.POSTAL_ADDRESS in column.odds:
        if of_messages:
            return {Type.EMAIL: 2.5, Type.POSTAL_ADDRESS: -6.0}
        return {Type.EMAIL: 2.0, Type.POSTAL_ADDRESS: -2.0} if {"to", "from"} & texts else {}
    bare = of_messages and texts <= _MESSAGE_ENDS
    return {Type.EMAIL: 1.5, Type.PERSON_NAME: -0.5} if bare else {}


def _mailed(table: Around) -> bool:
    return {"subject", "from"} <= table.beside or {"subject", "cc"} <= table.beside


def _of_health(column: Read, table: Around) -> Weights:
    """What describes a row of a table of diagnoses is one."""
    bare = all(word.means in _DESCRIBING for word in column.named)
    if not (bare and column.named and table.table):
        return {}
    return (
        {Type.HEALTH_TERM: 2.0} if read_table(table.table).get(Type.HEALTH_TERM, 0) > 3 else {}
    )


def _of_table(column: Read, table: Around) -> Weights:
    """In a table of phones, `number` is a phone."""
    generic = column.named and all(word.means in _GENERIC for word in column.named)
    if not generic or not table.table:
        return {}
    said = read_table(table.table)
    moved = {kind: 2.5 for kind, odds in said.items() if odds >= _STRONG}
    if moved and Type.POSTAL_ADDRESS not in moved and _has(column, "address"):
        moved[Type.POSTAL_ADDRESS] = -2.5
    return moved


def read_table(named: tuple[Word, ...]) -> Weights:
    """What the table is a table of, where that is a type."""
    return dict(read("_".join(word.text for word in named)).odds)


def _has(column: Read, means: str) -> bool:
    return any(word.means == means for word in column.named)


_CHANGES = (
    _name, _first_and_last, _role, _address, _registration, _booking, _longitude, _degrees,
    _message, _of_health, _of_table,
)  # fmt: skip
