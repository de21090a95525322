"""One promise: its proof, what speaks for it, and a person's word where nothing can."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lofte.areas.access import queries as access
from lofte.areas.access.rules import Permission
from lofte.areas.promises import actions, queries
from lofte.areas.promises.queries import ALL, EvidenceRow, LinkedControl, Proof
from lofte.areas.promises.rules import Kind
from lofte.areas.promises.rules.attesting import LONGEST_DAYS
from lofte.infra.tenancy import reading
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_act, desk_page
from lofte.portals.staff.pages import attempt, do, done, show
from lofte.portals.staff.views import standing
from lofte.portals.staff.words import controls as control_words
from lofte.portals.staff.words import promises as words
from lofte.portals.staff.words import requests as request_words
from lofte.portals.staff.words import subjects, topics
from lofte.portals.ui.proof import findings, margin

RUNS_SHOWN = 12


class Attestation(forms.Form):
    until = forms.DateField(
        label=gettext_lazy("It holds until"), widget=forms.DateInput({"type": "date"})
    )
    note = forms.CharField(
        label=gettext_lazy("What you looked at"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class Keeper(forms.Form):
    owner = forms.ChoiceField(label=gettext_lazy("Owner"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What can prove it"),
        choices=lambda: [(kind.value, words.kind(kind)) for kind in Kind],
    )


@desk_page(Permission.PROMISES_VIEW)
def promise(request: HttpRequest, desk: Desk, promise_id: UUID) -> HttpResponse:
    return _page(request, desk, promise_id)


@desk_act(Permission.PROMISES_LINK)
def link(request: HttpRequest, desk: Desk, promise_id: UUID) -> HttpResponseBase:
    control = request.POST.get("control", "")
    return do(
        request,
        desk,
        lambda: actions.link_control(desk.ctx, promise_id=promise_id, control=control),
        url=desk.url("promise", promise_id),
        message=_("The control speaks for this promise from now on."),
    )


@desk_act(Permission.PROMISES_LINK)
def unlink(request: HttpRequest, desk: Desk, promise_id: UUID) -> HttpResponseBase:
    control = request.POST.get("control", "")
    return do(
        request,
        desk,
        lambda: actions.unlink_control(desk.ctx, promise_id=promise_id, control=control),
        url=desk.url("promise", promise_id),
        message=_("The control no longer speaks for this promise."),
    )


@desk_act(Permission.PROMISES_ATTEST)
def attest(request: HttpRequest, desk: Desk, promise_id: UUID) -> HttpResponseBase:
    form = Attestation(request.POST)
    if attempt(
        form, lambda: actions.attest(desk.ctx, promise_id=promise_id, **form.cleaned_data)
    ):
        text = _("You have given your word until %(day)s.")
        until = phrases.day_year(form.cleaned_data["until"])
        return done(request, desk.url("promise", promise_id), text % {"day": until})
    with reading(desk.ctx):
        return _page(request, desk, promise_id, attestation=form, status=422)


@desk_act(Permission.EVIDENCE_RUN)
def run(request: HttpRequest, desk: Desk, promise_id: UUID) -> HttpResponseBase:
    """Ask the promise's own controls now, while the reader waits."""
    codes = [one.code for one in queries.promise(desk.ctx, promise_id=promise_id).controls]
    return do(
        request,
        desk,
        lambda: actions.run_evidence(desk.ctx, codes=codes),
        url=desk.url("promise", promise_id),
        message=_("The controls were asked just now."),
    )


