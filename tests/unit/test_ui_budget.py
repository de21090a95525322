"""What a first visit costs, and that nothing on a page needs a weaker policy."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import lofte.portals.ui

UI = Path(lofte.portals.ui.__file__).parent
STATIC = UI / "static/ui"
PORTALS = UI.parent
INLINE = re.compile(
    r"""<style\b|\sstyle=|\son[a-z]+=|\shx-on|<script(?![^>]*\bsrc=)|javascript:"""
)
COMMENT = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)


def compressed(name: str) -> int:
    return len(gzip.compress((STATIC / name).read_bytes(), 9))


def test_the_stylesheet_is_at_most_twelve_kilobytes_on_the_wire() -> None:
    assert compressed("lofte.css") <= 12_000


def test_a_first_page_leaves_twenty_kilobytes_for_its_own_text() -> None:
    files = ("lofte.css", "htmx.min.js", "lofte.js", "passkey.js", "sprite.svg", "favicon.svg")

    assert sum(compressed(name) for name in files) <= 40_000


@pytest.mark.parametrize(
    "template", sorted(PORTALS.rglob("*.html")), ids=lambda path: str(path.relative_to(PORTALS))
)
def test_no_template_has_style_or_script_of_its_own(template: Path) -> None:
    text = COMMENT.sub("", template.read_text(encoding="utf-8"))

    assert INLINE.findall(text) == []


def test_every_icon_a_template_asks_for_is_drawn() -> None:
    drawn = set(re.findall(r'id="i-(\w+)"', (STATIC / "sprite.svg").read_text()))
    asked = {
        name
        for template in PORTALS.rglob("*.html")
        for name in re.findall(r'{% icon "(\w+)"', template.read_text(encoding="utf-8"))
    }

    assert asked <= drawn
