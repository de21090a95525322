"""Texts with known personal data, for developing the rules of texts by.

Not the sealed evaluation, which others write without looking here. A template names its parts
in braces: `{phone}` is of that type, `{?order}` is a trap that is of none.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Marked:
    """A text and its true spans: start, end, type."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


FIRST = (
    "Anna Erik Maria Lars Karin Per Elsa Gustav Åsa Björn Fatima Mohammed Ingrid Nils Märta Ali "
    "Zeynep Oskar Linnéa Göran Ulla-Britt Jan-Erik Agnieszka Dragan Siv Tove Hampus Saga Vera "
    "Leyla Omar Johanna Kerstin Mattias Emelie Viktor Signe Aino Matti Yusuf Hanna James Emily "
    "Oliver Charlotte William Amir Parisa Therese Bengt Rut Stig Alva Nikola Svetlana"
).split()
LAST = (
    "Andersson Svensson Lindqvist Bergström Öberg Håkansson Nyman Ek Wallin Sandberg Karlsson "
    "Petrović Al-Hassan Yilmaz Kowalski Nguyen Virtanen Åkerlund Sjögren Falk Dahl Lund Björk "
    "Holmgren Eliasson Lagerkvist Mårtensson Zetterlund Fransson Hussein Ahmed Smith Johnson "
    "Taylor Brown Ohlsson Rosén Norén Blomqvist Stenmark Rydberg Söderholm Kvist Ranstorp"
).split()
TOWNS = (
    "Uppsala Stockholm Göteborg Malmö Umeå Luleå Kalmar Växjö Örebro Lund Sundsvall Kiruna "
    "Västerås Borås Halmstad Visby"
).split()
STREETS = (
    (
        "Storgatan Kungsgatan Björkvägen Skolgatan Norra Esplanaden|Vasagatan|Lilla Torget|"
        "Sveavägen|Ringvägen|Kyrkogränd|Tallstigen|Drottninggatan|Hantverkargatan|Karl Johans gata|"
        "Östra Ågatan|Trädgårdsgatan|Parkallén"
    )
    .replace("Storgatan Kungsgatan Björkvägen Skolgatan ", "Storgatan|Kungsgatan|Björkvägen|")
    .split("|")
)
DOMAINS = "example.se example.com gmail.example mail.example.org bolaget.example".split()


def luhn_digit(digits: str) -> str:
    total = 0
    for at, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 if at % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


