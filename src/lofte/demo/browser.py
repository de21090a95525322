"""A browser in fifty lines: pages, links, forms and cookies. No script, like some readers."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin

from lxml import html

PATIENCE = 30.0


@dataclass(frozen=True)
class Page:
    url: str
    status: int
    body: bytes

    @property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.body or b"<html></html>")

    @property
    def text(self) -> str:
        return " ".join(self.tree.text_content().split())

    def all(self, xpath: str) -> list[html.HtmlElement]:
        return list(self.tree.xpath(xpath))

    def link(self, part: str) -> str:
        """The first address on the page with `part` in it."""
        for found in self.all("//a[@href]"):
            if part in found.get("href", ""):
                return str(urljoin(self.url, found.get("href", "")))
        raise LookupError(f"{self.url} has no link with {part}")


class Browser:
    """Cookies are kept, redirects followed, and an error is a page like any other."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        handlers = (
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(CookieJar()),
        )
        self._opener = urllib.request.build_opener(*handlers)

    def open(self, address: str, data: dict[str, str] | None = None) -> Page:
        url = urljoin(self._base + "/", address)
        body = urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(url, data=body)  # noqa: S310 (our own address)
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return Page(answer.url, answer.status, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Page(url, refused.code, refused.read())

    def send(self, page: Page, action: str, **typed: str) -> Page:
        """Fill in the form whose address has `action` in it, and send it with all it holds."""
        for form in page.tree.forms:
            to = urljoin(page.url, form.action or page.url)
            if action in to and "credential" not in form.fields:
                held = {name: value for name, value in form.form_values() if value is not None}
                return self.open(to, {**held, **typed})
        raise LookupError(f"{page.url} has no form to {action}")
