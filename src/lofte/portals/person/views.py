"""The person's own page: prove the address, follow the request, fetch the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lofte.areas.access import queries as access
from lofte.areas.requests import actions, queries
from lofte.areas.requests.rules import CodeExpired, State, WrongCode, read_reference
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound
from lofte.portals.person import session
from lofte.portals.person.story import story
from lofte.portals.public.context import client_of, frame, visitor
from lofte.portals.public.forms import CodeForm, FollowForm
from lofte.portals.ui import access as routes
from lofte.portals.ui.refusals import sentence_of

View = Callable[..., HttpResponseBase]


def _own(view: View) -> View:
    """Only for a browser that has opened this request with a code; others are shown how."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, reference: str) -> HttpResponseBase:
        ctx = visitor(slug)
        try:
            request_id = queries.request_id_of(ctx, reference=reference)
        except NotFound:
            # Whether there is such a request is not told to those who cannot open it.
            return redirect("person:follow", slug=slug)
        if not session.is_open_for(request, ctx, request_id):
            return redirect("person:follow", slug=slug)
        return view(request, ctx, request_id)

    return routes.proven(guarded)


@routes.everyone
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Come back to a request: a fresh code is mailed if name and address belong together."""
    ctx = visitor(slug)
    form = FollowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reference = read_reference(form.cleaned_data["reference"])
        actions.ask_for_code(
            ctx,
            reference=reference,
            email=form.cleaned_data["email"],
            client=client_of(request),
        )
        return redirect("person:code", slug=slug, reference=reference)
    context = {**frame(access.organisation(ctx), current="follow"), "form": form}
    return render(request, "person/follow.html", context, status=422 if form.errors else 200)


@routes.everyone
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    ctx = visitor(slug)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request_id = actions.prove_email(
                ctx,
                reference=reference,
                digits=form.cleaned_data["digits"],
                client=client_of(request),
            )
        except (WrongCode, CodeExpired) as error:
            form.add_error("digits", sentence_of(error))
        else:
            session.open_for(request, ctx, request_id)
            return redirect("person:request", slug=slug, reference=read_reference(reference))
    context = {
        **frame(access.organisation(ctx), current="request"),
        "form": form,
        "reference": read_reference(reference),
    }
    return render(request, "person/code.html", context, status=422 if form.errors else 200)


@_own
@require_safe
def status(request: HttpRequest, ctx: Context, request_id: UUID) -> HttpResponse:
    found = queries.whole(ctx, request_id=request_id)
    context = {
        **frame(access.organisation(ctx), current="follow"),
        "request_": found,
        "story": story(found, today=ctx.today),
        "today": ctx.today,
        "waits": found.state in (State.COLLECTING, State.REVIEW),
        "ready": found.state == State.ANSWERED,
    }
    return render(request, "person/status.html", context)


@_own
@require_POST
def package(request: HttpRequest, ctx: Context, request_id: UUID) -> HttpResponseBase:
    """Hand over the package. A POST, because fetching leaves a trace in the record."""
    found = queries.whole(ctx, request_id=request_id)
    chunks = actions.fetch_package(ctx, request_id=request_id)
    response = StreamingHttpResponse(chunks, content_type="application/zip")
    name = f"{found.reference}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if found.package:
        response.headers["Content-Length"] = str(found.package.size)
    return response


@routes.everyone
@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget, on this browser, every request opened with a code."""
    session.close(request)
    return redirect("public:policy", slug=slug)
