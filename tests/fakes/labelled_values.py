"""Values of every type, and of what is mistaken for them, to develop verdicts on.

Names come from Faker's Swedish and English providers. The generator that verdicts are measured
on is another, by somebody else, and is not looked at here.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable

from faker import Faker

from fakes.judged_columns import checked

Draw = random.Random
Value = Callable[[Draw], str]

_SV, _EN = Faker("sv_SE"), Faker("en_GB")


def seeded(seed: int) -> Draw:
    """Everything drawn from here on repeats."""
    _SV.seed_instance(seed)
    _EN.seed_instance(seed)
    return random.Random(seed)


def digits(draw: Draw, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))


def born(draw: Draw, first: int = 1930, last: int = 2022) -> str:
    return f"{draw.randint(first, last)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"


def person(draw: Draw, *, added: int = 0) -> str:
    """Twelve digits. `added` is 60 for a samordningsnummer."""
    date = born(draw)
    day = int(date[6:]) + added
    return date[:2] + checked(f"{date[2:6]}{day:02}{draw.randint(1, 999):03}")


def dashed(number: str) -> str:
    return f"{number[2:8]}-{number[8:]}"


def company(draw: Draw) -> str:
    group = draw.choice(("55", "55", "55", "76", "96", "80", "21"))
    return checked(f"{group}{draw.randint(20, 99)}{digits(draw, 5)}")


def reserve(draw: Draw) -> str:
    return "99" + draw.choice(("19", "20")) + checked(digits(draw, 2) + digits(draw, 5))


def hsa(draw: Draw) -> str:
    return f"SE{company(draw)}-{draw.choice('ABCE')}{digits(draw, 4)}"


def mobile(draw: Draw) -> str:
    return "07" + draw.choice("02369") + digits(draw, 7)


def phone(draw: Draw) -> str:
    number = mobile(draw)
    return draw.choice(
        (
            f"{number[:3]}-{number[3:6]} {number[6:8]} {number[8:]}",
            f"+46 {number[1:3]} {number[3:6]} {number[6:]}",
            f"08-{digits(draw, 3)} {digits(draw, 2)} {digits(draw, 2)}",
            f"+4{draw.choice('57')} {draw.randint(20, 99)} {digits(draw, 2)} {digits(draw, 4)}",
            f"0{draw.randint(11, 99)}0-{digits(draw, 5)}",
        )
    )


def first_name(draw: Draw) -> str:
    return draw.choice((_SV.first_name, _EN.first_name))()


def last_name(draw: Draw) -> str:
    return draw.choice((_SV.last_name, _SV.last_name, _EN.last_name))()


def full_name(draw: Draw) -> str:
    return f"{first_name(draw)} {last_name(draw)}"


def plain(text: str) -> str:
    table = str.maketrans("åäöéü '", "aaoeu--")
    return text.lower().translate(table)


def email(draw: Draw) -> str:
    host = draw.choice(("example.se", "mail.example.com", "foretaget.example.org"))
    return f"{plain(first_name(draw))}.{plain(last_name(draw))}@{host}"


def username(draw: Draw) -> str:
    given, family = plain(first_name(draw)), plain(last_name(draw))
    return draw.choice(
        (given[:3] + family[:3], f"{given}.{family}", f"{given}{digits(draw, 2)}")
    )


def street(draw: Draw) -> str:
    letter = draw.choice(("", "", " A", "B"))
    return f"{_SV.street_name()} {draw.randint(1, 120)}{letter}"


def postcode(draw: Draw) -> str:
    return f"{draw.randint(100, 984)} {draw.randint(10, 99)}"


def address(draw: Draw) -> str:
    return f"{street(draw)}, {postcode(draw)} {_SV.city()}"


def iban(draw: Draw) -> str:
    account = digits(draw, 20)
    control = 98 - int(f"{account}281400") % 97
    return f"SE{control:02}{account}"


def bankgiro(draw: Draw) -> str:
    number = checked(f"{draw.randint(5, 9)}{digits(draw, draw.choice((5, 6)))}")
    return f"{number[:-4]}-{number[-4:]}"


def plusgiro(draw: Draw) -> str:
    number = checked(f"{draw.randint(1, 9)}{digits(draw, draw.choice((4, 5, 6)))}")
    return f"{number[:-1]}-{number[-1]}"


def account(draw: Draw) -> str:
    clearing = draw.choice((f"8{digits(draw, 3)}-{draw.randint(0, 9)}", f"3{digits(draw, 3)}"))
    number = digits(draw, 9)
    return f"{clearing}, {number[:3]} {number[3:6]} {number[6:]}"


def card(draw: Draw) -> str:
    return checked(draw.choice(("4", "51", "54", "2223")) + digits(draw, 14))[:16]


def whole_card(draw: Draw) -> str:
    begin = draw.choice(("4539", "5105", "5412", "4026"))
    return checked(begin + digits(draw, 11))


def ip(draw: Draw) -> str:
    return ".".join(str(draw.randint(1, 254)) for _ in range(4))


def ip6(draw: Draw) -> str:
    return ":".join(f"{draw.getrandbits(16):x}" for _ in range(8))


def mac(draw: Draw) -> str:
    return ":".join(f"{draw.getrandbits(8):02x}" for _ in range(6))


def identifier(draw: Draw) -> str:
    return str(uuid.UUID(int=draw.getrandbits(128), version=4))


def imei(draw: Draw) -> str:
    return checked("35" + digits(draw, 12))


def plate(draw: Draw) -> str:
    letters = "".join(draw.choice("ABCDEFGHJKLMNOPRSTUWXYZ") for _ in range(3))
    return letters + digits(draw, 2) + draw.choice("ABCDEFGHJKLMNPRSTUWXYZ0123456789")


def point(draw: Draw) -> str:
    return f"{draw.uniform(55.4, 68.1):.6f},{draw.uniform(11.2, 23.9):.6f}"


def latitude(draw: Draw) -> str:
    return f"{draw.uniform(55.4, 68.1):.6f}"


def longitude(draw: Draw) -> str:
    return f"{draw.uniform(11.2, 23.9):.6f}"


def vat(draw: Draw) -> str:
    return f"SE{company(draw)}01"


def bcrypt(draw: Draw) -> str:
    signs = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return "$2b$12$" + "".join(draw.choice(signs) for _ in range(53))


def hexadecimal(draw: Draw, length: int = 64) -> str:
    return "".join(draw.choice("0123456789abcdef") for _ in range(length))


def clear_password(draw: Draw) -> str:
    return draw.choice(("Sommar", "hemligt", "Kaffe", "qwerty", "Vinter", "lok")) + digits(
        draw, 3
    )


def api_key(draw: Draw) -> str:
    return draw.choice(("sk_live_", "ghp_")) + hexadecimal(draw, 36)


def diagnosis(draw: Draw) -> str:
    return f"{draw.choice('ABCDEFGHIJKLMNRSTZ')}{draw.randint(0, 99):02}.{draw.randint(0, 9)}"


def medicine(draw: Draw) -> str:
    return (
        f"{draw.choice('ABCDGHJLMNPRSV')}{draw.randint(1, 16):02}"
        f"{draw.choice('ABCDEFX')}{draw.choice('ABCDEX')}{draw.randint(1, 60):02}"
    )


def illness(draw: Draw) -> str:
    return draw.choice(
        ("diabetes typ 2", "astma", "hypertoni", "depression", "migrän", "KOL", "epilepsi",
         "förmaksflimmer", "bröstcancer", "ångest", "reumatoid artrit", "hjärtsvikt", "eksem",
         "asthma", "hypertension", "diabetes", "anxiety disorder", "stroke", "pneumonia")
    )  # fmt: skip


def birth_date(draw: Draw) -> str:
    date = born(draw, 1935, 2012)
    return f"{date[:4]}-{date[4:6]}-{date[6:]}"
