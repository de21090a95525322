"""Dumps as the servers' own programs write them, read beside the servers themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pymysql
import pytest

from lofte.connectors.finding import source_of
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample
from lofte.kernel.ids import new_id
from throwaway import database, url_of

MARIADB = os.environ.get("LOFTE_TEST_MARIADB", "mariadb://root@127.0.0.1:3306/mysql")
Values = dict[str, dict[str, list[str | None]]]

POSTGRESQL = r"""
CREATE TABLE kund (id serial PRIMARY KEY, namn varchar(100), pnr char(13), aktiv boolean,
    skapad timestamptz, dag timestamp, fil bytea, taggar text[], tal int[], js jsonb,
    n numeric(10,2), f double precision, d date,
    hela text GENERATED ALWAYS AS (namn || '!') STORED);
INSERT INTO kund (namn, pnr, aktiv, skapad, dag, fil, taggar, tal, js, n, f, d)
    SELECT E'Åsa "Ö" O''Brien ' || i || E'\n\t\\.\\ (rad, 2);', '19900101-238' || i % 10,
    i % 2 = 0, timestamptz '2024-01-02 03:04:05.120+01' + i * interval '1 day',
    timestamp '2024-01-02 03:04:05.5', '\x416e6e61', array['a b', 'c"d', null, '{'],
    array[i, null], '{"a": [1, "x"]}', i * 1.5, i / 3.0, date '1990-01-01' + i
    FROM generate_series(1, 5) i;
