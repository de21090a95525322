"""The board: how every promise of the policy stands, worst first, now or on another day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lofte.areas.access.rules import Permission
from lofte.areas.promises import queries, rules
from lofte.areas.promises.queries import Board, BoardRow, ControlRow
from lofte.areas.promises.rules import Status
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_page
from lofte.portals.staff.pages import show
from lofte.portals.staff.views import standing
from lofte.portals.staff.words import controls as control_words
from lofte.portals.staff.words import promises as words
from lofte.portals.staff.words import requests as request_words


class Filters(forms.Form):
    find = forms.CharField(
        label=gettext_lazy("Find in the sentences"),
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Policy"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)
    on = forms.DateField(
        label=gettext_lazy("As it looked"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )

    def __init__(self, given: Any, *, board: Board) -> None:
        super().__init__(given)
        languages = [(code, standing.language_name(code)) for code in board.languages]
        owners = sorted({row.owner for group in board.groups for row in group.rows} - {""})
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((name, name) for name in owners),
        ]
        earliest, latest = board.since.isoformat(), board.until.isoformat()
        self.fields["on"].widget.attrs.update(min=earliest, max=latest)


@desk_page(Permission.PROMISES_VIEW)
def promises(request: HttpRequest, desk: Desk) -> HttpResponse:
    board = board_of(desk, request.GET.get("language", ""))
    filters = Filters(_asked(request, board), board=board)
    told = filters.cleaned_data if filters.is_valid() else {}
    on = told.get("on") or desk.today
    rows = [row for row in _rows(board, on, desk.today) if _wanted(row[1], told)]
    counts = Counter(status for status, _row in rows)
    context = {
        "board": board,
        "say": standing.sentence(desk, counts, here="", name=desk.place.name),
        "counts": standing.drawn(counts),
        "curve": _curve(desk, board),
        "tabs": standing.tabs(desk, "promises"),
        "filters": filters,
        "on": on if on != desk.today else None,
        "groups": [_group(desk, status, rows) for status in rules.ORDER if counts[status]],
        "columns": _columns(),
        "policy_url": desk.url("policy"),
        "since": board.since,
        "until": board.until,
        "filtered": any(told.get(name) for name in ("find", "owner")),
    }
    return show(request, desk, "promises.html", context, here="promises")


@desk_page(Permission.PROMISES_VIEW)
def changes(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every turn a promise took in the last year, the latest first."""
    board = board_of(desk, request.GET.get("language", ""))
    counts = dict(board.summary.counts)
    turns = [turn for group in board.groups for row in group.rows for turn in _turns(desk, row)]
    context = {
        "say": standing.sentence(desk, counts, here=desk.url("promises"), name=desk.place.name),
        "counts": standing.drawn(counts),
        "tabs": standing.tabs(desk, "changes"),
        "turns": sorted(turns, key=lambda turn: (turn["on"], turn["nr"]), reverse=True)[:200],
    }
    return show(request, desk, "changes.html", context, here="promises")


@desk_page(Permission.PROMISES_VIEW)
def controls(request: HttpRequest, desk: Desk) -> HttpResponse:
    found = queries.controls(desk.ctx)
    context = {
        "say": standing.controls_sentence(found),
        "tabs": standing.tabs(desk, "controls"),
        "controls": [
            {
                "row": row,
                "name": control_words.name(row.code),
                "counted": control_words.counted(row.code),
                "says": _said(row),
                "status": standing.answered(row.last),
            }
            for row in found
        ],
        "may_run": desk.may(Permission.EVIDENCE_RUN),
        "may_see_ledger": desk.may(Permission.LEDGER_VIEW),
    }
    return show(request, desk, "controls.html", context, here="promises")


def _said(row: ControlRow) -> str:
    """The answer as a sentence; why there is none, when there is none."""
    if row.last is None:
        return ""
    if row.last.verdict == "error":
        return request_words.reason(row.last.error)
    return control_words.says(row.code, row.last.facts)


