"""Talking to systems: scanning one, and reading one person's rows.

Outside any transaction of ours, for somebody else's database may take its time,
and no lock or snapshot of ours should wait for it.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.actions import url_place
from lofte.areas.datamap.kinds import kind_named
from lofte.areas.datamap.models import System
from lofte.areas.datamap.rules.collecting import Found, NotRead, collect
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.ports import Connector
from lofte.areas.datamap.rules.written_forms import Identifier
from lofte.infra import secrets
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound, Refused


def scan_system(ctx: Context, *, system_id: UUID) -> None:
    """Look at a system's shape and keep it. A refusal is kept too, and raised again."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    try:
        with closing(_open(ctx, system_id)) as connector:
            schema = connector.reflect()
    except NotFound:
        raise
    except Refused as refusal:
        actions.scan_failed(ctx, system_id=system_id, reason=refusal.code)
        raise
    actions.system_scanned(ctx, system_id=system_id, schema=schema)


def person_rows(
    ctx: Context, *, system_id: UUID, email: str
) -> Generator[Found | NotRead, None, None]:
    """Every row of a system that is or mentions the person with this e-mail address.

    Only an address proven to be theirs opens a person's rows; so no other identifier is taken.
    Raises `SourceUnavailable` when the system does not answer, at the start or midway; what was
    yielded until then is incomplete. Close the iterator to let go of the system early.
    """
    ctx.require(Permission.REQUESTS_HANDLE)
    plan = queries.reading_plan(ctx, system_id=system_id)
    person = [Identifier(IdentityKind.EMAIL, email)]
    with closing(_open(ctx, system_id)) as connector:
        yield from collect(connector, plan, person=person, today=ctx.today)


def _open(ctx: Context, system_id: UUID) -> Connector:
    kind, url = _address(ctx, system_id=system_id)
    return kind_named(kind).open(url)


@query
def _address(ctx: Context, *, system_id: UUID) -> tuple[str, str]:
    found = System.objects.filter(tenant_id=ctx.tenant, id=system_id, removed_at=None).first()
    if found is None:
        raise NotFound(system=system_id)
    sealed = bytes(found.url)
    return found.kind, secrets.unseal(
        sealed, place=url_place(ctx, system_id=system_id)
    ).decode()
