"""What a reference makes of a row to a person: owns, shares, mentions or stops.

The vocabulary is K9db's (OSDI 2023), in our words: `owns` is its OWNED_BY, and OWNS where it
leads forward; `shares` the same with several owners; `mentions` its ACCESSED_BY.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from lofte.discovery.phrases import phrase
from lofte.discovery.references.agreement import same_owner, shared_out
from lofte.discovery.references.facts import TableFacts
from lofte.discovery.references.model import Place, Reference
from lofte.discovery.references.names import concept
from lofte.discovery.references.nouns import Nouns, entity_and_key
from lofte.discovery.references.roles import Role, role_in
from lofte.discovery.references.subjects import (
    Subject,
    Types,
    subjects_of,
    telling_words,
)
from lofte.discovery.references.vocabulary import (
    CLIENTS,
    GATHERINGS,
    ORGANISATIONS,
    RESPONSES,
)
from lofte.discovery.types import Type


class Meaning(StrEnum):
    """`OWNS`: the row is about the person. `SHARES`: about several at once. `MENTIONS`:
    another's row refers to them. `STOPS`: it leads to what is nobody's, and no further."""

    OWNS = "owns"
    SHARES = "shares"
    MENTIONS = "mentions"
    STOPS = "stops"


@dataclass(frozen=True, slots=True)
class Meant:
    """Usually the referring row belongs to whom the other belongs to; `forward`, the row that
    is referred to belongs to the referring one's person. `reason` is one sentence."""

    meaning: Meaning
    reason: str
    forward: bool = False

    @property
    def owning(self) -> bool:
        return self.meaning in (Meaning.OWNS, Meaning.SHARES)


@dataclass(kw_only=True)
class Understanding:
    """Whose the rows of each table are. `owned` are the tables whose rows belong to somebody,
    with the references that say so, nearest to a person first."""

    tables: Sequence[TableFacts]
    types: Types
    subjects: dict[Place, Subject]
    meant: dict[Reference, Meant] = field(default_factory=dict)
    owned: dict[Place, list[Reference]] = field(default_factory=dict)
    of_clients: set[Place] = field(default_factory=set)

    @cached_property
    def facts(self) -> dict[Place, TableFacts]:
        return {table.place: table for table in self.tables}

    @cached_property
    def nouns(self) -> Nouns:
        return Nouns(self.tables)

    def is_somebodys(self, place: Place) -> bool:
        return place in self.subjects or place in self.owned

    def mentioned(self, place: Place) -> list[Reference]:
        """References out of a table that only mention people."""
        return [
            each
            for each, meant in self.meant.items()
            if each.source.place == place and meant.meaning is Meaning.MENTIONS
        ]


def understand(
    tables: Sequence[TableFacts], references: Iterable[Reference], types: Types
) -> Understanding:
    """The meaning of every reference, by rule and explained. In any order of the input."""
    ordered = sorted(tables, key=lambda table: table.place)
    waiting = sorted(references, key=lambda each: (each.source, each.target))
    people = subjects_of(ordered, types, waiting)
    known = Understanding(tables=ordered, types=types, subjects=people)
    waiting = _direct(known, waiting)
    waiting = _chained(known, waiting)
    waiting = _forward(known, waiting)
    for each in _chained(known, waiting, gathered=True):
        known.meant[each] = _outward(known, each)
    return known


def _direct(known: Understanding, references: list[Reference]) -> list[Reference]:
    """References to people themselves. Returns the others."""
    by_table: dict[Place, list[Reference]] = {}
    for each in references:
        if each.target.place in known.subjects:
            by_table.setdefault(each.source.place, []).append(each)
    known.of_clients = _of_clients(known, references)
    for place, own in by_table.items():
        parts = {each: _part(known, each) for each in own}
        for each in own:
            known.meant[each] = _to_person(known, each, parts)
            if known.meant[each].owning and place not in known.subjects:
                known.owned.setdefault(place, []).append(each)
    return [each for each in references if each not in known.meant]


def _of_clients(known: Understanding, references: list[Reference]) -> set[Place]:
    """Tables whose rows are parts of rows about people who are not staff."""
    theirs = {
        each.source.place
        for each in references
        if (subject := known.subjects.get(each.target.place)) is not None
        and not subject.staff
        and each.source.place not in known.subjects
        and _part(known, each) not in (Role.WORK, Role.ACCOUNT)
    }
    return {
        each.source.place
        for each in references
        if each.target.place in theirs and not each.is_self
    }


