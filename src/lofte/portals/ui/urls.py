from __future__ import annotations

from django.urls import path

from lofte.portals.ui import theme

app_name = "ui"
urlpatterns = [path("theme/", theme.choose_theme, name="theme")]
