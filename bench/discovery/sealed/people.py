"""People and places of a source the rules have not seen (mimesis), and words of our own."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

from mimesis import Address, Person
from mimesis.locales import Locale


@cache
def _person(locale: Locale) -> Any:
    return Person(locale, seed=20261122)


@cache
def _address(locale: Locale) -> Any:
    return Address(locale, seed=20261122)


def first(draw: Random) -> str:
    locale = draw.choice([Locale.SV] * 8 + [Locale.EN, Locale.FI])
    return str(_person(locale).first_name())


def last(draw: Random) -> str:
    locale = draw.choice([Locale.SV] * 8 + [Locale.EN, Locale.FI])
    return str(_person(locale).last_name())


def full(draw: Random) -> str:
    return f"{first(draw)} {last(draw)}"


def plain(text: str) -> str:
    return text.casefold().translate(str.maketrans("åäöéü", "aaoeu")).replace(" ", "")


def email(draw: Random) -> str:
    name = draw.choice(["{f}.{l}", "{f}{l}", "{f}_{n}", "{i}{l}", "{f}.{l}{n}"])
    host = draw.choice(
        [
            "posten.example.se",
            "mail.example.com",
            "example.org",
            "kliniken.example",
            "hem.example.nu",
        ]
    )
    f, l = plain(first(draw)), plain(last(draw))
    return f"{name.format(f=f, l=l, i=f[:1], n=draw.randrange(1, 999))}@{host}"


def street(draw: Random) -> str:
    return f"{_address(Locale.SV).street_name()} {draw.randrange(1, 140)}{draw.choice(['', '', '', ' A', ' B', ' lgh 1102'])}"


def city(draw: Random) -> str:
    return str(_address(Locale.SV).city())


def postcode(draw: Random) -> str:
    return f"{draw.randrange(100, 985)}{draw.choice([' ', ' ', ''])}{draw.randrange(10, 100)}"


def address(draw: Random) -> str:
    return f"{street(draw)}, {postcode(draw)} {city(draw)}"


def english_address(draw: Random) -> str:
    return str(_address(Locale.EN).address())


def phone(draw: Random) -> str:
    from bench.discovery.sealed.numbers import digits

    mobile = f"07{draw.choice('02369')}{digits(draw, 7)}"
    return draw.choice(
        [
            f"{mobile[:3]}-{mobile[3:6]} {mobile[6:8]} {mobile[8:]}",
            f"{mobile[:3]}-{mobile[3:]}",
            mobile,
            f"+46 {mobile[1:3]} {mobile[3:6]} {mobile[6:8]} {mobile[8:]}",
            f"+46{mobile[1:]}",
            f"0046{mobile[1:]}",
            f"08-{digits(draw, 3)} {digits(draw, 3)} {digits(draw, 2)}",
            f"031-{digits(draw, 2)} {digits(draw, 2)} {digits(draw, 2)}",
            f"+47 {draw.choice('49')}{digits(draw, 2)} {digits(draw, 2)} {digits(draw, 3)}",
            f"+44 20 7946 {digits(draw, 4)}",
        ]
    )


def username(draw: Random) -> str:
    f, l = plain(first(draw)), plain(last(draw))
    return draw.choice(
        [
            f"{f}{l[:3]}",
            f"{f[:3]}{l[:3]}",
            f"{f}.{l}",
            f"{f}{draw.randrange(10, 99)}",
            f"{l}_{f[:1]}",
        ]
    )


DIAGNOSES = """hypertoni;diabetes typ 2;astma;migrän;depression;ångestsyndrom;artros i knäled;urinvägsinfektion;
förmaksflimmer;hjärtsvikt;KOL;psoriasis;eksem;ADHD;lunginflammation;hypotyreos;ryggsmärta;bihåleinflammation;
epilepsi;järnbristanemi;kristallsjuka;sömnstörning;bröstcancer;stroke;gallsten;celiaki;endometrios;tinnitus""".replace(
    "\n", ""
).split(";")
ICD = [
    "I10.9",
    "E11.9",
    "J45.9",
    "G43.0",
    "F32.1",
    "F41.1",
    "M17.1",
    "N30.0",
    "I48.9",
    "I50.9",
    "J44.9",
    "L40.0",
    "L20.9",
    "F90.0",
    "J18.9",
    "E03.9",
    "M54.5",
    "J01.9",
    "G40.9",
    "D50.9",
    "H81.1",
    "G47.0",
    "C50.9",
    "I63.9",
    "K80.2",
    "K90.0",
    "N80.9",
    "H93.1",
]
ATC = [
    "C09AA02",
    "A10BA02",
    "R03AC02",
    "N02CC01",
    "N06AB04",
    "N05BA01",
    "M01AE01",
    "J01CE02",
    "B01AF02",
    "C03CA01",
    "R03BB04",
    "D07AC01",
    "N06BA04",
    "J01AA02",
    "H03AA01",
    "N02BE01",
]
