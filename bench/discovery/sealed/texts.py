"""Texts with what is in them known: tickets, logs, JSON lines, letters. In characters."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bench.discovery.sealed import numbers, people

Gold = tuple[int, int, str]


@dataclass(frozen=True)
class Document:
    text: str
    gold: tuple[Gold, ...]
    style: str


class Page:
    """A text growing, and where in it the personal data lies."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.gold: list[Gold] = []
        self.length = 0

    def put(self, text: str, type_: str | None = None) -> Page:
        if type_:
            self.gold.append((self.length, self.length + len(text), type_))
        self.parts.append(text)
        self.length += len(text)
        return self

    def end(self, style: str) -> Document:
        return Document("".join(self.parts), tuple(self.gold), style)


def _pnr(draw: Random) -> tuple[str, str]:
    coordination = draw.random() < 0.08
    style = draw.choice(["12", "12-", "10-", "10-", "12 ", "10–", "12"])
    number = numbers.written(draw, numbers.personnummer(draw, coordination=coordination), style)
    return number, "samordningsnummer" if coordination else "personnummer"


def ticket(draw: Random) -> Document:
    page = Page().put(draw.choice(["Hej!\n", "God morgon,\n", "Hello,\n", ""]))
    for _ in range(draw.randrange(1, 5)):
        draw.choice(_LINES)(page, draw)
    if draw.random() < 0.6:
        page.put(
            draw.choice(["\nMed vänlig hälsning\n", "\nHälsningar,\n", "\nBest regards,\n"])
        )
        page.put(people.full(draw), "person_name").put("\n")
    return page.end("ticket")


def _line_pnr(page: Page, draw: Random) -> None:
    page.put(
        draw.choice(
            [
                "Mitt personnummer är ",
                "Patienten (pnr ",
                "Gäller personen ",
                "Jag heter inget här men har nummer ",
                "Personnr: ",
            ]
        )
    )
    page.put(*_pnr(draw)).put(draw.choice([". ", ") har ringt. ", ", kan ni kolla? ", "\n"]))


def _line_phone(page: Page, draw: Random) -> None:
    page.put(draw.choice(["Ring mig på ", "Jag nås på tel ", "My phone is ", "Mobil: "]))
    page.put(people.phone(draw), "phone").put(draw.choice([" efter lunch. ", ". ", "\n"]))


def _line_mail(page: Page, draw: Random) -> None:
    page.put(draw.choice(["Svara till ", "Min adress är ", "Send it to ", "<"]))
    page.put(people.email(draw), "email").put(draw.choice([" tack. ", "> ", ", please. "]))


def _line_address(page: Page, draw: Random) -> None:
    page.put(draw.choice(["Jag har flyttat till ", "Leverera till ", "Adress: "]))
    page.put(people.address(draw), "postal_address").put(". ")


def _line_name(page: Page, draw: Random) -> None:
    page.put(
        draw.choice(["Jag pratade med ", "Min handläggare var ", "Kontakta ", "Please ask "])
    )
    page.put(people.full(draw), "person_name").put(
        draw.choice([" i tisdags. ", " om detta. ", ". "])
    )


def _line_bank(page: Page, draw: Random) -> None:
    kind, make, lead = draw.choice(
        [
            ("iban", numbers.iban, "Betala till IBAN "),
            ("bankgiro", numbers.bankgiro, "Vårt bankgiro är "),
            ("plusgiro", numbers.plusgiro, "Sätt in på plusgiro "),
            ("bank_account", numbers.account, "Mitt kontonummer är "),
            ("payment_card", numbers.card, "Kortet "),
        ]
    )
    page.put(lead).put(make(draw), kind).put(". ")


def _line_other(page: Page, draw: Random) -> None:
    kind, make, lead = draw.choice(
        [
            ("organisationsnummer", numbers.organisation, "Vårt org.nr är "),
            ("hsa_id", numbers.hsa, "Min HSA-id: "),
            ("licence_plate", numbers.plate, "Bilen med regnr "),
            ("vat_number", numbers.vat, "VAT no "),
            ("mac_address", numbers.mac, "Skrivarens MAC "),
            ("ip_address", numbers.ipv4, "Jag satt på IP "),
            ("birth_date", lambda d: numbers.born(d).isoformat(), "Jag är född "),
            ("health_term", lambda d: d.choice(people.DIAGNOSES), "Läkaren skrev "),
        ]
    )
    page.put(lead).put(make(draw), kind).put(". ")


