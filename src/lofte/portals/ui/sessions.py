"""One's own sessions, ended one at a time; allauth ends all the others at once."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lofte.kernel.errors import NotFound
from lofte.portals.ui.access import signed_in


@signed_in
@login_required
@require_POST
def end(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign that browser out, at once. Somebody else's session is not found."""
    found = UserSession.objects.filter(user_id=request.user.pk, pk=session_id).first()
    if found is None:
        raise NotFound(session=session_id)
    found.end()
    return redirect("usersessions_list")
