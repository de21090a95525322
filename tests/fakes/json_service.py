"""A small CRM that speaks HTTP and JSON, on a real socket: pages of every kind, a search, rows
that can be changed and deleted, and every way such services misbehave."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "correct-horse"


class Crm:
    """Customers and their orders. `asked` is every request, in order."""

    def __init__(self, customers: int = 25) -> None:
        self.customers: dict[str, dict[str, Any]] = {
            str(n): {
                "id": n,
                "namn": f"Kund {n}",
                "kontakt": {"epost": f"kund{n}@example.org", "telefon": None},
                "aktiv": n % 2 == 0,
                "taggar": ["a", "b"],
            }
            for n in range(1, customers + 1)
        }
        self.orders = [{"id": n, "customer_id": n % customers + 1} for n in range(1, 8)]
        self.asked: list[str] = []
        self.busy = 0

    @contextmanager
    def running(self) -> Iterator[str]:
        crm = self

        class Handler(_Handler):
            service = crm

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    service: Crm

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        self.service.asked.append(f"GET {self.path}")
        if not self._allowed():
            return
        if self.service.busy:
            self.service.busy -= 1
            self._send(429, {"error": "busy"}, {"Retry-After": "0"})
            return
        resource, _, key = url.path.removeprefix("/api/").partition("/")
        answer = getattr(self, f"get_{resource}", None)
        if answer is None:
            self._send(404, {"error": "no such"})
        else:
            answer({**query, "key": key})

    def get_paged(self, query: dict[str, str]) -> None:
        number, size = int(query["page"]), 10
        self._send(200, {"data": self.rows[(number - 1) * size : number * size]})

    def get_offset(self, query: dict[str, str]) -> None:
        first, size = int(query["from"]), int(query["limit"])
        self._send(200, self.rows[first : first + size])

    def get_cursor(self, query: dict[str, str]) -> None:
        first = int(query.get("after", "0"))
        following = str(first + 10) if first + 10 < len(self.rows) else None
        self._send(200, {"rows": {"all": self.rows[first : first + 10]}, "next": following})

    def get_linked(self, query: dict[str, str]) -> None:
        first = int(query.get("start", "0"))
        link = f'</api/linked?start={first + 10}>; rel="next"'
        more = {"Link": link} if first + 10 < len(self.rows) else {}
        self._send(200, self.rows[first : first + 10], more)

    def get_elsewhere(self, query: dict[str, str]) -> None:
        self._send(200, self.rows[:1], {"Link": '<http://198.51.100.1/x>; rel="next"'})

    def get_again(self, query: dict[str, str]) -> None:
        self._send(200, self.rows[:10])

    def get_search(self, query: dict[str, str]) -> None:
        wanted = query["q"].casefold()
        self._send(200, [r for r in self.rows if wanted in r["kontakt"]["epost"]])

    def get_orders(self, query: dict[str, str]) -> None:
        self._send(200, self.service.orders)

    def get_customers(self, query: dict[str, str]) -> None:
        found = self.service.customers.get(query["key"])
        self._send(200, found) if found else self._send(404, {"error": "no such"})

    def get_moved(self, query: dict[str, str]) -> None:
        self._send(302, None, {"Location": "http://198.51.100.1/"})

    def get_page(self, query: dict[str, str]) -> None:
        self._plain(200, b"<html>Welcome</html>")

    def get_secret(self, query: dict[str, str]) -> None:
        self._send(403, None)

    def get_huge(self, query: dict[str, str]) -> None:
        self._drip([b" " * 1024 * 1024] * 64, pause=0)

    def get_slow(self, query: dict[str, str]) -> None:
        self._drip([b" "] * 100, pause=0.05)

    @property
    def rows(self) -> list[dict[str, Any]]:
        return list(self.service.customers.values())

    def do_PATCH(self) -> None:
        self.service.asked.append(f"PATCH {self.path}")
        changes = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self._allowed():
            self.service.customers[self.path.rsplit("/", 1)[1]].update(changes)
            self._send(200, {"ok": True})

    def do_DELETE(self) -> None:
        self.service.asked.append(f"DELETE {self.path}")
        if self._allowed():
            gone = self.service.customers.pop(self.path.rsplit("/", 1)[1], None)
            self._plain(204 if gone else 404, b"")

    def log_message(self, *_: Any) -> None:
        """Nothing on the terminal."""

    def _allowed(self) -> bool:
        if self.headers.get("Authorization") == f"Bearer {TOKEN}":
            return True
        self._send(401, {"error": "who are you"})
        return False

    def _send(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        self._plain(status, json.dumps(body).encode(), headers)

    def _plain(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, parts: list[bytes], *, pause: float) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for part in parts:
                self.wfile.write(part)
                time.sleep(pause)
