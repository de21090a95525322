"""The policy in force, as everybody may read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from lofte.portals.ui.access import everyone


@everyone
@require_safe
def current(request: HttpRequest, slug: str) -> HttpResponse:
    return redirect("public:request", slug=slug)
