"""Pages of the demo alone: who may sign in, with which code just now, and the mail.

They give away what nobody should know of real people, so their addresses exist only where
LOFTE_DEMO is set.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lofte.demo import accounts, outbox
from lofte.demo.guide import SIGNE
from lofte.demo.names import PASSWORD
from lofte.infra import env
from lofte.kernel.context import STOCKHOLM
from lofte.portals.staff.words.people import role
from lofte.portals.ui.access import everyone


@everyone
@never_cache
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who serves an organisation of the demo, and how to be them."""
    now = datetime.now(UTC)  # noqa: TID251 (a page is an edge)
    context = {
        "people": [
            {
                "who": one,
                "places": [(slug, name, role(code)) for slug, name, code in one.places],
            }
            for one in accounts.sign_ins(now=now)
        ],
        "password": PASSWORD,
        "signe": SIGNE,
        "seconds": 30 - int(now.timestamp()) % 30,
        "columns": [
            {"label": _("Who"), "css": "main"},
            {"label": _("Serves"), "css": ""},
            {"label": _("Code just now"), "css": "right"},
        ],
    }
    return render(request, "public/demo/people.html", context)


@everyone
@never_cache
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """The letters that a mail server would have carried, the newest first."""
    context = {
        "letters": outbox.letters(env.current().outbox),
        "today": datetime.now(STOCKHOLM).date(),  # noqa: TID251 (a page is an edge)
    }
    return render(request, "public/demo/mail.html", context)


app_name = "demo"
urlpatterns = [
    path("", people, name="people"),
    path("mail/", mail, name="mail"),
]
