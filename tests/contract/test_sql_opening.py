"""Servers that refuse, lie, or answer slowly for ever: each has its refusal, and its end."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit, urlunsplit

import pymysql
import pytest

from lofte.connectors.mariadb import opening as mariadb_opening
from lofte.connectors.postgresql import opening as postgresql_opening
from lofte.connectors.sql.limits import Limits
from lofte.discovery.ports import (
    DatabaseMissing,
    EncryptionRefused,
    LoginRefused,
    SourceUnavailable,
)
from lofte.infra.outbound import (
    EVERYTHING,
    NOTHING,
    AddressNotAllowed,
    HostUnknown,
    Target,
)
from lofte.kernel.errors import Refused
from lofte.kernel.ids import new_id
from sql_places import MARIADB, MariaDBPlace, PostgreSQLPlace, SqlPlace

SOON = Limits(connect=2, statement=0.5, lock=0.5)


def refusal_of(url: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        mariadb_opening.open_source(url, allowed=EVERYTHING, limits=SOON)
    assert "geheim" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    return refusal.value


class Relay:
    """Stands between a client and a server. What the server says comes at once, until it
    becomes slow: then a byte at a time, and never all of it."""

    def __init__(self, server: tuple[str, int] | None, says: bytes = b"") -> None:
        self.slow = threading.Event()
        self._server, self._says = server, says
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                call, _ = self._listening.accept()
                threading.Thread(target=self._between, args=[call], daemon=True).start()

    def _between(self, call: socket.socket) -> None:
        with suppress(OSError), call:
            if self._server is None:
                self._trickle(call, self._says)
                return
            with socket.create_connection(self._server) as server:
                threading.Thread(target=_pour, args=[call, server], daemon=True).start()
                while data := server.recv(65536):
                    if self.slow.is_set():
                        self._trickle(call, data)
                    call.sendall(data)

    def _trickle(self, call: socket.socket, data: bytes) -> None:
        for at in range(600):
            call.sendall(data[at : at + 1])
            time.sleep(0.05)


def _pour(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)


@contextmanager
def through_a_relay(sql: SqlPlace) -> Iterator[Relay]:
    parts = urlsplit(sql.url)
    relay = Relay((parts.hostname or "", parts.port or 0))
    user = parts.netloc.rpartition("@")[0]
    sql.url = urlunsplit(parts._replace(netloc=f"{user}@127.0.0.1:{relay.port}"))
    try:
        yield relay
    finally:
        relay.close()


def a_slow_answer_ends(sql: SqlPlace) -> None:
    sql.create("t", "a {text}")
    sql.run(f"INSERT INTO t SELECT 'x' FROM {sql.series(5000)}")
    with through_a_relay(sql) as relay:
        reader = sql.open(SOON)
        reader.reflect()
        relay.slow.set()
        start = time.monotonic()
        with pytest.raises(SourceUnavailable):
            reader.sample(sql.table("t"), rows=0, seed=0)
        assert time.monotonic() - start < 15
        reader.close()


def test_a_server_that_answers_slowly_for_ever_is_left(in_postgresql: PostgreSQLPlace) -> None:
    a_slow_answer_ends(in_postgresql)


def test_a_mariadb_that_answers_slowly_for_ever_is_left(in_mariadb: MariaDBPlace) -> None:
    a_slow_answer_ends(in_mariadb)


@pytest.mark.parametrize(
    ("says", "url"),
    [
        (b"\x4a\x00\x00\x00\x0a5.5.5-10.11", "mariadb://u:geheim@127.0.0.1:{port}/d"),
        (b"S" + b"x" * 500, "postgresql://u:geheim@127.0.0.1:{port}/d"),
        (b"R\x00\x00\x10\x00", "postgresql://u:geheim@127.0.0.1:{port}/d?sslmode=disable"),
        (b"", "mariadb://u:geheim@127.0.0.1:{port}/d"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "mariadb://u:geheim@127.0.0.1:{port}/d"),
    ],
)
def test_a_server_that_never_lets_us_in_is_left(says: bytes, url: str) -> None:
    relay = Relay(None, says)
    opening = postgresql_opening if url.startswith("p") else mariadb_opening
    start = time.monotonic()
    with pytest.raises((SourceUnavailable, EncryptionRefused)) as refusal:
        opening.open_source(url.format(port=relay.port), allowed=EVERYTHING, limits=SOON)
    relay.close()

    assert time.monotonic() - start < 15
    assert "geheim" not in str(refusal.value)


def test_a_closed_port_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert isinstance(refusal_of(f"mariadb://u:geheim@127.0.0.1:{port}/d"), SourceUnavailable)


def test_a_host_nobody_knows_is_unknown() -> None:
    assert isinstance(refusal_of("mariadb://u:geheim@nowhere.invalid/d"), HostUnknown)


def test_a_socket_that_is_not_there_does_not_answer() -> None:
    url = "mariadb://u:geheim@/d?socket=/nowhere/x.sock"
    assert isinstance(refusal_of(url), SourceUnavailable)


def test_our_own_network_is_not_dialled_unless_allowed(
    mariadb: pymysql.connections.Connection,
) -> None:
    with pytest.raises(AddressNotAllowed):
        mariadb_opening.open_source(MARIADB, allowed=NOTHING)


def test_a_wrong_password_and_a_missing_database_are_told(in_mariadb: MariaDBPlace) -> None:
    user = f"lofte_{new_id().hex[-12:]}"
    host = in_mariadb.url.rpartition("@")[2].partition("/")[0]
    in_mariadb.run(f"CREATE USER {user} IDENTIFIED BY 'p'")
    try:
        wrong = refusal_of(f"mariadb://{user}:geheim@{host}/{in_mariadb.name}")
        not_granted = refusal_of(f"mariadb://{user}:p@{host}/{in_mariadb.name}")
    finally:
        in_mariadb.run(f"DROP USER {user}")
    missing = refusal_of(f"{in_mariadb.url}_missing")

    assert isinstance(wrong, LoginRefused)
    assert isinstance(not_granted, DatabaseMissing)
    assert isinstance(missing, DatabaseMissing)


def test_no_password_is_sent_in_the_clear_where_tls_is_required() -> None:
    """The server offers none: a greeting of protocol 10 without the flag for it."""
    greeting = (
        b"\x0a5.7.0\x00\x01\x00\x00\x0012345678\x00\xff\xf7\x21\x02\x00\xff\x81\x15"
        + b"\x00" * 10
        + b"123456789012\x00mysql_native_password\x00"
    )
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            call, _ = server.accept()
            with call:
                call.sendall(len(greeting).to_bytes(3, "little") + b"\x00" + greeting)
                with suppress(OSError):
                    heard.append(call.recv(1024))

        greeting_once = threading.Thread(target=greet, daemon=True)
        greeting_once.start()
        port = server.getsockname()[1]
        url = f"mariadb://u:geheim@127.0.0.1:{port}/d?ssl-mode=required"
        assert isinstance(refusal_of(url), EncryptionRefused)
        greeting_once.join(5)
    assert b"".join(heard) == b""


def test_personal_data_does_not_cross_the_internet_in_the_clear(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    public = Target(host="db.example", port=3306, address="8.8.8.8", public=True)
    monkeypatch.setattr(mariadb_opening, "locate", lambda address, allowed: public)

    refusal = refusal_of("mariadb://u:geheim@db.example/d?ssl-mode=preferred")
    assert isinstance(refusal, EncryptionRefused)
