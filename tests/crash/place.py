"""An organisation with a system to search, whose people have as much in it as is wished."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg

from cast import organisation
from databases import superuser
from lofte.areas.access.rules import OF_THE_SUBJECT
from lofte.areas.datamap import actions as datamap
from lofte.areas.datamap import reading
from lofte.areas.requests import actions, queries
from lofte.areas.requests.queries import RequestWhole
from lofte.areas.requests.steps import digits_of
from lofte.kernel.context import SUBJECT, Context
from lofte.kernel.ids import new_id
from sources import booking


@dataclass(frozen=True)
class Place:
    ctx: Context
    slug: str
    source: str
    """The URL of the system's database."""

    def asks(self, email: str) -> UUID:
        """Somebody asks, and proves the address; what is searched is then a worker's to do."""
        ctx = replace(self.ctx, actor=SUBJECT, permissions=OF_THE_SUBJECT)
        client = new_id().hex
        request_id, reference = actions.submit(
            ctx, name="Somebody", email=email, language="en", client=client
        )
        with superuser() as server:
            row = server.execute(
                "SELECT id FROM requests_code WHERE request_id = %s", [request_id]
            ).fetchone()
        assert row
        actions.prove_email(ctx, reference=reference, digits=digits_of(row[0]), client=client)
        return request_id

    def request(self, request_id: UUID) -> RequestWhole:
        return queries.whole(self.ctx, request_id=request_id)


@contextmanager
def searched(*more: str) -> Iterator[Place]:
    """The place, with a booking system that holds these rows besides its own."""
    slug = f"place-{new_id().hex[-10:]}"
    with booking() as url:
        with psycopg.connect(url, autocommit=True) as source:
            for statement in more:
                source.execute(statement.encode())
        ctx = organisation(slug, now=datetime.now(UTC))
        system = datamap.register_system(ctx, name="Bokningen", url=url)
        reading.scan_system(ctx, system_id=system)
        datamap.accept_identity(
            ctx, system_id=system, schema="public", table="customers", column="email",
            kind="email",
        )  # fmt: skip
        yield Place(ctx, slug, url)
