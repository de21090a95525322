"""Every address says who may come in."""

from __future__ import annotations

import pytest

from lofte.areas.access.rules import Permission
from lofte.portals.ui.access import EVERYONE, PROVEN
from routes import Route, routes

SIGNED_IN = "signed_in"


@pytest.mark.parametrize("route", list(routes()), ids=lambda r: r.path or "/")
def test_every_route_names_its_permission(route: Route) -> None:
    known = {EVERYONE, PROVEN, SIGNED_IN, *(str(p) for p in Permission)}
    assert route.permission in known, f"mark the view of {route.path} (portals/ui/access.py)"


@pytest.mark.parametrize("route", list(routes()), ids=lambda r: r.path or "/")
def test_every_page_of_the_desk_takes_a_permission_of_the_organisation(route: Route) -> None:
    if route.path.startswith("desk/<slug:slug>/"):
        assert route.permission in {str(p) for p in Permission}
