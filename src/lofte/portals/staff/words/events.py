"""What each event of the ledger says, past tense, with its own facts in the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lofte.portals.staff import phrases
from lofte.portals.staff.words import people, requests

SENTENCES: dict[str, Promise] = {
    "access.OrganisationCreated": _("The organisation was registered as %(slug)s"),
    "access.ContactPublished": _("The contact details were published"),
    "access.BoardPublished": _("The promise board was opened to everyone"),
    "access.BoardWithdrawn": _("The promise board was closed to others"),
    "access.RoleGranted": _("A colleague was given the role %(role)s"),
    "access.MembershipEnded": _("A colleague's role was ended"),
    "access.TokenIssued": _("A key for a program was issued"),
    "access.TokenRevoked": _("A key for a program was revoked"),
    "ledger.WordsErased": _("Words about a person were erased; the entries stand"),
    "requests.RequestReceived": _("The request came in"),
    "requests.CodeSent": _("A one-time code was mailed"),
    "requests.EmailProven": _("The address was proven, and the search began"),
    "requests.SystemRead": ngettext_lazy(
        "%(system)s was read: %(rows)s row", "%(system)s was read: %(rows)s rows", "rows"
    ),
    "requests.SystemFailed": _("%(system)s did not answer: %(reason)s"),
    "requests.PackageMade": _("Everything found was sealed in one package"),
    "requests.PackageOpened": _("The package was opened to be read through"),
    "requests.DeadlineExtended": _("The time was extended from %(before)s to %(after)s"),
    "requests.RequestAnswered": ngettext_lazy(
        "The answer was released after %(days)s day",
        "The answer was released after %(days)s days",
        "days",
    ),
    "requests.PackageFetched": _("The person fetched the package"),
    "requests.PackageRemoved": _("The package and its key were destroyed"),
    "requests.RequestLapsed": _("Closed: the address was never proven"),
}

FACTS: dict[str, Promise] = {
    "account": _("Account"),
    "after": _("After"),
    "before": _("Before"),
    "code": _("Code"),
    "days": _("Days"),
    "events": _("Entries"),
    "has_email": _("Has an e-mail address"),
    "has_officer": _("Has a data protection officer"),
    "in_time": _("In time"),
    "legal": _("Legal limit"),
    "not_read": _("Not read"),
    "package": _("Package"),
    "reason": _("Reason"),
    "received": _("Received"),
    "right": _("Right"),
    "role": _("Role"),
    "rows": _("Rows"),
    "safe": _("Safe limit"),
    "scopes": _("Rights"),
    "sha256": _("SHA-256"),
    "size": _("Size"),
    "slug": _("Address"),
    "system": _("System"),
    "tables": _("Tables"),
}


class Shown(int):
    """A number that chooses its plural as a number and prints as the reader writes it."""

    def __str__(self) -> str:
        return phrases.number(int(self))


def sentence(
    kind: str, facts: Mapping[str, Any], *, names: Mapping[str, str] | None = None
) -> str:
    """What happened; `names` says what ids stand for. A kind of a later version is itself."""
    found = SENTENCES.get(kind)
    if found is None:
        return kind
    shown = {key: _shown(key, value, names or {}) for key, value in facts.items()}
    return str(found % shown)


def facts(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every fact with its name, for reading beside the sentence."""
    return [(str(FACTS.get(key, key)), _plain(key, value)) for key, value in given.items()]


def _shown(key: str, value: Any, names: Mapping[str, str]) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return Shown(value)
    if str(value) in names:
        return names[str(value)]
    return _readable(key, value)


def _plain(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, int):
        return phrases.number(value)
    if isinstance(value, list | tuple):
        return phrases.listing(str(item) for item in value)
    return str(value) if _as_uuid(value) else _readable(key, value)


def _readable(key: str, value: Any) -> str:
    if key == "role":
        return people.role(str(value))
    if key == "reason":
        return requests.reason(str(value))
    if on := _as_date(value):
        return phrases.day_year(on)
    return _as_uuid(value) or str(value)


def _as_date(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except (ValueError, TypeError):
        return None


def _as_uuid(value: Any) -> str:
    """The end of an id, which differs even between those made in the same second."""
    try:
        return f"…{UUID(str(value)).hex[-8:]}"
    except ValueError:
        return ""
