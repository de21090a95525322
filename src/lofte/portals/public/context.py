"""A visitor without an account, in the public centre of one organisation."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lofte.areas.access import queries as access
from lofte.areas.access.queries import OrganisationRow
from lofte.areas.access.rules import OF_THE_SUBJECT
from lofte.infra import env
from lofte.kernel.context import SUBJECT, Context


def visitor(slug: str) -> Context:
    """The context of somebody at `/o/<slug>/`; NotFound if no organisation is there."""
    return Context(
        tenant=access.find_organisation(slug),
        actor=SUBJECT,
        now=datetime.now(UTC),  # noqa: TID251 (a page is an edge)
        permissions=OF_THE_SUBJECT,
    )


def client_of(request: HttpRequest) -> str:
    """Where a request came from, to count tries by. With proxies of ours before us it is what
    the outermost of them saw; what stands further left anybody may have written."""
    proxies = env.current().proxies
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if proxies else []
    if len(told) >= proxies > 0:
        return str(told[-proxies].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def frame(organisation: OrganisationRow, *, current: str) -> dict[str, object]:
    """What the public base template wants: the organisation, its pages, the foot."""
    slug = organisation.slug
    pages = [
        ("policy", _("Privacy policy"), reverse("public:policy", args=[slug])),
        ("request", _("Ask for your data"), reverse("public:request", args=[slug])),
        ("follow", _("Follow your request"), reverse("person:follow", args=[slug])),
    ]
    address = organisation.officer_email or organisation.contact_email
    said = (
        _("Write to the data protection officer")
        if organisation.officer_email
        else _("Write to us")
    )
    return {
        "organisation": {"name": organisation.name, "url": pages[0][2]},
        "pages": [
            {"label": label, "url": url, "current": key == current} for key, label, url in pages
        ],
        "foot": [{"label": said, "url": f"mailto:{address}"}] if address else [],
        "whole": organisation,
    }
