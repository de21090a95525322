"""A further database is a driver and a page of settings: what any SQL database does the same
compiles for two whose servers we do not have, and works on one with no code of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mssql, oracle

from lofte.connectors.sql import conditions, keysets, sampling
from lofte.connectors.sql.connector import SqlConnector
from lofte.connectors.sql.tables import Selection
from lofte.connectors.sql.writing import SqlWriter
from lofte.discovery.ports import Match, NotAsExpected, TableNotRead
from lofte.discovery.schema import Column, ColumnName, ForeignKey, Table, TableName
from sql_places import texts

TABLE = Table(
    name="Order",
    schema="dbo",
    columns=tuple(
        Column(name=name, type="x", known=name != "shape")
        for name in ("bank", "no", "e-mail", "%s", "shape")
    ),
    primary_key=("bank", "no"),
)
BASES = {
    (TABLE.full_name, name): base
    for name, base in zip(
        ("bank", "no", "e-mail", "%s", "shape"),
        ("integer", "text", "text", "bytes", None),
        strict=True,
    )
}
SOURCE = Selection(TABLE)


def found_by_name() -> sa.ClauseElement:
    wanted = conditions.equals(
        SOURCE.clause.c["e-mail"], "text", ["Anna@example.se"], Match.IGNORING_CASE
    )
    assert wanted is not None
    return SOURCE.select(["bank", "no"])[0].where(wanted)


def followed() -> sa.ClauseElement:
    key = [SOURCE.clause.c[name] for name in TABLE.primary_key]
    keys = [("1", "a"), ("2", "b")]
    return SOURCE.select(["no"])[0].where(conditions.points_at(key, ["integer", "text"], keys))


def paged() -> sa.ClauseElement:
    key = [SOURCE.clause.c[name] for name in TABLE.primary_key]
    return keysets.page(SOURCE.select([])[0], key, (1, "a")).limit(1000)


def jumped() -> sa.ClauseElement:
    return sampling.blocks(SOURCE, sampling.written(SOURCE, BASES), [5, 77])


def changed() -> sa.ClauseElement:
    key = [SOURCE.clause.c[name] for name in TABLE.primary_key]
    return (
        sa.update(SOURCE.clause)
        .where(conditions.is_key(key, ["integer", "text"], ("1", "a")))
        .values({SOURCE.clause.c["e-mail"]: conditions.one(None)})
    )


def deleted() -> sa.ClauseElement:
    key = [SOURCE.clause.c[name] for name in TABLE.primary_key]
    keys = [("1", "a"), ("2", "b")]
    return sa.delete(SOURCE.clause).where(conditions.points_at(key, ["integer", "text"], keys))


STATEMENTS: dict[str, tuple[Callable[[], sa.ClauseElement], str, str]] = {
    "count": (
        SOURCE.count,
        "SELECT count(*) AS count_1 FROM [dbo].[Order]",
        'SELECT count(*) AS count_1 FROM "dbo"."Order"',
    ),
    "count no further": (
        lambda: sampling.counted_to(SOURCE, 50_001),
        "SELECT count(*) AS count_1 FROM (SELECT TOP 50001 1 AS one FROM [dbo].[Order]) AS s",
        'SELECT count(*) AS count_1 FROM (SELECT 1 AS one FROM "dbo"."Order" '
        "FETCH FIRST 50001 ROWS ONLY) s",
    ),
    "find": (
        found_by_name,
        "SELECT [dbo].[Order].[bank] AS c0, [dbo].[Order].[no] AS c1, "
        "[dbo].[Order].[e-mail] AS c2, [dbo].[Order].[%s] AS c3, "
        "CAST([dbo].[Order].[shape] AS NVARCHAR(max)) AS c4, "
        "CAST([dbo].[Order].[bank] AS NVARCHAR(max)) AS c5, "
        "CAST([dbo].[Order].[no] AS NVARCHAR(max)) AS c6 FROM [dbo].[Order] "
        "WHERE lower([dbo].[Order].[e-mail]) IN ('anna@example.se')",
        'SELECT "dbo"."Order"."bank" AS c0, "dbo"."Order"."no" AS c1, '
        '"dbo"."Order"."e-mail" AS c2, "dbo"."Order"."%s" AS c3, '
        'CAST("dbo"."Order"."shape" AS VARCHAR2(2000 CHAR)) AS c4, '
        'CAST("dbo"."Order"."bank" AS VARCHAR2(2000 CHAR)) AS c5, '
        'CAST("dbo"."Order"."no" AS VARCHAR2(2000 CHAR)) AS c6 FROM "dbo"."Order" '
        "WHERE lower(\"dbo\".\"Order\".\"e-mail\") IN ('anna@example.se')",
    ),
    "ends of the key": (
        lambda: sampling.ends(SOURCE),
        "SELECT (SELECT min([dbo].[Order].[bank]) AS min_1 FROM [dbo].[Order]) AS e0, "
        "(SELECT max([dbo].[Order].[bank]) AS max_1 FROM [dbo].[Order]) AS e1",
        'SELECT (SELECT min("dbo"."Order"."bank") AS min_1 FROM "dbo"."Order") AS e0, '
        '(SELECT max("dbo"."Order"."bank") AS max_1 FROM "dbo"."Order") AS e1 FROM DUAL',
    ),
    "delete": (
        deleted,
        "DELETE FROM [dbo].[Order] WHERE [dbo].[Order].[bank] = 1 AND [dbo].[Order].[no] = 'a' "
        "OR [dbo].[Order].[bank] = 2 AND [dbo].[Order].[no] = 'b'",
        'DELETE FROM "dbo"."Order" WHERE "dbo"."Order"."bank" = 1 '
        'AND "dbo"."Order"."no" = \'a\' OR "dbo"."Order"."bank" = 2 '
        'AND "dbo"."Order"."no" = \'b\'',
    ),
    "update": (
        changed,
        "UPDATE [dbo].[Order] SET [e-mail]=NULL WHERE [dbo].[Order].[bank] = 1 "
        "AND [dbo].[Order].[no] = 'a'",
        'UPDATE "dbo"."Order" SET "e-mail"=NULL WHERE "dbo"."Order"."bank" = 1 '
        "AND \"dbo\".\"Order\".\"no\" = 'a'",
    ),
}  # fmt: skip


def compiled(statement: sa.ClauseElement, dialect: Any) -> str:
    found = statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return " ".join(str(found).split())


def in_sql_server(statement: sa.ClauseElement) -> str:
    return compiled(statement, mssql.dialect(paramstyle="named"))


def in_oracle(statement: sa.ClauseElement) -> str:
    return compiled(statement, oracle.dialect(paramstyle="named"))


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_compiles_for_sql_server_and_oracle(name: str) -> None:
    made, on_sql_server, on_oracle = STATEMENTS[name]

    assert in_sql_server(made()) == on_sql_server
    assert in_oracle(made()) == on_oracle


def test_following_compiles_for_both() -> None:
    assert in_sql_server(followed()).endswith(
        "WHERE [dbo].[Order].[bank] = 1 AND [dbo].[Order].[no] = 'a' "
        "OR [dbo].[Order].[bank] = 2 AND [dbo].[Order].[no] = 'b'"
    )
    assert '"Order"."no" = \'b\'' in in_oracle(followed())


def test_pages_go_on_from_a_key_of_several_columns_without_comparing_rows() -> None:
    on_sql_server, on_oracle = in_sql_server(paged()), in_oracle(paged())

    assert on_sql_server.startswith("SELECT TOP 1000 ")
    assert on_sql_server.endswith(
        "WHERE [dbo].[Order].[bank] >= 1 AND ([dbo].[Order].[bank] > 1 OR "
        "[dbo].[Order].[bank] = 1 AND [dbo].[Order].[no] > 'a') "
        "ORDER BY [dbo].[Order].[bank], [dbo].[Order].[no]"
    )
    assert on_oracle.endswith("FETCH FIRST 1000 ROWS ONLY")


def test_blocks_of_a_sample_are_one_statement() -> None:
    on_sql_server, on_oracle = in_sql_server(jumped()), in_oracle(jumped())

    assert on_sql_server.count("SELECT TOP 32 ") == 2
    assert "substring([dbo].[Order].[e-mail], 1, 8192)" in on_sql_server
    assert " UNION ALL " in on_oracle
    assert on_oracle.count("FETCH FIRST 32 ROWS ONLY") == 2
    assert 'substr("dbo"."Order"."e-mail", 1, 8192)' in on_oracle


class Further(SqlConnector):
    """What a database needs that nobody wrote a connector for: nothing."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "further.db"
    with closing(sqlite3.connect(found)) as owner:
        owner.executescript("""
            CREATE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR(80), born DATE,
                active BOOLEAN, boss INTEGER REFERENCES person (id));
            CREATE TABLE code (a VARCHAR(9) NOT NULL);
            CREATE UNIQUE INDEX by_code ON code (a);
            CREATE VIEW v AS SELECT id FROM person;
            WITH RECURSIVE c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < 60000)
            INSERT INTO person SELECT n, 'Anna ' || n, '2000-01-02', n % 2, n / 2 FROM c;
            PRAGMA journal_mode = wal;
        """)
    return found


