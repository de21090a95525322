"""The public centre: asking for one's data. The policy itself is in `policy.py`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from lofte.areas.access import queries as access
from lofte.areas.requests import actions, rules
from lofte.infra import env
from lofte.kernel.errors import Invalid
from lofte.portals.public.context import client_of, frame, visitor
from lofte.portals.public.forms import AskForm
from lofte.portals.ui.access import everyone
from lofte.portals.ui.refusals import sentence_of


@everyone
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "public/front.html", {"demo": env.current().demo})


@everyone
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, and the asking. Whoever asks gets the same answer (no enumeration)."""
    ctx = visitor(slug)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _, reference = actions.submit(
                ctx,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                language=get_language() or settings.LANGUAGE_CODE,
                client=client_of(request),
            )
        except Invalid as error:
            form.add_error(None, sentence_of(error))
        else:
            return redirect("person:code", slug=slug, reference=reference)
    context = {
        **frame(access.organisation(ctx), current="request"),
        "form": form,
        "due": rules.first_due(ctx.today),
        "today": ctx.today,
    }
    status = 422 if form.errors else 200
    return render(request, "public/ask.html", context, status=status)