class Maker:
    """Draws values by a seed."""

    def __init__(self, seed: int) -> None:
        self.r = random.Random(seed)
        self.today = date(2026, 11, 1)

    def digits(self, n: int) -> str:
        return "".join(self.r.choice("0123456789") for _ in range(n))

    def birthday(self) -> date:
        return self.today - timedelta(days=self.r.randint(200, 95 * 365))

    def _person(self, more: int = 0) -> tuple[date, str, str]:
        born = self.birthday()
        day = f"{born:%y%m}{born.day + more:02d}"
        serial = f"{self.r.randint(1, 999):03d}"
        return born, day, serial + luhn_digit(day + serial)

    def _form(self, born: date, day: str, serial: str) -> str:
        century = f"{born.year // 100}"
        plus = self.today.year - born.year >= 100
        form = self.r.randint(0, 9)
        if form <= 3:
            return f"{day}{'+' if plus else '-'}{serial}"
        return {
            4: f"{century}{day}-{serial}",
            5: f"{century}{day}-{serial}",
            6: f"{century}{day}{serial}",
            7: f"{century}{day}{serial}",
            8: f"{century}{day} {serial}",
            9: f"{day}{'+' if plus else '–'}{serial}",
        }[form]

    def personnummer(self) -> str:
        return self._form(*self._person())

    def personnummer_bare(self) -> str:
        _, day, serial = self._person()
        return day + serial

    def samordningsnummer(self) -> str:
        return self._form(*self._person(60))

    def organisationsnummer(self) -> str:
        head = (
            self.r.choice("25678") + self.digits(1) + self.r.choice("23456789") + self.digits(6)
        )
        return f"{head[:6]}-{head[6:]}{luhn_digit(head)}"

    def vat_number(self) -> str:
        swedish = f"SE{self.organisationsnummer().replace('-', '')}01"
        others = [f"DE{self.digits(9)}", f"FI{self.digits(8)}", f"DK{self.digits(8)}"]
        return self.r.choice([swedish, swedish, *others, f"NL{self.digits(9)}B01"])

    def hsa_id(self) -> str:
        tail = "".join(self.r.choice("ABCDEFGHJKLMNP0123456789") for _ in range(4))
        return f"SE{self.organisationsnummer().replace('-', '')}-{tail}"

    def reservnummer(self) -> str:
        born = self.birthday()
        kind = self.r.randint(0, 4)
        if kind == 0:
            digits = f"{born:%Y}{self.digits(5)}"
            return f"99{digits}{luhn_digit(digits)}"
        if kind == 1:
            letter, code = self.r.choice([("K", "5"), ("M", "7")])
            number = self.r.randint(3, 39) * 2 + (letter == "M")
            digits = f"{born:%y%m%d}{code}{number:02d}"
            return f"{born:%Y%m%d}{letter}{number:02d}{luhn_digit(digits)}"
        if kind == 2:
            return (
                f"{born:%Y%m%d}S{self.r.choice('FUXPL')}{self.digits(1)}{self.r.choice('ABC7')}"
            )
        if kind == 3:
            digits = f"{born:%y%m}{self.r.randint(32, 59)}{self.digits(3)}"
            return f"{born.year // 100}{digits}{luhn_digit(digits)}"
        letters = self.r.choice("ABCDEFGHJK") + self.r.choice("LMNPRSTUXY")
        return f"22{born:%y%m%d}{letters}{self.digits(2)}"

    def email(self) -> str:
        name = f"{self.r.choice(FIRST)}.{self.r.choice(LAST)}".lower()
        name = name.translate(str.maketrans("åäöéć", "aaoec"))
        sign = self.r.choice(["", "", f"{self.digits(2)}", "+test", "_x"])
        return f"{name}{sign}@{self.r.choice(DOMAINS)}"

    def phone(self) -> str:
        s = self.digits(7)
        mobile = self.r.choice(["70", "72", "73", "76", "79"])
        area = self.r.choice(["8", "31", "40", "18", "46", "90", "480", "611"])
        return self.r.choice(
            [
                f"0{mobile}-{s[:3]} {s[3:5]} {s[5:]}",
                f"0{mobile}-{s}",
                f"0{mobile} {s[:3]} {s[3:5]} {s[5:]}",
                f"+46 {mobile} {s[:3]} {s[3:5]} {s[5:]}",
                f"+46{mobile}{s}",
                f"+46 (0){mobile} {s[:3]} {s[3:5]} {s[5:]}",
                f"0046{mobile}{s}",
                f"0{area}-{s[:3]} {s[3:5]} {s[5:]}" if len(area) < 3 else f"0{area}-{s[:6]}",
                f"+47 {s[:2]} {s[2:4]} {s[4:6]} {s[5:]}",
                f"+45 {s[:2]} {s[2:4]} {s[4:6]} {s[5:]}",
                f"+358 40 {s}",
                f"+44 20 7946 {s[:4]}",
                f"+1 415 555 {s[:4]}",
            ]
        )

    def phone_bare(self) -> str:
        return f"0{self.r.choice(['70', '72', '73', '76', '79'])}{self.digits(7)}"

    def postcode(self) -> str:
        code = f"{self.r.randint(100, 984)} {self.r.randint(10, 99)}"
        return self.r.choice([code, code, f"{code[:3]}{code[4:]}"])

    def postal_address(self) -> str:
        number = f"{self.r.randint(1, 99)}{self.r.choice(['', '', '', 'A', ' B'])}"
        street = f"{self.r.choice(STREETS)} {number}"
        code = f"{self.r.randint(100, 984)} {self.r.randint(10, 99)}"
        town = self.r.choice(TOWNS)
        english = f"{self.r.randint(1, 300)} {self.r.choice(['Baker Street', 'Main Street', 'Oak Avenue', 'Station Road'])}"
        return self.r.choice(
            [street, f"{street}, {code} {town}", f"{street}, {code} {town}", english]
        )

    def person_name(self) -> str:
        first, last = self.r.choice(FIRST), self.r.choice(LAST)
        form = self.r.randint(0, 11)
        if form == 0:
            return f"{first} {self.r.choice(FIRST)} {last}"
        if form == 1:
            return f"{first} {self.r.choice(['von', 'af', 'de'])} {last}"
        if form == 2:
            return f"{first} {last}-{self.r.choice(LAST)}"
        if form == 3:
            return f"{first} {last}".upper()
        return f"{first} {last}"

    def first_name(self) -> str:
        return self.r.choice(FIRST)

    def iban(self) -> str:
        country, size = self.r.choice(
            [("SE", 20), ("SE", 20), ("DE", 18), ("NO", 11), ("FI", 14)]
        )
        body = self.digits(size)
        number = int(body + "".join(str(ord(c) - 55) for c in country) + "00")
        text = f"{country}{98 - number % 97:02d}{body}"
        if self.r.random() < 0.5:
            return " ".join(text[i : i + 4] for i in range(0, len(text), 4))
        return text

    def bankgiro(self) -> str:
        head = self.r.choice("123456789") + self.digits(self.r.choice([5, 6]))
        text = head + luhn_digit(head)
        return f"{text[:-4]}-{text[-4:]}"

    def plusgiro(self) -> str:
        head = self.r.choice("123456789") + self.digits(5)
        return f"{head[:2]} {head[2:4]} {head[4:]}-{luhn_digit(head)}"

    def bank_account(self) -> str:
        clearing = self.r.choice(["3300", "5439", "6789", "9150", "8327-9"])
        body = self.digits(7)
        return self.r.choice(
            [f"{clearing}, {body[:3]} {body[3:]}", f"{clearing}-{body}", f"{clearing} {body}"]
        )

    def payment_card(self) -> str:
        head = self.r.choice(["4", "51", "54"])
        head += self.digits(15 - len(head))
        text = head + luhn_digit(head)
        mark = self.r.choice(["", " ", "-"])
        return mark.join(text[i : i + 4] for i in range(0, 16, 4))

    def ip_address(self) -> str:
        four = ".".join(str(self.r.randint(11, 223)) for _ in range(4))
        six = ":".join(f"{self.r.randint(1, 65535):x}" for _ in range(8))
        return self.r.choice([four, four, four, six, f"2001:db8::{self.r.randint(1, 65535):x}"])

    def mac_address(self) -> str:
        pairs = [f"{self.r.randint(0, 255):02x}" for _ in range(6)]
        return self.r.choice([":", "-"]).join(pairs)

    def uuid(self) -> str:
        h = f"{self.r.getrandbits(128):032x}"
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"

    def imei(self) -> str:
        head = "35" + self.digits(12)
        return head + luhn_digit(head)

    def cookie(self) -> str:
        return f"GA1.2.{self.r.randint(10**8, 2**31)}.{self.r.randint(15 * 10**8, 17 * 10**8)}"

    def licence_plate(self) -> str:
        letters = "".join(self.r.choice("ABCDEFGHJKLMNOPRSTUWXYZ") for _ in range(3))
        tail = self.digits(2) + self.r.choice("ABCDEFGH0123456789")
        return f"{letters}{self.r.choice(['', '', ' '])}{tail}"

    def coordinates(self) -> str:
        return f"{self.r.uniform(55.3, 68.9):.5f}, {self.r.uniform(11, 24):.5f}"

    def birth_date(self) -> str:
        born = self.birthday()
        month = "januari februari mars april maj juni juli augusti september oktober november december".split()
        return self.r.choice(
            [
                f"{born:%Y-%m-%d}",
                f"{born:%Y-%m-%d}",
                f"{born.day} {month[born.month - 1]} {born.year}",
                f"{born:%d/%m/%Y}",
                f"{born:%Y%m%d}",
            ]
        )

    def username(self) -> str:
        return f"{self.r.choice(FIRST)[:3]}{self.r.choice(LAST)[:3]}".lower().translate(
            str.maketrans("åäöéć", "aaoec")
        ) + self.r.choice(["", "01", "_adm", "7"])

    def password(self) -> str:
        return self.r.choice(
            [
                f"Sommar{self.digits(4)}!",
                f"hunter{self.digits(2)}",
                "K4tt!" + self.digits(3),
                "Tr0ub4dor&" + self.digits(1),
            ]
        )

    def api_key(self) -> str:
        a = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

        def pick(count: int) -> str:
            return "".join(self.r.choice(a) for _ in range(count))

        return self.r.choice(
            [
                f"AKIA{pick(16).upper()}",
                f"ghp_{pick(36)}",
                f"sk_live_{pick(24)}",
                f"AIza{pick(35)}",
                f"eyJ{pick(20)}.eyJ{pick(40)}.{pick(43)}",
                f"xoxb-{self.digits(11)}-{pick(24)}",
            ]
        )

    def health_term(self) -> str:
        return self.r.choice(
            "diabetes astma depression hypertoni bröstcancer epilepsi schizofreni migrän KOL "
            "hjärtinfarkt pneumonia asthma stroke demens psoriasis".split()
        )

    def diagnosis_code(self) -> str:
        return f"{self.r.choice('EFIJKMN')}{self.r.randint(10, 99)}.{self.r.randint(0, 9)}"

    # Traps: what is of no type.

    def order(self) -> str:
        day = self.today - timedelta(days=self.r.randint(0, 900))
        return self.r.choice(
            [f"{day:%y%m%d}-{self.digits(4)}", self.digits(10), self.digits(12), self.digits(8)]
        )

    def stamp(self) -> str:
        day = self.today - timedelta(days=self.r.randint(0, 2000))
        return f"{day:%Y%m%d}{self.r.randint(0, 23):02d}{self.r.randint(0, 59):02d}"

    def time(self) -> str:
        day = self.today - timedelta(days=self.r.randint(0, 2000))
        return f"{day:%Y-%m-%d} {self.r.randint(0, 23):02d}:{self.r.randint(0, 59):02d}:{self.r.randint(0, 59):02d}"

    def epoch(self) -> str:
        return str(self.r.randint(15 * 10**8, 18 * 10**8))

    def ean(self) -> str:
        return "73" + self.digits(11)

    def ocr(self) -> str:
        head = self.digits(self.r.choice([9, 11, 14]))
        return head + luhn_digit(head)

    def amount(self) -> str:
        return f"{self.r.randint(1, 999)} {self.digits(3)},{self.digits(2)}"

    def version(self) -> str:
        return ".".join(str(self.r.randint(0, 20)) for _ in range(4))

    def n(self) -> str:
        return str(self.r.randint(1, 9999))


