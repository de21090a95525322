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
RIGHTS: dict[str, str] = {"access": gettext_noop("Access")}
REASONS: dict[str, str] = {
    "disk_full": gettext_noop("There was no room on the disk"),
    "datamap.login_refused": gettext_noop("The database refused the user or password"),
    "datamap.database_missing": gettext_noop("The server has no such database"),
    "datamap.encryption_refused": gettext_noop("The server offers no encryption"),
    "datamap.source_unavailable": gettext_noop("The database does not answer"),
    "datamap.source_url_invalid": gettext_noop("The address is no database address"),
    "datamap.kind_unknown": gettext_noop("No connector for this kind of system is installed"),
    "outbound.address_not_allowed": gettext_noop("The address may not be reached from here"),
    "outbound.host_unknown": gettext_noop("There is no such host"),
    "datamap.table_not_read": gettext_noop("A table could not be read"),
    "permission": gettext_noop("We may not read the table"),
    "row_security": gettext_noop("Row security could hide rows from us"),
    "timeout": gettext_noop("It took too long"),
    "locked": gettext_noop("The table was locked"),
    "gone": gettext_noop("The table or a column is gone"),
    "would_write": gettext_noop("Reading it would have written"),
    "too_many_rows": gettext_noop("There were too many rows for one person"),
    "error": gettext_noop("The database gave an error"),
    "unavailable": gettext_noop("Something the control needs did not answer"),
    "crashed": gettext_noop("The control failed"),
}


def state(code: str) -> str:
    return _(STATES[code]) if code in STATES else code


def reason(code: str) -> str:
    """Why a system, or one of its tables, was not read."""
    found = REASONS.get(code) or refusals.SENTENCES.get(code)
    return _(found) if found else code


def language(code: str) -> str:
    return _(LANGUAGES[code]) if code in LANGUAGES else code


def right(code: str) -> str:
    return _(RIGHTS[code]) if code in RIGHTS else code
