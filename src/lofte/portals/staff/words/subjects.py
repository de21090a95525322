"""What an entry of the ledger is about: a reference such as ``request:<uuid>``, in words."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lofte.portals.staff.words import facts

SUBJECTS: dict[str, str] = {
    "account": gettext_noop("Colleague"),
    "control": gettext_noop("Control"),
    "field": gettext_noop("Field"),
    "language": gettext_noop("Language"),
    "membership": gettext_noop("Membership"),
    "notice": gettext_noop("Policy"),
    "organisation": gettext_noop("Organisation"),
    "promise": gettext_noop("Promise"),
    "reference": gettext_noop("Reference"),
    "request": gettext_noop("Request"),
    "review": gettext_noop("Reading"),
    "system": gettext_noop("System"),
    "table": gettext_noop("Table"),
    "token": gettext_noop("Key"),
    "version": gettext_noop("Policy"),
}
PAGES = {"request": "request", "system": "system", "promise": "promise"}
"""Kinds of things that have a page of their own at the desk."""


def named(subject: str) -> str:
    """`Request …1a2b3c4d`: the kind in words, and enough of the id to tell two apart."""
    kind, _colon, of = subject.partition(":")
    word = _(SUBJECTS[kind]) if kind in SUBJECTS else kind
    # A control is named by what it answered; its code says little to a reader.
    return word if kind == "control" else f"{word} {_short(of)}".strip()


def _short(of: str) -> str:
    try:
        return facts.short(UUID(of))
    except ValueError:
        return of


def page_of(subject: str) -> tuple[str, UUID] | None:
    """The desk's page about `subject`: its name and what to find there."""
    kind, _colon, of = subject.partition(":")
    try:
        return (PAGES[kind], UUID(of)) if kind in PAGES else None
    except ValueError:
        return None
