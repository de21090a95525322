"""The published text with a line under each sentence, and handing in the next one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lofte.areas.access.rules import Permission
from lofte.areas.notices import actions as notices_actions
from lofte.areas.notices import queries as notices
from lofte.areas.notices.queries import VersionRow
from lofte.areas.notices.rules import MAX_BYTES, Outcome
from lofte.areas.promises import actions, queries
from lofte.areas.promises.actions import Published
from lofte.areas.promises.queries import Proof
from lofte.infra.tenancy import reading
from lofte.kernel.errors import NotFound
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_act, desk_page
from lofte.portals.staff.pages import attempt, do, done, show
from lofte.portals.staff.views import standing
from lofte.portals.staff.words import promises as words
from lofte.portals.staff.words import requests as request_words
from lofte.portals.ui.proof import margin as margins
from lofte.portals.ui.proof import policy as texts


class Upload(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The policy"),
        help_text=gettext_lazy("Markdown, HTML or plain text, in UTF-8."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Its language"),
        choices=lambda: [(code, request_words.language(code)) for code in ("sv", "en")],
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_("The file is too large to be a policy."))
        return file


@desk_page(Permission.NOTICES_VIEW)
def policy(request: HttpRequest, desk: Desk) -> HttpResponse:
    return _page(request, desk)


@desk_act(Permission.NOTICES_PUBLISH)
def publish(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Hand in a text and publish it in one act; what it promises is read out of it."""
    form = Upload(request.POST, request.FILES)
    made: list[Published] = []

    def act() -> None:
        told = form.cleaned_data
        published = actions.publish_policy(
            desk.ctx,
            raw=told["file"].read(),
            filename=told["file"].name,
            language=told["language"],
        )
        made.append(published)

    if attempt(form, act):
        return done(request, desk.url("policy"), _published(made[0]))
    with reading(desk.ctx):
        return _page(request, desk, upload=form, status=422)


@desk_act(Permission.NOTICES_PUBLISH)
def review(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Put down that the published policy was read through."""
    outcome = request.POST.get("outcome", "")
    return do(
        request,
        desk,
        lambda: notices_actions.review_policy(desk.ctx, outcome=outcome),
        url=desk.url("policy"),
        message=_("Your reading is put down in the ledger."),
    )


def _published(made: Published) -> str:
    if not made.new:
        return _("Exactly this text stands already, so nothing was published.")
    return ngettext(
        "Version %(number)s is published, and %(promises)s promise was read out of it.",
        "Version %(number)s is published, and %(promises)s promises were read out of it.",
        made.promises.promises,
    ) % {"number": made.number, "promises": phrases.number(made.promises.promises)}


def _page(
    request: HttpRequest, desk: Desk, *, upload: Upload | None = None, status: int = 200
) -> HttpResponse:
    language = phrases.language()
    found = _published_page(desk, language)
    context: dict[str, Any] = {
        "tabs": standing.tabs(desk, "policy"),
        "upload": upload or Upload(initial={"language": language}),
        "may_publish": desk.may(Permission.NOTICES_PUBLISH),
        "outcomes": [(code.value, words.outcome(code)) for code in Outcome],
        "versions": [_version(row) for row in notices.versions(desk.ctx)],
        "found": found,
        **(_told(request, desk, found) if found else {}),
    }
    return show(request, desk, "policy.html", context, here="policy", status=status)


def _published_page(desk: Desk, language: str) -> queries.PolicyPage | None:
    """The text in the wanted language, else in what there is."""
    for wanted in (language, "sv", "en"):
        try:
            return queries.policy_page(desk.ctx, language=wanted)
        except NotFound:
            continue
    return None


def _told(request: HttpRequest, desk: Desk, found: queries.PolicyPage) -> dict[str, Any]:
    chosen = request.GET.get("sentence", "")
    standing_one = texts.chosen_promise(found, chosen)
    margin = None
    if standing_one:
        proof = queries.promise(desk.ctx, promise_id=standing_one.id)
        close = f"?lang={found.version.language}"
        margin = margins.margin(proof, today=desk.today, close=close)
        margin = replace(margin, rows=[*margin.rows, *_ways(desk, proof)])
    return {
        "say": standing.sentence(
            desk, dict(found.summary.counts), here=desk.url("promises"), name=desk.place.name
        ),
        "counts": standing.drawn(dict(found.summary.counts)),
        "text": texts.text_of(found, chosen=chosen, plain=False, lined=True),
        "margin": margin,
        "version": found.version,
        "languages": [
            {
                "name": request_words.language(code),
                "url": f"?lang={code}",
                "current": code == found.version.language,
            }
            for code in found.languages
        ],
    }


def _ways(desk: Desk, proof: Proof) -> list[tuple[str, SafeString]]:
    """From the margin on to the promise itself, and to the entry that proves it."""
    promise = desk.url("promise", proof.id)
    ways = [(_("Promise"), _link(promise, _("Open it")))]
    if proof.evidence and desk.may(Permission.LEDGER_VIEW):
        entry = desk.url("entry", proof.evidence.event_id)
        ways.append((_("Proof"), _link(entry, _("Entry in the ledger"))))
    return ways


def _link(url: str, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, text)


def _version(row: VersionRow) -> dict[str, Any]:
    if row.is_current:
        state = _("Stands")
    elif row.published_at:
        state = _("Replaced")
    else:
        state = _("Draft")
    return {"row": row, "language": request_words.language(row.language), "state": state}
