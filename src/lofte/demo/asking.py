"""People ask what is known of them, and staff answer; each with the means they would have."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from lofte.areas.access.rules import OF_THE_SUBJECT, Role
from lofte.areas.requests import actions, jobs, rules, workers
from lofte.areas.requests.steps import digits_of
from lofte.demo.booking.people import Person, customers_of
from lofte.demo.story import Ask, Step
from lofte.infra.background import Job, by_hand
from lofte.kernel.context import SUBJECT, Context

if TYPE_CHECKING:
    from lofte.demo.replay import Staff

_WHY_LONGER = {
    "sv": "Dina uppgifter finns även i äldre arkiv som vi måste gå igenom för hand.",
    "en": "Some of your data is in older archives that we must go through by hand.",
}
_FETCHED_AFTER = timedelta(hours=2)
_SEARCHED_AFTER = timedelta(minutes=1)
# The night's tidying comes at three, after the day on which something fell due.
_NIGHT = timedelta(hours=12)


class Asking:
    """Every request of one organisation, from the first word to the package's end."""

    def __init__(self, staff: Staff, slug: str) -> None:
        self._staff, self._slug = staff, slug
        self._open: dict[Ask, tuple[UUID, str, UUID]] = {}
        self._due: list[datetime] = []

    def play(self, step: Step, ask: Ask, at: datetime) -> None:
        {
            Step.ASKED: self._asked,
            Step.CONFIRMED: self._confirmed,
            Step.EXTENDED: self._extended,
            Step.ANSWERED: self._answered,
        }[step](ask, at)

    def tidy(self, *, until: datetime) -> None:
        """Do what the nights since the last moment would have done."""
        while self._due and self._due[0] <= until:
            ctx = self._staff.system(heapq.heappop(self._due))
            actions.remove_old_packages(ctx)
            actions.lapse_unconfirmed(ctx)

    def _asked(self, ask: Ask, at: datetime) -> None:
        person, ctx = self._person(ask), self._visitor(at)
        with by_hand() as asked:
            request, reference = actions.submit(
                ctx,
                name=person.name,
                email=person.email,
                language=person.language,
                client=self._client(ask),
            )
        self._open[ask] = (request, reference, _code(asked))
        heapq.heappush(self._due, at + rules.UNCONFIRMED_LIVES + _NIGHT)

    def _confirmed(self, ask: Ask, at: datetime) -> None:
        request, reference, code = self._open[ask]
        ctx = self._visitor(at)
        if ask.confirmed:
            code = self._another_code(ask, at)
        with by_hand():
            actions.prove_email(
                ctx, reference=reference, digits=digits_of(code), client=self._client(ask)
            )
            system = self._staff.system(at + _SEARCHED_AFTER)
            workers.collect(system, jobs.Collect(request_id=request))

    def _another_code(self, ask: Ask, at: datetime) -> UUID:
        """A code holds for ten minutes; who comes back days later asks for another."""
        _, reference, _ = self._open[ask]
        person, ctx = self._person(ask), self._visitor(at - timedelta(minutes=2))
        with by_hand() as asked:
            actions.ask_for_code(
                ctx, reference=reference, email=person.email, client=self._client(ask)
            )
        return _code(asked)

    def _extended(self, ask: Ask, at: datetime) -> None:
        request, _, _ = self._open[ask]
        reason = _WHY_LONGER[self._person(ask).language]
        handler = self._staff.a(Role.HANDLER, at)
        actions.extend_deadline(handler, request_id=request, reason=reason)

    def _answered(self, ask: Ask, at: datetime) -> None:
        """A handler looks at the package and lets it go; the person fetches it."""
        request, _, _ = self._open[ask]
        handler = self._staff.a(Role.HANDLER, at)
        actions.open_package(handler, request_id=request)
        actions.release(handler, request_id=request)
        actions.fetch_package(self._visitor(at + _FETCHED_AFTER), request_id=request)
        heapq.heappush(self._due, at + rules.PACKAGE_LIVES + _NIGHT)

    def _person(self, ask: Ask) -> Person:
        return customers_of(self._slug)[ask.person]

    def _client(self, ask: Ask) -> str:
        return f"story/{self._slug}/{ask.person}"

    def _visitor(self, at: datetime) -> Context:
        return Context(
            tenant=self._staff.tenant, actor=SUBJECT, now=at, permissions=OF_THE_SUBJECT
        )


def _code(asked: Sequence[Job]) -> UUID:
    (code,) = (job.code_id for job in asked if isinstance(job, jobs.MailCode))
    return code
