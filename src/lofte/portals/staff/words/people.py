"""Roles, and what they may do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lofte.areas.access.rules import Permission, Role

ROLES: dict[str, str] = {
    Role.OWNER: gettext_noop("Account owner"),
    Role.PRIVACY_OFFICER: gettext_noop("Data protection officer"),
    Role.HANDLER: gettext_noop("Handler"),
    Role.AUDITOR: gettext_noop("Auditor"),
    Role.VIEWER: gettext_noop("Viewer"),
}
ROLE_SAYS: dict[str, str] = {
    Role.OWNER: gettext_noop(
        "Gives and ends roles, connects systems, issues keys. Does not see what people ask for."
    ),
    Role.PRIVACY_OFFICER: gettext_noop(
        "Publishes policies, links proof, answers for promises, and handles requests."
    ),
    Role.HANDLER: gettext_noop("Answers people's requests and sees the promises."),
    Role.AUDITOR: gettext_noop("Reads promises, systems and the ledger, and runs controls."),
    Role.VIEWER: gettext_noop("Sees the policy and the state of its promises."),
}
PERMISSIONS: dict[str, str] = {
    Permission.MEMBERS_VIEW: gettext_noop("See people and roles"),
    Permission.MEMBERS_MANAGE: gettext_noop("Give and end roles"),
    Permission.TOKENS_MANAGE: gettext_noop("Issue and revoke keys"),
    Permission.NOTICES_VIEW: gettext_noop("See policies"),
    Permission.NOTICES_PUBLISH: gettext_noop("Publish policies"),
    Permission.PROMISES_VIEW: gettext_noop("See promises and their proof"),
    Permission.PROMISES_LINK: gettext_noop("Link controls to promises"),
    Permission.PROMISES_ATTEST: gettext_noop("Attest promises"),
    Permission.EVIDENCE_RUN: gettext_noop("Run controls"),
    Permission.SYSTEMS_VIEW: gettext_noop("See systems and tables"),
    Permission.SYSTEMS_MANAGE: gettext_noop("Connect and change systems"),
    Permission.REQUESTS_VIEW: gettext_noop("See requests"),
    Permission.REQUESTS_HANDLE: gettext_noop("Handle requests"),
    Permission.REQUESTS_RELEASE: gettext_noop("Release answers"),
    Permission.LEDGER_VIEW: gettext_noop("See the ledger"),
    Permission.REQUESTS_SUBMIT: gettext_noop("Send in requests"),
    Permission.REQUESTS_FETCH: gettext_noop("Fetch answers"),
}


def role(code: str) -> str:
    return _(ROLES[code]) if code in ROLES else code


def permission(code: str) -> str:
    return _(PERMISSIONS[code]) if code in PERMISSIONS else code
