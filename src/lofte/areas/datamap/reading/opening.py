"""Opening a system by its sealed URL: to read, and to write where that is switched on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap.actions import url_place
from lofte.areas.datamap.kinds import kind_named
from lofte.areas.datamap.models import System
from lofte.discovery.ports import Connector, Writer, WritingNotAllowed
from lofte.infra import secrets
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where a system is, password and all: for opening it, and to be shown to nobody."""

    name: str
    kind: str
    url: str
    writable: bool


def opened(ctx: Context, *, system_id: UUID) -> Connector:
    """The system, open for reading. Raises the refusals of `discovery.ports`."""
    address = address_of(ctx, system_id=system_id)
    return kind_named(address.kind).open(address.url)


def opened_for_writing(ctx: Context, *, system_id: UUID) -> Writer:
    """The system, open for changing rows. Raises `WritingNotAllowed` unless somebody who
    manages systems has switched writing on, and the connector can write."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    address = address_of(ctx, system_id=system_id)
    if not address.writable:
        raise WritingNotAllowed(system=system_id)
    return kind_named(address.kind).open_for_writing(address.url)


@query
def address_of(ctx: Context, *, system_id: UUID) -> Address:
    found = System.objects.filter(tenant_id=ctx.tenant, id=system_id, removed_at=None).first()
    if found is None:
        raise NotFound(system=system_id)
    url = secrets.unseal(bytes(found.url), place=url_place(ctx, system_id=system_id)).decode()
    return Address(found.name, found.kind, url, found.writing_since is not None)
