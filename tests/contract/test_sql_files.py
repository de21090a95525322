"""Databases that are files: opened to be read, by whom they are for, whatever is in them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from lofte.connectors.duckdb import opening as duckdb_opening
from lofte.connectors.sql.limits import Limits
from lofte.connectors.sqlite import opening as sqlite_opening
from lofte.discovery.ports import DatabaseMissing, SourceUnavailable
from lofte.discovery.samples import TableSample
from lofte.infra.outbound import EVERYTHING, NOTHING, AddressNotAllowed, parse_allowed
from sql_places import DuckDBPlace, MariaDBPlace, SQLitePlace, SqlPlace, texts
from sql_scans import hurried, scanned


@pytest.mark.parametrize("module", [sqlite_opening, duckdb_opening])
def test_files_are_for_the_operator_to_open(module: object, tmp_path: Path) -> None:
    file = tmp_path / "here" / "x.db"
    file.parent.mkdir()
    for outside in (NOTHING, parse_allowed("10.0.0.0/8, /run, file:/nowhere")):
        with pytest.raises(AddressNotAllowed):
            module.open_source(str(file), allowed=outside)  # type: ignore[attr-defined]
    link = tmp_path / "link.db"
    link.symlink_to(file)
    with pytest.raises(AddressNotAllowed):
        module.open_source(  # type: ignore[attr-defined]
            str(link), allowed=parse_allowed(f"file:{tmp_path / 'elsewhere'}")
        )
    with pytest.raises(DatabaseMissing):
        module.open_source(  # type: ignore[attr-defined]
            str(file), allowed=parse_allowed(f"file:{file.parent}")
        )


@pytest.mark.parametrize("module", [sqlite_opening, duckdb_opening])
@pytest.mark.parametrize("content", [b"", b"no database at all" * 1000])
def test_a_file_that_is_no_database_is_told(
    module: object, content: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(content)
    if module is sqlite_opening and not content:
        pytest.skip("is an empty database")
    with pytest.raises(SourceUnavailable):
        module.source_of(str(file), allowed=EVERYTHING).partitions()  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_a_file_too_slow_to_read_is_told(kind: str, request: pytest.FixtureRequest) -> None:
    sql: SqlPlace = request.getfixturevalue(f"in_{kind}")
    sql.run("CREATE TABLE small (a int)")
    crossed = " CROSS JOIN ".join(
        sql.series(100_000).replace(" AS s", f" AS s{at}") for at in range(3)
    )
    sql.run(f"CREATE VIEW slow AS SELECT count(*) AS n FROM {crossed}")
    reader = sql.open(Limits(statement=0.3))
    with pytest.raises(Exception, match="timeout"):
        reader.sample(sql.table("slow"), rows=10, seed=0)

    assert reader.count(sql.table("small")) == 0


def test_a_sqlite_file_is_not_touched(in_sqlite: SQLitePlace) -> None:
    in_sqlite.run("PRAGMA journal_mode = wal", "CREATE TABLE t (a int)")
    before = in_sqlite.path.read_bytes()
    found = scanned(in_sqlite.source())

    assert isinstance(found["t"], TableSample)
    assert in_sqlite.path.read_bytes() == before


def test_a_sqlite_file_that_is_being_written_is_told(in_sqlite: SQLitePlace) -> None:
    in_sqlite.run("CREATE TABLE t (a int)")
    source = hurried(in_sqlite)
    with closing(sqlite3.connect(in_sqlite.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SourceUnavailable, match="writing"):
            source.partitions()


def test_a_broken_view_costs_only_itself(in_sqlite: SQLitePlace) -> None:
    in_sqlite.run("CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT missing FROM t")
    in_sqlite.run("CREATE TABLE gone (a int)", "CREATE VIEW w AS SELECT * FROM gone")
    in_sqlite.run("DROP TABLE gone")

    assert list(scanned(in_sqlite.source())) == ["t"]


def test_the_inside_of_a_text_index_is_read_once(in_sqlite: SQLitePlace) -> None:
    in_sqlite.run("CREATE VIRTUAL TABLE docs USING fts5(body)")
    in_sqlite.run("INSERT INTO docs VALUES ('Anna')")
    found = scanned(in_sqlite.source())

    assert list(found) == ["docs"]
    assert isinstance(found["docs"], TableSample)
    assert texts(found["docs"])["body"] == ["Anna"]


def test_a_damaged_page_costs_its_table(in_sqlite: SQLitePlace) -> None:
    for name in ("a", "b"):
        in_sqlite.run(f"CREATE TABLE {name} (v text)")
        in_sqlite.run(f"INSERT INTO {name} SELECT '{'x' * 500}' FROM {in_sqlite.series(2000)}")
    ((root,),) = in_sqlite.ask("SELECT rootpage FROM sqlite_schema WHERE name = 'a'")
    ((size,),) = in_sqlite.ask("PRAGMA page_size")
    data = bytearray(in_sqlite.path.read_bytes())
    data[(root - 1) * size : root * size] = b"\xff" * size
    in_sqlite.path.write_bytes(bytes(data))
    found = scanned(in_sqlite.source())

    assert found["a"] == "damaged"
    assert isinstance(found["b"], TableSample)


def test_texts_in_another_encoding_are_read_as_latin_1(
    in_sqlite: SQLitePlace, in_mariadb: MariaDBPlace
) -> None:
    in_sqlite.run("CREATE TABLE t (a text)", "INSERT INTO t VALUES (CAST(x'c5736120' AS text))")
    in_mariadb.run("CREATE TABLE t (a varchar(9) CHARACTER SET latin1)")
    in_mariadb.run("INSERT INTO t VALUES ('Åsa ')")

    assert texts(in_sqlite.sample("t"))["a"] == ["Åsa "]
    assert texts(in_mariadb.sample("t"))["a"] == ["Åsa "]


def test_a_duckdb_file_open_elsewhere_to_write_is_told(in_duckdb: DuckDBPlace) -> None:
    in_duckdb.run("CREATE TABLE t (a int)")
    holding = (
        f"import duckdb, sys; c = duckdb.connect({str(in_duckdb.path)!r}); "
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None and other.stdin is not None
        other.stdout.readline()
        with pytest.raises(SourceUnavailable, match="open to write"):
            in_duckdb.source().partitions()
        other.stdin.close()


def test_a_view_of_a_duckdb_file_reaches_nothing_else(in_duckdb: DuckDBPlace) -> None:
    in_duckdb.run("CREATE VIEW v AS SELECT * FROM read_text('/etc/hostname')")
    with closing(in_duckdb.open()) as reader, pytest.raises(Exception, match="permission"):
        reader.sample(in_duckdb.table("v"), rows=1, seed=0)


def test_a_duckdb_file_is_read_by_several_at_once(in_duckdb: DuckDBPlace) -> None:
    for n in range(8):
        in_duckdb.run(f"CREATE TABLE t{n} (a int)")
    first, second = in_duckdb.source().partitions()
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda part=part: found.extend(part.samples(rows=1, seed=0)))
        for part in (first, second)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 8
    assert all(isinstance(part, TableSample) for part in found)


def test_duckdb_errors_have_no_words_of_the_file() -> None:
    with pytest.raises(SourceUnavailable) as refusal, closing(duckdb.connect()):
        duckdb_opening.source_of("/etc/hostname", allowed=EVERYTHING).partitions()
    assert "hostname" not in str(refusal.value)
