"""What was found and waits for a person's word: one key, one decision, and the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.queries import FieldRow, ReferenceRow, ReviewPage
from lofte.kernel.errors import NotFound
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_act, desk_page
from lofte.portals.staff.pages import chosen, do, show
from lofte.portals.staff.words import datamap as words
from lofte.portals.ui.say import Link, Part, say

SHOWN = 25


@desk_page(Permission.SYSTEMS_VIEW)
def review(request: HttpRequest, desk: Desk) -> HttpResponse:
    system_id = _system(request.GET.get("system", ""))
    after = request.GET.get("after") or None
    page = queries.review(desk.ctx, system_id=system_id, limit=SHOWN, after=after)
    suggested = queries.references(desk.ctx, system_id=system_id, state="suggested")
    context = {
        "say": _sentence(page, len(suggested)),
        "rows": [told(desk, row) for row in page.rows],
        "references": [reference(desk, row) for row in suggested],
        "types": words.choices_of_type(),
        "meanings": list(words.MEANINGS),
        "later": _later(desk, system_id, page),
        "system": system_id or "",
        "may_manage": desk.may(Permission.SYSTEMS_MANAGE),
    }
    return show(request, desk, "review.html", context, here="review")


@desk_act(Permission.SYSTEMS_MANAGE)
def decide(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Accept what was found, say what it is instead, or that it is nothing."""
    field, choice = chosen(request, "field"), request.POST.get("choice", "")
    said: dict[str, tuple[Callable[[], object], str]] = {
        "accept": (
            lambda: actions.accept_verdicts(desk.ctx, field_ids=[field]),
            _("On the map as personal data."),
        ),
        "dismiss": (
            lambda: actions.dismiss_fields(desk.ctx, field_ids=[field]),
            _("Noted as no personal data. Columns of the same name are told so."),
        ),
        "reopen": (
            lambda: actions.reopen_field(desk.ctx, field_id=field),
            _("Taken back. The field waits again."),
        ),
    }
    kind = request.POST.get("type", "")
    correct = lambda: actions.correct_fields(desk.ctx, field_ids=[field], to=kind)  # noqa: E731
    act, text = said.get(choice, (correct, _("Corrected, and remembered.")))
    return do(request, desk, act, url=_back(request, desk), message=text)


@desk_act(Permission.SYSTEMS_MANAGE)
def refer(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Accept a reference with its meaning, or reject it."""
    one = chosen(request, "reference")
    if request.POST.get("choice") == "reject":
        return do(
            request,
            desk,
            lambda: actions.reject_references(desk.ctx, reference_ids=[one]),
            url=_back(request, desk),
            message=_("Rejected. Nobody is read along it."),
        )
    meaning = request.POST.get("meaning") or None
    return do(
        request,
        desk,
        lambda: actions.accept_references(desk.ctx, reference_ids=[one], meaning=meaning),
        url=_back(request, desk),
        message=_("People are read along this reference from now on."),
    )


def told(desk: Desk, row: FieldRow) -> dict[str, Any]:
    """A field as every page tells it."""
    status, word = words.standing(row.standing)
    verdict = row.verdict
    return {
        "row": row,
        "url": desk.url("field", row.id),
        "place": f"{row.table}.{row.column}",
        "status": status,
        "word": word,
        "holds": words.type_(verdict.type) if verdict else "",
        "sure": words.sureness(verdict.confidence) if verdict and verdict.type else "",
        "contains": [_contained(one) for one in verdict.contains] if verdict else [],
        "reason": words.reason(verdict.reason) if verdict else "",
        "news": words.types(row.news),
        "sensitive": words.sensitivity(row.sensitivity) if row.sensitivity > 1 else "",
        "guess": _guess(row),
        "hint": _hint(row),
    }


def _guess(row: FieldRow) -> str | None:
    """What a person most likely means: what it mostly is, or else what is new in it."""
    if row.verdict is None or row.verdict.type:
        return row.verdict.type if row.verdict else None
    return next(iter((*row.news, *(one.type for one in row.verdict.contains))), None)


def reference(desk: Desk, row: ReferenceRow) -> dict[str, Any]:
    return {
        "row": row,
        "source": _end(row.source),
        "target": _end(row.target),
        "source_url": desk.url("map", row.source.system_id) + f"?table={row.source.table_id}",
        "target_url": desk.url("map", row.target.system_id) + f"?table={row.target.table_id}",
        "origin": words.origin(row.origin),
        "sure": words.sureness(row.score) if row.score is not None else "",
        "reason": words.reason(row.reason),
        "meaning": words.meaning(row.meaning),
        "guess_reason": "" if row.meaning_decided else words.reason(row.guess_reason),
        "choices": [(code, words.meaning(code)) for code in words.MEANINGS],
    }


def _end(end: queries.EndRow) -> str:
    return f"{end.table}.{', '.join(end.columns)}"


def _contained(one: queries.ContainedRow) -> dict[str, Any]:
    shares = {
        "found": phrases.number(one.found),
        "of": phrases.number(one.looked_at),
        "high": f"{one.high * 100:.2g}".replace(".", ","),
        "type": words.type_(one.type),
    }
    if phrases.language() == "en":
        shares["high"] = shares["high"].replace(",", ".")
    return {
        "type": words.type_(one.type),
        "says": _("%(type)s in %(found)s of %(of)s values, at most %(high)s %% of all")
        % shares,
    }


def _hint(row: FieldRow) -> str:
    if row.hint is None:
        return ""
    where = {
        "places": phrases.count(row.hint.places),
        "systems": phrases.listing(row.hint.systems),
    }
    if row.hint.type is None:
        return _("Elsewhere a column of this name holds no personal data: %(systems)s.") % where
    where["type"] = words.type_(row.hint.type)
    return _("Elsewhere a column of this name is %(type)s: %(systems)s.") % where


def _sentence(page: ReviewPage, suggested: int) -> tuple[Part, ...]:
    if not page.waiting and not suggested:
        return say(_("Nothing waits for your word. Every column that was found is decided on."))
    columns = ngettext(
        "[%(number)s column](fields) with personal data waits for your word.",
        "[%(number)s columns](fields) with personal data wait for your word.",
        page.waiting,
    ) % {"number": phrases.count(page.waiting)}
    links = ngettext(
        "[%(number)s reference](references) is suggested.",
        "[%(number)s references](references) are suggested.",
        suggested,
    ) % {"number": phrases.count(suggested)}
    text = phrases.sentences((columns if page.waiting else "", links if suggested else ""))
    return say(text, fields=Link("#fields", "AT_RISK"), references=Link("#references"))


def _later(desk: Desk, system_id: UUID | None, page: ReviewPage) -> str:
    if page.next is None:
        return ""
    asked = {"after": page.next, **({"system": str(system_id)} if system_id else {})}
    return f"{desk.url('review')}?{urlencode(asked)}"


def _back(request: HttpRequest, desk: Desk) -> str:
    """Where the decision was made: the queue, or a field's own page."""
    if request.POST.get("back") == "field":
        return desk.url("field", chosen(request, "field_page"))
    system_id = _system(request.POST.get("system", ""))
    return desk.url("review") + (f"?system={system_id}" if system_id else "")


def _system(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound() from None