INSERT INTO kund (namn) VALUES (NULL), ('');
CREATE TABLE "order" (id int PRIMARY KEY, kund_id int REFERENCES kund, "user" text);
INSERT INTO "order" SELECT i, i, 'u' || i FROM generate_series(1, 3) i;
CREATE TABLE "hostile ""; drop table x; -- 😀" (a int, "b,)(" text);
INSERT INTO "hostile ""; drop table x; -- 😀" VALUES (1, 'x');
CREATE TABLE part (id int, d date) PARTITION BY RANGE (d);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2030-01-01');
INSERT INTO part VALUES (1, '2024-01-01'), (2, NULL) ON CONFLICT DO NOTHING;
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'INSERT INTO kund VALUES (1);'; $$;
CREATE TABLE nothing (a int);
""".replace(", (2, NULL) ON CONFLICT DO NOTHING", "")

OF_MARIADB = r"""
CREATE TABLE kund (id int unsigned AUTO_INCREMENT PRIMARY KEY,
    namn varchar(100) COMMENT 'it''s (a) name, ok', pnr char(13), aktiv tinyint(1),
    slag enum('a','b,c'), skapad datetime(3), fil blob, bitt bit(1), f double, js json,
    KEY k (pnr)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO kund (namn, pnr, aktiv, slag, skapad, fil, bitt, f, js) VALUES
    ('Åsa \\ ''x'' "y" (z), Ö;\n\t', '19900101-2385', 1, 'a', '2024-01-02 03:04:05.120',
     'hej å', b'1', 0.1, '{"a": 1}'),
    (NULL, '', 0, 'b,c', NULL, 0xff00, b'0', 2.5, NULL);
CREATE TABLE `order` (id int, kund_id int unsigned, `se``x;` text, PRIMARY KEY (id),
    CONSTRAINT fk1 FOREIGN KEY (kund_id) REFERENCES kund (id) ON DELETE CASCADE);
INSERT INTO `order` VALUES (1, 1, 'x'), (2, 2, '');
CREATE VIEW v AS SELECT * FROM kund;
CREATE TRIGGER t BEFORE INSERT ON kund FOR EACH ROW
    SET NEW.namn = 'INSERT INTO kund VALUES (1);';
"""


def samples(place: str) -> dict[str, TableSample]:
    found = [
        one for part in source_of(place).partitions() for one in part.samples(rows=0, seed=0)
    ]
    assert [one for one in found if isinstance(one, NotScanned)] == []
    return {one.table.name: one for one in found if isinstance(one, TableSample)}


def values(place: str) -> Values:
    """The rows of each table, in order of the first column: a server has none."""
    read: Values = {}
    for name, sample in samples(place).items():
        rows = zip(*(column.values.to_pylist() for column in sample.columns), strict=True)
        ordered = sorted(rows, key=lambda row: [value or "" for value in row])
        names = [column.name for column in sample.columns]
        read[name] = dict(zip(names, map(list, zip(*ordered, strict=True)), strict=False))
    return read


def run(program: str, *arguments: str, into: Path, **env: str) -> str:
    """What a client program writes, in a file. Skips where there is none."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"no {program} here")
    with into.open("wb") as file:
        subprocess.run([found, *arguments], stdout=file, check=True, env=os.environ | env)
    return str(into)


@pytest.fixture(scope="module")
def postgresql(server: psycopg.Connection) -> Iterator[str]:
    with database(server) as name:
        url = url_of(name)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(POSTGRESQL.encode())
        yield url


@pytest.fixture(scope="module")
def mariadb() -> Iterator[str]:
    parts = urlsplit(MARIADB)
    user, password = unquote(parts.username or "root"), unquote(parts.password or "")
    try:
        connection = pymysql.connect(
            host=parts.hostname, port=parts.port or 3306, user=user, password=password,
            autocommit=True, client_flag=pymysql.constants.CLIENT.MULTI_STATEMENTS,
        )  # fmt: skip
    except pymysql.OperationalError as error:
        pytest.skip(f"no MariaDB to read from: set LOFTE_TEST_MARIADB ({error})")
    name = f"lofte_{new_id().hex[-12:]}"
    with connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        try:
            cursor.execute(f"USE {name}; {OF_MARIADB}")
            while cursor.nextset():
                pass
            yield f"mariadb://{parts.netloc}/{name}"
        finally:
            cursor.execute(f"DROP DATABASE {name}")


@pytest.mark.parametrize(
    "options",
    [(), ("--inserts",), ("--column-inserts",), ("--rows-per-insert=2",),
     ("--inserts", "--on-conflict-do-nothing"), ("--format=custom",), ("--format=tar",)],
    ids="".join,
)  # fmt: skip
def test_a_dump_of_postgresql_has_the_values_of_the_database(
    postgresql: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    dumped = values(run("pg_dump", *options, postgresql, into=tmp_path / "dump"))

    held = values(postgresql)
    assert dumped.keys() == held.keys()
    for name, columns in held.items():
        # A generated column is not dumped.
        assert dumped[name] == {key: one for key, one in columns.items() if key != "hela"}


def test_a_dump_in_a_folder_is_one_dump(postgresql: str, tmp_path: Path) -> None:
    run(
        "pg_dump", "--format=directory", f"--file={tmp_path}/d", postgresql, into=tmp_path / "o"
    )

    assert values(str(tmp_path / "d")).keys() == values(postgresql).keys()


def test_a_dump_knows_the_types_and_keys_of_postgresql(postgresql: str, tmp_path: Path) -> None:
    dumped = samples(run("pg_dump", postgresql, into=tmp_path / "dump"))

    held = samples(postgresql)
    for name in ("kund", "order", "part"):
        table, same = dumped[name].table, held[name].table
        assert table.full_name == same.full_name
        assert table.primary_key == same.primary_key
        assert table.foreign_keys == same.foreign_keys
        types = {column.name: column.type for column in same.columns}
        assert all(types[column.name] == column.type for column in table.columns)


@pytest.mark.parametrize(
    "options",
    [(), ("--skip-extended-insert",), ("--complete-insert",), ("--hex-blob",),
     ("--databases",), ("--skip-quote-names",), ("--default-character-set=latin1",)],
    ids="".join,
)  # fmt: skip
def test_a_dump_of_mariadb_has_the_values_of_the_database(
    mariadb: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    parts = urlsplit(mariadb)
    login = [f"--host={parts.hostname}", f"--port={parts.port}", f"--user={parts.username}"]
    written = run(
        "mariadb-dump", *login, *options, parts.path[1:], into=tmp_path / "dump.sql",
        MYSQL_PWD=unquote(parts.password or ""),
    )  # fmt: skip

    assert values(written) == values(mariadb)


def test_a_dump_of_sqlite_has_the_values_of_the_database(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    statement = (
        "CREATE TABLE kund (id integer PRIMARY KEY, namn text, ok boolean, f real, fil blob);"
        "INSERT INTO kund VALUES (1, 'O''B' || char(10) || 'x' || char(13), 1, 1.0, x'416e'),"
        "(2, NULL, 0, 0.1, x'ff00'); CREATE TABLE \"or der\" (a text, b REFERENCES kund);"
        "INSERT INTO \"or der\" VALUES ('x;y', 1), ('a\\b', 2);"
    )
    run("sqlite3", str(path), statement, into=tmp_path / "out")

    dumped = values(run("sqlite3", str(path), ".dump", into=tmp_path / "dump.sql"))

    assert dumped == values(str(path))


def test_a_program_that_is_missing_is_named(
    postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = run("pg_dump", "--format=custom", postgresql, into=tmp_path / "dump")
    monkeypatch.setattr("lofte.connectors.files.restoring.PROGRAM", "no-such-program")

    (part,) = source_of(path).partitions()
    (missed,) = part.samples(rows=1, seed=0)

    assert isinstance(missed, NotScanned)
    assert missed.reason == "client_missing"


def test_a_custom_dump_that_breaks_off_says_so(postgresql: str, tmp_path: Path) -> None:
    path = Path(run("pg_dump", "--format=custom", postgresql, into=tmp_path / "dump"))
    path.write_bytes(path.read_bytes()[:-100])

    (part,) = source_of(str(path)).partitions()
    found = list(part.samples(rows=0, seed=0))

    assert "damaged" in [one.reason for one in found if isinstance(one, NotScanned)]
    assert "kund" in [one.table.name for one in found if isinstance(one, TableSample)]
