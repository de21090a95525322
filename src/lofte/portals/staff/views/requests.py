"""What people ask for: the list, nearest limit first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lofte.areas.access.rules import Permission
from lofte.areas.requests import queries, rules
from lofte.areas.requests.queries import Counts, RequestRow
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_page
from lofte.portals.staff.pages import show
from lofte.portals.staff.words import requests as words
from lofte.portals.ui.say import Link, Part, say


class Search(forms.Form):
    view = forms.CharField(widget=forms.HiddenInput, required=False)
    find = forms.CharField(
        label=gettext_lazy("Reference or e-mail address"),
        required=False,
        max_length=254,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A request in words, with its state and the time left. `hurry`: now, soon or empty."""

    found: RequestRow
    name: str
    right: str
    state: str
    left: str
    hurry: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand alike towards their limit, under a heading that says how."""

    key: str
    status: str
    word: str
    title: str
    rows: Sequence[Row]


@desk_page(Permission.REQUESTS_VIEW)
def requests(request: HttpRequest, desk: Desk) -> HttpResponse:
    view = request.GET.get("view", "open")
    view = view if view in queries.VIEWS else "open"
    find = request.GET.get("find", "").strip()
    page = queries.page(
        desk.ctx,
        view="all" if find else view,
        after=request.GET.get("after") or None,
        find=find,
    )
    context = {
        "say": _sentence(desk, desk.request_counts),
        "tabs": _tabs(desk, view, desk.request_counts),
        "groups": _groups(desk, page.rows),
        "search": Search(initial={"view": view, "find": find}),
        "find": find,
        "view": view,
        "columns": _columns(),
        "empty": _empty(view, find),
        "shown": _shown(len(page.rows), paged="after" in request.GET or bool(page.after)),
        "first": desk.url("requests") + f"?view={view}" if "after" in request.GET else "",
        "later": _later(desk, view, find, page.after),
    }
    return show(request, desk, "requests.html", context, here="requests")


def _sentence(desk: Desk, counts: Counts | None) -> tuple[Part, ...]:
    """What waits for an answer, and what of it is near its limit or past it."""
    if counts is None:
        return ()
    here = desk.url("requests")
    text = phrases.sentences((_open(counts), _limits(counts), _unproven(counts)))
    return say(
        text,
        open=Link(here),
        review=Link(here),
        near=Link(f"{here}#near", "AT_RISK"),
        late=Link(f"{here}#late", "BROKEN"),
        unconfirmed=Link(f"{here}?view=unconfirmed"),
    )


def _open(counts: Counts) -> str:
    if not counts.open:
        return _("Nobody waits for an answer.")
    return ngettext(
        "[%(number)s request](open) waits for its answer.",
        "[%(number)s requests](open) wait for their answers.",
        counts.open,
    ) % {"number": phrases.count(counts.open)}


def _limits(counts: Counts) -> str:
    near = ngettext(
        "[%(number)s is close to its limit](near)",
        "[%(number)s are close to their limit](near)",
        counts.near,
    ) % {"number": phrases.count(counts.near)}
    late = ngettext(
        "[%(number)s is late](late)", "[%(number)s are late](late)", counts.late
    ) % {"number": phrases.count(counts.late)}
    said = [text for text, some in ((near, counts.near), (late, counts.late)) if some]
    if said:
        return phrases.listing(said) + "."
    return _("None is close to its limit.") if counts.open else ""


def _unproven(counts: Counts) -> str:
    if not counts.unconfirmed:
        return ""
    return ngettext(
        "[%(number)s has not proven the address](unconfirmed) yet.",
        "[%(number)s have not proven the address](unconfirmed) yet.",
        counts.unconfirmed,
    ) % {"number": phrases.count(counts.unconfirmed)}


def _tabs(desk: Desk, view: str, counts: Counts | None) -> list[dict[str, Any]]:
    known = {"open": counts.open, "unconfirmed": counts.unconfirmed} if counts else {}
    return [
        {
            "label": _(words.VIEWS[name]),
            "url": f"{desk.url('requests')}?view={name}",
            "count": known.get(name),
            "current": name == view,
        }
        for name in queries.VIEWS
    ]


def _groups(desk: Desk, rows: Sequence[RequestRow]) -> list[Group]:
    open_rows = [row for row in rows if row.state in rules.OPEN]
    late = [row for row in open_rows if row.legal_on < desk.today]
    rest = [row for row in open_rows if row.legal_on >= desk.today]
    near = [row for row in rest if row.safe_on <= desk.today + rules.NEAR]
    later = [row for row in rest if row not in near]
    other = [row for row in rows if row.state not in rules.OPEN]
    groups = (
        ("late", "BROKEN", _("Late"), _("The last lawful day has passed"), late),
        ("near", "AT_RISK", _("Close"), _("Five days or fewer to the safe limit"), near),
        ("later", "", "", _("In good time"), later),
        ("other", "", "", "", other),
    )
    return [
        Group(key, status, word, title, [_row(desk, row) for row in some])
        for key, status, word, title, some in groups
        if some
    ]


def _row(desk: Desk, row: RequestRow) -> Row:
    left, hurry = time_left(row, desk) if row.state in rules.OPEN else ("", "")
    return Row(
        found=row,
        name=row.name or _("Erased"),
        right=words.right(row.right),
        state=words.state(row.state),
        left=left,
        hurry=hurry,
    )


def time_left(row: RequestRow, desk: Desk) -> tuple[str, str]:
    """The days to the safe limit in words, and whether they ask for haste."""
    if row.legal_on < desk.today:
        return _("late"), "now"
    if row.days_left < 0:
        return _("safe limit passed"), "now"
    if row.days_left == 0:
        return _("today"), "now"
    text = ngettext("%(days)s day", "%(days)s days", row.days_left)
    hurry = "soon" if row.days_left <= rules.NEAR.days else ""
    return text % {"days": phrases.number(row.days_left)}, hurry


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Person"), "css": "main"},
        {"label": _("State"), "css": "w1"},
        {"label": _("Answer by"), "css": "w1"},
        {"label": _("Left"), "css": "w1"},
        {"label": _("Legal limit"), "css": "w1 opt"},
        {"label": _("Received"), "css": "w1 opt"},
    ]


def _empty(view: str, find: str) -> tuple[str, str]:
    if find:
        return (
            _("Nothing was found."),
            _("Search for the whole reference or the whole e-mail address."),
        )
    if view == "open":
        return _("Nobody waits for an answer."), _("New requests come here by themselves.")
    return _("There is none."), ""


def _shown(count: int, *, paged: bool) -> str:
    if not count:
        return ""
    if paged:
        return _("%(count)s on this page") % {"count": phrases.number(count)}
    return ngettext("%(count)s request", "%(count)s requests", count) % {
        "count": phrases.number(count)
    }


def _later(desk: Desk, view: str, find: str, after: str | None) -> str:
    if after is None:
        return ""
    query = {"view": view, "after": after, **({"find": find} if find else {})}
    return f"{desk.url('requests')}?{urlencode(query)}"
