"""Playing the year for all organisations side by side, and bringing it to today.

Runs in a process of its own, as the role of the worker: a history needs no more rights than
background work has. Each organisation is played by a child; they share nothing but the
accounts of people who serve several, and those are made first.
"""

from __future__ import annotations

import gc
import multiprocessing
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import connections

from lofte.areas.access import queries as access
from lofte.areas.datamap.kinds import kind_named
from lofte.areas.promises import actions as promises
from lofte.areas.promises import queries
from lofte.demo.accounts import open_accounts
from lofte.demo.booking import databases
from lofte.demo.booking.people import customers_of
from lofte.demo.names import ORGANISATIONS, Organisation
from lofte.demo.policies.texts import LANGUAGES
from lofte.demo.policy import read_ahead
from lofte.demo.replay import Replay
from lofte.demo.story import Story, timeline
from lofte.demo.year import STORY
from lofte.discovery.schema import Column, Table
from lofte.infra import env, probe, secrets
from lofte.infra.postgres import embedded, roles
from lofte.infra.processes import die_with_parent
from lofte.kernel.context import EVERYTHING, STOCKHOLM, SYSTEM, Context
from lofte.kernel.errors import Unavailable

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess
    from multiprocessing.sharedctypes import Synchronized

Told = Callable[[int, int], None]
"""How many moments have been played, and of how many."""


class NotPlayed(Exception):
    """An organisation's history could not be played; its traceback stands above."""


def play(told: Told, *, ready: Callable[[], None], story: Story = STORY) -> None:
    """Play the whole story, ending now. The database must hold no organisation yet; `ready`
    returns as soon as it is there, and its like the booking."""
    _load_what_all_need()
    ready()
    today = _now().astimezone(STOCKHOLM).date()
    open_accounts(story, now=timeline(story, today=today)[0].at)
    parts = [
        Replay(one, story=story, today=today, url=source_url(one)) for one in ORGANISATIONS
    ]
    # A connection cannot be shared with a child: each opens its own.
    connections.close_all()
    forking = multiprocessing.get_context("fork")
    played = forking.Value("i", 0)
    children = [forking.Process(target=_play_one, args=(part, played)) for part in parts]
    for child in children:
        child.start()
    _wait(children, played, sum(len(part.moments) for part in parts), told)


def ask_of_the_present() -> None:
    """Once the service answers, ask every control whose last answer no longer holds: those
    that speak of a running service, and all of them when the demo has been away."""
    _wait_for_service()
    for organisation in ORGANISATIONS:
        tenant = access.find_organisation(organisation.slug)
        ctx = Context(tenant=tenant, actor=SYSTEM, now=_now(), permissions=EVERYTHING)
        asked = queries.controls(ctx)
        stale = [row.code for row in asked if row.last is None or not row.last.fresh]
        promises.run_evidence(ctx, codes=stale)


def source_url(organisation: Organisation) -> str | None:
    """How the organisation's booking is read, if it has one."""
    if organisation.slug not in databases.LOGINS:
        return None
    server = roles.embedded(env.current())
    return databases.url(
        organisation.slug,
        sockets=str(server.sockets),
        port=embedded.PORT,
        password=secrets.database_password,
    )


def _load_what_all_need() -> None:
    """Once here, and not in every child; and none of it is garbage to look through."""
    for organisation in ORGANISATIONS:
        customers_of(organisation.slug)
        for language in LANGUAGES:
            read_ahead(organisation.slug, language)
    kind_named("postgresql")
    _warm_up_judging()
    gc.collect()
    gc.freeze()


def _warm_up_judging() -> None:
    """What judging values loads is loaded while the database starts."""
    import pyarrow as pa

    from lofte.discovery.columns import judge
    from lofte.discovery.references import inference, lint, meanings  # noqa: F401
    from lofte.discovery.samples import ColumnSample, TableSample

    values = pa.array(["Anna Testsson", "ring 070-174 06 05"], pa.large_string())
    column = ColumnSample(name="note", declared="text", values=values)
    judge(
        TableSample(
            system="",
            table=Table(name="notes", columns=(Column(name="note", type="text"),)),
            columns=(column,),
            rows=2,
            counted=True,
            complete=True,
        )
    )


def _play_one(part: Replay, played: Synchronized[int]) -> None:
    die_with_parent()

    def told() -> None:
        with played.get_lock():
            played.value += 1

    part.play(told)
    part.finish(_now())


def _wait(
    children: Sequence[ForkProcess], played: Synchronized[int], most: int, told: Told
) -> None:
    while any(child.is_alive() for child in children):
        told(played.value, most)
        time.sleep(0.1)
    told(played.value, most)
    if any(child.exitcode for child in children):
        raise NotPlayed()


def _wait_for_service(*, seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            probe.fetch(env.current().base_url, patience=2)
        except Unavailable:
            time.sleep(0.2)
        else:
            return


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 (the demo's processes are edges)
