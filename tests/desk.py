"""A desk with work on it: a request, a policy, a system, and browsers to sit down at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client

from cast import Cast, enter
from databases import superuser
from fakes.promise_policy import ENGLISH, SWEDISH, publishes
from lofte.areas.access.models import Account
from lofte.areas.access.rules import OF_THE_SUBJECT
from lofte.areas.datamap import actions as datamap
from lofte.areas.datamap import reading
from lofte.areas.promises import queries as promises
from lofte.areas.requests import actions, jobs, workers
from lofte.areas.requests.steps import digits_of
from lofte.kernel.context import SUBJECT, Context


@dataclass(frozen=True)
class Desk:
    cast: Cast
    system: UUID
    request: UUID
    reference: str
    promise: UUID

    def url(self, rest: str = "") -> str:
        return f"/desk/{self.cast.slug}/{rest}"


def laid(source: str) -> Desk:
    """One system that answers, one request to read through, a policy in both languages."""
    cast = enter(now=datetime.now(UTC))
    system = datamap.register_system(cast.system, name="Bokningen", url=source)
    reading.scan_system(cast.system, system_id=system)
    datamap.accept_identity(
        cast.system, system_id=system, schema="public", table="customers", column="email",
        kind="email",
    )  # fmt: skip
    publishes(cast, SWEDISH, "sv")
    publishes(cast, ENGLISH, "en")
    request, reference = collected(cast)
    found = {one.text: one for one in promises.current(cast.bob)}
    promise = found["Vi utbildar vår personal varje år."].id
    return Desk(cast, system=system, request=request, reference=reference, promise=promise)


def asked(cast: Cast, *, email: str = "elsa@post.example") -> tuple[UUID, str]:
    visitor = replace(cast.system, actor=SUBJECT, permissions=OF_THE_SUBJECT)
    client = str(cast.system.tenant)
    return actions.submit(visitor, name="Elsa Ek", email=email, language="sv", client=client)


def collected(cast: Cast, *, email: str = "elsa@post.example") -> tuple[UUID, str]:
    request, reference = asked(cast, email=email)
    visitor = replace(cast.system, actor=SUBJECT, permissions=OF_THE_SUBJECT)
    client = str(cast.system.tenant)
    digits = latest_digits(request)
    actions.prove_email(visitor, reference=reference, digits=digits, client=client)
    workers.collect(cast.system, jobs.Collect(request_id=request))
    return request, reference


def latest_digits(request_id: UUID) -> str:
    with superuser() as server:
        row = server.execute(
            "SELECT id FROM requests_code WHERE request_id = %s ORDER BY made_at DESC, id DESC",
            [request_id],
        ).fetchone()
    assert row
    return digits_of(row[0])


def browser(who: Context, *, language: str = "en") -> Client:
    """A browser in which this colleague is signed in."""
    client = Client(headers={"accept-language": language})
    client.force_login(
        Account.objects.get(id=who.actor),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement sent meanwhile."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent
