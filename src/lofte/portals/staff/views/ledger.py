"""What happened, entry by entry, and the proof that nothing of it was changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lofte.areas.access import steps as access
from lofte.areas.access.rules import Permission
from lofte.areas.datamap import queries as datamap
from lofte.areas.ledger.queries import entries as queries
from lofte.areas.ledger.queries.entries import PAGE, EntryRow, Standing
from lofte.areas.ledger.queries.proving import NotYetSigned, proof_of
from lofte.areas.ledger.queries.stored import connect_as
from lofte.areas.ledger.queries.verification import Report, verify_log
from lofte.areas.ledger.rules import proofs
from lofte.areas.ledger.rules.notes import Verifier
from lofte.areas.requests import queries as requests
from lofte.infra import env
from lofte.infra.tenancy import reading
from lofte.kernel.errors import NotFound
from lofte.portals.staff import actors, phrases
from lofte.portals.staff.context import Desk, desk_act, desk_page
from lofte.portals.staff.pages import show
from lofte.portals.staff.words import events, facts, subjects
from lofte.portals.ui.say import Link, Part, say


class About(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("Reference, or what it is about"),
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )


@desk_page(Permission.LEDGER_VIEW)
def entries(request: HttpRequest, desk: Desk) -> HttpResponse:
    return _page(request, desk)


@desk_act(Permission.LEDGER_VIEW)
def verify(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Go through the whole log, and say what was found on the same page."""
    access.take(what="verify", who=str(desk.ctx.tenant), most=6, seconds=60, now=desk.ctx.now)
    with connect_as(env.current().role, program="lofte desk") as connection:
        report = verify_log(connection, desk.ctx.tenant)
    with reading(desk.ctx):
        return _page(request, desk, report=report)


@desk_page(Permission.LEDGER_VIEW)
def entry(request: HttpRequest, desk: Desk, event: UUID) -> HttpResponse:
    try:
        found = queries.entry(desk.ctx, event=event)
    except NotFound:
        return show(request, desk, "entry_waiting.html", {}, here="ledger", status=404)
    who, names = actors.named(desk.ctx, [found.actor]), system_names(desk)
    row = _row(desk, found, who, names)
    context = {
        "found": found,
        "row": row,
        "say": say(phrases.inert(row["text"]) + "."),
        "words": [*(found.words or {}).items()],
        "facts": facts.listed(found.facts),
        **_proven(desk, event),
    }
    return show(request, desk, "entry.html", context, here="ledger")


@desk_page(Permission.LEDGER_VIEW)
def proof(request: HttpRequest, desk: Desk, event: UUID) -> HttpResponse:
    """The proof as a file: whoever has it can check it without us."""
    name = f'attachment; filename="lofte-{event}.json"'
    found = proof_of(desk.ctx, event=event).as_json()
    return JsonResponse(
        found, headers={"Content-Disposition": name}, json_dumps_params={"indent": 1}
    )


def _page(request: HttpRequest, desk: Desk, *, report: Report | None = None) -> HttpResponse:
    subject = _subject(desk, request.GET.get("subject", "").strip())
    before = _number(request.GET.get("before", ""))
    rows = _rows(desk, subject, before)
    standing = queries.standing(desk.ctx)
    who, names = actors.named(desk.ctx, (row.actor for row in rows)), system_names(desk)
    context = {
        "say": _sentence(standing),
        "standing": standing,
        "entries": [_row(desk, row, who, names) for row in rows[:PAGE]],
        "columns": _columns(),
        "about": About(initial={"subject": subject}),
        "subject": subject,
        "subject_named": subjects.named(subject) if subject else "",
        "report": report,
        "report_says": _found_by(report) if report else "",
        "newest": _url(desk, subject, None) if before is not None else "",
        "later": _url(desk, subject, rows[PAGE - 1].index) if len(rows) > PAGE else "",
        "shown": _shown(rows[:PAGE]),
    }
    return show(request, desk, "ledger.html", context, here="ledger")


def _subject(desk: Desk, text: str) -> str:
    """What to look for: a request by its reference, anything by the ledger's own name."""
    if not text or ":" in text or not desk.may(Permission.REQUESTS_VIEW):
        return text
    try:
        return f"request:{requests.request_id_of(desk.ctx, reference=text)}"
    except NotFound:
        return text


def _rows(desk: Desk, subject: str, before: int | None) -> Sequence[EntryRow]:
    """One more than a page, to know whether there is another."""
    if subject:
        return queries.about(desk.ctx, subject=subject, before=before, limit=PAGE + 1)
    return queries.page(desk.ctx, before=before, limit=PAGE + 1)


def system_names(desk: Desk) -> Mapping[str, str]:
    """What ids of systems stand for, to those who may know."""
    if not desk.may(Permission.SYSTEMS_VIEW):
        return {}
    return {str(row.id): row.name for row in datamap.systems_in_use(desk.ctx)}


def told(row: EntryRow, names: Mapping[str, str]) -> str:
    return events.sentence(row.kind, row.facts, subject=row.subject, names=names)


def _row(
    desk: Desk, row: EntryRow, who: Mapping[UUID, str], names: Mapping[str, str]
) -> dict[str, Any]:
    page = subjects.page_of(row.subject)
    return {
        "index": row.index,
        "url": desk.url("entry", row.event),
        "when": row.at,
        "text": told(row, names),
        "subject": row.subject,
        "subject_named": subjects.named(row.subject),
        "subject_url": desk.url(page[0], page[1]) if page else "",
        "who": who[row.actor],
    }


def _sentence(found: Standing) -> tuple[Part, ...]:
    if not found.size:
        return say(_("Nothing is written in the ledger yet."))
    size = ngettext(
        "The ledger has %(number)s entry.", "The ledger has %(number)s entries.", found.size
    ) % {"number": phrases.number(found.size)}
    unsigned = found.size - found.signed + found.waiting
    if not unsigned:
        signed = _("[All of them are signed](signed).")
    else:
        signed = ngettext(
            "[%(number)s waits](unsigned) for the next signature.",
            "[%(number)s wait](unsigned) for the next signature.",
            unsigned,
        ) % {"number": phrases.count(unsigned)}
    return say(
        phrases.sentences((size, signed)),
        signed=Link("", "KEPT"),
        unsigned=Link("", "UNPROVEN"),
    )


def _found_by(report: Report) -> str:
    if report.holds:
        return ngettext(
            "The one entry holds, and so does what it says of people.",
            "All %(entries)s entries hold, and so does what they say of people.",
            report.entries,
        ) % {"entries": phrases.number(report.entries)}
    text = ngettext(
        "%(faults)s place does not hold.", "%(faults)s places do not hold.", len(report.faults)
    )
    return text % {"faults": phrases.count(len(report.faults)).capitalize()}


def _proven(desk: Desk, event: UUID) -> dict[str, Any]:
    """The proof, recomputed while the page is made, and what it rests on."""
    try:
        found = proof_of(desk.ctx, event=event)
    except NotYetSigned:
        return {"proof": None}
    return {
        "proof": found,
        "holds": bool(found.vkey) and proofs.holds(found, Verifier.parse(found.vkey)),
        "steps": _steps(found),
        "proof_url": desk.url("proof", event),
    }


def _steps(found: proofs.Proof) -> list[str]:
    """How the proof goes, from the entry to the signature."""
    log, whole = found.in_log, found.in_global
    in_log = _("The entry is number %(index)s of the %(size)s in this organisation's log.")
    up = ngettext(
        "%(hashes)s hash leads from it to the log's root.",
        "%(hashes)s hashes lead from it to the log's root.",
        len(log.path),
    )
    in_whole = _("That root is entry %(index)s of the %(size)s in the log of all logs.")
    up_whole = ngettext(
        "%(hashes)s hash leads from there to the root that is signed.",
        "%(hashes)s hashes lead from there to the root that is signed.",
        len(whole.path),
    )
    return [
        in_log % {"index": _nth(log), "size": phrases.number(log.size)},
        up % {"hashes": phrases.count(len(log.path)).capitalize()},
        in_whole % {"index": _nth(whole), "size": phrases.number(whole.size)},
        up_whole % {"hashes": phrases.count(len(whole.path)).capitalize()},
    ]


def _nth(place: proofs.Place) -> str:
    return phrases.number(place.index + 1)


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Nr"), "css": "w1 nr"},
        {"label": _("Event"), "css": "main"},
        {"label": _("About"), "css": "w1"},
        {"label": _("Who"), "css": "w1 opt"},
        {"label": _("When"), "css": "w1"},
    ]


def _url(desk: Desk, subject: str, before: int | None) -> str:
    query = {"subject": subject} if subject else {}
    if before is not None:
        query["before"] = str(before)
    return desk.url("ledger") + (f"?{urlencode(query)}" if query else "")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _shown(rows: Sequence[EntryRow]) -> str:
    if not rows:
        return ""
    facts = {
        "last": phrases.number(rows[-1].index + 1),
        "first": phrases.number(rows[0].index + 1),
    }
    return _("Entries %(last)s to %(first)s") % facts
