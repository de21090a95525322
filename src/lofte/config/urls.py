"""Every address of the service."""

from __future__ import annotations

from django.urls import include, path

from lofte.api.app import api
from lofte.infra import env

urlpatterns = [
    path("api/v1/", api.urls),
    path("account/", include("allauth.urls")),
    path("ui/", include("lofte.portals.ui.urls")),
    path("desk/", include("lofte.portals.staff.urls")),
    path("o/", include("lofte.portals.person.urls")),
    path("", include("lofte.portals.public.urls")),
]
if env.current().demo:
    # They show passwords and other people's mail: of an installation with real data no more
    # than addresses that do not exist.
    urlpatterns += [
        path("demo/", include("lofte.portals.public.demo")),
        path("", include("lofte.portals.ui.storybook")),
    ]
handler404 = "lofte.portals.ui.pages.not_found"
