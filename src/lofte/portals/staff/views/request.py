"""One request: its clocks, what was found where, and the acts that answer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lofte.areas.access.rules import Permission
from lofte.areas.requests import actions, queries, rules
from lofte.areas.requests.queries import PackageRow, RequestWhole
from lofte.areas.requests.rules import State
from lofte.infra.tenancy import reading
from lofte.kernel import deadlines
from lofte.portals.staff import actors, phrases
from lofte.portals.staff.context import Desk, desk_act, desk_page
from lofte.portals.staff.pages import attempt, do, done, show
from lofte.portals.staff.words import events
from lofte.portals.staff.words import requests as words
from lofte.portals.ui.say import Link, Part, say


class Extension(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why does it take longer?"),
        help_text=gettext_lazy("The person reads this, word for word, in the mail we send."),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )


@desk_page(Permission.REQUESTS_VIEW)
def request_page(request: HttpRequest, desk: Desk, request_id: UUID) -> HttpResponse:
    """While systems are searched the page asks for their list again; then it loads anew."""
    page = _page(request, desk, request_id)
    if "HX-Request" in request.headers and b"hx-trigger" not in page.content:
        page.headers["HX-Refresh"] = "true"
    return page


@desk_act(Permission.REQUESTS_HANDLE)
def extend(request: HttpRequest, desk: Desk, request_id: UUID) -> HttpResponseBase:
    form = Extension(request.POST)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        actions.extend_deadline(desk.ctx, request_id=request_id, reason=reason)

    if attempt(form, act):
        text = _("The time is extended, and a mail tells the person why.")
        return done(request, desk.url("request", request_id), text)
    with reading(desk.ctx):
        return _page(request, desk, request_id, extension=form, status=422)


@desk_act(Permission.REQUESTS_RELEASE)
def release(request: HttpRequest, desk: Desk, request_id: UUID) -> HttpResponseBase:
    return do(
        request,
        desk,
        lambda: actions.release(desk.ctx, request_id=request_id),
        url=desk.url("request", request_id),
        message=_("The answer is released. A mail tells the person where to fetch it."),
    )


@desk_act(Permission.REQUESTS_HANDLE)
def search_again(request: HttpRequest, desk: Desk, request_id: UUID) -> HttpResponseBase:
    return do(
        request,
        desk,
        lambda: actions.retry_collection(desk.ctx, request_id=request_id),
        url=desk.url("request", request_id),
        message=_("The systems are searched again."),
    )


@desk_act(Permission.REQUESTS_HANDLE)
def open_package(request: HttpRequest, desk: Desk, request_id: UUID) -> HttpResponseBase:
    """The package as a file. POST, since opening it is an act that leaves a trace."""
    octets: Iterator[bytes] = actions.open_package(desk.ctx, request_id=request_id)
    reference = queries.whole(desk.ctx, request_id=request_id).reference
    return StreamingHttpResponse(
        octets,
        headers={
            "Content-Type": "application/zip",
            "Content-Disposition": f'attachment; filename="{reference}.zip"',
        },
    )


def _page(
    request: HttpRequest,
    desk: Desk,
    request_id: UUID,
    *,
    extension: Extension | None = None,
    status: int = 200,
) -> HttpResponse:
    found = queries.whole(desk.ctx, request_id=request_id)
    context = {
        "found": found,
        "say": _sentence(desk, found),
        "answered_on": found.answered_at,
        "clock_note": _clock_note(found),
        "facts": _facts(found),
        "moments": _moments(desk, found),
        "next_steps": _next_steps(found),
        "systems": _systems(found),
        "columns": _columns(),
        "tables": _tables(found.package),
        "package_size": phrases.size(found.package.size) if found.package else "",
        "extension": extension or Extension(),
        "may_extend": found.may_extend and desk.may(Permission.REQUESTS_HANDLE),
        "extended_to": _extended_to(found),
        "may_search": found.state == State.COLLECTING and desk.may(Permission.REQUESTS_HANDLE),
        "may_open": _may_open(desk, found),
        # Shown before it is opened too: the page does not load anew when the file is saved.
        "may_release": found.state == State.REVIEW and desk.may(Permission.REQUESTS_RELEASE),
        "searching": found.state == State.COLLECTING,
        "state": words.state(found.state),
        "is_open": found.state in rules.OPEN,
    }
    return show(request, desk, "request.html", context, here="requests", status=status)


def _sentence(desk: Desk, found: RequestWhole) -> tuple[Part, ...]:
    """Who asks what of whom, and how far it has come."""
    names = {
        "name": phrases.inert(found.name) or _("Somebody"),
        "organisation": phrases.inert(desk.place.name),
    }
    asks = _("%(name)s wants to see what %(organisation)s has about them.") % names
    text = phrases.sentences((asks, _so_far(found)))
    return say(
        text,
        rows=Link("#found"),
        failed=Link("#systems", "AT_RISK"),
        systems=Link("#systems"),
    )


def _so_far(found: RequestWhole) -> str:
    if found.state == State.UNCONFIRMED:
        return _("The address is not proven yet, so nothing is searched.")
    if found.outcome == rules.Outcome.UNCONFIRMED:
        return _("The address was never proven, so the request was closed.")
    if found.state == State.COLLECTING:
        return _searching(found)
    rows = sum(system.rows for system in found.collections)
    said = ngettext(
        "[%(number)s row](rows) was found.", "[%(number)s rows](rows) were found.", rows
    ) % {"number": phrases.number(rows)}
    ends = {
        State.REVIEW: _("Read the answer through, then release it."),
        State.ANSWERED: _("The answer is released."),
        State.CLOSED: _("The answer was given, and the package is destroyed."),
    }
    return f"{said} {ends.get(State(found.state), '')}"


def _searching(found: RequestWhole) -> str:
    failed = sum(system.state == "failed" for system in found.collections)
    if failed:
        return ngettext(
            "[%(number)s system](failed) did not answer; we try again by ourselves.",
            "[%(number)s systems](failed) did not answer; we try again by ourselves.",
            failed,
        ) % {"number": phrases.count(failed)}
    done_ = sum(system.state == "read" for system in found.collections)
    return _("We are searching: [%(done)s of %(all)s systems](systems) are read.") % {
        "done": phrases.count(done_),
        "all": phrases.count(len(found.collections)),
    }


def _clock_note(found: RequestWhole) -> str:
    note = _("Received %(day)s.") % {"day": phrases.day(found.received_on)}
    if found.extended_because:
        extended = _("Extended once, and the person was told why.")
        return f"{note} {extended}"
    if found.legal_on == found.safe_on:
        return note
    # Reg. 1182/71 art. 3(4): a period that ends on a day off ends on the next working day.
    rolled = _("The month ends on a day off: the law gives until %(legal)s, we keep %(safe)s.")
    days = {"legal": phrases.day(found.legal_on), "safe": phrases.day(found.safe_on)}
    return f"{note} {rolled % days}"


def _extended_to(found: RequestWhole) -> str:
    limits = deadlines.request_deadlines(found.received_on)
    return phrases.day_year(limits.extended_safe)


def _facts(found: RequestWhole) -> list[tuple[str, str]]:
    proven = found.confirmed_at
    return [
        (_("Name"), found.name or _("Erased")),
        (_("E-mail address"), found.email),
        (_("Address"), _("Proven with a code") if proven else _("Not proven")),
        (_("Asks for"), _("Access, article 15")),
        (_("Language"), _(words.LANGUAGES[found.language])),
        (_("Reference"), found.reference),
        (_("Extended because"), found.extended_because or ""),
    ]


def _moments(desk: Desk, found: RequestWhole) -> list[dict[str, Any]]:
    who = actors.named(desk.ctx, (moment.actor for moment in found.moments))
    names = {str(system.system_id): system.system for system in found.collections}
    see_ledger = desk.may(Permission.LEDGER_VIEW)
    return [
        {
            "when": moment.at,
            "text": events.sentence(f"requests.{moment.kind}", moment.facts, names=names),
            "who": who[moment.actor],
            "url": desk.url("entry", moment.event) if see_ledger else "",
        }
        for moment in found.moments
    ]


def _next_steps(found: RequestWhole) -> list[tuple[str, str]]:
    """What is done now and what comes, after all that has happened."""
    steps = {
        State.UNCONFIRMED: _("The person proves the address"),
        State.COLLECTING: _("The systems are searched"),
        State.REVIEW: _("Somebody reads it through"),
        State.ANSWERED: _("The person may fetch the answer"),
    }
    order = [*steps]
    if found.state not in order:
        return []
    at = order.index(State(found.state))
    states = ["now"] + ["next"] * len(order)
    return [(state, steps[step]) for state, step in zip(states, order[at:], strict=False)]


def _systems(found: RequestWhole) -> list[dict[str, Any]]:
    status = {"read": "KEPT", "failed": "AT_RISK", "reading": "UNPROVEN", "waiting": "UNPROVEN"}
    return [
        {
            "id": row.system_id,
            "name": row.system,
            "rows": row.rows if row.state == "read" else None,
            "tables": row.tables if row.state == "read" else None,
            "status": status[row.state],
            "word": _word(row.state, row.rows),
            "reason": words.reason(row.reason) if row.reason else "",
            "not_read": [(table, words.reason(why)) for table, why in row.not_read],
        }
        for row in found.collections
    ]


def _word(state: str, rows: int) -> str:
    return _("No rows") if state == "read" and not rows else _(words.COLLECTIONS[state])


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("System"), "css": "main"},
        {"label": _("Rows"), "css": "right"},
        {"label": _("Tables"), "css": "right opt"},
        {"label": _("State"), "css": "w1"},
    ]


def _tables(package: PackageRow | None) -> list[dict[str, Any]]:
    """What the package holds: names and numbers, never a value of somebody's."""
    if package is None:
        return []
    return [
        {
            "system": system["system"],
            "tables": [
                {**table, "relation": _relation(table)}
                for table in sorted(system["tables"], key=_most_rows)
            ],
        }
        for system in package.contents
        if system["tables"]
    ]


def _relation(table: Mapping[str, Any]) -> str:
    return _(words.RELATIONS.get(table["relation"], table["relation"]))


def _most_rows(table: Mapping[str, Any]) -> tuple[int, str]:
    return -table["rows"], table["table"]


def _may_open(desk: Desk, found: RequestWhole) -> bool:
    return (
        found.package is not None
        and found.package.removed_at is None
        and found.state in (State.REVIEW, State.ANSWERED)
        and desk.may(Permission.REQUESTS_HANDLE)
    )
