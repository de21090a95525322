"""What was sent: text messages, e-mail and invoices, each about one visit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from stdnum import luhn

from lofte.demo.booking import words
from lofte.demo.booking.people import Person
from lofte.demo.booking.visits import SALON, Visit, first_then
from lofte.kernel.context import STOCKHOLM

SMS = 11_000
EMAILS = 7_000
INVOICES = 6_000

Row = tuple[Any, ...]


def facts(person: Person) -> dict[str, str]:
    """What a text about a person may mention of them."""
    return {
        "first": person.first,
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "street": person.street,
        "town": person.town,
        "pnr": person.personnummer or "okänt",
    }


def sms_messages(chance: Random, booked: Sequence[Visit], *, today: date) -> list[Row]:
    return [
        (
            n,
            visit.customer.business,
            visit.customer.id,
            visit.id,
            visit.customer.person.phone,
            chance.choice(words.SMS_BODIES).format(**_about(visit)),
            _sent(visit, today),
            chance.choices(("delivered", "sent", "failed"), (94, 4, 2))[0],
            "0.420",
        )
        for n, visit in enumerate(first_then(chance, booked, SMS), 1)
    ]


def emails(chance: Random, booked: Sequence[Visit], *, today: date) -> list[Row]:
    rows: list[Row] = []
    for n, visit in enumerate(first_then(chance, booked, EMAILS), 1):
        subject, body = chance.choice(words.EMAIL_SUBJECTS)
        about = _about(visit)
        to = visit.customer.person.email
        sent = _sent(visit, today)
        opened = sent + timedelta(minutes=chance.randint(1, 900))
        rows.append(
            (
                n,
                visit.customer.business,
                to,
                subject.format(**about),
                body.format(**about),
                json.dumps(
                    {"To": f"{visit.customer.person.name} <{to}>", "X-Booking": visit.id}
                ),
                sent,
                opened if chance.random() < 0.55 and opened < _morning(today) else None,
            )
        )
    return rows


def invoices(
    chance: Random, booked: Sequence[Visit], *, today: date
) -> tuple[list[Row], list[Row]]:
    """Invoices for visits that took place, numbered per business without gaps; and lines."""
    done = [v for v in booked if v.status == "completed"]
    numbers = {business: 0 for business, *_ in words.BUSINESSES}
    billed: list[Row] = []
    lines: list[Row] = []
    for n, visit in enumerate(first_then(chance, done, INVOICES), 1):
        numbers[visit.customer.business] += 1
        amount = _lines(chance, n, visit, lines)
        billed.append(
            _invoice(chance, n, visit, numbers[visit.customer.business], amount, today=today)
        )
    return billed, lines


def _invoice(
    chance: Random, n: int, visit: Visit, number: int, amount: int, *, today: date
) -> Row:
    person = visit.customer.person
    issued = visit.starts_at.date()
    due = issued + timedelta(days=30)
    paid = visit.starts_at + timedelta(days=chance.randint(0, 34))
    reference = f"{visit.customer.id:06}{number:06}"
    return (
        n,
        visit.customer.business,
        visit.customer.id,
        visit.id,
        f"{'SR'[visit.customer.business - 1]}-{number:06}",
        issued,
        due,
        person.name,
        f"{person.street}, {person.postcode} {person.town}",
        person.email,
        amount,
        f"{reference}{luhn.calc_check_digit(reference)}",
        paid if paid < _morning(today) else None,
    )


def _lines(chance: Random, invoice: int, visit: Visit, lines: list[Row]) -> int:
    """Adds the invoice's lines to `lines` and gives their sum in kronor."""
    _, name, _, price = words.SERVICES[visit.service - 1]
    salon = visit.customer.business == SALON
    # Mervärdesskattelagen (2023:200) 10 kap. 6 §: medical care is exempt from VAT.
    vat = 25 if salon else 0
    lines.append((invoice, 1, name, 1, price, vat))
    if not salon or chance.random() > 0.3:
        return price
    product = chance.choice((149, 189, 249))
    lines.append((invoice, 2, "Schampo 250 ml", 1, product, vat))
    return price + product


def _about(visit: Visit) -> dict[str, str]:
    _, service, _, price = words.SERVICES[visit.service - 1]
    starts = visit.starts_at
    return {
        **facts(visit.customer.person),
        "service": service,
        "price": str(price),
        "day": f"{starts.day}/{starts.month}",
        "time": f"{starts:%H.%M}",
        "business": words.BUSINESSES[visit.customer.business - 1][2],
    }


def _sent(visit: Visit, today: date) -> datetime:
    """The day before the visit, or when it was booked if that day is yet to come."""
    eve = visit.starts_at - timedelta(days=1)
    return eve if eve < _morning(today) else visit.created_at


def _morning(today: date) -> datetime:
    return datetime.combine(today, time(6), tzinfo=STOCKHOLM)
