"""Every address of the desk. What is done stands as a noun below the page it is done from."""

from __future__ import annotations

from django.urls import path

from lofte.portals.staff.views import entrance, home, ledger, people, settings
from lofte.portals.staff.views import request as one
from lofte.portals.staff.views import requests as many

app_name = "staff"

REQUEST = "<slug:slug>/requests/<uuid:request_id>/"

urlpatterns = [
    path("", entrance.choose, name="choose"),
    path("<slug:slug>/", home.home, name="home"),
    path("<slug:slug>/search/", entrance.search, name="search"),
    path("<slug:slug>/requests/", many.requests, name="requests"),
    path(REQUEST, one.request_page, name="request"),
    path(f"{REQUEST}extension/", one.extend, name="extend"),
    path(f"{REQUEST}release/", one.release, name="release"),
    path(f"{REQUEST}search/", one.search_again, name="search_again"),
    path(f"{REQUEST}package/", one.open_package, name="open_package"),
    path("<slug:slug>/ledger/", ledger.entries, name="ledger"),
    path("<slug:slug>/ledger/verification/", ledger.verify, name="verify"),
    path("<slug:slug>/ledger/<uuid:event>/", ledger.entry, name="entry"),
    path("<slug:slug>/ledger/<uuid:event>/proof.json", ledger.proof, name="proof"),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/roles/", people.grant, name="grant"),
    path("<slug:slug>/people/endings/", people.end, name="end"),
    path("<slug:slug>/settings/", settings.settings, name="settings"),
    path("<slug:slug>/settings/contact/", settings.contact, name="contact"),
    path("<slug:slug>/settings/board/", settings.board, name="board"),
    path("<slug:slug>/settings/tokens/", settings.issue, name="tokens"),
    path("<slug:slug>/settings/revocations/", settings.revoke, name="revoke"),
]
