"""Which requests this browser has opened with a code, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest

from lofte.kernel.context import Context

LASTS = timedelta(hours=2)
_KEY = "proven"


def open_for(request: HttpRequest, ctx: Context, request_id: UUID) -> None:
    """Remember that the code was right. The session gets a new name, so that one planted
    before it is worth nothing (session fixation)."""
    request.session.cycle_key()
    proven = request.session.get(_KEY, {})
    until = (ctx.now + LASTS).isoformat()
    request.session[_KEY] = {**proven, _name(ctx, request_id): until}


def is_open_for(request: HttpRequest, ctx: Context, request_id: UUID) -> bool:
    until = request.session.get(_KEY, {}).get(_name(ctx, request_id))
    return bool(until) and ctx.now < datetime.fromisoformat(until)


def close(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)


def _name(ctx: Context, request_id: UUID) -> str:
    return f"{ctx.tenant}:{request_id}"
