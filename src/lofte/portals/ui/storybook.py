"""Every component in every state, on two pages: dense as in the desk, generous as in public.

Served by the demo and the tests only. People, companies and numbers are invented. Theme and
language are the reader's own, as on any page.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language

from lofte.portals.ui.say import Link, say
from lofte.portals.ui.statuses import KEYS

TODAY = date(2026, 11, 23)
SINCE = date(2025, 11, 23)

SENTENCES = {
    "KEPT": ("Svaret kommer inom en månad.", "You get an answer within a month."),
    "AT_RISK": (
        "Listan över underbiträden gås igenom varje kvartal.",
        "We review the list of sub-processors every quarter.",
    ),
    "BROKEN": (
        "Vi samlar inte in uppgifter om var du befinner dig.",
        "We do not collect where you are.",
    ),
    "UNPROVEN": ("Loggarna granskas varje månad.", "The logs are read every month."),
    "NOT_MACHINE_PROVABLE": (
        "Vi ber bara om det som behövs för tjänsten.",
        "We only ask for what the service needs.",
    ),
    "LEGALLY_VOID": (
        "Den som fortsätter använda tjänsten har godkänt texten.",
        "Whoever goes on using the service has agreed.",
    ),
}
COUNTS = [
    ("KEPT", 22), ("AT_RISK", 2), ("BROKEN", 1), ("UNPROVEN", 2), ("NOT_MACHINE_PROVABLE", 2),
    ("LEGALLY_VOID", 1),
]  # fmt: skip
DAYS = [
    1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7,
    7, 8, 8, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 11, 11, 11, 12, 12, 12, 13, 13, 14, 14, 15,
    16, 17, 18, 19, 20, 22, 23, 25, 26,
]  # fmt: skip
KEPT_BY_MONTH = [15, 16, 16, 18, 17, 19, 20, 19, 21, 22, 21, 22]
SPANS = [
    ("KEPT", SINCE, date(2026, 6, 20)),
    ("AT_RISK", date(2026, 6, 20), date(2026, 7, 16)),
    ("KEPT", date(2026, 7, 16), TODAY),
]


def _text(sv: str, en: str) -> str:
    return sv if (get_language() or "").startswith("sv") else en


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label="Name of the system", help_text="What your colleagues call it."
    )
    email = forms.EmailField(label="E-mail address")
    code = forms.CharField(
        label="Code from the mail",
        max_length=6,
        widget=forms.TextInput({"class": "input--code", "autocomplete": "one-time-code"}),
    )
    rule = forms.ChoiceField(
        label="Deadline rule", choices=[("m", "Months, Regulation 1182/71")]
    )
    locked = forms.CharField(label="Locked", disabled=True, required=False, initial="2026-0412")
    wish = forms.MultipleChoiceField(
        label="What would you like?",
        help_text="Choose one or more.",
        widget=forms.CheckboxSelectMultiple,
        choices=[("see", "See what you have about me"), ("erase", "Erase me")],
    )
    why = forms.ChoiceField(
        label="Why", widget=forms.RadioSelect, choices=[("c", "Consent"), ("k", "Contract")]
    )
    more = forms.CharField(label="Tell us more", widget=forms.Textarea({"rows": 3}))
    sure = forms.BooleanField(label="I have read it", help_text="All of it.")


class SampleFilter(forms.Form):
    q = forms.CharField(
        label="Search", required=False, widget=forms.TextInput({"type": "search"})
    )
    owner = forms.ChoiceField(
        label="Owner", required=False, choices=[("", "All"), ("k", "Karin Ståhl")]
    )


def _promises() -> list[dict[str, Any]]:
    return [
        {
            "nr": nr,
            "status": status,
            "text": _text(*SENTENCES[status]),
            "spans": [("KEPT", SINCE, date(2026, 11, 9)), (status, date(2026, 11, 9), TODAY)],
            "owner": "Karin Ståhl",
        }
        for nr, status in enumerate(KEYS, start=1)
    ]


def _sentence() -> tuple[Any, ...]:
    return say(
        _text(
            "Björnmossa har gett 30 löften. [22 är uppfyllda](kept), [2 är i riskzonen](risk) "
            "och [1 är brutet](broken) sedan i lördags. [2 går inte att bevisa](unproven), "
            "[2 intygas av en människa](human) och [1 håller inte juridiskt](void).",
            "Björnmossa has made 30 promises. [22 are kept](kept), [2 are at risk](risk) and "
            "[1 is broken](broken) since Saturday. [2 cannot be proven](unproven), "
            "[2 are attested by a person](human) and [1 has no legal force](void).",
        ),
        **{key: Link("#s-" + key, status) for status, key in KEYS.items()},
    )


def _events() -> list[dict[str, Any]]:
    at = datetime(2026, 11, 5, 14, 9, tzinfo=get_current_timezone())
    return [
        {"when": at, "state": "done", "text": _text("Begäran kom in", "The request came in")},
        {"when": at.replace(day=23), "state": "done", "text": _text("Sökt", "Searched")},
        {"when": None, "state": "now", "text": _text("Granskning", "Review")},
        {"when": None, "state": "next", "text": _text("Beslut", "Decision")},
    ]


def _proof() -> dict[str, Any]:
    return {
        "status": "KEPT",
        "says": _text(
            "64 personer har frågat det senaste året. Alla 64 fick svar i tid.",
            "64 people asked in the last year. All 64 were answered in time.",
        ),
        "picture_says": _text(
            "Varje prick är ett svar. Det långsammaste tog 26 dagar.",
            "Each dot is an answer. The slowest took 26 days.",
        ),
        "year_says": _text(
            "Ett år. I juli låg fyra ärenden nära gränsen, men inget passerade den.",
            "One year. In July four requests were close to the limit, but none passed it.",
        ),
        "rows": [
            (_text("Kontroll", "Control"), _text("Ingen har passerat", "None has passed")),
            (_text("Lag", "Law"), _text("Dataskyddsförordningen 12.3", "GDPR 12(3)")),
        ],
        "counted": _text("Från dagen efter att den kom in.", "From the day after it came in."),
    }


def _clocks() -> list[dict[str, Any]]:
    received, target = date(2026, 11, 5), date(2026, 11, 27)
    safe, legal = date(2026, 12, 4), date(2026, 12, 7)
    days = {"received": received, "target": target, "safe": safe, "legal": legal}
    return [
        {**days, "today": TODAY, "done": None},
        {**days, "today": safe, "done": None},
        {**days, "today": date(2026, 12, 5), "done": None},
        {**days, "today": date(2026, 12, 9), "done": None},
        {**days, "today": date(2026, 12, 9), "done": date(2026, 12, 3)},
    ]


def _shell() -> dict[str, Any]:
    items = [
        {"label": _text("Hem", "Home"), "url": "#", "count": 6},
        {"label": _text("Ärenden", "Requests"), "url": "#", "count": 14},
        {"label": _text("Löften", "Promises"), "url": "#", "count": 1, "hot": True},
    ]
    items[2]["current"] = True
    names = ["Björnmossa Vårdsystem", "Salong Silverek", "Kliniken Rönnbacken"]
    return {
        "nav": [
            {"items": items},
            {
                "title": _text("Underlag", "Records"),
                "items": [{"label": _text("System och tabeller", "Systems"), "url": "#"}],
            },
        ],
        "nav_foot": _text("Loggen är hel till post 48 217.", "The ledger is whole to 48,217."),
        "organisation": {"name": names[0], "url": "#"},
        "organisations": [{"name": n, "url": "#", "current": n == names[0]} for n in names],
        "account": {"name": "Maja Forsgren"},
        "search_url": "#",
        "pages": [
            {"label": _text("Dataskyddspolicy", "Privacy policy"), "url": "#", "current": True},
            {"label": _text("Begär dina uppgifter", "Ask for your data"), "url": "#"},
        ],
        "foot": [{"label": _text("Tillgänglighet", "Accessibility"), "url": "#"}],
    }


def _sample(request: HttpRequest) -> dict[str, Any]:
    typed = {"b-email": "elsa.example.com", "b-code": "48291", "b-name": "Booking"}
    broken = SampleForm(typed, prefix="b")
    return {
        **_shell(),
        "say": _sentence(),
        "promises": _promises(),
        "columns": [
            {"label": "Nr", "css": "w1 nr"},
            {"label": _text("Löfte", "Promise"), "css": "main"},
            {"label": _text("Ett år", "One year"), "css": "w1 opt"},
            {"label": _text("Ansvarig", "Owner"), "css": "w1"},
            {"label": _text("Åtgärd", "Action"), "css": "acts", "hidden": True},
        ],
        "counts": COUNTS,
        "since": SINCE,
        "today": TODAY,
        "now": datetime(2026, 11, 23, 8, 0, tzinfo=get_current_timezone()),
        "kept_by_month": KEPT_BY_MONTH,
        "days": DAYS,
        "spans": SPANS,
        "proof": _proof(),
        "clocks": _clocks(),
        "events": _events(),
        "form": SampleForm(),
        "broken": broken,
        "filter": SampleFilter(request.GET or None),
        "facts": [("Name", "Elsa Lindqvist-Holmström"), ("Born", "1981-12-18"), ("Note", "")],
    }


def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/storybook.html", _sample(request))


def read(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/storybook_read.html", _sample(request))


urlpatterns = [
    path("storybook/", desk, name="storybook"),
    path("storybook/read/", read, name="storybook_read"),
]
