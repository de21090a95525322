"""What every page of the desk has around it, and how acts answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lofte.areas.access.queries import Place
from lofte.infra.tenancy import reading
from lofte.kernel.errors import Conflict, Forbidden, NotFound, Refused
from lofte.portals.staff.context import Desk, see
from lofte.portals.staff.navigation import navigation
from lofte.portals.staff.words import refusals
from lofte.portals.ui.pages import status_of


def show(
    request: HttpRequest,
    desk: Desk,
    template: str,
    context: Mapping[str, Any],
    *,
    here: str,
    status: int = 200,
) -> HttpResponse:
    """A page of the desk; `here` is the place in the navigation it belongs to."""
    return render(
        request, f"staff/{template}", {**shell(desk, here=here), **context}, status=status
    )


def shell(desk: Desk, *, here: str) -> dict[str, Any]:
    return {
        "desk": desk,
        "today": desk.today,
        "nav": navigation(desk, here=here),
        "organisation": {"name": desk.place.name},
        "organisations": [_choice(desk, place) for place in desk.places],
        "account": {"name": desk.account},
        "search_url": desk.url("search"),
    }


def _choice(desk: Desk, place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "url": reverse("staff:home", args=[place.slug]),
        "current": place.tenant == desk.place.tenant,
    }


def attempt(form: Form, act: Callable[[], object]) -> bool:
    """Do `act` if the form is filled in rightly; a refusal is told in the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except (NotFound, Forbidden):
        raise
    except Refused as error:
        form.add_error(None, refusals.sentence(error))
        return False
    return True


def chosen(request: HttpRequest, name: str) -> UUID:
    """The id a row's own button sends along."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise NotFound() from None


def done(request: HttpRequest, url: str, message: str) -> HttpResponse:
    messages.success(request, message)
    return see(url)


def do(
    request: HttpRequest, desk: Desk, act: Callable[[], object], *, url: str, message: str
) -> HttpResponse:
    """Do `act` and go on to `url`; a refusal is told there, for nothing was filled in."""
    try:
        act()
    except (NotFound, Forbidden):
        raise
    except Conflict as error:
        messages.warning(request, refusals.sentence(error))
        return see(url)
    except Refused as error:
        return refused(request, desk, error, url=url)
    return done(request, url, message)


def refused(request: HttpRequest, desk: Desk, error: Refused, *, url: str) -> HttpResponse:
    with reading(desk.ctx):
        context = {
            **shell(desk, here=""),
            "base": "ui/desk.html",
            "sentence": refusals.sentence(error),
            "href": url,
            "link": _("Go back"),
        }
        return render(request, "ui/refused.html", context, status=status_of(error))