@desk_act(Permission.EVIDENCE_RUN)
def run_all(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    return do(
        request,
        desk,
        lambda: actions.ask_for_evidence(desk.ctx),
        url=desk.url("controls"),
        message=_("Every control is being asked. Load the page again in a moment."),
    )


@desk_act(Permission.PROMISES_LINK)
def owner(request: HttpRequest, desk: Desk, promise_id: UUID) -> HttpResponseBase:
    account = request.POST.get("owner", "")
    return do(
        request,
        desk,
        lambda: actions.name_owner(
            desk.ctx, promise_id=promise_id, account_id=UUID(account) if account else None
        ),
        url=desk.url("promise", promise_id),
        message=_("The owner answers for this promise from now on."),
    )


@desk_act(Permission.PROMISES_LINK)
def kind(request: HttpRequest, desk: Desk, promise_id: UUID) -> HttpResponseBase:
    wanted = request.POST.get("kind", "")
    return do(
        request,
        desk,
        lambda: actions.choose_kind(desk.ctx, promise_id=promise_id, kind=wanted),
        url=desk.url("promise", promise_id),
        message=_("The kind is chosen, and stays when the policy is read again."),
    )


def _page(
    request: HttpRequest,
    desk: Desk,
    promise_id: UUID,
    *,
    attestation: Attestation | None = None,
    status: int = 200,
) -> HttpResponse:
    found = queries.promise(desk.ctx, promise_id=promise_id)
    may_link = desk.may(Permission.PROMISES_LINK) and not found.retired_at
    context = {
        "found": found,
        "status": found.status.name if found.status else "",
        "says": "" if found.void else margin.sentence(found),
        "crumb": standing.language_name(found.language),
        "year": standing.spans(found.year),
        "since": found.year[0].since if found.year else None,
        "until": desk.today + timedelta(days=1),
        "year_says": _year_says(found),
        "controls": [_control(desk, one) for one in found.controls],
        "runs": _runs(desk, found),
        "findings": [_finding(one) for one in found.findings],
        "suggestions": _suggestions(found) if may_link else [],
        "others": _others(found) if may_link else [],
        "facts": _facts(desk, found),
        "keeper": _keeper(desk, found) if may_link else None,
        "attestation": attestation or _attestation(desk),
        "may_link": may_link,
        "may_run": desk.may(Permission.EVIDENCE_RUN) and bool(found.controls),
        "may_attest": found.may_be_attested and desk.may(Permission.PROMISES_ATTEST),
    }
    return show(request, desk, "promise.html", context, here="promises", status=status)


def _control(desk: Desk, one: LinkedControl) -> dict[str, Any]:
    status, word = standing.answered(one.last)
    return {
        "code": one.code,
        "name": control_words.name(one.code),
        "counted": control_words.counted(one.code),
        "law": one.law,
        "status": status,
        "word": word,
        "says": _said(one.last),
        "at": one.last.at if one.last else None,
        "fresh_until": one.last.fresh_until if one.last else None,
        "deviations": _deviations(desk, one.last),
    }


def _said(last: EvidenceRow | None) -> str:
    if last is None:
        return _("It has not been asked yet.")
    if last.verdict == "error":
        return request_words.reason(last.error)
    return control_words.says(last.control, last.facts)


def _deviations(desk: Desk, last: EvidenceRow | None) -> list[dict[str, str]]:
    """What breaks or endangers the promise, each with its page where there is one."""
    found = []
    for reference in last.violations if last else ():
        page = subjects.page_of(reference)
        url = desk.url(*page) if page else ""
        found.append({"name": subjects.named(reference), "url": url})
    return found


def _runs(desk: Desk, found: Proof) -> list[dict[str, Any]]:
    """The latest answers of every control of the promise, newest first."""
    rows = [
        row
        for one in found.controls
        for row in queries.runs(desk.ctx, control=one.code, limit=RUNS_SHOWN)
    ]
    rows.sort(key=lambda row: (row.at, row.control), reverse=True)
    see = desk.may(Permission.LEDGER_VIEW)
    return [
        {
            "at": row.at,
            "status": control_words.VERDICTS[row.verdict][0],
            "word": str(control_words.VERDICTS[row.verdict][1]),
            "name": control_words.name(row.control),
            "measured": control_words.measured(row.control, row.facts),
            "url": desk.url("entry", row.event_id) if see else "",
        }
        for row in rows[:RUNS_SHOWN]
    ]


def _finding(one: Any) -> dict[str, str]:
    return {
        "kind": "broken" if one.severity == "void" else "risk",
        "title": _("The law does not carry this")
        if one.severity == "void"
        else _("Look at this"),
        "text": findings.sentence(one.code),
        "law": one.law,
    }


def _suggestions(found: Proof) -> list[dict[str, str]]:
    return [
        {
            "code": one.control,
            "name": control_words.name(one.control),
            "why": topics.topic(one.why),
        }
        for one in found.suggestions[:4]
    ]


def _others(found: Proof) -> list[tuple[str, str]]:
    taken = {one.code for one in found.controls} | {
        one.control for one in found.suggestions[:4]
    }
    return [(code, control_words.name(code)) for code in ALL if code not in taken]


def _facts(desk: Desk, found: Proof) -> list[tuple[str, Any]]:
    word = found.attestation
    given = _("%(name)s, until %(day)s") % {
        "name": word.by_name or _("A colleague"),
        "day": phrases.day_year(word.until_on),
    } if word else ""  # fmt: skip
    version = _("version %(number)s") % {"number": found.first_version.number}
    return [
        (_("Owner"), found.owner or _("nobody")),
        (_("Kind"), words.kind(found.kind)),
        (_("Law"), ", ".join(found.law)),
        (_("Attested"), given),
        (_("What was looked at"), word.note if word else ""),
        (_("Said since"), version),
        (_("No longer said"), phrases.moment(found.retired_at, today=desk.today)
         if found.retired_at else ""),
    ]  # fmt: skip


def _keeper(desk: Desk, found: Proof) -> Keeper:
    form = Keeper(initial={"owner": found.owner_id or "", "kind": found.kind.value})
    members = access.members(desk.ctx)
    form.fields["owner"].choices = [  # type: ignore[attr-defined]
        ("", _("Nobody")),
        *((member.account_id, member.name) for member in members),
    ]
    return form


def _attestation(desk: Desk) -> Attestation:
    form = Attestation(initial={"until": desk.today + timedelta(days=365)})
    form.fields["until"].widget.attrs.update(
        min=(desk.today + timedelta(days=1)).isoformat(),
        max=(desk.today + timedelta(days=LONGEST_DAYS)).isoformat(),
    )
    return form


def _year_says(found: Proof) -> str:
    """The year in a sentence, as read out instead of the line."""
    now = found.year[-1] if found.year else None
    turned = next((span for span in reversed(found.year) if span.status != found.status), None)
    if now is None or turned is None:
        return _("It has stood so for as long as anybody has looked.")
    first = next(span for span in found.year if span.since >= turned.until)
    return _("It has stood as it does since %(day)s.") % {"day": phrases.day_year(first.since)}
