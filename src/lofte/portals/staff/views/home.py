"""The first page of the day: what is due, and what is not as it should be."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from lofte.areas.access.rules import Permission
from lofte.portals.staff.context import Desk, desk_page
from lofte.portals.staff.pages import show


@desk_page(Permission.PROMISES_VIEW)
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    return show(request, desk, "home.html", {}, here="home")
