"""The tables' rows: people and visits turned into what a booking system would have kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from lofte.demo.booking import words
from lofte.demo.booking.letters import emails, facts, invoices, sms_messages
from lofte.demo.booking.people import TOWNS, Person
from lofte.demo.booking.visits import CLINIC, SALON, Customer, Visit, customers, visits
from lofte.kernel.context import STOCKHOLM

Row = tuple[Any, ...]
Tables = dict[str, list[Row]]

ACCOUNTS = 2_600
NOTES = 2_400
WAITING = 120
GIFT_CARDS = 300
SUBSCRIBERS = {SALON: 1_500, CLINIC: 120}
OLD_IMPORT = 400

_DOCUMENTATION_NETS = ("192.0.2.", "198.51.100.", "203.0.113.")


def tables(crowd: Sequence[Person], *, today: date, seed: int) -> Tables:
    """Every table's rows, in an order that satisfies the foreign keys."""
    chance = Random(seed)  # noqa: S311 - synthetic content, no secrets
    everyone = customers(crowd)
    booked = visits(chance, everyone, today=today)
    billed, lines = invoices(chance, booked, today=today)
    return {
        **_lookups(),
        "customers": list(_customers(chance, everyone, booked, today=today)),
        "login_accounts": list(_accounts(chance, everyone, today=today)),
        "bookings": [_booking(chance, visit) for visit in booked],
        "sms_messages": sms_messages(chance, booked, today=today),
        "emails": emails(chance, booked, today=today),
        "invoices": billed,
        "invoice_lines": lines,
        "journal_notes": list(_notes(chance, booked)),
        "vantelista": list(_waiting(chance, everyone, today=today)),
        "gift_cards": list(_gift_cards(chance, everyone, today=today)),
        "newsletter_subscribers": list(_subscribers(chance, everyone, today=today)),
        "kundimport_gammal": list(_old_import(chance, everyone)),
    }


def _lookups() -> Tables:
    return {
        "businesses": [(*row, "Europe/Stockholm") for row in words.BUSINESSES],
        "postnummer": list(TOWNS),
        "cancel_reasons": list(words.CANCEL_REASONS),
        "staff": [
            (n, business, name, mail, None, title, date(2016, 9, 1), None)
            for n, (business, name, mail, title) in enumerate(words.STAFF, 1)
        ],
        "resources": [(n, *row) for n, row in enumerate(words.RESOURCES, 1)],
        "services": [
            (n, business, name, timedelta(minutes=minutes), price, n * 10)
            for n, (business, name, minutes, price) in enumerate(words.SERVICES, 1)
        ],
    }


def _customers(
    chance: Random, everyone: Sequence[Customer], booked: Sequence[Visit], *, today: date
) -> Iterator[Row]:
    first_seen: dict[int, datetime] = {}
    for visit in booked:
        known = first_seen.setdefault(visit.customer.id, visit.created_at)
        first_seen[visit.customer.id] = min(known, visit.created_at)
    for customer in everyone:
        since = first_seen.get(customer.id) or moment(chance, today, days=1_000)
        yield _customer(chance, customer, since)


def _customer(chance: Random, customer: Customer, since: datetime) -> Row:
    person = customer.person
    remark = chance.choice(words.CUSTOMER_REMARKS) if chance.random() < 0.12 else None
    tags = ["vip"] if chance.random() < 0.03 else []
    return (
        customer.id,
        customer.business,
        f"{'SR'[customer.business - 1]}{customer.id:06}",
        person.first,
        person.last,
        person.personnummer,
        person.email,
        person.phone,
        person.landline,
        person.street,
        person.postcode,
        person.language,
        chance.random() < 0.4,
        remark and remark.format(**facts(person)),
        tags,
        f"({58.8 + chance.random() / 4:.4f},{14 + chance.random() / 2:.4f})",
        since,
    )


def _accounts(chance: Random, everyone: Sequence[Customer], *, today: date) -> Iterator[Row]:
    for customer in named_first(chance, everyone, ACCOUNTS):
        yield (
            UUID(int=chance.getrandbits(128), version=4),
            customer.id,
            customer.person.email,
            f"$argon2id$v=19$m=65536,t=3,p=4${chance.getrandbits(256):064x}",
            moment(chance, today, days=700) if chance.random() < 0.9 else None,
            address(chance),
            chance.choice(words.USER_AGENTS),
        )


def _booking(chance: Random, visit: Visit) -> Row:
    person = visit.customer.person
    message = chance.choice(words.BOOKING_MESSAGES) if chance.random() < 0.08 else None
    cancelled = visit.status == "cancelled"
    return (
        visit.id,
        visit.customer.business,
        visit.customer.id,
        visit.staff,
        visit.service,
        visit.staff,
        visit.starts_at,
        timedelta(minutes=visit.minutes),
        visit.status,
        chance.choice(("web", "web", "phone", "app", "drop-in")),
        message and message.format(**facts(person)),
        chance.choice(words.CANCEL_REASONS)[0] if cancelled else None,
        visit.created_at,
        address(chance) if chance.random() < 0.6 else None,
    )


