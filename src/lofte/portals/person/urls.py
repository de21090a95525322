from __future__ import annotations

from django.urls import path

from lofte.portals.person import views

app_name = "person"
urlpatterns = [
    path("<slug:slug>/follow/", views.follow, name="follow"),
    path("<slug:slug>/leave/", views.leave, name="leave"),
    path("<slug:slug>/requests/<str:reference>/", views.status, name="request"),
    path("<slug:slug>/requests/<str:reference>/code/", views.code, name="code"),
    path("<slug:slug>/requests/<str:reference>/package/", views.package, name="package"),
]
