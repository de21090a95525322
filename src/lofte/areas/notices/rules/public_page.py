"""What a public page says of the policy it shows."""

from __future__ import annotations

from lxml import etree

MARK = "lofte-notice"
"""The `<meta name>` by which a public page tells the SHA-256 of the text it shows."""


def shown_on(page: bytes) -> frozenset[str]:
    """The SHA-256 of every policy text the page says it shows."""
    if not page.strip():
        return frozenset()
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))
    if root is None:
        return frozenset()
    marks = root.iterfind(f".//meta[@name='{MARK}']")
    return frozenset(str(mark.get("content", "")) for mark in marks)
