"""The policy in force, as everybody may read it; with proofs where they are shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lofte.areas.access import queries as access
from lofte.areas.notices import queries as notices
from lofte.areas.promises import queries as promises
from lofte.areas.promises.queries import PolicyPage
from lofte.infra.tenancy import reading
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound
from lofte.portals.public.context import frame, visitor
from lofte.portals.ui.access import everyone
from lofte.portals.ui.proof.margin import margin
from lofte.portals.ui.proof.policy import Margin, chosen_promise, headline, text_of


@everyone
@require_safe
def current(request: HttpRequest, slug: str) -> HttpResponse:
    """Each sentence with its line, if the organisation shows its board; else the text alone."""
    ctx = visitor(slug)
    with reading(ctx):
        organisation = access.organisation(ctx)
        shown = frame(organisation, current="policy")
        page = _page(ctx)
        if page is None:
            return render(request, "public/no_policy.html", shown)
        lined = organisation.board_is_public
        plain = "plain" in request.GET
        chosen = request.GET.get("sentence", "") if lined and not plain else ""
        context = {
            **shown,
            "page": page,
            "text": text_of(page, chosen=chosen, plain=plain, lined=lined),
            "say": headline(page) if lined and not plain else None,
            "lined": lined,
            "margin": _margin(ctx, page, chosen),
            "today": ctx.today,
        }
        return render(request, "public/policy.html", context)


def _page(ctx: Context) -> PolicyPage | None:
    """In the reader's language if it is published in it, else in one that it is."""
    published = [version.language for version in notices.current(ctx)]
    wanted = get_language() or "sv"
    language = wanted if wanted in published else next(iter(published), None)
    return promises.policy_page(ctx, language=language) if language else None


def _margin(ctx: Context, page: PolicyPage, chosen: str) -> Margin | None:
    promise = chosen_promise(page, chosen)
    if promise is None:
        return None
    try:
        proof = promises.promise(ctx, promise_id=promise.id)
    except NotFound:
        return None
    close = f"?lang={page.version.language}#s-{chosen.replace('#', '-')}"
    return margin(proof, today=ctx.today, close=close)
