from __future__ import annotations

from django.urls import path

from lofte.portals.public import policy, views

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("o/<slug:slug>/", policy.current, name="policy"),
    path("o/<slug:slug>/request/", views.ask, name="request"),
]
