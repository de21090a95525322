"""The people of the booking: invented, the same for the same seed, and never reachable."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from faker import Faker
from stdnum import luhn

PEOPLE = 5_000
SEED = 20_160_901

MAIL_DOMAINS = ("post.example", "brev.example", "mejl.example", "epost.example", "bud.example")

# The series the Swedish Post and Telecom Authority sets aside for fiction: prefix, first,
# last.
MOBILE_SERIES = ("070-1740", 605, 699)
LANDLINE_SERIES = (
    ("08-46500", 400, 499),
    ("031-3900", 600, 699),
    ("040-6280", 400, 499),
    ("0980-319", 200, 299),
)
# The first ten mobiles belong to the people of the guide, so that a number finds one person.
_MOBILES_KEPT = 10

TOWNS = (
    ("914 10", "Tallhamra"),
    ("914 21", "Björkfors"),
    ("914 32", "Lindesholm"),
    ("923 05", "Askvik"),
    ("923 14", "Mossebo"),
    ("923 40", "Hasselrum"),
    ("457 61", "Grönskär"),
    ("457 70", "Stenhamn"),
    ("457 92", "Lillholmen"),
    ("336 18", "Vittsjömåla"),
    ("336 25", "Alkulla"),
    ("336 77", "Norra Ekeby"),
)

_OLDEST = date(1938, 1, 1)
_DAYS_OF_BIRTHS = (date(2009, 12, 31) - _OLDEST).days
_HAS_NUMBER_IN_SALON = 0.22
_HAS_NUMBER_IN_CLINIC = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    first: str
    last: str
    female: bool
    born: date
    personnummer: str | None
    email: str
    phone: str
    landline: str | None
    street: str
    postcode: str
    town: str
    language: str
    in_salon: bool
    in_clinic: bool

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def named(self) -> bool:
        """Whether the guide speaks of this person, who then always has something to show."""
        return self.email in _NAMED_EMAILS


def fictional_personnummer(born: date, *, female: bool) -> str:
    """A personal number in the pattern of the official test numbers: `ÅÅÅÅMMDD-NNNC`.

    Birth number 238 for a woman and 239 for a man, so one of each a day.
    """
    nine = f"{born:%y%m%d}{'238' if female else '239'}"
    return f"{born:%Y%m%d}-{nine[-3:]}{luhn.calc_check_digit(nine)}"


SIGNE = Person(
    first="Signe",
    last="Ekdal",
    female=True,
    born=date(1987, 3, 14),
    personnummer=fictional_personnummer(date(1987, 3, 14), female=True),
    email="signe.ekdal@post.example",
    phone="070-174 06 05",
    landline=None,
    street="Vattugatan 14",
    postcode="914 10",
    town="Tallhamra",
    language="sv",
    in_salon=True,
    in_clinic=False,
)
"""The guide's main person: bookings, text messages, invoices and newsletter at the salon."""

TAGE = Person(
    first="Tage",
    last="Lindmark",
    female=False,
    born=date(1961, 11, 2),
    personnummer=fictional_personnummer(date(1961, 11, 2), female=False),
    email="tage.lindmark@brev.example",
    phone="070-174 06 06",
    landline="08-465 004 17",
    street="Kvarnbacken 3",
    postcode="923 05",
    town="Askvik",
    language="sv",
    in_salon=False,
    in_clinic=True,
)
"""The guide's patient: visits and notes at the clinic, which the law says must stay."""

NOUR = Person(
    first="Nour",
    last="Hallin",
    female=True,
    born=date(1994, 6, 23),
    personnummer=fictional_personnummer(date(1994, 6, 23), female=True),
    email="nour.hallin@mejl.example",
    phone="070-174 06 07",
    landline=None,
    street="Skeppargränd 8",
    postcode="457 70",
    town="Stenhamn",
    language="en",
    in_salon=True,
    in_clinic=True,
)
"""A customer of both businesses, who writes in English."""

