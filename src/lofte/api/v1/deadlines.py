"""When an answer to a person, or a notification of a breach, is due."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import AwareDatetime, Field

from lofte.api.routes import reads
from lofte.api.shapes import Answer
from lofte.areas.access.rules import Permission
from lofte.kernel import deadlines

router = Router()

Pause = Annotated[int, Field(ge=0, le=deadlines.LONGEST_PAUSE)]


class RequestDeadlines(Answer):
    """The last days to answer: aim for `target`; `safe` leans on no rule that gives extra
    time; `legal` is the latest the law allows."""

    target: date
    safe: date
    legal: date
    extended_safe: date
    extended_legal: date


class BreachDeadlines(Answer):
    target: datetime
    safe: datetime
    legal: datetime


@reads(router, "/request", scope=Permission.NOTICES_VIEW, answers=RequestDeadlines)
def of_request(request: HttpRequest, received: date, paused_days: Pause = 0) -> object:
    """The days by which a request that came on a day must be answered (Art. 12(3) GDPR)."""
    return deadlines.request_deadlines(received, paused_days=paused_days)


@reads(router, "/breach", scope=Permission.NOTICES_VIEW, answers=BreachDeadlines)
def of_breach(request: HttpRequest, aware: AwareDatetime) -> object:
    """The moments by which a breach must be notified (Art. 33(1) GDPR)."""
    return deadlines.breach_deadlines(aware)
