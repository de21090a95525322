"""A database with hostile names, closed tables, locks, or that dies: the rest is scanned."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from psycopg import sql

from lofte.cli.scan import scan
from throwaway import database, role, url_of

MAILS = "'P' || g || '@example.se' FROM generate_series(1, 50) g"
HOSTILE = [
    "order",
    "user",
    'with "quotes"',
    "with 'single' ones",
    "Straße; DROP TABLE people; --",
    "emoji \N{PILE OF POO}",
    "Case",
    "case",
    "x" * 63,
    "50% of {everything} \\n $1 :name",
    "line\nbreak",
]


@pytest.fixture
def into(server: psycopg.Connection) -> Iterator[psycopg.Connection]:
    with database(server) as name, psycopg.connect(url_of(name), autocommit=True) as connection:
        yield connection


def table(into: psycopg.Connection, name: str, column: str = "mail", rows: int = 50) -> None:
    made = (
        "CREATE TABLE {} AS SELECT 'p' || g || '@example.se' AS {} "
        "FROM generate_series(1, {}) g"
    )
    identifiers = sql.Identifier(name), sql.Identifier(column), sql.Literal(rows)
    into.execute(sql.SQL(made).format(*identifiers))


def run(into: psycopg.Connection, *words: str, user: str = "") -> tuple[Result, dict[str, Any]]:
    url = url_of(into.info.dbname, user=user, password="p" if user else "")
    result = CliRunner().invoke(scan, [url, "--json", *words])
    return result, json.loads(result.stdout) if result.stdout else {}


def kinds(told: dict[str, Any]) -> dict[str, str | None]:
    return {
        one["table"].partition(".")[2]: column["type"]
        for one in told["tables"]
        for column in one["columns"]
    }


def test_names_are_only_names(into: psycopg.Connection) -> None:
    for name in HOSTILE:
        table(into, name, column=name)

    result, told = run(into)

    assert kinds(told) == dict.fromkeys(HOSTILE, "email")
    assert result.exit_code == 0
    assert CliRunner().invoke(scan, [url_of(into.info.dbname)]).exit_code == 0


def test_tables_we_may_not_read_are_told_of(
    into: psycopg.Connection, server: psycopg.Connection
) -> None:
    table(into, "open")
    table(into, "shut")
    with role(server) as reader:
        into.execute(f'GRANT SELECT ON open TO "{reader}"')
        result, told = run(into, user=reader)
        into.execute(f'DROP OWNED BY "{reader}"')

    assert kinds(told) == {"open": "email"}
    assert [missed["place"] for missed in told["not_scanned"]] == ["public.shut"]
    assert result.exit_code == 10


def test_partitions_generated_columns_and_views_are_looked_at_once(
    into: psycopg.Connection,
) -> None:
    into.execute("CREATE TABLE visit (at date, mail text) PARTITION BY RANGE (at)")
    for year in (2025, 2026):
        span = f"FROM ('{year}-01-01') TO ('{year + 1}-01-01')"
        into.execute(f"CREATE TABLE visit_{year} PARTITION OF visit FOR VALUES {span}")
    into.execute(
        "INSERT INTO visit SELECT date '2025-06-01' + g, 'p' || g || '@example.se' "
        "FROM generate_series(1, 400) g"
    )
    into.execute(
        "CREATE TABLE made (mail text, twin text GENERATED ALWAYS AS (lower(mail)) STORED)"
    )
    into.execute(
        "INSERT INTO made SELECT 'P' || g || '@example.se' FROM generate_series(1, 50) g"
    )
    into.execute("CREATE VIEW seen AS SELECT mail FROM visit")

    result, told = run(into)

    found = {one["table"]: one["rows"] for one in told["tables"]}
    assert found.pop("public.made") == 50
    assert sum(found.values()) == 400
    assert "public.seen" not in found
    assert kinds(told)["made"] == "email"
    assert result.exit_code == 0


def test_a_lock_holds_up_its_table_alone(into: psycopg.Connection) -> None:
    table(into, "free")
    table(into, "locked")
    with psycopg.connect(url_of(into.info.dbname)) as other:
        other.execute("LOCK TABLE locked IN ACCESS EXCLUSIVE MODE")
        result, told = run(into)
        other.rollback()

    assert kinds(told) == {"free": "email"}
    assert [missed["place"] for missed in told["not_scanned"]] == ["public.locked"]
    assert result.exit_code == 10


def test_a_server_that_ends_connections_costs_some_tables_and_not_the_report(
    into: psycopg.Connection,
) -> None:
    for at in range(24):
        table(into, f"t{at}", rows=3_000)
    done = threading.Event()
    ending = threading.Thread(target=end_those_who_wait, args=(into.info.dbname, done))
    with psycopg.connect(url_of(into.info.dbname)) as holder:
        holder.execute("LOCK TABLE t3, t11, t19 IN ACCESS EXCLUSIVE MODE")
        ending.start()
        result, told = run(into, "--workers", "2")
        done.set()
        ending.join()

    missed = {one["place"] for one in told["not_scanned"]}
    assert result.exit_code == 10
    assert {"public.t3", "public.t11", "public.t19"} <= missed
    assert not any(one["reason"] == "locked" for one in told["not_scanned"])
    assert len(told["tables"]) + len(missed) >= 24
    assert told["tables"]
    assert not result.stderr


def end_those_who_wait(name: str, done: threading.Event) -> None:
    """Ends every connection that waits for a lock: in the midst of reading a table."""
    with psycopg.connect(url_of("postgres"), autocommit=True) as admin:
        while not done.wait(0.05):
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = %s AND wait_event_type = 'Lock'",
                [name],
            )


def test_broken_files_in_a_folder_are_told_of_and_the_others_read(tmp_path: Path) -> None:
    rows = "id,mail\n" + "".join(f"{at},p{at}@example.se\n" for at in range(500))
    (tmp_path / "good.csv").write_text(rows)
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(rows.encode())[:-400])
    (tmp_path / "noise.parquet").write_bytes(b"PAR1" + bytes(range(256)) + b"PAR1")
    (tmp_path / "empty.csv").touch()

    began = time.monotonic()
    result = CliRunner().invoke(scan, [str(tmp_path), "--json"])

    told = json.loads(result.stdout)
    assert {"good"} <= {one["table"] for one in told["tables"]}
    places = {missed["place"] for missed in told["not_scanned"]}
    assert {"cut.csv.gz", "noise.parquet", "empty.csv"} <= places
    assert result.exit_code == 10
    assert time.monotonic() - began < 60


def test_a_column_that_is_not_granted_is_undetermined_and_the_others_are_judged(
    into: psycopg.Connection, server: psycopg.Connection
) -> None:
    into.execute("CREATE TABLE people (mail text, secret text)")
    into.execute(
        "INSERT INTO people SELECT 'p' || g || '@example.se' FROM generate_series(1, 50) g"
    )
    with role(server) as reader:
        into.execute(f'GRANT SELECT (mail) ON people TO "{reader}"')
        _, told = run(into, user=reader)
        into.execute(f'DROP OWNED BY "{reader}"')

    (columns,) = (one["columns"] for one in told["tables"])
    assert {one["name"]: (one["type"], one["undetermined"]) for one in columns} == {
        "mail": ("email", False),
        "secret": (None, True),
    }
