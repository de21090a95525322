"""Which desk to sit down at, and where a search leads."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lofte.areas.access.rules import Permission
from lofte.areas.requests import rules
from lofte.portals.staff.context import Desk, account_of, desk_page, places_of, signed_in
from lofte.portals.staff.words import people as words

_LETTERS = f"[{rules.REFERENCE_ALPHABET}]{{4}}"
REFERENCE = re.compile(f"{_LETTERS}-?{_LETTERS}", re.IGNORECASE)


@signed_in
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The one desk of this account at once; a choice when there are several."""
    places = places_of(account_of(request))
    if len(places) == 1:
        return redirect("staff:home", places[0].slug)
    serves = [(place, words.role(place.role)) for place in places]
    return render(request, "staff/choose.html", {"places": serves})


@desk_page(Permission.PROMISES_VIEW)
def search(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A reference or an address is somebody's request; anything else is words of a promise."""
    text = request.GET.get("q", "").strip()
    person = "@" in text or REFERENCE.fullmatch(text)
    if person and desk.may(Permission.REQUESTS_VIEW):
        return redirect(f"{desk.url('requests')}?{urlencode({'find': text})}")
    return redirect(f"{desk.url('promises')}?{urlencode({'find': text})}")
