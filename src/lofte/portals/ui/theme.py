"""Light, dark, or as the machine: remembered in a cookie, chosen by a form."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lofte.portals.ui.access import everyone
from lofte.portals.ui.context import THEME_COOKIE, THEMES
from lofte.portals.ui.language import YEAR


@everyone
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    if (theme := request.POST.get("theme", "")) in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE,
            httponly=True, samesite="Lax",
        )  # fmt: skip
    return response
