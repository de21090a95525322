"""The desk's list of requests, as a browser with a signed-in session gets it.

    python bench/web.py [--rounds 300] [--requests 100000]

The page of 50 requests, of an organisation that had 100,000, is asked for over one kept
connection from the real server (granian, all middleware). In the same rounds the server's
plainest page is asked for, and the same 50 rows are read by bare SQL: on a noisy machine the
three are noisy together. What it must reach: 95 of 100 pages within 60 ms; 8 statements at
most; 60 kB at most for a first visit: page, style, scripts and icons, as they are sent.
"""

from __future__ import annotations

import argparse
import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ground import Goal, database, superuser

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

ASSETS = re.compile(r'(?:href|src)="(/static/[^"#]+)')
WARM = 20
LIST = "the desk's list of 50 requests"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--requests", type=int, default=100_000)
    options = parser.parse_args()
    with database():
        goals = list(measure(options.rounds, options.requests))
    print(*(goal.line() for goal in goals), sep="\n")


def measure(rounds: int, requests: int) -> Iterator[Goal]:
    import bulk
    from cast import enter

    cast = enter(now=_now())
    bulk.load(cast.system, requests=requests)
    cookie, page = signed_in(cast.bob), f"/desk/{cast.slug}/requests/"
    statements = counted(cast.bob, page)
    with serving() as port:
        asking = Asking(port, cookie)
        taken = side_by_side(
            rounds,
            {
                LIST: lambda: asking.get(page),
                "the server's front page": lambda: asking.get("/"),
                "the same 50 rows, bare SQL": bare_rows(cast.system.tenant),
            },
        )
        parts = first_visit(port, cookie, page)
    show(taken)
    print(f"  {len(statements)} statements")
    print(*(f"  {size:>7,} bytes  {what}" for what, size in parts.items()), sep="\n")
    yield Goal(
        "the desk's list, p95",
        at(taken["the desk's list of 50 requests"], 95),
        60,
        "ms",
        most=True,
    )
    yield Goal("the desk's list, statements", len(statements), 8, "", most=True)
    yield Goal("a first visit, as sent", sum(parts.values()) / 1000, 60, "kB", most=True)


def _now() -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC)


def signed_in(who: Any) -> str:
    """The cookie of a browser in which this colleague is signed in."""
    from desk import browser

    client = browser(who)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def counted(who: Any, page: str) -> list[str]:
    """The statements sent for one page, the second time it is looked at."""
    from desk import browser, counted

    client = browser(who)
    client.get(page, headers={"host": "localhost"})
    with counted() as sent:
        assert client.get(page, headers={"host": "localhost"}).status_code == 200
    return sent


@contextmanager
def serving() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "lofte", "serve", "--only-web", "--port", str(port)]
    server = subprocess.Popen(command)
    try:
        _wait_until_up(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_until_up(port: int, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web server did not start")


class Asking:
    """One kept connection, as browsers keep it."""

    def __init__(self, port: int, cookie: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._headers = {"Cookie": cookie, "Accept-Encoding": "gzip, br"}

    def get(self, path: str) -> http.client.HTTPResponse:
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        answer.octets = answer.read()  # type: ignore[attr-defined]
        assert answer.status == 200, (path, answer.status)
        return answer


def bare_rows(tenant: Any) -> Callable[[], object]:
    """The least there is: the rows themselves, from a connection that is already there."""
    connection = superuser()
    query = (
        "SELECT r.id, reference, state, received_on, target_on, safe_on, legal_on, q.name"
        " FROM requests_request r JOIN requests_requester q"
        " ON (q.tenant_id, q.request_id) = (r.tenant_id, r.id)"
        " WHERE r.tenant_id = %s AND state IN ('collecting', 'review')"
        " ORDER BY safe_on, r.id LIMIT 50"
    )
    return lambda: connection.execute(query, [tenant]).fetchall()


def side_by_side(rounds: int, asks: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Milliseconds each took, asked in turn, sorted."""
    taken: dict[str, list[float]] = {what: [] for what in asks}
    for number in range(WARM + rounds):
        for what, ask in asks.items():
            start = time.perf_counter()
            ask()
            if number >= WARM:
                taken[what].append((time.perf_counter() - start) * 1000)
    return {what: sorted(times) for what, times in taken.items()}


def at(times: list[float], percent: int) -> float:
    return times[min(len(times) - 1, len(times) * percent // 100)]


def show(taken: dict[str, list[float]]) -> None:
    rounds = len(next(iter(taken.values())))
    print(f"  {rounds} rounds, ms {'':<21}{'p50':>8}{'p95':>8}{'p99':>8}")
    for what, times in taken.items():
        said = "".join(f"{at(times, percent):>8.1f}" for percent in (50, 95, 99))
        print(f"  {what:<34}{said}")


def first_visit(port: int, cookie: str, page: str) -> dict[str, int]:
    """What the page and all it names weigh on the wire, bodies as encoded."""
    asking = Asking(port, cookie)
    html = asking.get(page)
    text = _decoded(html)
    parts = {f"the page ({html.headers.get('Content-Encoding', 'plain')})": len(_octets(html))}
    for path in dict.fromkeys(ASSETS.findall(text)):
        answer = asking.get(path)
        encoding = answer.headers.get("Content-Encoding", "plain")
        parts[f"{Path(path).name} ({encoding})"] = len(_octets(answer))
    return parts


def _octets(answer: http.client.HTTPResponse) -> bytes:
    return bytes(answer.octets)  # type: ignore[attr-defined]


def _decoded(answer: http.client.HTTPResponse) -> str:
    import gzip

    octets = _octets(answer)
    encoding = answer.headers.get("Content-Encoding", "")
    assert encoding in {"", "gzip"}, encoding
    return (gzip.decompress(octets) if encoding else octets).decode()


if __name__ == "__main__":
    main()
