"""What every page's template may count on."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language

THEME_COOKIE = "lofte_theme"
THEMES = ("auto", "light", "dark")


def page(request: HttpRequest) -> dict[str, object]:
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return {
        "lang": get_language() or "sv",
        "theme": theme if theme in THEMES else "auto",
        "path": request.get_full_path(),
    }