def _notes(chance: Random, booked: Sequence[Visit]) -> Iterator[Row]:
    seen = [v for v in booked if v.customer.business == CLINIC and v.status == "completed"]
    kept = [v for v in seen if v.customer.person.named]
    rest = chance.sample([v for v in seen if not v.customer.person.named], NOTES - len(kept))
    for n, visit in enumerate(sorted(kept + rest), 1):
        reason = chance.choice(words.VISIT_REASONS)
        text = chance.choice(words.JOURNAL_NOTES)
        written = visit.starts_at + timedelta(minutes=visit.minutes)
        signed = written + timedelta(minutes=chance.randint(5, 180))
        person = visit.customer.person
        yield (
            n,
            CLINIC,
            visit.customer.id,
            visit.id,
            visit.staff,
            written,
            reason,
            text.format(reason=reason.lower(), **facts(person)),
            signed if chance.random() < 0.97 else None,
        )


def _waiting(chance: Random, everyone: Sequence[Customer], *, today: date) -> Iterator[Row]:
    for n, customer in enumerate(chance.sample(everyone, WAITING), 1):
        fits = [i for i, row in enumerate(words.SERVICES, 1) if row[0] == customer.business]
        opens = today + timedelta(days=chance.randint(1, 20))
        note = chance.choice(words.WAITING_NOTES) if chance.random() < 0.5 else None
        yield (
            n,
            customer.business,
            customer.person.name,
            customer.person.phone,
            chance.choice(fits),
            f"[{opens},{opens + timedelta(days=chance.randint(3, 40))})",
            note and note.format(**facts(customer.person)),
            moment(chance, today, days=60),
        )


def _gift_cards(chance: Random, everyone: Sequence[Customer], *, today: date) -> Iterator[Row]:
    salon = [c for c in everyone if c.business == SALON]
    for n, buyer in enumerate(named_first(chance, salon, GIFT_CARDS), 1):
        friend = chance.choice(salon).person
        bought = moment(chance, today, days=1_000).date()
        amount = chance.choice((300, 500, 750, 1_000))
        yield (
            f"PK-{n:04}-{chance.randint(1_000, 9_999)}",
            SALON,
            buyer.id if chance.random() < 0.8 or buyer.person.named else None,
            friend.name,
            friend.email if chance.random() < 0.5 else None,
            chance.choice(words.GREETINGS).format(**facts(friend)),
            amount,
            chance.choice((0, amount // 2, amount)),
            bought,
            bought + timedelta(days=730),
        )


def _subscribers(chance: Random, everyone: Sequence[Customer], *, today: date) -> Iterator[Row]:
    for business, wanted in SUBSCRIBERS.items():
        here = [c for c in everyone if c.business == business]
        for customer in named_first(chance, here, wanted):
            since = moment(chance, today, days=1_400)
            left = chance.random() < 0.1 and not customer.person.named
            later = since + (moment(chance, today, days=0) - since) / 2
            yield (
                business,
                customer.person.email,
                since,
                address(chance),
                chance.choice(("webbplats", "kassan", "bokning")),
                later if left else None,
            )


def _old_import(chance: Random, everyone: Sequence[Customer]) -> Iterator[Row]:
    salon = [c for c in everyone if c.business == SALON]
    for customer in named_first(chance, salon, OLD_IMPORT):
        person = customer.person
        number = person.personnummer
        note = chance.choice(words.IMPORT_NOTES) if chance.random() < 0.4 else None
        yield (
            f"{person.last.upper()}, {person.first}",
            "".join(sign for sign in person.phone if sign.isdigit()),
            person.email if chance.random() < 0.7 or person.named else None,
            number[2:] if number else f"KORT{chance.randint(100, 999)}",
            note and note.format(**facts(person)),
        )


def named_first(chance: Random, found: Sequence[Customer], wanted: int) -> list[Customer]:
    """`wanted` of the customers: the named people, then whose chance decides."""
    kept = [c for c in found if c.person.named]
    rest = [c for c in found if not c.person.named]
    return kept + chance.sample(rest, wanted - len(kept))


def moment(chance: Random, today: date, *, days: int) -> datetime:
    """A time of day some day up to `days` back, never later than six in the morning today."""
    morning = datetime.combine(today, time(6), tzinfo=STOCKHOLM)
    return morning - timedelta(days=chance.randint(0, days), minutes=chance.randint(0, 600))


def address(chance: Random) -> str:
    """An address from the nets set aside for documentation (RFC 5737)."""
    return f"{chance.choice(_DOCUMENTATION_NETS)}{chance.randint(1, 254)}"
