"""Parts that people have in a row: who made it, who handled it, who sent it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from lofte.discovery.references.names import concept
from lofte.discovery.references.vocabulary import (
    ACCOUNT_ROLES,
    LINKING,
    NOT_PARTICIPLES,
    PEOPLE,
    SOCIAL_ROLES,
    STAFF,
    WORK_ROLES,
)


class Role(StrEnum):
    """`ACCOUNT`: who changed the row. `WORK`: who did a job on it. `SOCIAL`: a party to it."""

    ACCOUNT = "account"
    WORK = "work"
    SOCIAL = "social"


class Ranking:
    """The tables of people that a part is likeliest of, first to last."""

    def __init__(self, first: Sequence[str], *, staff_next: bool) -> None:
        self._places = {name: place for place, name in enumerate(first)}
        self._staff_next = staff_next

    def index(self, name: str) -> int:
        later = (name in STAFF) is not self._staff_next
        return self._places.get(name, len(self._places) + later)


_RANKINGS = {
    Role.ACCOUNT: Ranking(("user", "account", "profile"), staff_next=True),
    Role.WORK: Ranking(("employee", "staff", "personal"), staff_next=True),
    Role.SOCIAL: Ranking(("user", "member", "person", "profile"), staff_next=False),
}


def role_in(entity: Sequence[str]) -> Role | None:
    """The part that the words of a column name: `created by`, `avsändare`, `sales rep`."""
    telling = [word for word in entity if word not in LINKING]
    if len(telling) > 1 and telling[0] in ("last", "latest", "senast", "senaste"):
        return Role.ACCOUNT
    if not telling:
        return Role.SOCIAL if tuple(entity) in (("from",), ("to",)) else None
    for role, vocabulary in (
        (Role.ACCOUNT, ACCOUNT_ROLES),
        (Role.WORK, WORK_ROLES),
        (Role.SOCIAL, SOCIAL_ROLES),
    ):
        if vocabulary.intersection(telling):
            return role
    return None


REFERRAL = frozenset(
    [
        "referred",
        "invited",
        "recruited",
        "introduced",
        "referrer",
        "sponsor",
        "varvad",
        "guarantor",
    ]
)
"""Parts in which people of one kind meet: a customer referred by a customer."""


def stand_in_for(entity: Sequence[str]) -> Ranking | None:
    """The ranking for a word for people that no table is called by: `user_id` where only
    members are kept, `doctor_id` where doctors are staff."""
    named, word = concept(entity[-1]), entity[-1]
    party = word.endswith(("givare", "tagare", "havare"))
    agent = word.endswith("are") and len(word) > len("sparare") and not party
    agent = agent or (word.endswith("man") and len(word) > len("roman"))
    if named in STAFF or agent or word.endswith(("chef", "ledare", "ansvarig")):
        return _RANKINGS[Role.WORK]
    if named in ("user", "account"):
        return _RANKINGS[Role.ACCOUNT]
    doing = named.endswith(("ande", "ende")) and named not in NOT_PARTICIPLES
    known = named in PEOPLE or party or word.endswith("person")
    return _RANKINGS[Role.SOCIAL] if known or doing else None


def roles_of(entity: Sequence[str]) -> Ranking | None:
    """The ranking of tables of people for a column that ends in a role, or None. Whatever is
    done `by` somebody is a role, also by a verb that nobody foresaw."""
    if not entity:
        return None
    if len(entity) > 1 and entity[-1] in ("by", "av"):
        return _RANKINGS[role_in(entity) or Role.ACCOUNT]
    if len(entity) > 1 and entity[-1] in ("to", "till") and entity[-2].endswith(("ed", "ad")):
        return _RANKINGS[role_in(entity) or Role.SOCIAL]
    telling = [word for word in entity if word not in LINKING] or list(entity)
    role = role_in(telling[-1:])
    named = role is not Role.ACCOUNT or entity[-1] in LINKING or telling[-1].endswith("r")
    return _RANKINGS[role] if role is not None and named else None
