"""Where people's data is: the systems, and making one known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.queries import SystemRow
from lofte.infra.tenancy import reading
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_act, desk_page
from lofte.portals.staff.pages import attempt, do, done, show
from lofte.portals.staff.words import requests as request_words
from lofte.portals.staff.words import systems as words
from lofte.portals.ui.say import Link, Part, say


def _kinds() -> list[tuple[str, str]]:
    return [(kind, words.kind(kind)) for kind in settings.CONNECTORS]


class Register(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the system"),
        help_text=gettext_lazy(
            "What your colleagues call it; people read it in their answers."
        ),
        max_length=100,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=_kinds)
    url = forms.CharField(
        label=gettext_lazy("Address with user and password"),
        help_text=gettext_lazy(
            "postgresql://user:password@host:5432/database, with a user that may only read. "
            "It is sealed at once and never shown again."
        ),
        max_length=2000,
        # What was typed does not come back in the page, not even when the form does.
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )


@desk_page(Permission.SYSTEMS_VIEW)
def systems(request: HttpRequest, desk: Desk) -> HttpResponse:
    return _page(request, desk)


@desk_act(Permission.SYSTEMS_MANAGE)
def register(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    form = Register(request.POST)
    if attempt(form, lambda: actions.register_system(desk.ctx, **form.cleaned_data)):
        text = _("%(name)s is connected, and is scanned in a moment.")
        return done(request, desk.url("systems"), text % {"name": form.cleaned_data["name"]})
    with reading(desk.ctx):
        return _page(request, desk, form=form, status=422)


@desk_act(Permission.SYSTEMS_MANAGE)
def scan_all(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    return do(
        request,
        desk,
        lambda: actions.scan_all(desk.ctx),
        url=desk.url("systems"),
        message=_("Every system is scanned anew. Load the page again in a moment."),
    )


def _page(
    request: HttpRequest, desk: Desk, *, form: Register | None = None, status: int = 200
) -> HttpResponse:
    found = queries.systems(desk.ctx)
    context = {
        "say": _sentence(desk, found),
        "systems": [_row(desk, row) for row in found],
        "columns": _columns(),
        "form": form or Register(),
        "may_manage": desk.may(Permission.SYSTEMS_MANAGE),
    }
    return show(request, desk, "systems.html", context, here="systems", status=status)


def _sentence(desk: Desk, found: Sequence[SystemRow]) -> tuple[Part, ...]:
    name = {"organisation": phrases.inert(desk.place.name)}
    if not found:
        return say(_("%(organisation)s has not connected any system yet.") % name)
    tables = sum(row.tables for row in found)
    keeps = ngettext(
        "%(organisation)s keeps data in %(number)s system and %(tables)s tables.",
        "%(organisation)s keeps data in %(number)s systems and %(tables)s tables.",
        len(found),
    )
    numbers = {"number": phrases.count(len(found)), "tables": phrases.number(tables)}
    text = phrases.sentences((keeps % {**name, **numbers}, _failing(found), _blind(found)))
    return say(text, failing=Link("#systems", "AT_RISK"), blind=Link("#systems", "BROKEN"))


def _failing(found: Sequence[SystemRow]) -> str:
    failing = sum(row.status in ("failing", "unreachable") for row in found)
    if not failing:
        return ""
    return ngettext(
        "[%(number)s did not answer](failing) the last scan.",
        "[%(number)s did not answer](failing) the last scan.",
        failing,
    ) % {"number": phrases.count(failing)}


def _blind(found: Sequence[SystemRow]) -> str:
    blind = sum(row.status != "new" and not row.identities for row in found)
    if not blind:
        return _("People can be looked for in all of them.")
    return ngettext(
        "In [%(number)s](blind) nothing says who a person is.",
        "In [%(number)s](blind) nothing says who a person is.",
        blind,
    ) % {"number": phrases.count(blind)}


def _row(desk: Desk, row: SystemRow) -> dict[str, Any]:
    status, word = words.status(row.status)
    return {
        "row": row,
        "url": desk.url("system", row.id),
        "status": status,
        "word": word,
        "reason": request_words.reason(row.reason) if row.reason else "",
    }


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("System"), "css": "main"},
        {"label": _("State"), "css": "w1"},
        {"label": _("Tables"), "css": "right"},
        {"label": _("Finds people by"), "css": "right"},
        {"label": _("Scanned"), "css": "w1 opt"},
    ]
