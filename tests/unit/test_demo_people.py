"""The demo's people cannot be anybody: numbers, telephones and addresses lead nowhere."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from personnummer import personnummer

from lofte.demo.booking.people import (
    NAMED,
    NOUR,
    PEOPLE,
    SIGNE,
    TAGE,
    Person,
    customers_of,
    people,
)

CROWD = people()


def digits(number: str) -> str:
    return re.sub(r"\D", "", number.replace("+46", "0"))


# What the Swedish Post and Telecom Authority has set aside for fiction.
FICTION = (
    ("0701740605", "0701740699"),
    ("0846500400", "0846500499"),
    ("0313900600", "0313900699"),
    ("0406280400", "0406280499"),
    ("0980319200", "0980319299"),
)


def fictional(number: str) -> bool:
    plain = digits(number)
    return any(len(plain) == len(a) and a <= plain <= b for a, b in FICTION)


def test_there_are_five_thousand_and_the_guides_people_come_first() -> None:
    assert len(CROWD) == PEOPLE == 5_000
    assert CROWD[:3] == NAMED == (SIGNE, TAGE, NOUR)
    assert sum(person.named for person in CROWD) == 3


def test_every_personal_number_is_valid_and_in_the_pattern_of_test_numbers() -> None:
    numbered = [person for person in CROWD if person.personnummer]

    assert 1_500 < len(numbered) < 3_000
    for person in numbered:
        number = person.personnummer or ""
        assert personnummer.valid(number), number
        assert number.startswith(f"{person.born:%Y%m%d}-")
        assert number[9:12] == ("238" if person.female else "239")


def test_no_personal_number_is_given_twice() -> None:
    numbers = [person.personnummer for person in CROWD if person.personnummer]

    assert len(set(numbers)) == len(numbers)


def test_the_published_test_number_is_what_the_pattern_gives() -> None:
    from datetime import date

    from lofte.demo.booking.people import fictional_personnummer

    # One of the tax agency's own test numbers.
    assert fictional_personnummer(date(2000, 1, 1), female=True) == "20000101-2384"


def test_every_telephone_is_in_a_series_for_fiction() -> None:
    numbers = [n for p in CROWD for n in (p.phone, p.landline) if n]

    assert [n for n in numbers if not fictional(n)] == []
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(n, "SE")) for n in numbers)


@pytest.mark.parametrize("number", ["070-174 06 04", "070-174 07 00", "08-465 005 00", "0701"])
def test_a_number_outside_the_series_would_be_seen(number: str) -> None:
    assert not fictional(number)


def test_the_guides_people_share_their_mobile_with_nobody() -> None:
    kept = {digits(person.phone) for person in NAMED}

    assert len(kept) == len(NAMED)
    assert not [p for p in CROWD if not p.named and digits(p.phone) in kept]


def test_every_mail_address_is_unique_and_leads_nowhere() -> None:
    mails = [person.email for person in CROWD]

    assert len(set(mails)) == len(mails)
    assert [
        mail for mail in mails if not re.fullmatch(r"[a-z0-9.]+@[a-z]+\.example", mail)
    ] == []


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    people.cache_clear()
    again = people()

    assert again is not CROWD
    assert again == CROWD
    assert people(7)[3:50] != CROWD[3:50]


def test_each_business_knows_its_own_customers() -> None:
    def goes(person: Person) -> bool:
        return person.in_salon or person.in_clinic

    salon, clinic = customers_of("silverek"), customers_of("ronnbacken")

    assert all(goes(person) for person in CROWD)
    assert SIGNE in salon and SIGNE not in clinic
    assert TAGE in clinic and TAGE not in salon
    assert NOUR in salon and NOUR in clinic
    assert len(salon) > len(clinic) > 1_000
