"""A year at the demo's organisations, as data: who asked, who answered, what was published.

Every day is counted backwards from the demo's today, so that the year always ends now.
`timeline` turns the script into moments in order; replaying them is for another module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from lofte.demo.names import Member
from lofte.kernel.context import STOCKHOLM


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One person asks what is known of them (Art. 15 GDPR): received `ago` days back.

    `person` is a place in `people.customers_of(org)`. The rest is in days after receipt:
    `confirmed` is None when the person never proved the address, `answered` when that has
    not happened by today.
    """

    org: str
    person: int
    ago: int
    confirmed: int | None = 0
    extended: int | None = None
    answered: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A version of a policy in both languages, without the sentences not yet promised."""

    org: str
    version: int
    ago: int
    leaves_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Somebody read the whole policy and found that it could stand."""

    org: str
    ago: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """A named person's word for a sentence no machine can prove, valid for some days."""

    org: str
    pledge: str
    ago: int
    by: str
    valid: int = 365


class Reach(StrEnum):
    """How a system is read: by a connection, or by somebody who goes and looks."""

    POSTGRESQL = "postgresql"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A place with personal data. `business` is the organisation's rows in a shared one."""

    org: str
    name: str
    reach: Reach
    ago: int
    holds: str
    business: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """A person's signing in: every so many days, with the second step since a day."""

    email: str
    every: int
    first: int
    last: int = 0
    second_step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dormancy:
    """An account nobody used, and the day it was closed for that."""

    email: str
    closed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """What runs every Monday since a day; `missed` Mondays, counted back, it did not. Until a
    quarter ago it ran every `at_first` weeks."""

    org: str
    since: int
    missed: tuple[int, ...] = ()
    at_first: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    members: tuple[Member, ...]
    systems: tuple[System, ...]
    publications: tuple[Publication, ...]
    reviews: tuple[Review, ...]
    attestations: tuple[Attestation, ...]
    asks: tuple[Ask, ...]
    habits: tuple[Habit, ...]
    dormancies: tuple[Dormancy, ...]
    scans: tuple[Weekly, ...]
    snapshots: tuple[Weekly, ...]


class Step(StrEnum):
    """What happens in a moment. Listed as they go when they share one: cause before effect."""

    JOINS = "joins"
    SYSTEM_ADDED = "system_added"
    PUBLISHED = "published"
    SCANNED = "scanned"
    SIGNS_IN = "signs_in"
    REVIEWED = "reviewed"
    ATTESTED = "attested"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    EXTENDED = "extended"
    ANSWERED = "answered"
    CLOSED_AS_DORMANT = "closed_as_dormant"
    LEAVES = "leaves"
    SNAPSHOT = "snapshot"


Event = Member | System | Publication | Review | Attestation | Ask | Habit | Dormancy | Weekly


class Moment(NamedTuple):
    at: datetime
    step: Step
    event: Event


_QUARTER = 13
_ORDER = {step: n for n, step in enumerate(Step)}


def timeline(story: Story, *, today: date) -> list[Moment]:
    """The story's moments in order, none later than nine in the morning `today`.

    People write on any day. Staff work Monday to Friday: what they would do on a Saturday
    or Sunday they have done the Friday before, or do on the Monday if it came in between.
    """
    moments = [
        *_of_members(story, today),
        *_of_texts(story, today),
        *(m for ask in story.asks for m in _of_ask(ask, today)),
        *(m for habit in story.habits for m in _of_habit(habit, today)),
        *_of_weeks(story.scans, Step.SCANNED, time(5), today),
        *_of_weeks(story.snapshots, Step.SNAPSHOT, time(6), today),
    ]
    return sorted(moments, key=lambda moment: (moment.at, _ORDER[moment.step]))


def _of_members(story: Story, today: date) -> Iterator[Moment]:
    for member in story.members:
        yield Moment(_at_work(today, member.joined, 8), Step.JOINS, member)
        if member.left is not None:
            yield Moment(_at_work(today, member.left, 16), Step.LEAVES, member)
    for dormancy in story.dormancies:
        yield Moment(_at(today, dormancy.closed, time(4)), Step.CLOSED_AS_DORMANT, dormancy)


def _of_texts(story: Story, today: date) -> Iterator[Moment]:
    for system in story.systems:
        yield Moment(_at_work(today, system.ago, 9), Step.SYSTEM_ADDED, system)
    for publication in story.publications:
        yield Moment(_at_work(today, publication.ago, 10), Step.PUBLISHED, publication)
    for review in story.reviews:
        yield Moment(_at_work(today, review.ago, 11), Step.REVIEWED, review)
    for attestation in story.attestations:
        yield Moment(_at_work(today, attestation.ago, 13), Step.ATTESTED, attestation)


def _of_ask(ask: Ask, today: date) -> Iterator[Moment]:
    """A request's moments; minutes spread by place, so that no two letters come at once."""
    asked = _at(today, ask.ago, time(7, ask.person % 60))
    confirmed = asked + timedelta(days=ask.confirmed or 0, minutes=6)
    yield Moment(asked, Step.ASKED, ask)
    if ask.confirmed is not None:
        yield Moment(confirmed, Step.CONFIRMED, ask)
    for step, after, hour in (
        (Step.EXTENDED, ask.extended, 14),
        (Step.ANSWERED, ask.answered, 15),
    ):
        if after is not None:
            worked = _at_work(today, ask.ago - after, hour, since=confirmed.date())
            yield Moment(worked, step, ask)


def _of_habit(habit: Habit, today: date) -> Iterator[Moment]:
    for ago in range(habit.first, habit.last - 1, -habit.every):
        at = _at_work(today, ago, 8) + timedelta(minutes=10)
        yield Moment(at, Step.SIGNS_IN, habit)


def _of_weeks(
    weeklies: tuple[Weekly, ...], step: Step, at: time, today: date
) -> Iterator[Moment]:
    """Mondays, the latest being number 0."""
    monday = today - timedelta(days=today.weekday())
    for weekly in weeklies:
        for back in range(weekly.since // 7, -1, -1):
            day = monday - timedelta(weeks=back)
            off = back in weekly.missed or (back > _QUARTER and back % weekly.at_first)
            if not off and (today - day).days <= weekly.since:
                yield Moment(datetime.combine(day, at, tzinfo=STOCKHOLM), step, weekly)


def _at(today: date, ago: int, at: time) -> datetime:
    return datetime.combine(today - timedelta(days=ago), at, tzinfo=STOCKHOLM)


def _at_work(today: date, ago: int, hour: int, since: date = date.min) -> datetime:
    day = today - timedelta(days=ago)
    beyond = max(day.weekday() - 4, 0)
    friday = day - timedelta(days=beyond)
    worked = friday if friday >= since else day + timedelta(days=3 - beyond)
    return datetime.combine(worked, time(hour), tzinfo=STOCKHOLM)
