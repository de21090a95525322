"""Roles and what they may do. Pure, and reviewed like the code it is."""

from __future__ import annotations

import re
from enum import StrEnum

from lofte.kernel.errors import Invalid

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


class Permission(StrEnum):
    MEMBERS_VIEW = "members.view"
    MEMBERS_MANAGE = "members.manage"
    TOKENS_MANAGE = "tokens.manage"
    NOTICES_VIEW = "notices.view"
    NOTICES_PUBLISH = "notices.publish"
    PROMISES_VIEW = "promises.view"
    PROMISES_LINK = "promises.link"
    PROMISES_ATTEST = "promises.attest"
    EVIDENCE_RUN = "evidence.run"
    SYSTEMS_VIEW = "systems.view"
    SYSTEMS_MANAGE = "systems.manage"
    REQUESTS_VIEW = "requests.view"
    REQUESTS_HANDLE = "requests.handle"
    REQUESTS_RELEASE = "requests.release"
    LEDGER_VIEW = "ledger.view"
    # What a data subject does in the public centre, without an account.
    REQUESTS_SUBMIT = "requests.submit"
    REQUESTS_FETCH = "requests.fetch"


class Role(StrEnum):
    OWNER = "owner"
    PRIVACY_OFFICER = "privacy_officer"
    HANDLER = "handler"
    AUDITOR = "auditor"
    VIEWER = "viewer"


_P = Permission
OF_THE_SUBJECT = frozenset({str(_P.REQUESTS_SUBMIT), str(_P.REQUESTS_FETCH)})
"""What a data subject may do. Fetching is guarded by the session that a code opened."""

CALL = "api.call"
"""What every program with a token that still holds may do: have its calls remembered."""

_SEES_PROMISES = frozenset({_P.NOTICES_VIEW, _P.PROMISES_VIEW})

ROLES: dict[Role, frozenset[Permission]] = {
    # The owner runs the organisation's account, but what people asked for is not theirs
    # to read by virtue of that: duties are kept apart (Art. 32(4) GDPR).
    Role.OWNER: _SEES_PROMISES
    | {
        _P.MEMBERS_VIEW,
        _P.MEMBERS_MANAGE,
        _P.TOKENS_MANAGE,
        _P.SYSTEMS_VIEW,
        _P.SYSTEMS_MANAGE,
        _P.EVIDENCE_RUN,
        _P.LEDGER_VIEW,
    },
    Role.PRIVACY_OFFICER: frozenset(Permission)
    - {_P.MEMBERS_MANAGE, _P.REQUESTS_SUBMIT, _P.REQUESTS_FETCH},
    Role.HANDLER: _SEES_PROMISES
    | {_P.SYSTEMS_VIEW, _P.REQUESTS_VIEW, _P.REQUESTS_HANDLE, _P.REQUESTS_RELEASE},
    Role.AUDITOR: _SEES_PROMISES
    | {_P.MEMBERS_VIEW, _P.SYSTEMS_VIEW, _P.LEDGER_VIEW, _P.EVIDENCE_RUN},
    Role.VIEWER: _SEES_PROMISES,
}


class BadSlug(Invalid):
    """An address is 1 to 40 of a-z, 0-9 and hyphens, and neither starts nor ends with one."""

    code = "bad_slug"


class UnknownRole(Invalid):
    """There is no such role."""

    code = "unknown_role"


class UnknownScope(Invalid):
    """A token may hold only permissions that its maker has."""

    code = "unknown_scope"


def permissions_of(role: str) -> frozenset[str]:
    return frozenset(str(permission) for permission in ROLES[parse_role(role)])


def parse_role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise UnknownRole(role=role, known=tuple(Role)) from None


def check_slug(slug: str) -> str:
    if not SLUG.fullmatch(slug):
        raise BadSlug(slug=slug)
    return slug


def check_scopes(scopes: frozenset[str], *, held: frozenset[str]) -> frozenset[str]:
    """The scopes, if every one is a permission its maker holds."""
    known = {str(permission) for permission in Permission}
    if not scopes or not scopes <= known or not (scopes <= held or held == frozenset({"*"})):
        raise UnknownScope(scopes=tuple(sorted(scopes)))
    return scopes
