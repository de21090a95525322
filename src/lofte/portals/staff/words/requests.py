"""Requests: their states, what systems did, and why something was not read."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lofte.areas.requests.rules import State
from lofte.portals.staff.words import refusals

STATES: dict[str, str] = {
    State.UNCONFIRMED: gettext_noop("Address not proven"),
    State.COLLECTING: gettext_noop("Searching"),
    State.REVIEW: gettext_noop("To read through"),
    State.ANSWERED: gettext_noop("Answered"),
    State.CLOSED: gettext_noop("Closed"),
}
VIEWS: dict[str, str] = {
    "open": gettext_noop("Open"),
    "unconfirmed": gettext_noop("Address not proven"),
    "answered": gettext_noop("Answered"),
    "all": gettext_noop("All"),
}
COLLECTIONS: dict[str, str] = {
    "waiting": gettext_noop("Waiting"),
    "reading": gettext_noop("Being read"),
    "read": gettext_noop("Read"),
    "failed": gettext_noop("Did not answer"),
}
RELATIONS: dict[str, str] = {
    "owns": gettext_noop("the person's own"),
    "mentions": gettext_noop("mentions the person"),
}
LANGUAGES: dict[str, str] = {"sv": gettext_noop("Swedish"), "en": gettext_noop("English")}
REASONS: dict[str, str] = {
    "disk_full": gettext_noop("There was no room on the disk"),
}


def state(code: str) -> str:
    return _(STATES[code]) if code in STATES else code


def reason(code: str) -> str:
    """Why a system, or one of its tables, was not read."""
    found = REASONS.get(code) or refusals.SENTENCES.get(code)
    return _(found) if found else code