NAMED = (SIGNE, TAGE, NOUR)
_NAMED_EMAILS = frozenset(person.email for person in NAMED)


@cache
def people(seed: int = SEED) -> tuple[Person, ...]:
    """The 5,000 people, the named ones first: equal for equal seeds, no e-mail twice."""
    chance = Random(seed)  # noqa: S311 - synthetic people, no secrets
    fake = Faker("sv_SE")
    fake.seed_instance(seed)
    streets = tuple(fake.street_name() for _ in range(240))
    births = _births(chance, PEOPLE - len(NAMED))
    mails = _Mails()
    invented = (
        _person(chance, fake, born=born, female=female, streets=streets, mails=mails)
        for born, female in births
    )
    return (*NAMED, *invented)


@cache
def customers_of(business: str, seed: int = SEED) -> tuple[Person, ...]:
    """The people of one business, by its slug, in the order of `people`."""
    if business == "silverek":
        return tuple(person for person in people(seed) if person.in_salon)
    if business == "ronnbacken":
        return tuple(person for person in people(seed) if person.in_clinic)
    return people(seed)


def _births(chance: Random, wanted: int) -> Iterator[tuple[date, bool]]:
    """Days and sexes, each pair once: the test pattern has one number for each."""
    pairs = chance.sample(range(_DAYS_OF_BIRTHS * 2), wanted + len(NAMED))
    taken = {(person.born, person.female) for person in NAMED}
    free = (
        pair
        for n in pairs
        if (pair := (_OLDEST + timedelta(days=n // 2), n % 2 == 0)) not in taken
    )
    for _, pair in zip(range(wanted), free, strict=False):
        yield pair


def _person(
    chance: Random,
    fake: Faker,
    *,
    born: date,
    female: bool,
    streets: tuple[str, ...],
    mails: _Mails,
) -> Person:
    first = fake.first_name_female() if female else fake.first_name_male()
    last = fake.last_name()
    clinic = chance.random() < 0.28
    salon = not clinic or chance.random() < 0.25
    share = _HAS_NUMBER_IN_CLINIC if clinic else _HAS_NUMBER_IN_SALON
    known = chance.random() < share
    postcode, town = chance.choice(TOWNS)
    return Person(
        first=first,
        last=last,
        female=female,
        born=born,
        personnummer=fictional_personnummer(born, female=female) if known else None,
        email=mails.fresh(f"{first} {last}", chance.choice(MAIL_DOMAINS)),
        phone=_mobile(chance),
        landline=_landline(chance) if chance.random() < 0.12 else None,
        street=f"{chance.choice(streets)} {chance.randint(1, 88)}",
        postcode=postcode,
        town=town,
        language="en" if chance.random() < 0.06 else "sv",
        in_salon=salon,
        in_clinic=clinic,
    )


class _Mails:
    """Addresses handed out so far: the second Anna Berg becomes anna.berg2."""

    def __init__(self) -> None:
        self._used = Counter(person.email.split("@")[0] for person in NAMED)

    def fresh(self, name: str, domain: str) -> str:
        plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
        local = ".".join(plain.replace("-", " ").split())
        self._used[local] += 1
        count = self._used[local]
        return f"{local}{count if count > 1 else ''}@{domain}"


def _mobile(chance: Random) -> str:
    prefix, first, last = MOBILE_SERIES
    digits = f"{prefix}{chance.randint(first + _MOBILES_KEPT, last)}"
    return _spaced(digits, chance)


def _landline(chance: Random) -> str:
    prefix, first, last = chance.choice(LANDLINE_SERIES)
    return f"{prefix}{chance.randint(first, last)}"


def _spaced(number: str, chance: Random) -> str:
    """Ten years of clerks and web forms have written the same number in three ways."""
    area, rest = number.split("-")
    style = chance.random()
    if style < 0.5:
        return f"{area}-{rest[:3]} {rest[3:5]} {rest[5:]}"
    return f"+46{area[1:]}{rest}" if style < 0.75 else f"{area}{rest}"
