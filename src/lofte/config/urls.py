"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

from lofte.api.app import api

urlpatterns = [
    path("api/v1/", api.urls),
    path("account/", include("allauth.urls")),
    path("ui/", include("lofte.portals.ui.urls")),
    path("desk/", include("lofte.portals.staff.urls")),
    path("o/", include("lofte.portals.person.urls")),
    path("", include("lofte.portals.public.urls")),
]
handler404 = "lofte.portals.ui.pages.not_found"
