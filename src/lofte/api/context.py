"""From a bearer token to who asks, for whom, when, and what they may do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

from django.http import HttpRequest
from ninja.security import HttpBearer

from lofte.areas.access import queries as access
from lofte.areas.access import steps
from lofte.areas.access.rules import CALL, Permission
from lofte.kernel.context import SYSTEM, Context, TenantId
from lofte.kernel.errors import Forbidden, NotFound

CALLS_A_MINUTE = 600


class NoScope(Forbidden):
    """The token does not hold the scope this takes. Make one that does."""

    code = "no_scope"


class Bearer(HttpBearer):
    """A token that still holds and has `scope`. What it may not is told before what is sent
    is looked at."""

    def __init__(self, scope: Permission) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Context | None:
        ctx = _context(token)
        if ctx is None:
            return None
        steps.take(what="api", who=str(ctx.actor), most=CALLS_A_MINUTE, seconds=60, now=ctx.now)
        if self.scope not in ctx.permissions:
            raise NoScope(scope=self.scope)
        return ctx


def context_of(request: HttpRequest) -> Context:
    return cast(Context, request.auth)  # type: ignore[attr-defined]


def _context(token: str) -> Context | None:
    tenant = _tenant(token)
    if tenant is None:
        return None
    now = datetime.now(UTC)  # noqa: TID251 (a request is an edge)
    nobody = Context(tenant=tenant, actor=SYSTEM, now=now)
    try:
        actor, scopes = access.token_scopes(nobody, secret=token.split("_", 2)[2])
    except NotFound:
        return None
    return replace(nobody, actor=actor, permissions=scopes | {CALL})


def _tenant(token: str) -> TenantId | None:
    """The organisation a token says it is for: ``lofte_<tenant>_<secret>``."""
    parts = token.split("_", 2)
    if len(parts) != 3 or parts[0] != "lofte":
        return None
    try:
        return TenantId(UUID(hex=parts[1]))
    except ValueError:
        return None
