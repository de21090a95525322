"""Who serves the organisation, as what, and how safely they sign in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lofte.areas.access import actions, queries
from lofte.areas.access.queries import MemberRow
from lofte.areas.access.rules import Permission, Role
from lofte.infra.tenancy import reading
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_act, desk_page
from lofte.portals.staff.pages import attempt, chosen, do, done, show
from lofte.portals.staff.words import people as words
from lofte.portals.ui.say import Link, Part, say


def _roles() -> list[tuple[str, str]]:
    return [(role.value, words.role(role)) for role in Role]


class Grant(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The address they sign in with."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=_roles)


@desk_page(Permission.MEMBERS_VIEW)
def people(request: HttpRequest, desk: Desk) -> HttpResponse:
    return _page(request, desk)


@desk_act(Permission.MEMBERS_MANAGE)
def grant(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    form = Grant(request.POST)
    if attempt(form, lambda: actions.grant_role(desk.ctx, **form.cleaned_data)):
        facts = {
            "name": form.cleaned_data["name"],
            "role": words.role(form.cleaned_data["role"]).lower(),
        }
        text = _("%(name)s now serves as %(role)s. It holds from their very next page.")
        return done(request, desk.url("people"), text % facts)
    with reading(desk.ctx):
        return _page(request, desk, form=form, status=422)


@desk_act(Permission.MEMBERS_MANAGE)
def end(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    membership = chosen(request, "membership")
    return do(
        request,
        desk,
        lambda: actions.end_membership(desk.ctx, membership_id=membership),
        url=desk.url("people"),
        message=_("The role is ended. It held until now, and no longer."),
    )


def _page(
    request: HttpRequest, desk: Desk, *, form: Grant | None = None, status: int = 200
) -> HttpResponse:
    members = queries.members(desk.ctx)
    context = {
        "say": _sentence(desk, members),
        "members": [_member(member) for member in members],
        "columns": _columns(),
        "roles": [(words.role(role), _(words.ROLE_SAYS[role])) for role in Role],
        "form": form or Grant(initial={"role": Role.HANDLER}),
        "may_manage": desk.may(Permission.MEMBERS_MANAGE),
    }
    return show(request, desk, "people.html", context, here="people", status=status)


def _sentence(desk: Desk, members: Sequence[MemberRow]) -> tuple[Part, ...]:
    facts = {
        "number": phrases.count(len(members)),
        "organisation": phrases.inert(desk.place.name),
    }
    serve = ngettext(
        "%(number)s person serves %(organisation)s.",
        "%(number)s people serve %(organisation)s.",
        len(members),
    )
    weak = sum(not member.second_factor for member in members)
    signs = ngettext(
        "[%(number)s signs in](weak) with a password alone.",
        "[%(number)s sign in](weak) with a password alone.",
        weak,
    ) % {"number": phrases.count(weak)}
    all_strong = _("All of them sign in with more than a password.")
    text = phrases.sentences((serve % facts, signs if weak else all_strong))
    return say(text, weak=Link("#people", "AT_RISK"))


def _member(member: MemberRow) -> dict[str, Any]:
    return {"who": member, "role": words.role(member.role)}


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Name"), "css": "main"},
        {"label": _("Role"), "css": "w1"},
        {"label": _("Second factor"), "css": "w1"},
        {"label": _("Last signed in"), "css": "w1 opt"},
        {"label": _("Since"), "css": "w1 opt"},
        {"label": _("Action"), "css": "acts", "hidden": True},
    ]
