"""What the components say and, as much, what they do not let out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation

from lofte.portals.ui.language import ChosenLanguage
from lofte.portals.ui.say import Link, say

DAYS = {"received": date(2026, 11, 5), "safe": date(2026, 12, 4), "legal": date(2026, 12, 7)}
GAP = "\u00a0"
ANNA = "<b>Anna</b>"
PLAIN_FILES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    with translation.override("sv"), override_settings(STORAGES=PLAIN_FILES):
        yield


def draw(source: str, **context: Any) -> str:
    return engines["django"].from_string("{% load lofte_ui %}" + source).render(context)


def test_nothing_of_a_masked_text_is_sent() -> None:
    bars = {draw("{{ text|mask }}", text=text) for text in ("Bo Ek", "Bo El", "Åke")}

    assert len(bars) == 1
    assert "(maskerat)" in bars.pop()
    assert "Holmström" not in draw("{{ text|mask }}", text="Bo Holmström")


def test_a_long_secret_and_a_longer_one_have_the_same_bar() -> None:
    assert draw("{{ t|mask }}", t="x" * 30) == draw("{{ t|mask }}", t="y" * 3000)


def test_a_marked_sentence_says_its_status_in_words() -> None:
    html = render_to_string(
        "ui/sentence.html", {"text": "Svaret kommer.", "status": "BROKEN", "href": "?s=1"}
    )

    assert '<span class="vh"> (brutet)</span>' in html
    assert 'class="s s--broken"' in html


def test_a_sentence_without_a_promise_is_only_its_words() -> None:
    assert render_to_string("ui/sentence.html", {"text": "Vi finns i Växjö."}).strip() == (
        "Vi finns i Växjö."
    )


def test_what_people_wrote_is_never_markup() -> None:
    parts = say(f"Hej {ANNA}, [läs](a).", a=Link('"><script>'))

    html = render_to_string("ui/say.html", {"parts": parts})

    assert "<b>Anna" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (date(2026, 11, 23), f"Svara senast <b>fredag 4{GAP}december</b>. Elva dagar kvar."),
        (date(2026, 12, 3), f"Svara senast <b>fredag 4{GAP}december</b>. En dag kvar."),
        (date(2026, 12, 4), "Svara <b>i dag</b>."),
        (date(2026, 12, 7), "Svara senast i dag, så är det i tid."),
        (date(2026, 12, 8), "Den lagliga gränsen gick ut <b>i går</b>."),
    ],
    ids=["in time", "last but one", "the last day", "late but lawful", "unlawful"],
)
def test_the_clock_says_what_to_do_on_each_day(today: date, sentence: str) -> None:
    assert sentence in render_to_string("ui/clocks.html", {**DAYS, "today": today})


def test_an_answered_request_is_not_late() -> None:
    html = render_to_string(
        "ui/clocks.html", {**DAYS, "today": date(2027, 1, 1), "done": date(2026, 12, 3)}
    )

    assert "Besvarat" in html
    assert "clocks--late" not in html


def test_pictures_keep_their_points_in_swedish() -> None:
    """A decimal comma would break every coordinate."""
    html = render_to_string("ui/dots.html", {"days": [1, 2, 26], "limit": 30})

    assert 'cx="10.0"' in html or 'cx="20.0"' in html
    assert "," not in html.split("<circle", 1)[1].split("/>", 1)[0]


def test_the_label_of_the_long_line_is_its_own_numbers() -> None:
    html = render_to_string("ui/line.html", {"counts": [("KEPT", 22), ("BROKEN", 1)]})

    assert 'aria-label="Uppfyllt 22, Brutet 1"' in html


class Form(forms.Form):
    email = forms.EmailField(label="E-post", help_text="Helst den du bokade med.")
    wish = forms.ChoiceField(label="Vill", choices=[("a", "A")], widget=forms.RadioSelect)


def test_a_field_that_came_back_says_why_above_what_was_typed() -> None:
    form = Form({"email": "elsa", "wish": "a"})
    html = render_to_string("ui/field.html", {"field": form["email"]})

    assert html.index('id="id_email_error"') < html.index("<input")
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="elsa"' in html


def test_the_summary_of_errors_links_to_each_field() -> None:
    html = render_to_string("ui/errors.html", {"form": Form({"email": "elsa"})})

    assert 'href="#id_email"' in html
    assert 'href="#id_wish"' in html
    assert render_to_string("ui/errors.html", {"form": Form()}).strip() == ""


def test_a_language_link_is_remembered_and_nonsense_is_not() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    middleware = ChosenLanguage(answer)

    assert middleware(RequestFactory().get("/?lang=en")).cookies
    assert not middleware(RequestFactory().get("/?lang=xx")).cookies
    assert not middleware(RequestFactory().get("/")).cookies


@pytest.mark.parametrize("page", ["500", "503"])
def test_a_fault_page_needs_nothing_to_be_drawn(page: str) -> None:
    html = render_to_string(f"ui/{page}.html")

    assert 'lang="sv"' in html
    assert 'lang="en"' in html
