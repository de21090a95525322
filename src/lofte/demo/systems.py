"""The booking as each organisation connects it, and what its owner decides of the tables."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from lofte.areas.access.rules import Role
from lofte.areas.datamap import actions, queries, reading
from lofte.areas.datamap.actions import About
from lofte.areas.datamap.kinds import kind_named
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.linking import State
from lofte.areas.datamap.rules.traversal import Relation
from lofte.demo.story import Reach, System
from lofte.discovery.ports import Connector
from lofte.discovery.schema import Schema
from lofte.kernel.context import Context

if TYPE_CHECKING:
    from lofte.demo.replay import Staff

ROWS = 200
"""Looked at of each table while the year is played; the service's own scans look at more."""

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

_STAFF_ONLY = (("staff", "epost"),)

# The waiting list has names and telephones and no address. It came since the last look, and
# nobody has decided on it yet.
_NEW = "vantelista"

# What looks like personal data, and is a payment reference, a list of places, or the house.
_NOT_PERSONAL = frozenset(
    {("invoices", "ocr"), ("postnummer", "postnr"), ("businesses", "location")}
)
_OF_CUSTOMERS = About(subject="customer", purposes=("booking", "reminders"))


class Systems:
    """The one system that a machine reads, if the organisation has any."""

    def __init__(self, staff: Staff, *, url: str | None) -> None:
        self._staff, self._url = staff, url
        self._id: UUID | None = None
        self._schema = Schema()
        self._own = False

    def add(self, system: System, at: datetime) -> None:
        """Register it, look at it for the first time, and decide what is what.

        A place that somebody must go and look in has no connection to register.
        """
        if system.reach is not Reach.POSTGRESQL or self._url is None:
            return
        owner = self._staff.a(Role.OWNER, at)
        self._id = actions.register_system(owner, name=system.name, url=self._url)
        self._own = system.business is not None
        opening = partial(_before if self._own else _opened, self._url)
        with closing(opening()) as connector:
            self._schema = connector.reflect()
        self._scan(at, opening)
        self._decide(system, self._id, at)

    def look(self, at: datetime) -> None:
        """Keep the shape as found that day; in the story it was the same all year."""
        if self._id is not None:
            system = self._staff.system(at)
            actions.system_scanned(system, system_id=self._id, schema=self._schema)

    def look_today(self, now: datetime) -> None:
        """Look at what there is today; at values too where there is a waiting list, for that
        is new."""
        if self._url is not None and self._own:
            self._scan(now, partial(_opened, self._url))
        else:
            self.look(now)

    def _scan(self, at: datetime, opening: Callable[[], Connector]) -> None:
        if self._id is not None:
            reading.scan_through(
                self._staff.system(at), system_id=self._id, opening=opening, rows=ROWS
            )

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
        _decide_fields(owner, system_id)
        _accept_references(owner, system_id)


class _AsItWas:
    """The booking before it had a waiting list."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    def reflect(self) -> Schema:
        now = self._connector.reflect()
        return Schema(tables=tuple(table for table in now if table.name != _NEW))

    def __getattr__(self, name: str) -> object:
        return getattr(self._connector, name)


def _opened(url: str) -> Connector:
    return kind_named("postgresql").open(url)


def _before(url: str) -> Connector:
    return cast(Connector, _AsItWas(_opened(url)))


def _decide_fields(owner: Context, system_id: UUID) -> None:
    """Every finding is gone through: most are right, and some are no personal data."""
    waiting = queries.review(owner, system_id=system_id, limit=actions.MOST_AT_ONCE).rows
    wrong = [row for row in waiting if (row.table, row.column) in _NOT_PERSONAL]
    right = [row for row in waiting if row not in wrong]
    actions.dismiss_fields(owner, field_ids=[row.id for row in wrong])
    actions.accept_verdicts(owner, field_ids=[row.id for row in right if row.verdict])
    of_customers = [row.id for row in right if row.table == "customers"]
    actions.declare_fields(owner, field_ids=of_customers, about=_OF_CUSTOMERS)


def _accept_references(owner: Context, system_id: UUID) -> None:
    """Keys the tables lost on the way, found again; what leads to nobody still waits."""
    suggested = queries.references(owner, system_id=system_id, state=State.SUGGESTED)
    actions.accept_references(
        owner,
        reference_ids=[one.id for one in suggested if one.guessed == Relation.OWNS],
    )


def _others(ctx: Context, system_id: UUID) -> list[str]:
    """Tables with the businesses' customers in them: theirs to answer for."""
    found = queries.reading_plan(ctx, system_id=system_id)
    return sorted({entry.table.name for entry in (*found.unreached, *found.skipped)})
