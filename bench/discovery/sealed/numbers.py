"""Numbers that people and firms go by, made right, and their look-alikes."""

from __future__ import annotations

import string
from datetime import date, timedelta
from random import Random

LETTERS = "ABCDEFGHJKLMNOPRSTUWXYZ"


def luhn(digits: str) -> str:
    """The check digit (ISO/IEC 7812-1)."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        number = int(char) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return str(-total % 10)


def born(draw: Random) -> date:
    return date(1931, 1, 1) + timedelta(days=draw.randrange(85 * 365))


def personnummer(draw: Random, *, coordination: bool = False) -> str:
    """Twelve digits."""
    on = born(draw)
    day = on.day + 60 if coordination else on.day
    nine = f"{on:%y%m}{day:02d}{draw.randrange(1, 1000):03d}"
    return f"{on.year // 100}{nine}{luhn(nine)}"


def written(draw: Random, number: str, style: str | None = None) -> str:
    """A personnummer as somebody writes it."""
    style = style or draw.choice(["12", "10-", "12-", "10-", "12"])
    return {
        "12": number,
        "12-": f"{number[:8]}-{number[8:]}",
        "10-": f"{number[2:8]}-{number[8:]}",
        "10": number[2:],
        "12 ": f"{number[:8]} {number[8:]}",
        "10–": f"{number[2:8]}–{number[8:]}",
    }[style]


def organisation(draw: Random) -> str:
    nine = f"{draw.choice('25789')}{draw.randrange(10)}{draw.randrange(2, 10)}"
    nine += "".join(str(draw.randrange(10)) for _ in range(6))
    return f"{nine[:6]}-{nine[6:]}{luhn(nine)}"


def digits(draw: Random, count: int) -> str:
    return "".join(str(draw.randrange(10)) for _ in range(count))


def bankgiro(draw: Random) -> str:
    body = str(draw.randrange(1, 10)) + digits(draw, draw.choice([5, 6]))
    whole = body + luhn(body)
    return f"{whole[:-4]}-{whole[-4:]}"


def plusgiro(draw: Random) -> str:
    body = str(draw.randrange(1, 10)) + digits(draw, draw.choice([3, 4, 5, 6]))
    head = body if draw.random() < 0.4 else _pairs(body)
    return f"{head}-{luhn(body)}"


def iban(draw: Random) -> str:
    country, length = draw.choice([("SE", 20), ("SE", 20), ("NO", 11), ("FI", 14), ("DE", 18)])
    body = digits(draw, length)
    letters = "".join(str(string.ascii_uppercase.index(char) + 10) for char in country)
    check = 98 - int(body + letters + "00") % 97
    whole = f"{country}{check:02d}{body}"
    return (
        " ".join(whole[i : i + 4] for i in range(0, len(whole), 4))
        if draw.random() < 0.4
        else whole
    )


def account(draw: Random) -> str:
    return (
        f"{draw.choice([6, 8, 3, 5])}{digits(draw, 3)}-{digits(draw, draw.choice([7, 9, 10]))}"
    )


def card(draw: Random) -> str:
    head = draw.choice(["4", "4", "51", "52", "53", "54", "2230"])
    body = head + digits(draw, 15 - len(head))
    whole = body + luhn(body)
    sep = draw.choice(["", " ", "-"])
    return sep.join(whole[i : i + 4] for i in range(0, 16, 4))


def imei(draw: Random) -> str:
    body = "35" + digits(draw, 12)
    return body + luhn(body)


def plate(draw: Random) -> str:
    head = "".join(draw.choice(LETTERS) for _ in range(3))
    tail = digits(draw, 2) + draw.choice(
        [str(draw.randrange(10)), draw.choice("ABCDEFGHJKLMNPRSTUWXYZ")]
    )
    return head + draw.choice(["", " "]) + tail


def hsa(draw: Random) -> str:
    return f"SE{organisation(draw).replace('-', '')}-{draw.choice(['', 'E', 'P'])}{draw.choice(LETTERS)}{digits(draw, 3)}"


def reserve(draw: Random, kind: str) -> str:
    on = born(draw)
    if kind == "stockholm":
        return f"99{on.year}{digits(draw, 6)}"
    if kind == "vgr":
        return f"{on:%Y%m%d}{draw.choice('KMX')}{digits(draw, 3)}"
    day = draw.randrange(32, 60)
    nine = f"{on:%y%m}{day:02d}{draw.randrange(1, 1000):03d}"
    return f"{on.year // 100}{nine}{luhn(nine)}"


def vat(draw: Random) -> str:
    kind = draw.choice(["SE", "SE", "SE", "FI", "DK", "DE"])
    if kind == "SE":
        return f"SE{organisation(draw).replace('-', '')}01"
    if kind == "DE":
        return _german_vat(draw)
    return _weighted_vat(draw, kind)


def mac(draw: Random) -> str:
    return draw.choice([":", ":", "-"]).join(f"{draw.randrange(256):02x}" for _ in range(6))


def ipv4(draw: Random) -> str:
    return f"{draw.choice([10, 81, 83, 90, 192, 213])}." + ".".join(
        str(draw.randrange(1, 255)) for _ in range(3)
    )


def ipv6(draw: Random) -> str:
    return "2a02:" + ":".join(f"{draw.randrange(65536):x}" for _ in range(7))


def _pairs(body: str) -> str:
    head = len(body) % 2
    parts = ([body[:head]] if head else []) + [
        body[i : i + 2] for i in range(head, len(body), 2)
    ]
    return " ".join(parts)


def _weighted_vat(draw: Random, country: str) -> str:
    """Finland: weights 7 9 10 5 8 4 2; Denmark: 2 7 6 5 4 3 2 1, both modulo 11."""
    while True:
        if country == "FI":
            body = digits(draw, 7)
            rest = (
                sum(int(c) * w for c, w in zip(body, (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
            )
            if rest != 1:
                return f"FI{body}{(11 - rest) % 11}"
        else:
            body = str(draw.randrange(1, 10)) + digits(draw, 7)
            if (
                sum(int(c) * w for c, w in zip(body, (2, 7, 6, 5, 4, 3, 2, 1), strict=True))
                % 11
                == 0
            ):
                return f"DK{body}"


def _german_vat(draw: Random) -> str:
    """ISO 7064 MOD 11,10 over eight digits."""
    body, product = str(draw.randrange(1, 10)) + digits(draw, 7), 10
    for char in body:
        total = (int(char) + product) % 10 or 10
        product = 2 * total % 11
    return f"DE{body}{(11 - product) % 10}"
