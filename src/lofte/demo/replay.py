"""An organisation's year, played through the actions that staff and people really use.

`ctx.now` moves; nothing else is different. Whoever acts has the role that allows it on that
day, each act is in the ledger with the story's time, and the work that acts ask for in the
background is done here, at its own time: letters of the past are not sent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import singledispatchmethod
from uuid import UUID

from lofte.areas.access import actions as access
from lofte.areas.access import queries, rules, steps
from lofte.areas.access.rules import Role
from lofte.demo.accounts import second_step_secret
from lofte.demo.asking import Asking
from lofte.demo.names import Member, Organisation
from lofte.demo.policy import Policy
from lofte.demo.story import (
    Ask,
    Attestation,
    Dormancy,
    Event,
    Habit,
    Publication,
    Review,
    Step,
    Story,
    System,
    Weekly,
    timeline,
)
from lofte.demo.systems import Systems
from lofte.infra.background import by_hand
from lofte.kernel.context import EVERYTHING, SYSTEM, ActorId, Context, TenantId
from lofte.kernel.ids import new_id

LEFT_FOR_NOW = frozenset(
    {
        "notices.public_in_both_languages",
        "ledger.verifies",
        "ledger.checkpoint_fresh",
        "access.no_stranger_reads",
    }
)
"""Controls that try the running service and the live database: whatever `ctx.now` says, they
speak of the present, and of a day last spring they prove nothing."""


class Staff:
    """Who serves the organisation in which role, as the story goes; and acting as them."""

    def __init__(self, tenant: TenantId) -> None:
        self.tenant = tenant
        self._roles: dict[str, Role] = {}
        self._accounts: dict[str, UUID] = {}

    def system(self, now: datetime) -> Context:
        return Context(tenant=self.tenant, actor=SYSTEM, now=now, permissions=EVERYTHING)

    def named(self, email: str, now: datetime) -> Context:
        return Context(
            tenant=self.tenant,
            actor=ActorId(self._accounts[email]),
            now=now,
            permissions=rules.permissions_of(self._roles[email]),
        )

    def a(self, role: Role, now: datetime) -> Context:
        """Whoever has served in this role longest; where nobody does, the privacy officer."""
        found = [email for email, held in self._roles.items() if held is role]
        return self.named(found[0], now) if found else self.a(Role.PRIVACY_OFFICER, now)

    def knows(self, email: str) -> bool:
        return email in self._accounts

    def account(self, email: str) -> UUID:
        return self._accounts[email]

    def join(self, member: Member, now: datetime) -> None:
        by = self.a(Role.OWNER, now) if self._roles else self.system(now)
        self._accounts[member.email] = access.grant_role(
            by, email=member.email, name=member.name, role=member.role
        )
        self._roles[member.email] = member.role

    def leave(self, email: str, by: Context) -> None:
        serving = {row.account_id: row.membership_id for row in queries.members(by)}
        access.end_membership(by, membership_id=serving[self._accounts[email]])
        del self._roles[email]


class Replay:
    """One organisation's part of the story, moment by moment."""

    def __init__(
        self, organisation: Organisation, *, story: Story, today: date, url: str | None
    ) -> None:
        self.organisation = organisation
        self._today = today
        self.moments = [
            moment
            for moment in timeline(story, today=today)
            if _is_of(moment.event, organisation, story)
        ]
        self.staff = Staff(TenantId(new_id()))
        self.systems = Systems(self.staff, url=url)
        self.policy = Policy(self.staff, organisation.slug, machine_reads=url is not None)
        self.asking = Asking(self.staff, organisation.slug)

    def play(self, told: Callable[[], None] = lambda: None) -> None:
        """From the founding to this morning. `told` is called after every moment."""
        first = self.moments[0].at
        access.create_organisation(
            self.staff.system(first),
            slug=self.organisation.slug,
            name=self.organisation.name,
        )
        with by_hand() as jobs:
            for moment in self.moments:
                self.asking.tidy(until=moment.at)
                self._play(moment.event, moment.step, moment.at)
                jobs.clear()
                told()

    def finish(self, now: datetime) -> None:
        """Bring what the story left to this moment: packages due to go, a look at the systems,
        and every control that needs no running service."""
        with by_hand():
            self.asking.tidy(until=now)
            self.systems.look_today(now)
            self._ask_controls(now)

    @singledispatchmethod
    def _play(self, event: Event, step: Step, at: datetime) -> None:
        raise TypeError(f"the story tells of {type(event).__name__}, and nobody plays it")

    @_play.register
    def _ask(self, event: Ask, step: Step, at: datetime) -> None:
        self.asking.play(step, event, at)

    @_play.register
    def _member(self, event: Member, step: Step, at: datetime) -> None:
        if step is Step.JOINS:
            self.staff.join(event, at)
        else:
            self.staff.leave(event.email, self.staff.a(Role.OWNER, at))

    @_play.register
    def _dormancy(self, event: Dormancy, step: Step, at: datetime) -> None:
        self.staff.leave(event.email, self.staff.system(at))

    @_play.register
    def _habit(self, event: Habit, step: Step, at: datetime) -> None:
        """Somebody signs in; from a day in the story on they have a second step."""
        if not self.staff.knows(event.email):
            return
        account = self.staff.account(event.email)
        steps.signed_in(account_id=account, at=at)
        since = self._today - timedelta(days=event.second_step)
        if event.second_step < event.first and at.date() >= since:
            secret = second_step_secret(event.email)
            steps.give_second_step(account_id=account, secret=secret)

    @_play.register
    def _system(self, event: System, step: Step, at: datetime) -> None:
        self.systems.add(event, at)

    @_play.register
    def _weekly(self, event: Weekly, step: Step, at: datetime) -> None:
        if step is Step.SCANNED:
            self.systems.look(at)
        else:
            self._ask_controls(at)

    @_play.register
    def _publication(self, event: Publication, step: Step, at: datetime) -> None:
        if event.version == 1:
            self._open(at)
        self.policy.publish(event, at)

    @_play.register
    def _review(self, event: Review, step: Step, at: datetime) -> None:
        self.policy.review(event, at)

    @_play.register
    def _attestation(self, event: Attestation, step: Step, at: datetime) -> None:
        self.policy.attest(event, at)

    def _open(self, at: datetime) -> None:
        """Before the first policy stands, people must know whom to write to."""
        officer, ours = self.staff.a(Role.PRIVACY_OFFICER, at), self.organisation
        access.publish_contact(
            officer,
            contact_email=ours.contact_email,
            contact_address=ours.contact_address,
            officer_name=ours.officer_name,
            officer_email=ours.officer_email,
            org_number=ours.org_number,
        )
        access.publish_board(officer)

    def _ask_controls(self, at: datetime) -> None:
        self.policy.ask(self.staff.system(at), leaving=LEFT_FOR_NOW)


def _is_of(event: Event, organisation: Organisation, story: Story) -> bool:
    """Sign-ins belong to everybody whom the account serves."""
    slug = organisation.slug
    if isinstance(event, Habit | Dormancy):
        return any(m.org == slug and m.email == event.email for m in story.members)
    return event.org == slug
