"""Asking a service: at the judged address, never following it elsewhere, every wait bounded."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.util import Retry, Timeout

from lofte.connectors.http.description import Auth, Call, Description
from lofte.discovery.ports import EncryptionRefused, LoginRefused, SourceUnavailable
from lofte.infra.outbound import Allowed, Target, resolve

LARGEST = 32 * 1024 * 1024
"""Bytes of one answer, unpacked. A page of rows is far below; more is a mistake or a trap."""
_PART = 256 * 1024
_TRIES = 4
_LONGEST_WAIT = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds: to connect, for each silence, and for one whole answer."""

    connect: float = 5.0
    silence: float = 30.0
    answer: float = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    document: Any
    next_link: str | None


class Refused(Exception):
    """The service answered, with no for an answer. `status` is its own."""

    def __init__(self, status: int) -> None:
        super().__init__(f"The service answered {status}.")
        self.status = status


class Client:
    """One open service. A slow, huge, garbled or vanished answer is `SourceUnavailable`."""

    def __init__(
        self, description: Description, *, allowed: Allowed, limits: Limits | None = None
    ) -> None:
        self._limits = limits or Limits()
        proof = _authorisation(description.auth)
        parts = urlsplit(description.service)
        secure = parts.scheme == "https"
        host = parts.hostname or ""
        target = resolve(host, parts.port or (443 if secure else 80), allowed=allowed)
        if not secure and target.public:
            raise EncryptionRefused(host=host)
        self._base = parts.path.rstrip("/")
        self._origin = (parts.scheme, parts.netloc)
        self._headers = {"Host": parts.netloc, "Accept": "application/json"}
        self._headers |= proof
        self._pool = _pool(target, secure=secure, limits=self._limits)

    def ask(
        self,
        call: Call,
        *,
        place: Mapping[str, str] | None = None,
        extra: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
    ) -> Answer:
        """Send a described request, values put in their places. Raises `Refused` for a 4xx."""
        return self._send(call.method, self._url(call, place or {}, extra or {}), body)

    def follow(self, link: str) -> Answer:
        """The next page by its link, on this very service. Raises `SourceUnavailable` if it
        leads elsewhere: our key would go along."""
        parts = urlsplit(link)
        if (parts.scheme, parts.netloc) not in (("", ""), self._origin):
            raise SourceUnavailable("The service's next page is on another host.")
        return self._send("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path)

    def close(self) -> None:
        self._pool.close()

    def _url(self, call: Call, place: Mapping[str, str], extra: Mapping[str, str]) -> str:
        path, query = call.path, {}
        for name, value in place.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        for key, text in call.query.items():
            for name, value in place.items():
                text = text.replace(f"{{{name}}}", value)
            query[key] = text
        asked = urlencode({**query, **extra})
        return f"{self._base}{path}?{asked}" if asked else f"{self._base}{path}"

    def _send(self, method: str, url: str, body: Mapping[str, object] | None = None) -> Answer:
        """Tried anew while the service has too much to do, as long as it says to wait."""
        for left in reversed(range(_TRIES)):
            status, headers, content = self._once(method, url, body)
            if status not in (429, 503) or not left:
                break
            time.sleep(_wait(headers.get("Retry-After", "")))
        if status in (401, 403):
            raise LoginRefused("The service refused us. Check its secret and what it may see.")
        if 400 <= status < 500:
            raise Refused(status)
        if not 200 <= status < 300:
            raise SourceUnavailable(f"The service answered {status}.", status=status)
        return Answer(
            status=status,
            document=_json(content),
            next_link=_next_link(headers.get("Link", "")),
        )

    def _once(
        self, method: str, url: str, body: Mapping[str, object] | None
    ) -> tuple[int, Mapping[str, str], bytes]:
        ends = time.monotonic() + self._limits.answer
        headers = dict(self._headers)
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            response = self._pool.request(
                method, url, body=json.dumps(body, default=str) if body is not None else None,
                headers=headers, redirect=False, retries=Retry(0), preload_content=False,
            )  # fmt: skip
            try:
                return response.status, response.headers, _read(response, ends)
            finally:
                response.release_conn()
        except HTTPError as error:
            raise SourceUnavailable("The service does not answer.") from error


def _pool(target: Target, *, secure: bool, limits: Limits) -> urllib3.HTTPConnectionPool:
    """To the address that was judged; TLS is checked against the name."""
    timeout = Timeout(connect=limits.connect, read=limits.silence)
    address = str(target.address)
    if not secure:
        return urllib3.HTTPConnectionPool(address, target.port, timeout=timeout, maxsize=1)
    return urllib3.HTTPSConnectionPool(
        address, target.port, timeout=timeout, maxsize=1, assert_hostname=target.host,
        server_hostname=target.host, ssl_context=ssl.create_default_context(),
    )  # fmt: skip


def _authorisation(auth: Auth) -> dict[str, str]:
    if auth.kind == "none":
        return {}
    if auth.kind == "bearer":
        return {"Authorization": f"Bearer {auth.value()}"}
    if auth.kind == "header":
        return {auth.name: auth.value()}
    return dict(urllib3.util.make_headers(basic_auth=f"{auth.user}:{auth.value()}"))


def _read(response: urllib3.BaseHTTPResponse, ends: float) -> bytes:
    content = bytearray()
    for part in response.stream(_PART, decode_content=True):
        content += part
        if len(content) > LARGEST:
            raise SourceUnavailable(f"The answer is larger than {LARGEST >> 20} MB.")
        if time.monotonic() > ends:
            raise SourceUnavailable("The service takes too long to answer.")
    return bytes(content)


def _json(content: bytes) -> Any:
    if not content.strip():
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise SourceUnavailable("The service's answer is not JSON.") from None


def _wait(told: str) -> float:
    return min(float(told), _LONGEST_WAIT) if told.isascii() and told.isdigit() else 1.0


def _next_link(header: str) -> str | None:
    """The target of `rel="next"` in a Link header (RFC 8288)."""
    for link in header.split(","):
        target, _, parameters = link.strip().partition(">")
        if target.startswith("<") and 'rel="next"' in parameters.replace("'", '"'):
            return target[1:]
    return None
