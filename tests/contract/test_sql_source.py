"""A database as something to scan: dealt out, read over connections of its own, and whatever
goes wrong with one table is told and costs that table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pymysql
import pytest

from lofte.connectors.mariadb import opening as mariadb_opening
from lofte.connectors.postgresql import opening as postgresql_opening
from lofte.connectors.sql.limits import Limits
from lofte.connectors.sql.source import DatabaseSource, dealt, weigh
from lofte.discovery.losses import NotScanned
from lofte.discovery.ports import SourceUnavailable
from lofte.discovery.samples import TableSample
from lofte.discovery.schema import Column, Kind, Schema, Table, TableName
from lofte.infra.outbound import EVERYTHING, Allowed
from lofte.kernel.ids import new_id
from sql_places import MariaDBPlace, PostgreSQLPlace, SqlPlace, texts
from sql_scans import hurried, scanned
from throwaway import url_of


def test_every_table_comes_once_and_views_not_at_all(sql: SqlPlace) -> None:
    for n in range(30):
        sql.create(f"t{n}", "id {int}", "email {text}")
        sql.run(f"INSERT INTO t{n} VALUES ({n}, 'a')")
    sql.run("CREATE VIEW v AS SELECT * FROM t1")
    source = sql.source()
    partitions = source.partitions()
    names = [str(table) for partition in partitions for table, _ in partition.tables]
    found = scanned(source)

    assert 4 <= len(partitions) <= 8
    assert len(names) == len(set(names)) == 30
    assert sorted(found) == sorted(f"t{n}" for n in range(30))
    sample = found["t7"]
    assert isinstance(sample, TableSample)
    assert texts(sample) == {"id": ["7"], "email": ["a"]}
    assert sample.system == source.system


def test_where_only_views_are_shown_they_are_told_of(sql: SqlPlace) -> None:
    sql.run("CREATE VIEW v AS SELECT 1 AS id")
    (place, reason), *others = scanned(sql.source()).items()

    assert not others
    assert (place.rpartition(".")[2], reason) == ("v", "view")


def test_an_empty_database_has_nothing_to_scan(sql: SqlPlace) -> None:
    assert sql.source().partitions() == []


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:hemligt@127.0.0.1:1/d",
        "mariadb://u:hemligt@127.0.0.1:1/d",
    ],
)
def test_neither_name_nor_repr_shows_the_password(url: str) -> None:
    opening = postgresql_opening if url.startswith("p") else mariadb_opening
    source = opening.source_of(url, allowed=EVERYTHING)
    with pytest.raises(SourceUnavailable) as refusal:
        source.partitions()

    assert "hemligt" not in repr(source) + source.system + str(refusal.value)


def test_a_table_dropped_since_it_was_dealt_is_told(sql: SqlPlace) -> None:
    sql.create("a", "id {int}")
    sql.create("b", "id {int}")
    (partition,) = sql.source().partitions()
    sql.run("DROP TABLE a")
    found = list(partition.samples(rows=10, seed=0))

    assert [type(part) for part in found].count(TableSample) == 1
    (lost,) = [part for part in found if isinstance(part, NotScanned)]
    assert (lost.reason, lost.place.rpartition(".")[2]) == ("gone", "a")
    assert lost.said


def test_a_database_that_is_gone_costs_all_its_tables(sql: SqlPlace) -> None:
    for n in range(3):
        sql.create(f"t{n}", "id {int}")
    (partition,) = sql.source().partitions()
    gone = DatabaseSource(
        system="s",
        url={
            "postgresql": "postgresql://u@127.0.0.1:1/d",
            "mariadb": "mysql://u@127.0.0.1:1/d",
        }.get(sql.kind, "/nowhere/x.db"),
        opening=partition.source.opening,
        allowed=EVERYTHING,
    )
    lost = type(partition)(
        source=gone, name=partition.name, weight=partition.weight, tables=partition.tables
    )
    found = list(lost.samples(rows=10, seed=0))

    assert len(found) == 3
    assert all(isinstance(part, NotScanned) for part in found)


def after_the_first(
    partition: object, sql: PostgreSQLPlace | MariaDBPlace, *happens: str
) -> list[TableSample | NotScanned]:
    """What comes when something happens to the database after the first table."""
    parts: Iterator[TableSample | NotScanned] = partition.samples(rows=10, seed=0)  # type: ignore[attr-defined]
    first = next(parts)
    assert isinstance(first, TableSample)
    sql.run(*happens)
    return list(parts)


def test_a_connection_that_dies_costs_a_table_and_is_opened_anew(
    in_postgresql: PostgreSQLPlace,
) -> None:
    sql = in_postgresql
    for n in range(4):
        sql.create(f"t{n}", "id {int}")
    (partition,) = sql.source().partitions()
    found = after_the_first(
        partition,
        sql,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = 'lofte' AND datname = current_database()",
    )

    assert [type(part) for part in found] == [NotScanned, TableSample, TableSample]


def test_a_connection_killed_in_mariadb_costs_a_table(in_mariadb: MariaDBPlace) -> None:
    sql = in_mariadb
    for n in range(4):
        sql.create(f"t{n}", "id {int}")
    (partition,) = sql.source().partitions()
    parts = partition.samples(rows=10, seed=0)
    next(parts)
    ours = sql.ask(
        "SELECT id FROM information_schema.processlist "
        f"WHERE db = '{sql.name}' AND id <> connection_id()"
    )
    sql.run(*(f"KILL {number}" for (number,) in ours))

    assert [type(part) for part in parts] == [NotScanned, TableSample, TableSample]


def test_a_server_that_is_gone_for_good_costs_the_rest(
    in_postgresql: PostgreSQLPlace, server: psycopg.Connection
) -> None:
    sql = in_postgresql
    for n in range(4):
        sql.create(f"t{n}", "id {int}")
    (partition,) = sql.source().partitions()
    parts = partition.samples(rows=10, seed=0)
    next(parts)
    server.execute(f'ALTER DATABASE "{sql.name}" ALLOW_CONNECTIONS false')  # type: ignore[call-overload]
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [sql.name]
    )

    assert [type(part) for part in parts] == [NotScanned] * 3


def test_a_locked_table_is_told_soon_and_the_others_are_read(
    in_postgresql: PostgreSQLPlace, in_mariadb: MariaDBPlace
) -> None:
    for sql in (in_postgresql, in_mariadb):
        for name in ("a", "b", "c"):
            sql.create(name, "id {int}")
    with psycopg.connect(in_postgresql.url) as other:
        other.execute("LOCK TABLE b IN ACCESS EXCLUSIVE MODE")
        found = scanned(hurried(in_postgresql))
    assert found["public.b"] == "locked"
    assert isinstance(found["a"], TableSample) and isinstance(found["c"], TableSample)

    source = hurried(in_mariadb)
    in_mariadb.run("LOCK TABLES b WRITE")
    found = scanned(source)
    in_mariadb.run("UNLOCK TABLES")
    assert found["b"] == "locked"
    assert isinstance(found["a"], TableSample) and isinstance(found["c"], TableSample)


def test_what_was_not_granted_is_told_table_by_table_and_column_by_column(
    in_mariadb: MariaDBPlace, mariadb: pymysql.connections.Connection
) -> None:
    sql = in_mariadb
    sql.create("person", "id {int}", "email {text}", "secret {text}")
    sql.create("shown", "id {int}")
    sql.create("writable", "id {int}")
    sql.create("hidden", "id {int}")
    sql.run("INSERT INTO person VALUES (1, 'a', 'x')")
    user = f"lofte_{new_id().hex[-12:]}"
    sql.run(
        f"CREATE USER {user} IDENTIFIED BY 'p'",
        f"GRANT SELECT (id, email), INSERT (secret) ON {sql.name}.person TO {user}",
        f"GRANT SELECT ON {sql.name}.shown TO {user}",
        f"GRANT INSERT ON {sql.name}.writable TO {user}",
    )
    try:
        host = sql.url.rpartition("@")[2]
        url = f"mariadb://{user}:p@{host}"
        found = scanned(mariadb_opening.source_of(url, allowed=EVERYTHING))
    finally:
        sql.run(f"DROP USER {user}")
    person = found["person"]
    assert isinstance(person, TableSample)
    assert texts(person) == {"id": ["1"], "email": ["a"], "secret": [None]}
    assert [column.note for column in person.columns] == [None, None, "unreadable"]
    assert isinstance(found["shown"], TableSample)
    assert found["writable"] == "permission"
    assert "hidden" not in found  # A user is not even told of it.


def test_columns_and_tables_not_granted_in_postgresql_are_told(
    in_postgresql: PostgreSQLPlace, server: psycopg.Connection
) -> None:
    sql = in_postgresql
    sql.run("CREATE TABLE person AS SELECT n AS id, 'a' || n AS email, 's' AS secret "
            "FROM generate_series(1, 60000) n", "CREATE TABLE hidden (id int)",
            "CREATE MATERIALIZED VIEW kept AS SELECT 1 AS id", "ANALYZE person")  # fmt: skip
    user = f"lofte_{new_id().hex[-12:]}"
    sql.run(
        f"CREATE ROLE {user} LOGIN PASSWORD 'p'",
        f"GRANT SELECT (id, email) ON person TO {user}",
        f"GRANT SELECT ON kept TO {user}",
    )
    try:
        url = url_of(sql.name, user=user, password="p")
        found = scanned(postgresql_opening.source_of(url, allowed=EVERYTHING))
    finally:
        sql.run(f"DROP OWNED BY {user}", f"DROP ROLE {user}")
    person = found["person"]
    assert isinstance(person, TableSample)
    assert person.drawn == 100
    assert [column.note for column in person.columns] == [None, None, "unreadable"]
    assert found["public.hidden"] == "permission"
    kept = found["kept"]
    assert isinstance(kept, TableSample) and texts(kept) == {"id": ["1"]}


def test_partitions_of_a_table_are_one_table(in_postgresql: PostgreSQLPlace) -> None:
    sql = in_postgresql
    sql.run(
        "CREATE TABLE log (id int, at date) PARTITION BY RANGE (at)",
        "CREATE TABLE a PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "CREATE TABLE b PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
        "INSERT INTO log SELECT n, date '2025-01-01' + n % 700 "
        "FROM generate_series(1, 300000) n",
        "ANALYZE log",
    )  # fmt: skip
    first, again = sql.sample("log", rows=1000, seed=1), sql.sample("log", rows=1000, seed=1)

    assert list(scanned(sql.source())) == ["log"]
    assert texts(first) == texts(again)
    assert {(day or "")[:4] for day in texts(first)["at"]} == {"2025", "2026"}
    assert first.rows is not None and 200_000 < first.rows < 400_000


def test_partitions_of_a_mariadb_table_are_one_table(in_mariadb: MariaDBPlace) -> None:
    sql = in_mariadb
    sql.run("CREATE TABLE log (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 4")
    sql.run("INSERT INTO log SELECT seq FROM seq_1_to_100")
    table = sql.open().reflect().table(TableName("", "log"))

    assert table is not None and table.kind is Kind.PARTITIONED
    assert sql.sample("log").rows == 100


def test_a_foreign_table_is_told_of(in_postgresql: PostgreSQLPlace) -> None:
    sql = in_postgresql
    sql.run(
        "CREATE EXTENSION file_fdw",
        "CREATE SERVER s FOREIGN DATA WRAPPER file_fdw",
        "CREATE FOREIGN TABLE far (a text) SERVER s OPTIONS (filename '/etc/passwd')",
        "CREATE TABLE near (a text)",
    )
    found = scanned(sql.source())

    assert found["public.far"] == "foreign"
    assert isinstance(found["near"], TableSample)


def test_a_table_that_takes_too_long_is_told(in_mariadb: MariaDBPlace) -> None:
    sql = in_mariadb
    sql.create("t", "a {text}")
    sql.run("INSERT INTO t SELECT repeat('x', 2000) FROM seq_1_to_60000")
    impatient = Limits(statement=0.01)
    source = DatabaseSource(
        system="s", url=sql.url, opening=Opening(impatient), allowed=EVERYTHING
    )
    (partition,) = sql.source().partitions()
    slow = type(partition)(source=source, name="", weight=1, tables=partition.tables)
    (lost,) = slow.samples(rows=10, seed=0)

    assert isinstance(lost, NotScanned)
    assert lost.reason == "timeout"


@dataclass(frozen=True)
class Opening:
    limits: Limits

    def __call__(self, url: str, *, allowed: Allowed) -> object:
        return mariadb_opening.open_source(url, allowed=allowed, limits=self.limits)


def table(name: str, rows: int, columns: int = 3) -> Table:
    made = tuple(Column(name=f"c{n}", type="int") for n in range(columns))
    return Table(name=name, rows_estimate=rows, columns=made)


def test_tables_are_dealt_evenly_by_weight() -> None:
    tables = [table(f"t{n}", rows=n * 1000, columns=1 + n % 9) for n in range(50)]
    slices = dealt(Schema(tables=tuple(tables)))
    weights = [sum(weigh(one) for one in part) for part in slices]

    assert len(slices) == 8
    assert max(weights) < 1.2 * min(weights)
    assert dealt(Schema(tables=tuple(reversed(tables)))) == slices
