"""What a public page says of itself, and when a policy must be read through again."""

from __future__ import annotations

from datetime import date

from lxml import etree

from lofte.kernel.deadlines import add_months

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


def review_due(last: date) -> date:
    """The last day on which a policy read through on `last` was read within a year."""
    return add_months(last, 12)
