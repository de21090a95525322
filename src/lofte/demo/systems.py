"""The booking as each organisation connects it, and what its owner decides of the tables."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from lofte.areas.access.rules import Role
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.kinds import kind_named
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.schema import Schema
from lofte.areas.datamap.rules.traversal import Relation
from lofte.demo.story import Reach, System
from lofte.kernel.context import Context

if TYPE_CHECKING:
    from lofte.demo.replay import Staff

# Where an address finds a person, in a business's own database.
_FOUND_BY = (
    ("customers", "email"),
    ("emails", "to_addr"),
    ("invoices", "email"),
    ("newsletter_subscribers", "email"),
    ("gift_cards", "till_epost"),
)
# A gift card is its buyer's; whoever is to have it is only named on it.
_MENTIONED = ("gift_cards",)
# Those who work there are not customers, and the old import is an empty table.
_LEFT_ALONE = ("staff", "kundimport_gammal")
# The waiting list has names and telephones and no address. Nobody has decided on it yet.

_STAFF_ONLY = (("staff", "epost"),)


class Systems:
    """The one system that a machine reads, if the organisation has any."""

    def __init__(self, staff: Staff, *, url: str | None) -> None:
        self._staff, self._url = staff, url
        self._id: UUID | None = None
        self._schema = Schema()

    def add(self, system: System, at: datetime) -> None:
        """Register it, look at it for the first time, and decide how people are found.

        A place that somebody must go and look in has no connection to register.
        """
        if system.reach is not Reach.POSTGRESQL or self._url is None:
            return
        owner = self._staff.a(Role.OWNER, at)
        self._id = actions.register_system(owner, name=system.name, url=self._url)
        with closing(kind_named("postgresql").open(self._url)) as connector:
            self._schema = connector.reflect()
        self.look(at)
        self._decide(system, self._id, at)

    def look(self, at: datetime) -> None:
        """Keep the shape as found that day; in the story it was the same all year."""
        if self._id is not None:
            system = self._staff.system(at)
            actions.system_scanned(system, system_id=self._id, schema=self._schema)

    def _decide(self, system: System, system_id: UUID, at: datetime) -> None:
        owner, own = self._staff.a(Role.OWNER, at), system.business is not None
        found_by = _FOUND_BY if own else _STAFF_ONLY
        for table, column in found_by:
            where = {"schema": "public", "table": table, "column": column}
            actions.accept_identity(
                owner, system_id=system_id, kind=IdentityKind.EMAIL, **where
            )
        left_alone = _LEFT_ALONE if own else _others(owner, system_id)
        decided = {
            **dict.fromkeys(_MENTIONED if own else (), Relation.MENTIONS),
            **dict.fromkeys(left_alone, Relation.STOPS),
        }
        for table, relation in decided.items():
            actions.set_relation(
                owner, system_id=system_id, schema="public", table=table, relation=relation
            )


def _others(ctx: Context, system_id: UUID) -> list[str]:
    """Tables with the businesses' customers in them: theirs to answer for."""
    found = queries.reading_plan(ctx, system_id=system_id)
    return sorted({entry.table.name for entry in (*found.unreached, *found.skipped)})