def _part(known: Understanding, reference: Reference) -> Role | None:
    """The part the person has, by the words of the column that do not name their table."""
    if reference.target.place not in known.facts or reference.crosses:
        return None
    entity, _ = entity_and_key(telling_words(reference.source.columns[-1]))
    theirs = {concept(word) for word in known.nouns[reference.target.place].core}
    return role_in([word for word in entity if concept(word) not in theirs])


_Parts = Mapping[Reference, Role | None]


def _to_person(known: Understanding, reference: Reference, parts: _Parts) -> Meant:
    place = reference.source.place
    if place in known.subjects:
        return _between_people(known, reference, parts[reference])
    if parts[reference] in (Role.WORK, Role.ACCOUNT):
        return Meant(
            Meaning.MENTIONS, phrase("It names who dealt with the row, not whom it is about.")
        )
    if known.nouns[place].concept in ORGANISATIONS:
        return Meant(
            Meaning.MENTIONS, phrase("The row is about a body, and names somebody at it.")
        )
    if _is_account(known, reference, parts) and _client_beside(known, reference, parts):
        return Meant(
            Meaning.MENTIONS, phrase("It names whose account it was; the row is a client's.")
        )
    others = [
        each
        for each in parts
        if each is not reference
        and _is_party(known, each, parts)
        and not (
            _is_account(known, each, parts)
            and known.subjects[reference.target.place].kind in CLIENTS
        )
    ]
    strangers = [each for each in others if not known.subjects[each.target.place].staff]
    if known.subjects[reference.target.place].staff:
        if strangers or _is_by(reference) or place in known.of_clients:
            return Meant(
                Meaning.MENTIONS, phrase("It names staff; the row is about somebody else.")
            )
        return Meant(Meaning.OWNS, phrase("The row is about the member of staff it refers to."))
    return _beside(reference, strangers)


def _is_account(known: Understanding, reference: Reference, parts: _Parts) -> bool:
    """Whether a reference without a part, `user_id`, is to those who have accounts."""
    kind = known.subjects[reference.target.place].kind
    return kind in ("user", "account") and parts[reference] is None


def _client_beside(known: Understanding, reference: Reference, parts: _Parts) -> bool:
    """Whether the row also refers to people whom holders of accounts serve."""
    return any(
        known.subjects[each.target.place].kind in CLIENTS and _is_party(known, each, parts)
        for each in parts
    )


def _beside(reference: Reference, others: list[Reference]) -> Meant:
    """What a reference to a person means beside the others of the same row. Who did something
    (`redeemed by`) is not whom it is about, where another column says that."""
    by = _is_by(reference)
    if by and not all(map(_is_by, others)):
        return Meant(
            Meaning.MENTIONS, phrase("It names who did it; another column, about whom it is.")
        )
    if any(by or not _is_by(each) for each in others if each.source != reference.source):
        return Meant(
            Meaning.SHARES, phrase("The row is about several people; this is one of them.")
        )
    return Meant(Meaning.OWNS, phrase("The row is about the person it refers to."))


def _is_by(reference: Reference) -> bool:
    return not {"by", "av"}.isdisjoint(telling_words(reference.source.columns[-1]))


def _is_party(known: Understanding, reference: Reference, parts: _Parts) -> bool:
    return parts[reference] not in (Role.WORK, Role.ACCOUNT) and not reference.is_self


def _between_people(known: Understanding, reference: Reference, part: Role | None) -> Meant:
    """A person's row that refers to a person: to themselves elsewhere, or to another."""
    if reference.is_self:
        return Meant(Meaning.MENTIONS, phrase("It names another person of the same table."))
    table = known.facts[reference.source.place]
    column = table.column(reference.source.columns[0])
    same = reference.crosses or table.table.primary_key == reference.source.columns
    alone = column is not None and len(column.distinct) == column.filled and column.filled > 0
    if same or (part is None and alone and not _is_by(reference)):
        return Meant(Meaning.OWNS, phrase("Both rows are the same person."))
    return Meant(
        Meaning.MENTIONS, phrase("It names another person than the one whose row it is.")
    )


