"""The demo's year holds together, whichever day it is told."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from lofte.areas.access.rules import Role
from lofte.areas.promises.rules import Kind
from lofte.demo.booking.people import NOUR, TAGE, customers_of
from lofte.demo.names import MAJA, MEMBERS, ORGANISATIONS
from lofte.demo.policies.pledges import PLEDGES
from lofte.demo.policies.texts import policy
from lofte.demo.story import Ask, Moment, Publication, Step, Weekly, timeline
from lofte.demo.year import STORY
from lofte.kernel.context import STOCKHOLM
from lofte.kernel.deadlines import request_deadlines

TODAYS = [date(2026, 11, 22) + timedelta(days=n) for n in range(0, 420, 19)]


def told(today: date) -> dict[Ask, dict[Step, date]]:
    """Per request, the day of each thing that happened to it."""
    days: dict[Ask, dict[Step, date]] = {}
    for moment in timeline(STORY, today=today):
        if isinstance(moment.event, Ask):
            days.setdefault(moment.event, {})[moment.step] = moment.at.date()
    return days


def in_time(days: dict[Step, date]) -> bool:
    limits = request_deadlines(days[Step.ASKED])
    extended = days.get(Step.EXTENDED)
    if extended is None:
        return days[Step.ANSWERED] <= limits.safe
    return extended <= limits.safe and days[Step.ANSWERED] <= limits.extended_safe


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_moments_come_in_order_and_none_is_yet_to_come(today: date) -> None:
    moments = timeline(STORY, today=today)

    assert [m.at for m in moments] == sorted(m.at for m in moments)
    assert moments[-1].at <= datetime.combine(today, time(9), tzinfo=STOCKHOLM)
    assert (today - moments[0].at.date()).days >= 365


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_exactly_one_answer_was_late_and_extensions_were_told_in_time(today: date) -> None:
    answered = {ask: days for ask, days in told(today).items() if Step.ANSWERED in days}
    late = [ask for ask, days in answered.items() if not in_time(days)]

    assert [(ask.org, ask.person) for ask in late] == [("silverek", 534)]
    assert sum(Step.EXTENDED in days for days in answered.values()) == 3


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_what_is_open_is_within_its_limit_and_the_oldest_is_close(today: date) -> None:
    waiting = [
        days
        for ask, days in told(today).items()
        if Step.ANSWERED not in days and (ask.confirmed is not None or ask.ago < 30)
    ]
    left = [(request_deadlines(days[Step.ASKED]).safe - today).days for days in waiting]

    assert len(waiting) == 5
    assert min(left) >= 0
    assert min(left) <= 7


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_causes_come_before_effects(today: date) -> None:
    for days in told(today).values():
        order = [Step.ASKED, Step.CONFIRMED, Step.EXTENDED, Step.ANSWERED]
        happened = [days[step] for step in order if step in days]
        assert happened == sorted(happened)
        assert Step.ANSWERED not in days or Step.CONFIRMED in days


@pytest.mark.parametrize("today", TODAYS[:7], ids=str)
def test_staff_act_on_working_days(today: date) -> None:
    by_staff = {Step.ANSWERED, Step.EXTENDED, Step.REVIEWED, Step.ATTESTED, Step.PUBLISHED}
    days = {m.at.weekday() for m in timeline(STORY, today=today) if m.step in by_staff}

    assert days <= {0, 1, 2, 3, 4}


def test_the_people_who_ask_are_customers_and_the_guides_are_among_them() -> None:
    asked = {ask: customers_of(ask.org)[ask.person] for ask in STORY.asks}

    assert TAGE in asked.values()
    assert NOUR in asked.values()
    twice = Counter((ask.org, ask.person) for ask in STORY.asks)
    assert max(twice.values()) == 1


def test_each_organisation_always_has_an_owner_and_a_privacy_officer() -> None:
    for organisation in ORGANISATIONS:
        here = [member for member in MEMBERS if member.org == organisation.slug]
        first = max(p.ago for p in STORY.publications if p.org == organisation.slug)
        for role in (Role.OWNER, Role.PRIVACY_OFFICER):
            always = [m for m in here if m.role is role and m.joined > first and not m.left]
            assert always, (organisation.slug, role)


def test_maja_serves_all_of_them() -> None:
    assert {m.org for m in MEMBERS if (m.email, m.name) == MAJA} == {
        organisation.slug for organisation in ORGANISATIONS
    }


def test_somebody_joined_and_somebody_left_during_the_year() -> None:
    steps = Counter(moment.step for moment in timeline(STORY, today=TODAYS[0]))

    assert steps[Step.LEAVES] == 2
    assert steps[Step.CLOSED_AS_DORMANT] == 1
    assert sum(member.joined < 360 for member in MEMBERS) >= 5


@pytest.mark.parametrize(
    "publication", STORY.publications, ids=lambda p: f"{p.org}-{p.version}"
)
def test_every_version_can_be_printed_and_the_last_is_the_present(
    publication: Publication,
) -> None:
    text = policy(publication.org, "sv", leaving_out=publication.leaves_out)
    latest = max(p.version for p in STORY.publications if p.org == publication.org)

    assert (text == policy(publication.org, "sv")) == (publication.version == latest)


def test_words_are_given_for_sentences_that_need_them_and_were_published_by_then() -> None:
    for word in STORY.attestations:
        kinds = {pledge.key: pledge.kind for pledge in PLEDGES[word.org]}
        earlier = [p for p in STORY.publications if p.org == word.org and p.ago > word.ago]
        serving = {m.email for m in MEMBERS if m.org == word.org and m.joined > word.ago}

        assert kinds[word.pledge] is Kind.PROCESS
        assert word.pledge not in min(earlier, key=lambda p: p.ago).leaves_out
        assert word.by in serving


def mondays(moments: list[Moment], org: str) -> list[date]:
    return [
        moment.at.date()
        for moment in moments
        if moment.step is Step.SCANNED
        and isinstance(moment.event, Weekly)
        and moment.event.org == org
    ]


@pytest.mark.parametrize("today", TODAYS[:7], ids=str)
def test_systems_are_scanned_each_monday_but_for_two_in_summer(today: date) -> None:
    moments = timeline(STORY, today=today)
    vendor, salon = mondays(moments, "tussilago"), mondays(moments, "silverek")

    assert {(b - a).days for a, b in pairwise(vendor)} == {7}
    assert Counter((b - a).days for a, b in pairwise(salon))[21] == 1
    assert (today - vendor[-1]).days < 7
