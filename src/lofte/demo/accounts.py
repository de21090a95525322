"""How the demo's people sign in: one password for all, and codes that a page shows.

The second step is as real as anybody's. The demo knows each secret because it is derived
from the master secret of its own data directory, and shows the code of the moment.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from lofte.areas.access import steps
from lofte.demo.names import MEMBERS, ORGANISATIONS, PASSWORD, Member
from lofte.demo.story import Story
from lofte.demo.year import STORY
from lofte.infra import secrets

_PERIOD = 30
_NAMES = {organisation.slug: organisation.name for organisation in ORGANISATIONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Somebody who serves today: where as what, and the code that opens the second step."""

    name: str
    email: str
    places: tuple[tuple[str, str, str], ...]
    """Address and name of the organisation, and the role there."""
    code: str


def second_step_secret(email: str) -> str:
    return base64.b32encode(secrets.derive(f"demo/second-step/{email}", length=20)).decode()


def second_step_code(email: str, *, now: datetime) -> str:
    """The six digits an authenticator app with this secret shows at `now` (RFC 6238)."""
    counter = int(now.timestamp()) // _PERIOD
    return str(format_hotp_value(hotp_value(second_step_secret(email), counter)))


def sign_ins(*, now: datetime) -> list[SignIn]:
    """Everybody who serves today, each once, in the order of the organisations."""
    return [
        SignIn(
            name=served[0].name,
            email=email,
            places=tuple((m.org, _NAMES[m.org], m.role.value) for m in served),
            code=second_step_code(email, now=now),
        )
        for email, served in _serving().items()
    ]


def open_accounts(story: Story, *, now: datetime) -> None:
    """Make everyone's account, as of `now`, before their services begin.

    Accounts are shared by the organisations, whose histories are played side by side.
    """
    from_the_start = {habit.email for habit in story.habits if habit.second_step == habit.first}
    for email, name in sorted({(member.email, member.name) for member in story.members}):
        account = steps.ensure_account(email=email, name=name, now=now)
        if email in from_the_start:
            steps.give_second_step(account_id=account, secret=second_step_secret(email))
        steps.set_password(account_id=account, password=PASSWORD)


def _serving() -> dict[str, list[Member]]:
    closed = {dormancy.email for dormancy in STORY.dormancies}
    now = [m for m in MEMBERS if m.left is None and m.email not in closed]
    order = list(dict.fromkeys(member.email for member in now))
    return {
        email: list(served)
        for email, served in _grouped(sorted(now, key=lambda m: order.index(m.email)))
    }


def _grouped(members: Iterable[Member]) -> Iterable[tuple[str, Iterable[Member]]]:
    return groupby(members, key=lambda member: member.email)