def board_of(desk: Desk, language: str) -> Board:
    """The board in the wanted language, else in the reader's own, else in what there is."""
    board = queries.board(desk.ctx, language=language or phrases.language())
    if board.version is None and board.languages:
        return queries.board(desk.ctx, language=board.languages[0])
    return board


def _asked(request: HttpRequest, board: Board) -> Any:
    asked = request.GET.copy()
    asked.setdefault("language", board.version.language if board.version else "")
    return asked


def _rows(board: Board, on: date, today: date) -> list[tuple[Status, BoardRow]]:
    """Each promise with its status on a day; one that nobody looked at then is left out."""
    rows = [row for group in board.groups for row in group.rows]
    if on == today:
        return [(row.promise.status, row) for row in rows]
    spans = [
        (span.status, row) for row in rows for span in row.year if span.since <= on < span.until
    ]
    return sorted(spans, key=lambda pair: pair[1].promise.ordinal)


def _wanted(row: BoardRow, told: Mapping[str, Any]) -> bool:
    find, owner = told.get("find", ""), told.get("owner", "")
    asks = " ".join(control_words.name(code) for code in row.promise.controls)
    text = f"{row.promise.text} {asks}".casefold()
    return find.casefold() in text and owner in ("", row.owner)


def _group(desk: Desk, status: Status, rows: Sequence[tuple[Status, BoardRow]]) -> Any:
    mine = [row for found, row in rows if found is status]
    return {
        "status": status.name,
        "why": words.group(status),
        "rows": [_row(desk, row) for row in mine],
    }


def _row(desk: Desk, row: BoardRow) -> dict[str, Any]:
    promise, evidence = row.promise, row.promise.evidence
    return {
        "nr": promise.ordinal,
        "text": promise.text,
        "url": desk.url("promise", promise.id),
        "why": standing.why(promise),
        "measured": standing.measured(promise),
        "tone": {"BROKEN": "c-broken", "AT_RISK": "c-risk"}.get(promise.status.name, ""),
        "spans": standing.spans(row.year),
        "checked": evidence.at if evidence else None,
        "owner": row.owner,
        "act": standing.next_act(desk, promise),
    }


def _turns(desk: Desk, row: BoardRow) -> list[dict[str, Any]]:
    pairs = zip(row.year, row.year[1:], strict=False)
    return [
        {
            "on": after.since,
            "nr": row.promise.ordinal,
            "text": row.promise.text,
            "url": desk.url("promise", row.promise.id),
            "before": before.status.name,
            "after": after.status.name,
        }
        for before, after in pairs
        if before.status is not after.status
    ]


def _curve(desk: Desk, board: Board) -> dict[str, Any] | None:
    """Kept promises week by week; a curve takes two weeks at least."""
    language = board.version.language if board.version else None
    weeks = queries.year(desk.ctx, language=language) if language else []
    if len(weeks) < 2:
        return None
    first, kept = weeks[0], dict(board.summary.counts).get(rules.Status.KEPT, 0)
    told = _("Kept promises went from %(first)s to %(last)s in a year") % {
        "first": phrases.number(first.kept),
        "last": phrases.number(kept),
    }
    return {
        # The curve ends with the number in the sentence beside it, not with last week's.
        "values": [*(week.kept for week in weeks), kept],
        "from": phrases.day_short(first.week_on, today=desk.today),
        "to": phrases.day_short(desk.today, today=desk.today),
        "label": told,
    }


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Nr"), "css": "w1 nr"},
        {"label": _("Promise and control"), "css": "main"},
        {"label": _("Measured"), "css": "w1"},
        {"label": _("One year"), "css": "w1 opt"},
        {"label": _("Checked"), "css": "w1 opt"},
        {"label": _("Owner"), "css": "w1"},
        {"label": _("Action"), "css": "acts", "hidden": True},
    ]