_PART = re.compile(r"\{(\??)(\w+)(?::(\w+))?\}")


def filled(template: str, maker: Maker) -> Marked:
    """`{phone}` draws a phone; `{phone:phone_bare}` draws by the second name and is of the
    first type; `{?order}` is a trap."""
    text, spans, last = "", [], 0
    for part in _PART.finditer(template):
        text += template[last : part.start()]
        trap, type_, drawn = part.groups()
        value = getattr(maker, drawn or type_)()
        if not trap:
            spans.append((len(text), len(text) + len(value), type_))
        text += value
        last = part.end()
    return Marked(text + template[last:], tuple(spans))


def corpus(templates: tuple[str, ...], size: int, seed: int) -> list[Marked]:
    maker = Maker(seed)
    return [filled(templates[at % len(templates)], maker) for at in range(size)]


Finder = Callable[[str], list[tuple[int, int, str]]]


def measured(texts: list[Marked], find: Finder) -> dict[str, tuple[int, int, int]]:
    """By type: right, wrong and missed, where a span is right that overlaps one of its type."""
    counts: dict[str, list[int]] = {}
    for marked in texts:
        told = find(marked.text)
        for start, end, type_ in told:
            hit = any(s < end and start < e and t == type_ for s, e, t in marked.spans)
            counts.setdefault(type_, [0, 0, 0])[0 if hit else 1] += 1
        for start, end, type_ in marked.spans:
            hit = any(s < end and start < e and t == type_ for s, e, t in told)
            counts.setdefault(type_, [0, 0, 0])[2] += not hit
    return {type_: (a, b, c) for type_, (a, b, c) in counts.items()}