@pytest.fixture
def further(path: Path) -> Further:
    engine = sa.create_engine(f"sqlite:///{path}")
    return Further(engine, engine.connect(), system="further")


def test_a_further_database_is_reflected_counted_and_sampled(further: Further) -> None:
    person = TableName("", "person")
    tables = {table.name: table for table in further.reflect()}
    first, again = (further.sample(person, rows=500, seed=1) for _ in range(2))
    ids = [int(value or 0) for value in texts(first)["id"]]
    further.close()

    assert tables["person"].primary_key == ("id",)
    assert tables["code"].primary_key == ("a",)
    assert tables["v"].kind == "view"
    assert tables["person"].foreign_keys == (
        ForeignKey(columns=("boss",), table=person, ref_columns=("id",)),
    )
    assert texts(first) == texts(again)
    assert len(set(ids)) == 500 and min(ids) < 6000 and max(ids) > 54_000
    assert texts(first)["born"][:1] == ["2000-01-02"]
    assert set(texts(first)["active"]) == {"true", "false"}
    assert first.rows == 60_000


def test_a_further_database_is_searched_followed_and_streamed(further: Further) -> None:
    person = TableName("", "person")
    link = ForeignKey(columns=("boss",), table=person, ref_columns=("id",))
    found = further.find(
        person, column="name", values=["ANNA 7"], match=Match.IGNORING_CASE, carry=["id"]
    )
    assert [row.texts for batch in found for row in batch] == [{"id": "7"}]
    below = further.follow(person, link=link, keys=[("7",), ("8",)], carry=["id"])
    assert {row.texts["id"] for batch in below for row in batch} == {"14", "15", "16", "17"}
    streamed = [row.texts["id"] for b in further.stream(person, carry=["id"]) for row in b]
    assert streamed == [str(n) for n in range(1, 60_001)]
    assert further.known(ColumnName(person, "id"), ["1", "60000", "60001", "x"]) == 2
    assert further.count(person) == 60_000
    with pytest.raises(TableNotRead):
        further.count(TableName("", "never"))
    further.close()


def test_a_further_database_is_changed(further: Further, path: Path) -> None:
    person = TableName("", "person")
    writer = SqlWriter(further, lambda connection: None)

    assert writer.update(person, key=("7",), changes={"name": "Elsa"}) == 1
    with pytest.raises(NotAsExpected):
        writer.update(person, key=("0",), changes={"name": "Elsa"})
    assert writer.delete(person, keys=[("8",), ("9",), ("0",)]) == 2
    assert writer.verify(person, keys=[("7",), ("8",)]) == 1
    writer.close()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM person").fetchone() == (59_998,)
        assert other.execute("SELECT id FROM person WHERE name = 'Elsa'").fetchall() == [(7,)]
