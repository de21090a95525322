"""The places of the desk, and what waits in each."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lofte.areas.access.rules import Permission
from lofte.portals.staff.context import Desk

PLACES: tuple[tuple[str, tuple[tuple[str, str, Permission], ...]], ...] = (
    (
        "",
        (
            ("home", gettext_noop("Home"), Permission.PROMISES_VIEW),
            ("requests", gettext_noop("Requests"), Permission.REQUESTS_VIEW),
            ("promises", gettext_noop("Promises"), Permission.PROMISES_VIEW),
        ),
    ),
    (
        gettext_noop("Records"),
        (
            ("systems", gettext_noop("Systems and tables"), Permission.SYSTEMS_VIEW),
            ("review", gettext_noop("Found personal data"), Permission.SYSTEMS_VIEW),
            ("policy", gettext_noop("Policy text"), Permission.NOTICES_VIEW),
        ),
    ),
    (
        gettext_noop("Proof"),
        (("ledger", gettext_noop("Ledger"), Permission.LEDGER_VIEW),),
    ),
    (
        gettext_noop("Organisation"),
        (
            ("people", gettext_noop("People and roles"), Permission.MEMBERS_VIEW),
            ("settings", gettext_noop("Settings"), Permission.NOTICES_PUBLISH),
        ),
    ),
)


def navigation(desk: Desk, *, here: str) -> list[dict[str, Any]]:
    """The places this colleague may go. A count is what waits there; hot is what is late."""
    waiting = _waiting(desk)
    groups = [
        {
            "title": _(title) if title else "",
            "items": [
                {
                    "label": _(label),
                    "url": desk.url(name),
                    "current": name == here,
                    **waiting.get(name, {}),
                }
                for name, label, permission in places
                if desk.may(permission)
            ],
        }
        for title, places in PLACES
    ]
    return [group for group in groups if group["items"]]


def _waiting(desk: Desk) -> dict[str, dict[str, Any]]:
    counts = desk.request_counts
    if counts is None:
        return {}
    return {"requests": {"count": counts.open, "hot": counts.late > 0}}
