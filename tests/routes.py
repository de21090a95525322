"""Every address of the service, found in Django's own table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Whole branches that guard themselves, each with why that may be.
GUARDED_ELSEWHERE = {
    "account/": "django-allauth: signing in, and one's own account",
    "api/v1/": "every operation names its scope (tests/integration/test_api*.py)",
    "storybook/": "the design system, in the demo alone",
}


@dataclass(frozen=True)
class Route:
    path: str
    view: Callable[..., Any]
    names: tuple[str, ...]

    @property
    def permission(self) -> str:
        return str(getattr(self.view, "permission", ""))


def routes() -> Iterator[Route]:
    for path, pattern in _walk(get_resolver().url_patterns, ""):
        if not any(path.startswith(branch) for branch in GUARDED_ELSEWHERE):
            names = tuple(pattern.pattern.converters)
            yield Route(path=path, view=pattern.callback, names=names)


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        else:
            yield path, pattern
