"""From a signed-in account and an address: who asks, for whom, and what they may do.

Whoever serves no such organisation, or may not do this, meets the page of what does not
exist: they learn nothing of it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, wraps
from typing import Concatenate, Protocol
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse

from lofte.areas.access import queries as access
from lofte.areas.access import rules
from lofte.areas.access.queries import Place
from lofte.areas.access.rules import Permission
from lofte.areas.requests import queries as requests
from lofte.infra.tenancy import reading
from lofte.kernel.context import ActorId, Context, TenantId
from lofte.kernel.errors import NotFound

View = Callable[..., HttpResponseBase]


class PageView(Protocol):
    permission: Permission

    def __call__(self, request: HttpRequest, slug: str, **at: object) -> HttpResponseBase: ...


@dataclass(frozen=True)
class Desk:
    """One colleague at one organisation's desk, for as long as it takes to answer."""

    ctx: Context
    place: Place
    places: Sequence[Place]
    account: str

    @property
    def today(self) -> date:
        return self.ctx.today

    def may(self, permission: Permission) -> bool:
        return permission in self.ctx.permissions

    def url(self, name: str, *at: object) -> str:
        return reverse(f"staff:{name}", args=[self.place.slug, *at])

    @cached_property
    def request_counts(self) -> requests.Counts | None:
        """Asked for once a page, by its sentence and by the navigation alike."""
        return requests.counts(self.ctx) if self.may(Permission.REQUESTS_VIEW) else None


def desk_page(
    permission: Permission,
) -> Callable[[Callable[Concatenate[HttpRequest, Desk, ...], HttpResponse]], PageView]:
    """A page to look at. All it reads, it reads in one transaction, so its numbers agree."""

    def declare(view: Callable[..., HttpResponse]) -> PageView:
        @wraps(view)
        def page(request: HttpRequest, slug: str, **at: object) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.method not in ("GET", "HEAD"):
                return _only("GET")
            with _at_desk(request, slug, permission) as desk:
                return view(request, desk, **at)

        return _declared(page, permission)

    return declare


def desk_act(
    permission: Permission,
) -> Callable[[Callable[Concatenate[HttpRequest, Desk, ...], HttpResponseBase]], PageView]:
    """Something to do, at a noun below the page it is done from.

    Looked at instead of sent to, as when a page is loaded again, it leads to that page.
    """

    def declare(view: Callable[..., HttpResponseBase]) -> PageView:
        @wraps(view)
        def act(request: HttpRequest, slug: str, **at: object) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(_page_above(request))
            if request.method != "POST":
                return see(_page_above(request))
            with _at_desk(request, slug, permission) as desk:
                pass
            # Outside the reading: an action opens the one transaction of its own.
            return view(request, desk, **at)

        return _declared(act, permission)

    return declare


SIGNED_IN = "signed_in"


def signed_in(view: View) -> View:
    """A page for every account, whatever it serves."""
    guarded: View = login_required(view)
    guarded.permission = SIGNED_IN  # type: ignore[attr-defined]
    return guarded


class SeeOther(HttpResponseRedirectBase):
    """Go on with GET (RFC 9110, 15.4.4), so that nothing is sent twice."""

    status_code = 303


def see(url: str) -> HttpResponse:
    return SeeOther(url)


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 (a request is an edge)


def account_of(request: HttpRequest) -> ActorId:
    """Whose session this is. Asked only where somebody is signed in."""
    if request.user.pk is None:
        raise NotFound()
    return ActorId(request.user.pk)


def places_of(account: ActorId) -> Sequence[Place]:
    """Every organisation this account serves, whatever the tenant."""
    nowhere = Context(tenant=TenantId(UUID(int=0)), actor=account, now=now())
    return access.my_organisations(nowhere)


@contextlib.contextmanager
def _at_desk(request: HttpRequest, slug: str, permission: Permission) -> Iterator[Desk]:
    tenant, account = access.find_organisation(slug), account_of(request)
    ctx = Context(tenant=tenant, actor=account, now=now())
    with reading(ctx):
        desk = _desk(ctx, getattr(request.user, "name", ""))
        if not desk.may(permission):
            raise NotFound(permission=permission)
        yield desk


def _desk(ctx: Context, name: str) -> Desk:
    places = access.my_organisations(ctx)
    place = next((place for place in places if place.tenant == ctx.tenant), None)
    if place is None:
        raise NotFound()
    held = replace(ctx, permissions=rules.permissions_of(place.role))
    return Desk(ctx=held, place=place, places=places, account=name)


def _declared(view: View, permission: Permission) -> PageView:
    view.permission = permission  # type: ignore[attr-defined]
    return view  # type: ignore[return-value]


def _page_above(request: HttpRequest) -> str:
    return request.path.rstrip("/").rpartition("/")[0] + "/"


def _only(method: str) -> HttpResponse:
    return HttpResponse(status=405, headers={"Allow": method})