def _chained(
    known: Understanding, waiting: list[Reference], *, gathered: bool = False
) -> list[Reference]:
    """References to rows that are somebody's, from the nearest to the farthest. Returns those
    to rows that are nobody's.

    What was led forward to is not gone back from: a shop at a customer's address is not the
    customer's. Only what people share, `gathered`, has parts.
    """
    while True:
        ready = [
            each
            for each in waiting
            if each.target.place in known.owned
            and each.source.place not in known.subjects
            and (not gathered or not _only_led_to(known, each.target.place))
        ]
        if not ready:
            return waiting
        before = set(known.owned)
        for each in ready:
            known.meant[each] = _through(known, each, before)
            if known.meant[each].owning:
                known.owned.setdefault(each.source.place, []).append(each)
        waiting = [each for each in waiting if each not in known.meant]


def _only_led_to(known: Understanding, place: Place) -> bool:
    """Whether a table is somebody's only because theirs refer to it, and is not shared."""
    meant = [known.meant[each] for each in known.owned[place]]
    return all(each.forward and each.meaning is Meaning.OWNS for each in meant)


def _through(known: Understanding, reference: Reference, before: set[Place]) -> Meant:
    """A row that refers to somebody's row. Has it an owner of its own, then it is only part of
    the other where both are the same person's."""
    if reference.is_self:
        return Meant(
            Meaning.MENTIONS, phrase("It refers to another row of its table, maybe another's.")
        )
    place = reference.source.place
    if place not in before:
        if len(known.owned[reference.target.place]) > 1 and _is_shared(known, reference):
            return Meant(
                Meaning.SHARES, phrase("It is part of a row that several people share.")
            )
        return Meant(Meaning.OWNS, phrase("It is part of a row that is about a person."))
    agreed = same_owner(known.facts, known.owned, reference)
    if agreed is None:
        agreed = 0.0 if known.nouns[place].concept in RESPONSES else 1.0
    if agreed >= _AGREED:
        return Meant(Meaning.OWNS, phrase("It is part of a row that is about the same person."))
    return Meant(Meaning.MENTIONS, phrase("It is a person's own row about somebody else's."))


_AGREED = 0.9


def _is_shared(known: Understanding, reference: Reference) -> bool:
    owners = known.owned[reference.target.place]
    return any(known.meant[each].meaning is Meaning.SHARES for each in owners)


def _forward(known: Understanding, waiting: list[Reference]) -> list[Reference]:
    """References from somebody's row to one that holds personal data and is nobody's yet."""
    found = [each for each in waiting if _leads_on(known, each)]
    for each in found:
        known.meant[each] = _ahead(known, each)
        known.owned.setdefault(each.target.place, []).append(each)
    return [each for each in waiting if each not in known.meant]


def _leads_on(known: Understanding, reference: Reference) -> bool:
    target = reference.target.place
    if target not in known.facts or not known.is_somebodys(reference.source.place):
        return False
    if target in known.subjects or target in known.owned or reference.is_self:
        return False
    if known.nouns[target].concept in GATHERINGS:
        return True
    if shared_out(known.facts, reference) > _FEW:
        return False
    own = reference.source.place in known.subjects
    held = set(known.types.get(target, {}).values())
    return known.nouns[target].concept == "address" or (own and not held.isdisjoint(_SOMEBODYS))


_SOMEBODYS = frozenset(
    {Type.PERSON_NAME, Type.EMAIL, Type.PHONE, Type.PERSONNUMMER, Type.POSTAL_ADDRESS}
)
_FEW = 2.0
"""Rows that refer to one row, on average, up to which that row is one person's."""


def _ahead(known: Understanding, reference: Reference) -> Meant:
    if known.nouns[reference.target.place].concept in GATHERINGS:
        reason = phrase("What it refers to is shared by all who take part.")
        return Meant(Meaning.SHARES, reason, forward=True)
    reason = phrase("What it refers to holds personal data of the row's own person.")
    return Meant(Meaning.OWNS, reason, forward=True)


def _outward(known: Understanding, reference: Reference) -> Meant:
    if reference.target.place in known.owned:
        if (same_owner(known.facts, known.owned, reference) or 0.0) >= _AGREED:
            reason = phrase("What it refers to is about the same person.")
            return Meant(Meaning.OWNS, reason, forward=True)
        return Meant(Meaning.MENTIONS, phrase("It leads from one person to rows of another."))
    if known.is_somebodys(reference.source.place):
        return Meant(
            Meaning.STOPS, phrase("It leads to shared reference data, which is nobody's.")
        )
    return Meant(Meaning.STOPS, phrase("Neither table is about anybody."))
