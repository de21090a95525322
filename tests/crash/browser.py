"""A browser as small as will do: cookies, forms, and an address of its own."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATIENCE = 20.0
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


class NoAnswer(Exception):
    """The server was killed before the whole answer came. What it did, nobody knows."""


class Broken(AssertionError):
    """The server answered that it had a fault. Killing processes must never cause that."""


@dataclass(frozen=True)
class Page:
    status: int
    location: str
    body: bytes


@dataclass
class Browser:
    port: int
    address: str = HOST
    """Where it calls from: visitors are counted by address."""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Page:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, str], *, form: str = "") -> Page:
        """Send what the form on the page `form`, else on `path` itself, would."""
        token = _TOKEN.search(self.get(form or path).body)
        assert token, f"no form at {form or path}"
        body = urlencode({"csrfmiddlewaretoken": token[1].decode(), **fields})
        return self.send(path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def send(self, path: str, body: str, headers: Mapping[str, str]) -> Page:
        return self._ask("POST", path, body, headers)

    def _ask(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> Page:
        calling = http.client.HTTPConnection(
            HOST, self.port, timeout=PATIENCE, source_address=(self.address, 0)
        )
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {**self.headers, **headers, **({"Cookie": cookies} if cookies else {})}
        try:
            calling.request(method, path, body=body, headers=sent)
            answer = calling.getresponse()
            page = Page(answer.status, answer.headers.get("Location", ""), answer.read())
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(f"{method} {path}") from error
        finally:
            calling.close()
        if page.status >= 500:
            raise Broken(f"{method} {path}: {page.status} {page.body[:500]!r}")
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.update({k: v.value for k, v in SimpleCookie(line).items()})
        return page
