"""The first page of the day: who waits, what does not hold, and what happened last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import queries as datamap
from lofte.areas.ledger.queries import entries as ledger
from lofte.areas.ledger.queries.entries import EntryRow
from lofte.areas.promises.queries import Board, BoardRow
from lofte.areas.promises.rules import Status
from lofte.areas.requests import queries as requests
from lofte.areas.requests.queries import RequestRow
from lofte.kernel.swedish_calendar import is_working_day
from lofte.portals.staff import actors, phrases
from lofte.portals.staff.context import Desk, desk_page
from lofte.portals.staff.pages import show
from lofte.portals.staff.views import standing
from lofte.portals.staff.views.ledger import system_names, told
from lofte.portals.staff.views.promises import board_of
from lofte.portals.staff.views.requests import time_left
from lofte.portals.staff.words import requests as request_words
from lofte.portals.staff.words import systems as system_words
from lofte.portals.ui.say import Link, Part, say

NEXT = 8
DAYS_AHEAD = 10
NEED_SOMEBODY = (Status.BROKEN, Status.UNPROVEN, Status.AT_RISK)
PROMISES_SHOWN = 6
HAPPENED = 6
LOOKED_AT = 50
ANSWERS = "promises.EvidenceFound"


@desk_page(Permission.PROMISES_VIEW)
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    board = board_of(desk, "")
    due = _due(desk)
    context = {
        "say": _sentence(desk, board),
        "due": [_waiting(desk, row) for row in due[:NEXT]],
        "sees_requests": desk.may(Permission.REQUESTS_VIEW),
        "strip": _strip(desk, due),
        "promises": _promises(desk, board),
        "board": board,
        "counts": standing.drawn(dict(board.summary.counts)),
        "systems": _systems(desk),
        "happened": _happened(desk),
    }
    return show(request, desk, "home.html", context, here="home")


def _sentence(desk: Desk, board: Board) -> tuple[Part, ...]:
    """The day in one breath: people first, then promises."""
    greeting = _greeting(desk) % {"name": phrases.inert(desk.account.partition(" ")[0])}
    broken = dict(board.summary.counts).get(Status.BROKEN, 0)
    text = phrases.sentences((greeting, *_people(desk), _broken(board, broken)))
    return say(
        text,
        due=Link("#due"),
        near=Link("#due", "AT_RISK"),
        late=Link("#due", "BROKEN"),
        broken=Link("#promises", "BROKEN"),
        kept=Link(desk.url("promises"), "KEPT"),
    )


def _greeting(desk: Desk) -> str:
    hour = localtime(desk.ctx.now, desk.ctx.tz).hour
    if hour < 10:
        return _("Good morning, %(name)s.")
    return _("Good day, %(name)s.") if hour < 18 else _("Good evening, %(name)s.")


def _people(desk: Desk) -> tuple[str, ...]:
    counts = desk.request_counts
    if counts is None:
        return ()
    if not counts.open:
        return (_("Nobody waits for an answer."),)
    wait = ngettext(
        "[%(number)s person waits](due) for an answer.",
        "[%(number)s people wait](due) for an answer.",
        counts.open,
    ) % {"number": phrases.count(counts.open)}
    near = ngettext(
        "[%(number)s is close to the limit](near).",
        "[%(number)s are close to the limit](near).",
        counts.near,
    ) % {"number": phrases.count(counts.near)}
    late = ngettext(
        "[%(number)s is late](late).", "[%(number)s are late](late).", counts.late
    ) % {"number": phrases.count(counts.late)}
    return wait, near if counts.near else "", late if counts.late else ""


def _broken(board: Board, broken: int) -> str:
    if broken:
        return ngettext(
            "[%(number)s promise is broken](broken).",
            "[%(number)s promises are broken](broken).",
            broken,
        ) % {"number": phrases.count(broken)}
    if not board.summary.total:
        return ""
    return _("No promise is broken; [%(kept)s of %(total)s are proven](kept).") % {
        "kept": phrases.number(board.summary.kept),
        "total": phrases.number(board.summary.total),
    }


def _due(desk: Desk) -> Sequence[RequestRow]:
    if not desk.may(Permission.REQUESTS_VIEW):
        return ()
    return requests.due_soon(desk.ctx, limit=50)


def _waiting(desk: Desk, row: RequestRow) -> dict[str, Any]:
    left, hurry = time_left(row, desk)
    facts = {
        "reference": row.reference,
        "safe": phrases.day(row.safe_on, today=desk.today),
        "legal": phrases.day(row.legal_on, today=desk.today),
    }
    limits = _("%(reference)s. Safe limit %(safe)s, legal limit %(legal)s")
    name = row.name or row.reference
    return {
        "url": desk.url("request", row.id),
        "left": left,
        "hurry": hurry,
        "what": _what(row.state) % {"name": name},
        "sub": limits % facts,
        "state": request_words.state(row.state),
    }


def _what(state: str) -> str:
    if state == "review":
        return _("Read the answer to %(name)s through")
    return _("%(name)s waits while the systems are searched")


def _strip(desk: Desk, due: Sequence[RequestRow]) -> list[dict[str, Any]]:
    """The working days ahead, each with the answers whose safe limit it is."""
    days = Counter(row.safe_on for row in due)
    found: list[dict[str, Any]] = []
    day = desk.today
    while len(found) < DAYS_AHEAD:
        if is_working_day(day) or days[day] or day == desk.today:
            mine = [row for row in due if row.safe_on == day]
            found.append(_day(desk, day, mine))
        day += timedelta(days=1)
    return found if due else []


def _day(desk: Desk, day: date, rows: Sequence[RequestRow]) -> dict[str, Any]:
    return {
        "label": phrases.day_short(day),
        "today": day == desk.today,
        "rows": [
            {"name": row.name or row.reference, "url": desk.url("request", row.id)}
            for row in rows[:4]
        ],
        "more": max(0, len(rows) - 4),
    }


def _promises(desk: Desk, board: Board) -> list[dict[str, Any]]:
    """Those that need somebody, worst first."""
    rows = [
        row for group in board.groups if group.status in NEED_SOMEBODY for row in group.rows
    ]
    return [
        {
            "text": row.promise.text,
            "status": row.promise.status.name,
            "url": desk.url("promise", row.promise.id),
            "why": _why(row),
            "owner": row.owner,
        }
        for row in rows[:PROMISES_SHOWN]
    ]


def _why(row: BoardRow) -> str:
    why, measured = standing.why(row.promise), standing.measured(row.promise)
    return f"{why}: {measured}" if row.promise.controls and measured else why


def _systems(desk: Desk) -> list[dict[str, Any]]:
    if not desk.may(Permission.SYSTEMS_VIEW):
        return []
    return [
        {
            "name": row.name,
            "url": desk.url("system", row.id),
            "word": system_words.status(row.status)[1],
            "reason": request_words.reason(row.reason),
        }
        for row in datamap.systems(desk.ctx)
        if row.status in ("failing", "unreachable")
    ]


def _happened(desk: Desk) -> list[dict[str, Any]]:
    if not desk.may(Permission.LEDGER_VIEW):
        return []
    rows = ledger.page(desk.ctx, limit=LOOKED_AT)
    who, names = actors.named(desk.ctx, (row.actor for row in rows)), system_names(desk)
    runs = [list(run) for _kind, run in groupby(rows, key=_together)]
    return [
        {
            "when": run[0].at,
            "text": _in_one(run) or told(run[0], names),
            "who": who[run[0].actor],
            "url": desk.url("entry", run[0].event),
        }
        for run in runs[:HAPPENED]
    ]


def _together(row: EntryRow) -> object:
    """Answers of controls come many at a time, and are told as one."""
    return row.kind if row.kind == ANSWERS else row.event


def _in_one(run: Sequence[EntryRow]) -> str:
    if len(run) < 2:
        return ""
    return ngettext("%(number)s control answered", "%(number)s controls answered", len(run)) % {
        "number": phrases.number(len(run))
    }
