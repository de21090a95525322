from __future__ import annotations

from django.urls import path

from lofte.portals.ui import sessions, theme

app_name = "ui"
urlpatterns = [
    path("theme/", theme.choose_theme, name="theme"),
    path("sessions/<int:session_id>/end/", sessions.end, name="end_session"),
]
