"""Who came when: bookings without collisions, over three years and a little ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from lofte.demo.booking.people import NOUR, SIGNE, TAGE, Person
from lofte.demo.booking.words import SERVICES, STAFF
from lofte.kernel.context import STOCKHOLM

YEARS_BACK = 3
DAYS_AHEAD = 45

SALON, CLINIC = 1, 2


class Customer(NamedTuple):
    """One person at one business: a person of both is two customers."""

    id: int
    business: int
    person: Person


class Visit(NamedTuple):
    id: int
    customer: Customer
    staff: int
    service: int
    starts_at: datetime
    created_at: datetime
    status: str

    @property
    def minutes(self) -> int:
        return SERVICES[self.service - 1][2]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hours:
    """One business's working day: how many take bookings, how many times, how long."""

    business: int
    bookings: int
    slots: int
    minutes: int
    opens: time
    regulars: tuple[tuple[Person, int], ...]


_HOURS = (
    _Hours(
        business=SALON,
        bookings=10_500,
        slots=6,
        minutes=90,
        opens=time(9),
        regulars=((SIGNE, 14), (NOUR, 6)),
    ),
    _Hours(
        business=CLINIC,
        bookings=5_500,
        slots=10,
        minutes=45,
        opens=time(8),
        regulars=((TAGE, 11), (NOUR, 3)),
    ),
)
BOOKINGS = sum(hours.bookings for hours in _HOURS)


def customers(crowd: Sequence[Person]) -> list[Customer]:
    """Each person once per business they go to; the named people have the lowest numbers."""
    pairs = [
        (business, person)
        for person in crowd
        for business, goes in ((SALON, person.in_salon), (CLINIC, person.in_clinic))
        if goes
    ]
    return [Customer(n, business, person) for n, (business, person) in enumerate(pairs, 1)]


def visits(chance: Random, everyone: Sequence[Customer], *, today: date) -> list[Visit]:
    """All bookings in order of time, never two at once for the same member of staff."""
    days = _working_days(today)
    planned = [
        (starts, staff, customer)
        for hours in _HOURS
        for starts, staff, customer in _planned(chance, hours, everyone, days)
    ]
    planned.sort(key=lambda plan: (plan[0], plan[1]))
    return [
        _visit(chance, n, starts=starts, staff=staff, customer=customer, today=today)
        for n, (starts, staff, customer) in enumerate(planned, 1)
    ]


def first_then(chance: Random, found: Iterable[Visit], wanted: int) -> list[Visit]:
    """`wanted` of the visits: all of the named people's, then whose chance decides."""
    kept: list[Visit] = []
    rest: list[Visit] = []
    for visit in found:
        (kept if visit.customer.person.named else rest).append(visit)
    return sorted(kept + chance.sample(rest, wanted - len(kept)))


def _working_days(today: date) -> list[date]:
    first = today - timedelta(days=365 * YEARS_BACK)
    span = (today - first).days + DAYS_AHEAD
    days = (first + timedelta(days=n) for n in range(span + 1))
    return [day for day in days if day.weekday() < 5]


def _planned(
    chance: Random, hours: _Hours, everyone: Sequence[Customer], days: Sequence[date]
) -> Iterable[tuple[datetime, int, Customer]]:
    staff = [n for n, row in enumerate(STAFF, 1) if row[0] == hours.business]
    a_day = len(staff) * hours.slots
    taken = sorted(chance.sample(range(len(days) * a_day), hours.bookings))
    owners = _owners(chance, hours, [c for c in everyone if c.business == hours.business])
    for slot, customer in zip(taken, owners, strict=True):
        day, in_day = divmod(slot, a_day)
        turn, who = divmod(in_day, len(staff))
        opens = datetime.combine(days[day], hours.opens, tzinfo=STOCKHOLM)
        yield opens + timedelta(minutes=turn * hours.minutes), staff[who], customer


def _owners(chance: Random, hours: _Hours, here: Sequence[Customer]) -> list[Customer]:
    """One customer per slot in order of time; the named come evenly, and again soon."""
    by_person = {c.person.email: c for c in here if c.person.named}
    others = [c for c in here if not c.person.named]
    weights = [chance.expovariate(1.0) ** 1.5 for _ in others]
    owners = chance.choices(others, weights, k=hours.bookings)
    for turn, (person, times) in enumerate(hours.regulars):
        step = hours.bookings // times
        for back in range(times):
            owners[hours.bookings - 1 - turn - back * step] = by_person[person.email]
    return owners


def _visit(
    chance: Random, n: int, *, starts: datetime, staff: int, customer: Customer, today: date
) -> Visit:
    fits = [i for i, row in enumerate(SERVICES, 1) if row[0] == customer.business]
    past = starts.date() < today
    ahead = timedelta(days=chance.randint(1, 40), minutes=chance.randint(0, 600))
    latest = datetime.combine(today, time(6), tzinfo=STOCKHOLM)
    return Visit(
        id=n,
        customer=customer,
        staff=staff,
        service=chance.choice(fits),
        starts_at=starts,
        created_at=min(starts - ahead, latest),
        status=_status(chance, past=past),
    )


def _status(chance: Random, *, past: bool) -> str:
    if not past:
        return "confirmed" if chance.random() < 0.9 else "preliminary"
    roll = chance.random()
    if roll < 0.88:
        return "completed"
    return "cancelled" if roll < 0.96 else "no_show"