def _line_trap(page: Page, draw: Random) -> None:
    on = date(2024, 1, 1) + timedelta(days=draw.randrange(1000))
    page.put(
        draw.choice(
            [
                f"Order {on:%y%m%d}-{draw.randrange(10000):04d} saknas. ",
                f"Fakturan med OCR {numbers.digits(draw, 12)} är betald. ",
                f"Artikel 73{numbers.digits(draw, 11)} är slut. ",
                f"Ärende {on:%Y%m%d}{numbers.digits(draw, 4)} stängdes. ",
                f"Det kostade {draw.randrange(100, 9000)} kr den {on:%Y-%m-%d}. ",
                f"Version {draw.randrange(9)}.{draw.randrange(20)}.{draw.randrange(9)} fungerar. ",
                "Stockholm och Göteborg har öppet på lördag. ",
                "Safari visar fel, Chrome fungerar. ",
                "Den 14 mars kl. 09.30 passar. ",
            ]
        )
    )


_LINES: tuple[Callable[[Page, Random], None], ...] = (
    _line_pnr, _line_pnr, _line_phone, _line_mail, _line_address, _line_name, _line_bank,
    _line_other, _line_other, _line_trap, _line_trap,
)  # fmt: skip


def log(draw: Random) -> Document:
    page = Page()
    for _ in range(draw.randrange(3, 9)):
        on = date(2025, 1, 1) + timedelta(days=draw.randrange(600))
        page.put(
            f"{on}T{draw.randrange(24):02d}:{draw.randrange(60):02d}:11.{draw.randrange(999):03d}Z "
        )
        page.put(draw.choice(["INFO ", "WARN ", "DEBUG "]))
        kind = draw.randrange(6)
        if kind == 0:
            page.put("lookup person=").put(*_pnr(draw)).put(f" took={draw.randrange(90)}ms\n")
        elif kind == 1:
            page.put("client ").put(numbers.ipv4(draw), "ip_address").put(
                f" GET /api/v{draw.randrange(3)}/x 200\n"
            )
        elif kind == 2:
            page.put(
                f"batch id={on:%Y%m%d}{draw.randrange(24):02d}{draw.randrange(60):02d} rows={draw.randrange(9999999999)}\n"
            )
        elif kind == 3:
            page.put("mail sent to=").put(people.email(draw), "email").put(
                f" id={draw.getrandbits(64):x}\n"
            )
        elif kind == 4:
            page.put(
                f"order {on:%y%m%d}{numbers.digits(draw, 4)} ean=73{numbers.digits(draw, 11)}\n"
            )
        else:
            page.put("sms to ").put(
                "+46" + "7" + draw.choice("0236") + numbers.digits(draw, 7), "phone"
            ).put(" queued\n")
    return page.end("log")


def record(draw: Random) -> Document:
    page = Page().put("{")
    fields: list[tuple[str, str, str | None]] = [("id", str(draw.randrange(10**9)), None)]
    for _ in range(draw.randrange(2, 6)):
        number, kind = _pnr(draw)
        fields.append(
            draw.choice(
                [
                    ("personnummer", number, kind),
                    ("namn", people.full(draw), "person_name"),
                    ("epost", people.email(draw), "email"),
                    ("telefon", people.phone(draw), "phone"),
                    ("orgnr", numbers.organisation(draw), "organisationsnummer"),
                    ("order_no", f"{draw.randrange(10**9, 10**10)}", None),
                    ("created", "202511211430", None),
                    ("ocr", (b := numbers.digits(draw, 9)) + numbers.luhn(b), None),
                ]
            )
        )
    for place, (name, value, kind_or_none) in enumerate(fields):
        page.put(("" if place == 0 else ", ") + json.dumps(name) + ': "')
        page.put(value, kind_or_none).put('"')
    return page.put("}\n").end("json")


def documents(seed: int, count: int) -> list[Document]:
    draw = Random(seed)
    return [draw.choice([ticket, ticket, log, record])(draw) for _ in range(count)]
