"""Looking at a page: a picture for people, and axe, width and console for machines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (390, 1440)
SCHEMES = ("light", "dark")
LANGUAGES = ("sv", "en")
EVERYTHING = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@dataclass(frozen=True)
class Look:
    width: int
    language: str

    def __str__(self) -> str:
        return f"{self.language}-{self.width}"


LOOKS = tuple(Look(width, language) for width, language in product(WIDTHS, LANGUAGES))


def at(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


def picture(page: Page, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)


def faults(page: Page, *, colours_only: bool = False) -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice; each as rule and places."""
    rules = {"type": "rule", "values": ["color-contrast"]} if colours_only else EVERYTHING
    violations = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [f"{v['id']}: {[n['target'] for n in v['nodes']][:4]}" for v in violations]


def overflows(page: Page) -> int:
    """How many pixels the page is wider than its window; 0 when it fits."""
    return int(
        page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)")
    )
