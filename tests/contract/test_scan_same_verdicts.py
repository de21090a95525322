"""The same data has the same verdicts, wherever it lies."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pymysql
import pytest

import same_data
from lofte.connectors.finding import source_of
from lofte.discovery.scanning import scan
from lofte.discovery.types import Type
from lofte.kernel.ids import new_id
from throwaway import database, url_of

MARIADB = os.environ.get("LOFTE_TEST_MARIADB", "mariadb://root@127.0.0.1:3306/mysql")
MADE = same_data.tables()
Verdicts = dict[tuple[str, str], tuple[Type | None, frozenset[Type]]]
FOUND = {
    ("people", "pnr"): Type.PERSONNUMMER,
    ("people", "kod"): Type.PERSONNUMMER,
    ("people", "fullname"): Type.PERSON_NAME,
    ("people", "mail"): Type.EMAIL,
    ("people", "mobil"): Type.PHONE,
    ("people", "adress"): Type.POSTAL_ADDRESS,
    ("people", "postnr"): Type.POSTCODE,
    ("people", "born"): Type.BIRTH_DATE,
    ("people", "iban"): Type.IBAN,
    ("visits", "ip"): Type.IP_ADDRESS,
}


def verdicts(place: str, *, rows: int = 10_000) -> Verdicts:
    report = scan([source_of(place)], rows=rows, workers=0)
    # A file of JSON lines without a line has no columns, and says so.
    assert {missed.reason for missed in report.not_scanned} <= {"empty"}
    return {
        (table.table.name, column.name): (
            column.type,
            frozenset(contained.type for contained in column.contains),
        )
        for table in report.tables
        for column in table.columns
        if table.rows
    }


@pytest.fixture(scope="module")
def in_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    return verdicts(same_data.to_sqlite(MADE, tmp_path_factory.mktemp("sqlite")))


def test_what_was_put_there_is_found_and_nothing_else(in_sqlite: Verdicts) -> None:
    assert {place: kind for place, (kind, _) in in_sqlite.items() if kind} == FOUND
    assert {place: within for place, (_, within) in in_sqlite.items() if within} == {
        ("people", "note"): {Type.EMAIL, Type.PHONE, Type.PERSONNUMMER}
    }


@pytest.mark.parametrize(
    "written",
    [same_data.to_csv, same_data.to_json_lines, same_data.to_parquet, same_data.to_duckdb],
    ids=["csv", "json lines", "parquet", "duckdb"],
)
def test_files(written: Callable[..., str], tmp_path: Path, in_sqlite: Verdicts) -> None:
    assert verdicts(written(MADE, tmp_path)) == in_sqlite


def test_postgresql(in_postgresql: str, in_sqlite: Verdicts) -> None:
    assert verdicts(url_of(in_postgresql)) == in_sqlite


def test_mariadb(in_mariadb: str, in_sqlite: Verdicts) -> None:
    assert verdicts(in_mariadb) == in_sqlite


@pytest.mark.parametrize("how", ["", "--inserts", "--column-inserts", "--format=custom"])
def test_a_dump_of_postgresql(
    how: str, in_postgresql: str, in_sqlite: Verdicts, tmp_path: Path
) -> None:
    path = tmp_path / "dump.sql"
    words = ["pg_dump", "--file", str(path), *filter(None, [how]), url_of(in_postgresql)]
    subprocess.run(words, check=True)

    assert verdicts(str(path)) == in_sqlite


@pytest.mark.parametrize("how", ["", "--skip-extended-insert", "--complete-insert"])
def test_a_dump_of_mariadb(
    how: str, in_mariadb: str, in_sqlite: Verdicts, tmp_path: Path
) -> None:
    path, url = tmp_path / "dump.sql", urlsplit(in_mariadb)
    signed = ["-h", str(url.hostname), "-P", str(url.port), "-u", unquote(url.username or "")]
    words = ["mariadb-dump", *signed, "-r", str(path), *filter(None, [how]), url.path[1:]]
    subprocess.run(words, check=True, env={**os.environ, "MYSQL_PWD": url.password or ""})

    assert verdicts(str(path)) == in_sqlite


def test_a_sample_of_more_rows_is_judged_alike_though_others_are_drawn(
    tmp_path: Path, server: psycopg.Connection
) -> None:
    made = same_data.tables(4_000)
    with postgresql(server, made) as name:
        drawn = verdicts(url_of(name), rows=1_000)

    assert drawn == verdicts(same_data.to_parquet(made, tmp_path), rows=1_000)
    assert drawn == verdicts(same_data.to_csv(made, tmp_path), rows=1_000)
    assert {place: kind for place, (kind, _) in drawn.items() if kind} == FOUND


@pytest.fixture
def in_postgresql(server: psycopg.Connection) -> Iterator[str]:
    with postgresql(server, MADE) as name:
        yield name


@contextmanager
def postgresql(server: psycopg.Connection, made: dict[str, same_data.Made]) -> Iterator[str]:
    with database(server) as name:
        with psycopg.connect(url_of(name), autocommit=True) as into:
            same_data.to_server(made, into.execute, into.cursor().executemany)
            into.execute("ANALYZE")
        yield name


@pytest.fixture
def in_mariadb() -> Iterator[str]:
    """The URL of a database with the data. Skips, and says so, where there is no server."""
    url, name = urlsplit(MARIADB), f"lofte_read_{new_id().hex[-12:]}"
    try:
        connection = pymysql.connect(
            host=url.hostname,
            port=url.port or 3306,
            user=unquote(url.username or ""),
            password=unquote(url.password or ""),
            autocommit=True,
        )
    except pymysql.err.OperationalError as error:
        pytest.skip(f"no MariaDB to read from: set LOFTE_TEST_MARIADB ({error})")
    with connection, connection.cursor() as into:
        into.execute(f"CREATE DATABASE {name}")
        into.execute(f"USE {name}")
        same_data.to_server(MADE, into.execute, into.executemany)
        try:
            yield url._replace(path=f"/{name}").geturl()
        finally:
            into.execute(f"DROP DATABASE {name}")
