"""What the words of one name say together, whatever table it is in.

The last thing named is what the column is: `email_template` is a template. So a phrase counts
in full where nothing but modifiers follow it, and against its type where something follows
that makes it another column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lofte.discovery.naming.words import UNKNOWN, Word, phrase_at, words
from lofte.discovery.types import Type

Weights = dict[Type, float]

AGAINST = -3.0
PEOPLE = frozenset(
    {"person", "customer", "member", "patient", "employee", "relative", "contact", "official",
     "author", "artist", "recipient", "profile", "holder", "person_word"}
)  # fmt: skip
THINGS = frozenset(
    {"thing", "thing_of_culture", "thing_of_computing", "thing_of_the_world", "thing_of_trade",
     "company", "org", "bank", "vehicle", "device", "post", "hsa", "card"}
)  # fmt: skip
NEUTRAL = frozenset(
    {"which", "ordinal", "info", "of", "or", "c", "o", "e", "by", "language", "line"}
)

_ABOUT = frozenset(
    {"counting", "quantity", "moment", "descriptive", "prose", "about", "proven", "does",
     "date", "year", "month", "age", "passport", "demographic"}
)  # fmt: skip
_AFTER = {
    **dict.fromkeys(_ABOUT, AGAINST),
    **dict.fromkeys(THINGS - {"company", "org", "card"}, AGAINST),
    **dict.fromkeys(("id", "code", "number", "reference", "holder"), -2.0),
    "hidden": -1.0,
}
"""Log-odds of the type when this follows the phrase, instead of what the phrase says."""
_BEFORE = {"does": AGAINST, "counting": AGAINST}
_WEAKER_BEFORE = frozenset({"quantity", "descriptive", "about", "hidden", "moment", "proven"})
_GENITIVE = frozenset({"of", "av"})
"""What stands before these is the thing itself: `country_of_birth` is a country."""
_UNKNOWN_AFTER = 1.5
_UNKNOWN_BEFORE = 0.3
_NUMBERED = re.compile(r"(?i)(?:column|col|field|fld|kolumn|fält|unnamed|var)[ _:.-]*[0-9]+$")
_ROLES = PEOPLE | THINGS | NEUTRAL - {"info"}

_DIGITS = (
    Type.PERSONNUMMER, Type.SAMORDNINGSNUMMER, Type.RESERVNUMMER, Type.ORGANISATIONSNUMMER,
    Type.PHONE, Type.BANKGIRO, Type.PLUSGIRO, Type.BANK_ACCOUNT, Type.PAYMENT_CARD,
    Type.POSTCODE, Type.BIRTH_DATE, Type.DEVICE_ID,
)  # fmt: skip
_TEXTS = (
    Type.PERSON_NAME, Type.USERNAME, Type.PASSWORD, Type.API_KEY, Type.HEALTH_TERM,
    Type.POSTAL_ADDRESS, Type.LICENCE_PLATE,
)  # fmt: skip
_NAMES = (Type.PERSON_NAME, Type.USERNAME)
A_THING = -4.5
"""Towns and companies are called as people are, and stand beside them."""

_OTHERWISE: Mapping[str, Weights] = {
    "quantity": dict.fromkeys((*_DIGITS, Type.COORDINATES), AGAINST),
    "counting": dict.fromkeys((*_DIGITS, Type.COORDINATES), AGAINST),
    "moment": dict.fromkeys(_DIGITS, AGAINST),
    "date": dict.fromkeys(_DIGITS, AGAINST),
    "year": dict.fromkeys((*_DIGITS, Type.BIRTH_DATE), AGAINST),
    "age": dict.fromkeys(_DIGITS, AGAINST),
    "reference": dict.fromkeys(_DIGITS, AGAINST),
    "descriptive": dict.fromkeys(_TEXTS, AGAINST),
    "demographic": dict.fromkeys(_TEXTS, AGAINST),
    "proven": dict.fromkeys(_TEXTS, AGAINST),
    "does": dict.fromkeys((*_TEXTS, *_DIGITS), AGAINST),
    "prose": dict.fromkeys(_NAMES, -2.0),
    "about": dict.fromkeys(_NAMES, -2.0),
    "hidden": dict.fromkeys((Type.PASSWORD, Type.API_KEY), -1.0),
    **{thing: dict.fromkeys(_NAMES, A_THING) for thing in THINGS},
}
"""What a name says against when its last word means this and no phrase is in it."""


@dataclass(frozen=True, slots=True)
class Read:
    """`odds` by the phrases; `said` are the words they come from. `owner` is the word whose
    name it is, where the column is a name and says whose; `is_name` if it is one."""

    named: tuple[Word, ...]
    odds: Mapping[Type, float]
    said: tuple[str, ...]
    is_name: bool = False
    owner: Word | None = None

    @property
    def head(self) -> str:
        return head(self.named)


@lru_cache(maxsize=16384)
def read(name: str) -> Read:
    """What the words say by themselves; of a column that is only numbered, nothing."""
    if _NUMBERED.match(name):
        return Read((), {}, ())
    named = words(name)
    found = _phrases(named)
    if _is_name(named, found):
        return _as_name(named)
    if not found:
        return Read(named, _without_phrase(named), ())
    return _as_phrases(named, found)


def head(named: tuple[Word, ...]) -> str:
    """What the last word means that is more than a modifier."""
    meant = [word.means for word in named if word.means not in NEUTRAL]
    return meant[-1] if meant else ""


_Found = tuple[int, int, Mapping[Type, float]]


def _phrases(named: tuple[Word, ...]) -> list[_Found]:
    found: list[_Found] = []
    start = 0
    while start < len(named):
        phrase = phrase_at(named, start)
        if phrase is not None:
            found.append((start, *phrase))
        start = phrase[0] if phrase else start + 1
    return found


def _as_phrases(named: tuple[Word, ...], found: list[_Found]) -> Read:
    start, end, said = found[-1]
    odds = _weighed(named, start, end, said)
    told = [word.text for word in named[start:end]]
    for earlier, until, other in found[:-1]:
        if any(word.means == "or" for word in named[until:start]):
            told = [word.text for word in named[earlier:until]] + told
            odds = {**other, **odds}
    return Read(named, odds, tuple(told))


def _weighed(
    named: tuple[Word, ...], start: int, end: int, said: Mapping[Type, float]
) -> Weights:
    before = [word.means for word in named[:start]]
    after = [word.means for word in named[end:] if word.means not in NEUTRAL]
    if start and named[start - 1].text in _GENITIVE:
        before, after = [], [*before, *after]
    against = [_BEFORE[means] for means in before if means in _BEFORE]
    against += [_AFTER[means] for means in after if means in _AFTER]
    if against and not (after == ["id"] and _is_mail(said) and end - start == 1):
        odds = dict.fromkeys(said, min(against))
        return {**odds, Type.PERSON_NAME: 2.0} if "holder" in after else odds
    less = _UNKNOWN_AFTER * (UNKNOWN in after) + _UNKNOWN_BEFORE * before.count(UNKNOWN)
    half = 0.5 if _WEAKER_BEFORE.intersection(before) else 1.0
    return {kind: max(0.3, weight * half - less) for kind, weight in said.items()}


def _is_mail(said: Mapping[Type, float]) -> bool:
    """`email_id` is, in Indian English, an address."""
    return Type.EMAIL in said


def _is_name(named: tuple[Word, ...], found: list[_Found]) -> bool:
    """Whether `name` stands in it outside a phrase, as the last thing named."""
    taken = {place for start, end, _ in found for place in range(start, end)}
    return any(
        word.means == "name" and place not in taken and not _phrase_after(place, found)
        for place, word in enumerate(named)
    )


def _phrase_after(place: int, found: list[_Found]) -> bool:
    return any(start > place for start, _, _ in found)


def _as_name(named: tuple[Word, ...]) -> Read:
    place = max(at for at, word in enumerate(named) if word.means == "name")
    owner = _owner(named, place)
    said = (owner.text, named[place].text) if owner else (named[place].text,)
    after = [word.means for word in named[place + 1 :] if word != owner]
    odds: Weights = {}
    if _ABOUT.union(("id", "code", "number", "hidden")).intersection(after):
        return Read(named, {Type.PERSON_NAME: AGAINST}, said)
    if owner is not None:
        odds = _by_owner(owner)
    if "language" in after:
        odds[Type.PERSON_NAME] = odds.get(Type.PERSON_NAME, 0.0) - 2.0
    return Read(named, odds, said, is_name=True, owner=owner)


def _owner(named: tuple[Word, ...], place: int) -> Word | None:
    """Whose name: the word before, else the word after (`name_of_customer`)."""
    around = [*reversed(named[:place]), *named[place + 1 :]]
    return next((word for word in around if word.means not in NEUTRAL), None)


def _by_owner(owner: Word) -> Weights:
    if owner.means in PEOPLE:
        return {Type.PERSON_NAME: 3.5}
    if owner.means in ("user", "login"):
        return {Type.USERNAME: 2.5, Type.PERSON_NAME: 1.5}
    if owner.means == UNKNOWN:
        return {Type.PERSON_NAME: -1.0}
    return {Type.PERSON_NAME: AGAINST, Type.USERNAME: -2.0}


def _without_phrase(named: tuple[Word, ...]) -> Weights:
    last = head(named)
    if named and named[-1].means == "by" and last in ("moment", "proven"):
        return {Type.PERSON_NAME: 1.0, Type.USERNAME: 0.7}
    if last in ("number", "code") and any(word.means in THINGS for word in named):
        return dict.fromkeys(_DIGITS, -2.0)
    if last in PEOPLE:
        return _role(named)
    return dict(_OTHERWISE.get(last, {}))


def _role(named: tuple[Word, ...]) -> Weights:
    """`author`, `handlaggare`: often a name. A plural is rather a count or a list."""
    means = [word.means for word in named]
    role = next(word for word in reversed(named) if word.means not in NEUTRAL)
    if role.means in ("profile", "person_word") or not _ROLES.issuperset(means):
        return {}
    plural = role.text.endswith("s") or role.text == "personal"
    return {Type.PERSON_NAME: 0.3 if plural else 1.5}
