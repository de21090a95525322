"""Facts as they stand in sentences and in lists: numbers, days, ids and codes in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from lofte.portals.staff import phrases
from lofte.portals.staff.words import people, promises, requests, systems
from lofte.portals.ui.proof import controls

NAMES: dict[str, Promise] = {
    "account": _("Account"),
    "accounts": _("Accounts"),
    "address": _("Postal address"),
    "after": _("After"),
    "answers": _("Answers"),
    "before": _("Before"),
    "blocks": _("Blocks"),
    "choice": _("What was said"),
    "changed": _("The shape changed"),
    "code": _("Code"),
    "columns": _("Columns"),
    "control": _("Control"),
    "days": _("Days"),
    "days_left": _("Days left"),
    "decision": _("Decision"),
    "delay_seconds": _("Seconds behind"),
    "digest": _("Digest"),
    "dormant": _("Dormant"),
    "due": _("Due"),
    "duration_ms": _("Milliseconds"),
    "effective": _("Holds from"),
    "email": _("E-mail address"),
    "en_status": _("Answer of the English page"),
    "entries": _("Entries"),
    "error": _("Error"),
    "events": _("Entries"),
    "extensions": _("Extensions"),
    "failing": _("Failing"),
    "faults": _("Faults"),
    "fields": _("Fields"),
    "form": _("Form"),
    "has_email": _("Has an e-mail address"),
    "has_officer": _("Has a data protection officer"),
    "identities": _("Identities"),
    "identity": _("Identity"),
    "in_time": _("In time"),
    "kept_too_long": _("Kept too long"),
    "kind": _("Kind"),
    "language": _("Language"),
    "languages": _("Languages"),
    "last_read": _("Last read through"),
    "late": _("Late"),
    "leaking": _("Leaking"),
    "legal": _("Legal limit"),
    "lost": _("Not scanned the last time"),
    "meaning": _("Meaning"),
    "median_days": _("Days, the middle one"),
    "missed": _("Not scanned"),
    "near": _("Near"),
    "never_scanned": _("Never scanned"),
    "new": _("New"),
    "not_read": _("Not read"),
    "not_scanned": _("Not scanned"),
    "number": _("Number"),
    "officer": _("Data protection officer"),
    "oldest": _("Oldest"),
    "on": _("On"),
    "open": _("Open"),
    "outcome": _("Outcome"),
    "overdue": _("Waited too long"),
    "owner": _("Owner"),
    "package": _("Package"),
    "personal": _("With personal data"),
    "promises": _("Promises"),
    "published": _("Published"),
    "reason": _("Reason"),
    "received": _("Received"),
    "reference": _("Reference"),
    "references": _("References"),
    "relation": _("Relation"),
    "released": _("Released"),
    "replaces": _("Replaces"),
    "retired": _("No longer said"),
    "right": _("Right"),
    "role": _("Role"),
    "rows": _("Rows"),
    "ruleset": _("Rule set"),
    "run": _("Run"),
    "safe": _("Safe limit"),
    "scopes": _("Rights"),
    "sentences": _("Sentences"),
    "sha256": _("SHA-256"),
    "shown": _("Shown"),
    "signed_at": _("Signed"),
    "size": _("Size"),
    "slowest_days": _("Days, the slowest"),
    "slug": _("Address"),
    "soon": _("Soon"),
    "state": _("State"),
    "suggested": _("Was suggested"),
    "sv_status": _("Answer of the Swedish page"),
    "system": _("System"),
    "systems": _("Systems"),
    "tables": _("Tables"),
    "tables_unreached": _("Tables not reached"),
    "texts": _("Texts"),
    "type": _("Type"),
    "undeclared": _("Undeclared"),
    "unfenced": _("Without a fence"),
    "unproven": _("Unproven"),
    "unreadable": _("Not readable by anybody"),
    "unsigned": _("Unsigned"),
    "until": _("Until"),
    "verdict": _("Verdict"),
    "version": _("Version"),
    "violations": _("Deviations"),
    "waiting": _("Waiting"),
    "within_days": _("Within days"),
    "without": _("Without"),
    "without_identity": _("Without an identity"),
    "words": _("Words about people"),
}
CODES: dict[str, Callable[[str], str]] = {
    "role": lambda code: people.role(code).lower(),
    "control": lambda code: controls.name_of(code) if code in controls.CONTROLS else code,
    "reason": requests.reason,
    "error": requests.reason,
    "relation": systems.relation,
    "kind": lambda code: promises.kind(code) if code in promises.KINDS else systems.kind(code),
    "before": lambda code: promises.kind(code),
    "language": requests.language,
    "outcome": promises.outcome,
    "verdict": promises.verdict,
    "right": requests.right,
}


class Shown(int):
    """A number that chooses its plural as a number and prints as the reader writes it."""

    def __str__(self) -> str:
        return phrases.number(int(self))


def shown(given: Mapping[str, Any], names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Facts for use in a sentence; `names` says what ids stand for."""
    return {key: _in_sentence(key, value, names or {}) for key, value in given.items()}


def listed(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every fact with its name, for reading beside a sentence."""
    return [(str(NAMES.get(key, key)), _in_list(key, value)) for key, value in given.items()]


def _in_sentence(key: str, value: Any, names: Mapping[str, str]) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return Shown(value)
    if str(value) in names:
        return names[str(value)]
    return _readable(key, value, identified=short)


def _in_list(key: str, value: Any) -> str:
    if isinstance(value, list | tuple):
        return phrases.listing(_in_list(key, item) for item in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return phrases.number(value)
    return _readable(key, value, identified=str)


def _readable(key: str, value: Any, *, identified: Callable[[UUID], str]) -> str:
    if value is None or value == "":
        return str(_("none"))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if at := _as_moment(value):
        return phrases.day_year(localtime(at).date())
    if on := _as_date(value):
        return phrases.day_year(on)
    if of := _as_uuid(value):
        return identified(of)
    return CODES[key](str(value)) if key in CODES else str(value)


def short(of: UUID) -> str:
    """The end of an id, which differs even between those made in the same second."""
    return f"…{of.hex[-8:]}"


def _as_moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or len(value) < 20 or value[10:11] not in ("T", " "):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _as_date(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except (ValueError, TypeError):
        return None


def _as_uuid(value: Any) -> UUID | None:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError:
        return None
