"""Opening and losing a PostgreSQL database: every way it goes wrong has its own refusal."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from lofte.connectors.postgresql.opening import Limits, open_source
from lofte.discovery.ports import (
    DatabaseMissing,
    LoginRefused,
    Match,
    SourceUnavailable,
    TableNotRead,
)
from lofte.infra.outbound import AddressNotAllowed, HostUnknown, parse_allowed
from lofte.kernel.errors import Refused
from reading_place import ALLOWED, Place, found, public, seen
from throwaway import database, url_of

SOON = Limits(connect=2, statement=0.5, lock=0.3)


def refusal_of(url: str) -> Refused:
    with pytest.raises(Refused) as refusal:
        open_source(url, allowed=ALLOWED, limits=SOON)
    assert "geheim" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    return refusal.value


@pytest.fixture
def silent() -> Iterator[int]:
    """A server that takes calls and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def babbling() -> Iterator[int]:
    """A server that answers everything with something that is not PostgreSQL."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    call, _ = server.accept()
                except OSError:
                    return
                with call:
                    call.recv(64)
                    call.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1]


def test_a_closed_port_does_not_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert isinstance(
        refusal_of(f"postgresql://u:geheim@127.0.0.1:{port}/d"), SourceUnavailable
    )


def test_a_server_that_says_nothing_does_not_answer(silent: int) -> None:
    url = f"postgresql://u:geheim@127.0.0.1:{silent}/d"
    assert isinstance(refusal_of(url), SourceUnavailable)


def test_a_server_that_is_no_database_does_not_answer(babbling: int) -> None:
    url = f"postgresql://u:geheim@127.0.0.1:{babbling}/d"
    assert isinstance(refusal_of(url), SourceUnavailable)


def test_a_password_of_our_own_is_not_for_other_peoples_servers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    passwords = tmp_path / "pgpass"
    passwords.write_text("*:*:*:*:of-our-own\n")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSWORD", "of-our-own")
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def ask_for_a_password() -> None:
            call, _ = server.accept()
            with call:
                heard.append(call.recv(1024))
                call.sendall(b"N")  # no TLS
                heard.append(call.recv(1024))
                call.sendall(b"R" + struct.pack("!ii", 8, 3))  # the password, in the clear
                heard.append(call.recv(1024))

        asking = threading.Thread(target=ask_for_a_password, daemon=True)
        asking.start()
        refusal = refusal_of(f"postgresql://u@127.0.0.1:{server.getsockname()[1]}/d")
        asking.join(5)

    assert isinstance(refusal, LoginRefused)
    assert len(heard) == 3
    assert b"application_name\x00lofte" in heard[1]
    assert b"of-our-own" not in b"".join(heard)


def test_a_host_nobody_knows_is_unknown() -> None:
    assert isinstance(refusal_of("postgresql://u:geheim@nowhere.invalid/d"), HostUnknown)


def test_our_own_network_is_not_dialled_unless_allowed(server: psycopg.Connection) -> None:
    with pytest.raises(AddressNotAllowed):
        open_source(url_of("postgres"), allowed=parse_allowed("10.0.0.0/8"))


def test_a_user_nobody_knows_is_refused(server: psycopg.Connection) -> None:
    url = url_of("postgres", user="nobody_here", password="geheim")
    assert isinstance(refusal_of(url), LoginRefused)


@pytest.mark.parametrize("name", ["nothing_here", "host=10.0.0.1", "postgresql:%2F%2Fx%2Fy"])
def test_a_database_that_is_not_there_is_told(server: psycopg.Connection, name: str) -> None:
    assert isinstance(refusal_of(url_of(name)), DatabaseMissing)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO public.t VALUES (1)",
        "CREATE TABLE public.u ()",
        "SET TRANSACTION READ WRITE",
        "SELECT nextval('public.s')",
    ],
)
def test_nothing_can_be_written(place: Place, sql: str) -> None:
    place.run("CREATE TABLE t (id int); CREATE SEQUENCE s")
    reader = place.open()
    reader.reflect()
    with pytest.raises(DBAPIError, match=r"read-only|read-write mode"):
        reader._connection.exec_driver_sql(sql)


def test_all_is_read_at_one_moment(place: Place) -> None:
    place.run("CREATE TABLE t (id int); INSERT INTO t VALUES (1)")
    reader = place.open()
    reader.reflect()
    place.run("INSERT INTO t VALUES (2)")

    assert reader.count(public("t")) == 1
    assert place.open().count(public("t")) == 2


def test_a_table_too_slow_to_read_is_told_and_the_moment_is_kept(place: Place) -> None:
    place.run("""
        CREATE TYPE pair AS (a int, b int);
        CREATE FUNCTION slowly(pair) RETURNS text LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_sleep(30); RETURN 'x'; END $$;
        CREATE CAST (pair AS text) WITH FUNCTION slowly(pair);
        CREATE TABLE slow (id int, p pair); INSERT INTO slow VALUES (1, '(1,2)');
        CREATE TABLE quick (id int); INSERT INTO quick VALUES (1);
    """)
    reader = place.open(limits=SOON)
    with pytest.raises(TableNotRead) as refusal:
        found(reader, "slow", "id", "1")
    assert refusal.value.reason == "timeout"
    assert len(found(reader, "quick", "id", "1")) == 1


def test_a_locked_table_is_told_soon(place: Place) -> None:
    place.run("CREATE TABLE t (id int); CREATE TABLE u (id int)")
    reader = place.open(limits=SOON)
    reader.reflect()
    with psycopg.connect(url_of(place.name)) as other:
        other.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(TableNotRead) as refusal:
            found(reader, "t", "id", "1")
        other.rollback()
    assert refusal.value.reason == "locked"
    assert found(reader, "u", "id", "1") == []


def test_a_table_dropped_since_the_scan_is_told(place: Place) -> None:
    place.run("CREATE TABLE t (id int)")
    reader = place.open()
    reader.reflect()
    place.run("DROP TABLE t")

    with pytest.raises(TableNotRead) as refusal:
        found(reader, "t", "id", "1")
    assert refusal.value.reason == "gone"
    with pytest.raises(TableNotRead):
        found(reader, "never", "id", "1")


def test_a_server_that_dies_midway_is_told_and_letting_go_still_works(place: Place) -> None:
    place.run("CREATE TABLE t (id int); INSERT INTO t SELECT 1 FROM generate_series(1, 5000)")
    reader = place.open()
    batches = reader.find(public("t"), column="id", values=["1"], match=Match.EXACT, carry=[])
    assert len(next(batches)) == 1000
    place.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'lofte' AND datname = current_database()"
    )

    with pytest.raises(SourceUnavailable):
        list(batches)
    with pytest.raises(SourceUnavailable):
        found(reader, "t", "id", "1")
    reader.close()
    reader.close()


def test_a_reading_given_up_midway_leaves_the_rest_readable(place: Place) -> None:
    place.run("CREATE TABLE t (id int); INSERT INTO t SELECT 1 FROM generate_series(1, 5000)")
    reader = place.open()
    batches = reader.find(public("t"), column="id", values=["1"], match=Match.EXACT, carry=[])
    next(batches)
    batches.close()

    assert len(found(reader, "t", "id", "1")) == 5000


def test_bytes_that_are_not_the_text_they_claim_to_be_cost_one_table(
    server: psycopg.Connection,
) -> None:
    options = "ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    with database(server, options) as name:
        place = Place(name, reader="")
        try:
            place.run("CREATE TABLE good (id int, name text); CREATE TABLE bad (LIKE good)")
            place.run("INSERT INTO good VALUES (1, 'Åsa')")
            place.run(r"INSERT INTO bad VALUES (1, E'\xc5sa')")
            reader = place.open()
            with pytest.raises(TableNotRead) as refusal:
                found(reader, "bad", "id", "1")
            assert refusal.value.reason == "encoding"
            assert found(reader, "good", "id", "1") == [{"id": 1, "name": "Åsa"}]
        finally:
            place.close()


def test_a_lower_case_search_finds_letters_the_database_cannot_fold(
    server: psycopg.Connection,
) -> None:
    options = "ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    with database(server, options) as name:
        place = Place(name, reader="")
        try:
            place.run("CREATE TABLE t (email text); INSERT INTO t VALUES ('ÅSA@Example.se')")
            rows = found(
                place.open(), "t", "email", "ÅSA@example.se", match=Match.IGNORING_CASE
            )
        finally:
            place.close()
    assert len(rows) == 1


def test_a_wide_schema_is_seen_whole(place: Place) -> None:
    place.run(
        "DO $$ BEGIN FOR n IN 1..200 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY,"
        " email text, parent int REFERENCES t%s)', n, greatest(n - 1, 1)); END LOOP; END $$"
    )
    schema = place.open().reflect()
    assert len(schema.tables) == 200
    assert seen(place.open(), "t200").foreign_keys[0].table == public("t199")
