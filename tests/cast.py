"""The standing cast. Alice owns an organisation, Bob is its privacy officer, Heidi handles
requests, Victor only looks. Charlie has the same rights as Bob, in another organisation:
he should never see anything of Alice's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from lofte.areas.access import actions, rules
from lofte.kernel.context import EVERYTHING, SYSTEM, ActorId, Context, TenantId
from lofte.kernel.ids import new_id

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    slug: str
    system: Context
    alice: Context
    bob: Context
    heidi: Context
    victor: Context
    charlie: Context

    def at(self, now: datetime) -> Cast:
        """The same people at another time."""
        people = {
            name: replace(getattr(self, name), now=now)
            for name in ("system", "alice", "bob", "heidi", "victor", "charlie")
        }
        return replace(self, **people)


def enter(*, now: datetime = NOW) -> Cast:
    """A fresh organisation with its people, and a stranger from a fresh other one."""
    tag = new_id().hex[-10:]
    ours = organisation(f"ours-{tag}", now=now)
    theirs = organisation(f"theirs-{tag}", now=now)
    return Cast(
        slug=f"ours-{tag}",
        system=ours,
        alice=member(ours, "alice", "owner"),
        bob=member(ours, "bob", "privacy_officer"),
        heidi=member(ours, "heidi", "handler"),
        victor=member(ours, "victor", "viewer"),
        charlie=member(theirs, "charlie", "privacy_officer"),
    )


def organisation(slug: str, *, now: datetime = NOW) -> Context:
    ctx = Context(tenant=TenantId(new_id()), actor=SYSTEM, now=now, permissions=EVERYTHING)
    actions.create_organisation(ctx, slug=slug, name=slug.title())
    return ctx


def member(system: Context, name: str, role: str) -> Context:
    email = f"{name}-{system.tenant.hex[-10:]}@staff.example"
    account: UUID = actions.grant_role(system, email=email, name=name.title(), role=role)
    return replace(system, actor=ActorId(account), permissions=rules.permissions_of(role))
