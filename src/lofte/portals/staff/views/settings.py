"""How people reach the organisation, who sees the board, and keys for programs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lofte.areas.access import actions, queries
from lofte.areas.access.queries import OrganisationRow, TokenRow
from lofte.areas.access.rules import Permission
from lofte.infra.tenancy import reading
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_act, desk_page
from lofte.portals.staff.pages import attempt, chosen, do, done, show
from lofte.portals.staff.words import people as words
from lofte.portals.ui.say import Link, Part, say

CONTACT = ("contact_email", "contact_address", "officer_name", "officer_email", "org_number")


class Contact(forms.Form):
    contact_email = forms.EmailField(
        label=gettext_lazy("E-mail address for questions about data"), required=False
    )
    contact_address = forms.CharField(
        label=gettext_lazy("Postal address"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    officer_name = forms.CharField(
        label=gettext_lazy("Data protection officer"), required=False, max_length=200
    )
    officer_email = forms.EmailField(
        label=gettext_lazy("The officer's e-mail address"), required=False
    )
    org_number = forms.CharField(
        label=gettext_lazy("Organisation number"), required=False, max_length=20
    )


class Issue(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What the key is for"), max_length=100, initial="API"
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days it holds"), min_value=1, max_value=366, initial=90
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        help_text=gettext_lazy("Never more than you may yourself, today or later."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, held: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(scope, words.permission(scope)) for scope in sorted(held)]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]


@desk_page(Permission.TOKENS_MANAGE)
def settings(request: HttpRequest, desk: Desk) -> HttpResponse:
    return _page(request, desk)


@desk_act(Permission.NOTICES_PUBLISH)
def contact(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    form = Contact(request.POST)
    if attempt(form, lambda: actions.publish_contact(desk.ctx, **form.cleaned_data)):
        return done(request, desk.url("settings"), _("The contact details are published."))
    with reading(desk.ctx):
        return _page(request, desk, contact_form=form, status=422)


@desk_act(Permission.NOTICES_PUBLISH)
def board(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """Open the board to everyone, or close it: `shown` says which."""
    if request.POST.get("shown") == "yes":
        act, text = actions.publish_board, _("Everyone may see how the promises stand.")
    else:
        act, text = actions.withdraw_board, _("Only you and your colleagues see the board.")
    return do(request, desk, lambda: act(desk.ctx), url=desk.url("settings"), message=text)


@desk_act(Permission.TOKENS_MANAGE)
def issue(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    """The secret is in this one answer and nowhere else: not kept, not in a message."""
    form = Issue(request.POST, held=desk.ctx.permissions)
    secret = ""

    def act() -> None:
        nonlocal secret
        told = form.cleaned_data
        _id, secret = actions.issue_token(
            desk.ctx, name=told["name"], scopes=frozenset(told["scopes"]), days=told["days"]
        )

    made = attempt(form, act)
    with reading(desk.ctx):
        return _page(
            request,
            desk,
            issue_form=None if made else form,
            secret=secret,
            status=200 if made else 422,
        )


@desk_act(Permission.TOKENS_MANAGE)
def revoke(request: HttpRequest, desk: Desk) -> HttpResponseBase:
    token = chosen(request, "token")
    return do(
        request,
        desk,
        lambda: actions.revoke_token(desk.ctx, token_id=token),
        url=desk.url("settings") + "#tokens",
        message=_("The key is revoked. It opens nothing any more."),
    )


def _page(
    request: HttpRequest,
    desk: Desk,
    *,
    contact_form: Contact | None = None,
    issue_form: Issue | None = None,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    organisation = queries.organisation(desk.ctx)
    tokens = queries.tokens(desk.ctx)
    known = {name: getattr(organisation, name) for name in CONTACT}
    context = {
        "say": _sentence(desk, organisation, tokens),
        "found": organisation,
        "public_url": request.build_absolute_uri(
            reverse("public:policy", args=[desk.place.slug])
        ),
        "contact_form": contact_form or Contact(initial=known),
        "issue_form": issue_form or Issue(held=desk.ctx.permissions),
        "tokens": [_token(desk, token) for token in tokens],
        "secret": secret,
        "may_publish": desk.may(Permission.NOTICES_PUBLISH),
        "columns": _columns(),
    }
    return show(request, desk, "settings.html", context, here="settings", status=status)


def _sentence(desk: Desk, organisation: OrganisationRow, tokens: Any) -> tuple[Part, ...]:
    name = {"organisation": phrases.inert(organisation.name)}
    if organisation.board_is_public:
        board_is = _("Everyone may see [how %(organisation)s keeps its promises](board).")
    else:
        board_is = _("[Only colleagues](board) see how %(organisation)s keeps its promises.")
    holding = sum(token_holds(desk, token) for token in tokens)
    keys = ngettext(
        "[%(number)s key](tokens) lets a program in.",
        "[%(number)s keys](tokens) let programs in.",
        holding,
    ) % {"number": phrases.count(holding)}
    reach = (
        ""
        if organisation.contact_email
        else _("People have [no address to write to](contact).")
    )
    text = phrases.sentences((board_is % name, keys if holding else "", reach))
    return say(
        text,
        board=Link("#board"),
        tokens=Link("#tokens"),
        contact=Link("#contact", "BROKEN"),
    )


def token_holds(desk: Desk, token: TokenRow) -> bool:
    return not token.revoked and token.expires_on >= desk.today


def _token(desk: Desk, token: TokenRow) -> dict[str, Any]:
    return {
        "found": token,
        "scopes": phrases.listing(words.permission(scope) for scope in token.scopes),
        "holds": token_holds(desk, token),
    }


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Key"), "css": "main"},
        {"label": _("Holds until"), "css": "w1"},
        {"label": _("State"), "css": "w1"},
        {"label": _("Action"), "css": "acts", "hidden": True},
    ]
