"""Systems: how they stand, what finds a person in them, and why a table is not read."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lofte.areas.datamap.rules.identity import IdentityKind, Reason
from lofte.areas.datamap.rules.traversal import Relation, Why

STATUSES: dict[str, tuple[str, str]] = {
    "new": ("UNPROVEN", gettext_noop("Waits for its first scan")),
    "ready": ("KEPT", gettext_noop("Scanned")),
    "failing": ("AT_RISK", gettext_noop("The last scan failed")),
    "unreachable": ("BROKEN", gettext_noop("Never reached")),
}
KINDS: dict[str, str] = {
    "postgresql": gettext_noop("PostgreSQL"),
    "mariadb": gettext_noop("MariaDB or MySQL"),
    "sqlite": gettext_noop("SQLite"),
    "duckdb": gettext_noop("DuckDB"),
    "http": gettext_noop("A service over HTTP and JSON"),
    IdentityKind.EMAIL: gettext_noop("e-mail address"),
    IdentityKind.PERSONNUMMER: gettext_noop("personal identity number"),
    IdentityKind.PHONE: gettext_noop("phone number"),
    IdentityKind.CUSTOMER_NUMBER: gettext_noop("customer number"),
}
SUGGESTED: dict[str, str] = {
    Reason.NAME_SAYS_IT: gettext_noop("its name says so"),
    Reason.NAME_MAY_SAY_IT: gettext_noop("its name may say so"),
    Reason.NAME_AND_TABLE_SAY_IT: gettext_noop("its name and the table's say so"),
}
RELATIONS: dict[str, str] = {
    Relation.OWNS: gettext_noop("the person's own"),
    Relation.SHARES: gettext_noop("the person's and another's"),
    Relation.MENTIONS: gettext_noop("mentions the person"),
    Relation.STOPS: gettext_noop("is not read"),
}
RELATION_SAYS: dict[str, str] = {
    Relation.OWNS: gettext_noop("The person's own: read, and what points at it too"),
    Relation.SHARES: gettext_noop("The person's and another's: read, and what points at it"),
    Relation.MENTIONS: gettext_noop("Mentions the person among others: read, not followed"),
    Relation.STOPS: gettext_noop("Not about the person: not read"),
}
WHY_NOT: dict[str, str] = {
    Why.VIEW: gettext_noop("A view: its rows are read where they live"),
    Why.FOREIGN: gettext_noop("Its rows live in another system"),
    Why.STOPPED: gettext_noop("Stopped by a decision"),
    Why.UNREADABLE: gettext_noop("We may not read it"),
    Why.COLUMN_UNREADABLE: gettext_noop("We may not read a column that is needed"),
    Why.NO_PATH: gettext_noop("Nothing leads here from a person"),
}


def status(code: str) -> tuple[str, str]:
    """The line a system's state is drawn with, and its word."""
    drawn, word = STATUSES.get(code, ("UNPROVEN", code))
    return drawn, _(word)


def kind(code: str) -> str:
    return _(KINDS[code]) if code in KINDS else code


def suggested(code: str) -> str:
    return _(SUGGESTED[code]) if code in SUGGESTED else code


def relation(code: str) -> str:
    return _(RELATIONS[code]) if code in RELATIONS else code


def why_not(code: str) -> str:
    return _(WHY_NOT[code]) if code in WHY_NOT else code
