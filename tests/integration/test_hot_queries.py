"""The queries behind every page, on tenants of a hundred thousand requests: they read what
they show and little more, whoever else's rows lie beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection

import bulk
from cast import Cast, enter
from databases import superuser
from lofte.areas.access import actions
from lofte.areas.access import queries as access
from lofte.areas.ledger.queries import entries
from lofte.areas.promises import queries as promises
from lofte.areas.requests import queries as requests
from lofte.infra.tenancy import reading
from lofte.kernel.context import Context
from plans import explained

PAGE = 50
BOUNDS = "tenant_id|account_id|slug"
"""An index is asked for one tenant's rows, or for what is known before there is a tenant."""


@dataclass(frozen=True)
class Years:
    """Two tenants that have been asked for years, and something known in the first."""

    cast: Cast
    slug: str
    token: str
    reference: str
    email: str
    request: UUID
    cursor: str
    event: UUID

    @property
    def ctx(self) -> Context:
        return self.cast.bob


@pytest.fixture(scope="module")
def years(database: None) -> Iterator[Years]:
    ours, theirs = enter(now=datetime.now(UTC)), enter(now=datetime.now(UTC))
    _, token = actions.issue_token(ours.bob, name="t", scopes=ours.bob.permissions)
    bulk.load(ours.system)
    bulk.load(theirs.system, requests=bulk.REQUESTS // 4)
    with superuser() as server:
        found = server.execute(
            "SELECT r.reference, r.id, q.email, (SELECT event_id FROM ledger_entry e"
            " WHERE e.tenant_id = r.tenant_id AND idx = 100000) FROM requests_request r"
            " JOIN requests_requester q ON (q.tenant_id, q.request_id) = (r.tenant_id, r.id)"
            " WHERE r.tenant_id = %s AND q.email = 'person77777@post.example'",
            [ours.system.tenant],
        ).fetchone()
    assert found
    middle = requests.page(ours.bob, view="all", limit=1, find=str(found[0])).rows[0]
    yield Years(
        cast=ours, slug=ours.slug, token=token.split("_", 2)[2], reference=str(found[0]),
        request=found[1], email=str(found[2]), event=found[3],
        cursor=f"{middle.safe_on.isoformat()}_{middle.id}",
    )  # fmt: skip
    bulk.clear(ours.system, theirs.system)


Ask = Callable[[Years], object]

HOT: dict[str, tuple[Ask, int]] = {
    "open requests": (lambda y: requests.page(y.ctx, view="open"), 60),
    "open requests, later page": (
        lambda y: requests.page(y.ctx, after=requests.page(y.ctx, limit=200).after),
        4000,
    ),
    "unconfirmed requests": (lambda y: requests.page(y.ctx, view="unconfirmed"), 60),
    "answered requests": (lambda y: requests.page(y.ctx, view="answered"), 200),
    "answered requests, later page": (
        lambda y: requests.page(y.ctx, view="answered", after=y.cursor),
        400,
    ),
    "all requests": (lambda y: requests.page(y.ctx, view="all"), 60),
    "all requests, later page": (
        lambda y: requests.page(y.ctx, view="all", after=y.cursor),
        400,
    ),
    "by reference": (lambda y: requests.page(y.ctx, view="all", find=y.reference), 2),
    "by address": (lambda y: requests.page(y.ctx, view="all", find=y.email), 2),
    "request's id": (lambda y: requests.request_id_of(y.ctx, reference=y.reference), 2),
    "counts": (lambda y: requests.counts(y.ctx), 3100),
    "due soon": (lambda y: requests.due_soon(y.ctx, limit=5), 6),
    "one request with its timeline": (lambda y: requests.whole(y.ctx, request_id=y.request), 4),
    "the ledger's newest page": (lambda y: entries.page(y.ctx), PAGE),
    "the ledger, a later page": (lambda y: entries.page(y.ctx, before=100_000), PAGE),
    "the ledger of one request": (
        lambda y: entries.about(y.ctx, subject=f"request:{y.request}"),
        3,
    ),
    "one entry": (lambda y: entries.entry(y.ctx, event=y.event), 1),
    "latest evidence": (
        lambda y: promises.latest(y.ctx, controls=tuple(promises.ALL)),
        len(promises.ALL),
    ),
    "a control's runs": (
        lambda y: promises.runs(y.ctx, control=next(iter(promises.ALL))),
        PAGE,
    ),
    "my role": (lambda y: access.my_role(y.ctx), 1),
    "my organisations": (lambda y: access.my_organisations(y.ctx), 1),
    "my organisation": (lambda y: access.organisation(y.ctx), 1),
    "a token": (lambda y: access.token_scopes(y.ctx, secret=y.token), 1),
    "an organisation by its address": (lambda y: access.find_organisation(y.slug), 1),
}


@pytest.mark.parametrize("name", HOT)
def test_a_hot_query_reads_little_more_than_it_shows(name: str, years: Years) -> None:
    ask, most = HOT[name]

    with explained() as scans:
        ask(years)

    for scan in scans:
        if scan.table in bulk.LOADED:
            assert scan.node != "Seq Scan", scan
            assert re.search(BOUNDS, scan.bounds) or scan.node == "Bitmap Heap Scan", scan
            assert scan.read <= most, scan


@pytest.mark.parametrize("name", HOT)
def test_nor_do_the_functions_it_calls(name: str, years: Years) -> None:
    """A plan does not show what a function reads; what the tables counted does."""
    ask, _ = HOT[name]
    with reading(years.ctx):
        before = _read_whole()
        ask(years)
        assert _read_whole() == before


def _read_whole() -> list[tuple[object, ...]]:
    """How often each big table has been read from end to end, so far, on this connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, seq_scan FROM pg_stat_xact_user_tables"
            " WHERE relname = ANY (%s) ORDER BY relname",
            [list(bulk.LOADED)],
        )
        return cursor.fetchall()


def test_a_page_of_the_middle_is_the_page_that_follows(years: Years) -> None:
    first = requests.page(years.ctx, view="answered", after=years.cursor, limit=80)
    second = requests.page(years.ctx, view="answered", after=first.after, limit=80)

    keys = [(row.safe_on, row.id) for row in (*first.rows, *second.rows)]
    assert len(keys) == 160 and keys == sorted(set(keys))
    day, _, last = years.cursor.partition("_")
    assert keys[0] > (datetime.fromisoformat(day).date(), UUID(last))


def test_the_second_tenant_sees_nothing_of_the_first(years: Years) -> None:
    stranger = replace(years.cast.charlie)
    assert requests.page(stranger, view="all", find=years.reference).rows == []
    assert entries.page(stranger) == ()
