"""Every address of the desk. What is done stands as a noun below the page it is done from."""

from __future__ import annotations

from django.urls import path

from lofte.portals.staff.views import (
    entrance,
    field,
    home,
    ledger,
    maps,
    people,
    policy,
    promise,
    promises,
    review,
    settings,
    system,
    systems,
)
from lofte.portals.staff.views import request as one
from lofte.portals.staff.views import requests as many

app_name = "staff"

REQUEST = "<slug:slug>/requests/<uuid:request_id>/"
PROMISE = "<slug:slug>/promises/<uuid:promise_id>/"
SYSTEM = "<slug:slug>/systems/<uuid:system_id>/"

urlpatterns = [
    path("", entrance.choose, name="choose"),
    path("<slug:slug>/", home.home, name="home"),
    path("<slug:slug>/search/", entrance.search, name="search"),
    path("<slug:slug>/promises/", promises.promises, name="promises"),
    path("<slug:slug>/promises/policy/", policy.policy, name="policy"),
    path("<slug:slug>/promises/policy/versions/", policy.publish, name="publish"),
    path("<slug:slug>/promises/policy/reviews/", policy.review, name="review"),
    path("<slug:slug>/promises/controls/", promises.controls, name="controls"),
    path("<slug:slug>/promises/controls/evidence/", promise.run_all, name="run_all"),
    path("<slug:slug>/promises/changes/", promises.changes, name="changes"),
    path(PROMISE, promise.promise, name="promise"),
    path(f"{PROMISE}links/", promise.link, name="link"),
    path(f"{PROMISE}unlinkings/", promise.unlink, name="unlink"),
    path(f"{PROMISE}attestations/", promise.attest, name="attest"),
    path(f"{PROMISE}evidence/", promise.run, name="run"),
    path(f"{PROMISE}owner/", promise.owner, name="owner"),
    path(f"{PROMISE}kind/", promise.kind, name="kind"),
    path("<slug:slug>/systems/", systems.systems, name="systems"),
    path("<slug:slug>/systems/registrations/", systems.register, name="register"),
    path("<slug:slug>/systems/scans/", systems.scan_all, name="scan_all"),
    path("<slug:slug>/review/", review.review, name="review"),
    path("<slug:slug>/review/decisions/", review.decide, name="decide"),
    path("<slug:slug>/review/references/", review.refer, name="refer"),
    path("<slug:slug>/fields/<uuid:field_id>/", field.field, name="field"),
    path(SYSTEM, system.system, name="system"),
    path(f"{SYSTEM}map/", maps.map_, name="map"),
    path(f"{SYSTEM}changes/", maps.changes, name="system_changes"),
    path(f"{SYSTEM}reach/", maps.reach, name="reach"),
    path(f"{SYSTEM}scans/", system.scan, name="scan"),
    path(f"{SYSTEM}identities/", system.accept, name="accept"),
    path(f"{SYSTEM}clearings/", system.clear, name="clear"),
    path(f"{SYSTEM}relations/", system.relate, name="relate"),
    path(f"{SYSTEM}removal/", system.remove, name="remove"),
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
