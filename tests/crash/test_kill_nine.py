"""kill -9 of web server, worker and sequencer at every step of a request for access.

A hundred times in all, while people ask, prove their address and fetch. Nothing that was
acknowledged may be lost, nothing may happen twice, and everybody gets an answer.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event

import psycopg
import pytest

from cast import member, organisation
from crash import truth
from crash.people import Acknowledged, Handler, Patience, Person
from crash.plan import KILLS, POINTS, Kill, plan, summary
from crash.postbox import Postbox
from crash.processes import Process, free_port
from lofte.areas.access import actions as access
from lofte.areas.datamap import actions as datamap
from lofte.areas.datamap import reading
from lofte.infra import env
from lofte.kernel.context import Context
from lofte.kernel.ids import new_id
from sources import booking

SEED = int(os.environ.get("LOFTE_CRASH_SEED", "20261122"))
AT_ONCE = 6
"""People whose requests are under way at the same time."""
SRC = Path(__file__).parents[2] / "src" / "lofte"
NOT_OF_A_REQUEST = {"evidence.after_control"}

CUSTOMERS = """
INSERT INTO customers SELECT n, 'person' || n || '@post.example', 'Person ' || n, NULL
FROM generate_series(100, 3000) n;
INSERT INTO bookings SELECT 10 * n + k, n, 1, now(), 450 + k
FROM generate_series(100, 3000) n, generate_series(1, 2) k;
"""


@dataclass
class Town:
    ctx: Context
    slug: str
    port: int
    token: str
    postbox: Postbox
    processes: dict[str, Process]
    told: Acknowledged = field(default_factory=Acknowledged)
    patience: Patience = field(default_factory=Patience)

    def person(self, number: int) -> Person:
        return Person(
            number, port=self.port, slug=self.slug, postbox=self.postbox, told=self.told,
            patience=self.patience,
        )  # fmt: skip

    def handler(self) -> Handler:
        return Handler(port=self.port, token=self.token, told=self.told, patience=self.patience)

    @property
    def killed(self) -> list[Kill]:
        return [kill for process in self.processes.values() for kill in process.killed]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    monkeypatch.setenv("LOFTE_TAKEOVER_AFTER", "2")
    slug, port = f"town-{new_id().hex[-10:]}", free_port()
    with booking() as url:
        with psycopg.connect(url, autocommit=True) as source:
            source.execute(CUSTOMERS)
        ctx = organisation(slug, now=datetime.now(UTC))
        processes = {name: Process(name, port=port, logs=tmp_path) for name in POINTS}
        try:
            yield Town(
                ctx, slug, port, _prepare(ctx, url), Postbox(env.current().outbox), processes
            )
        finally:
            for process in processes.values():
                process.close()


def _prepare(ctx: Context, url: str) -> str:
    """A system to search, and a handler; her token."""
    system = datamap.register_system(ctx, name="Bokningen", url=url)
    reading.scan_system(ctx, system_id=system)
    datamap.accept_identity(
        ctx, system_id=system, schema="public", table="customers", column="email", kind="email"
    )
    heidi = member(ctx, "heidi", "privacy_officer")
    return access.issue_token(heidi, name="crash", scopes=heidi.permissions)[1]


def test_every_point_of_a_request_is_in_the_plan() -> None:
    named = re.compile(r'crash_point\("([\w.]+)"\)')
    in_the_code = {m for path in SRC.rglob("*.py") for m in named.findall(path.read_text())}
    planned = {point for points in POINTS.values() for point in points}
    assert in_the_code - NOT_OF_A_REQUEST == planned
    assert sum(KILLS.values()) >= 100


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_kills_lose_nothing_and_repeat_nothing(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    started, rng, numbers, over = time.monotonic(), random.Random(SEED), count(100), Event()

    with ThreadPoolExecutor(AT_ONCE + 1) as threads:
        doing = [threads.submit(_journeys, town, numbers, over) for _ in range(AT_ONCE)]
        doing.append(threads.submit(_release_all, town, tuple(doing)))
        try:
            _kill_them(town, rng, doing)
        except BaseException:
            town.patience.given_up.set()
            raise
        finally:
            over.set()
    for done in doing:
        done.result()

    town.patience.until(lambda: truth.waiting() == 0, "the inbox is not empty")
    town.patience.until(lambda: not truth.unfinished_jobs(), "jobs are left")
    for process in town.processes.values():
        process.stop()
    said = _check(town)
    with capsys.disabled():
        took = f"{time.monotonic() - started:.0f} s (seed {SEED})"
        print(f"\n{summary(town.killed)}\n{said}, {took}")
    assert len(town.killed) == sum(KILLS.values())


def _kill_them(town: Town, rng: random.Random, doing: Sequence[Future[None]]) -> None:
    """All three at once, each by its plan. Whoever gives up ends it."""
    killing = [
        process.killing(plan(process.name, rng), rng) for process in town.processes.values()
    ]
    while killing:
        killing = [one for one in killing if next(one, one) is None]
        for done in doing:
            if done.done():
                done.result()
        time.sleep(0.01)


def _journeys(town: Town, numbers: Iterator[int], over: Event) -> None:
    while not over.is_set():
        town.person(next(numbers)).whole_journey()


def _release_all(town: Town, people: Sequence[Future[None]]) -> None:
    handler = town.handler()
    while not all(person.done() for person in people):
        handler.releases_all()
        time.sleep(0.5)


def _check(town: Town) -> str:
    told, later = town.told, replace(town.ctx, now=datetime.now(UTC) + timedelta(days=2))
    truth.acknowledged_acts_are_there(town.ctx, told)
    moments = truth.moments_and_entries_agree(town.ctx)
    packages = truth.packages_open(town.ctx)
    strays = truth.strays_go_and_packages_stay(later)
    letters = town.postbox.letters()
    kills = len(town.processes["worker"].killed)
    twice = truth.letters_came_once(letters, told, kills=kills)
    entries = truth.the_ledger_holds()
    return (
        f"{len(told.submitted)} requests answered, {packages} packages, {moments} moments = "
        f"entries of {entries} in the ledger, {len(letters)} letters ({twice} twice), "
        f"{strays} stray files swept"
    )
