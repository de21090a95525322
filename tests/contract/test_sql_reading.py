"""One contract for every SQL database, on real servers and files: shapes, rows and keys."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lofte.connectors.sql.connector import SqlConnector
from lofte.discovery.ports import Match, TableNotRead
from lofte.discovery.schema import ColumnName, ForeignKey, Kind
from sql_places import SqlPlace

HOSTILE = [
    "select",
    '"user"',
    "order",
    "100% sure %(x)s :y ?",
    "å" * 20,
    "x" * 63,
    "tick`tock",
    "a.b",
    "c0",
    "it's",
    "new\nline",
    "{brace}",
    "a; DROP TABLE victim; --",
]


def found(
    reader: SqlConnector,
    place: SqlPlace,
    table: str,
    column: str,
    *values: str,
    match: Match = Match.EXACT,
    carry: Sequence[str] = (),
) -> list[dict[str, object]]:
    batches = reader.find(
        place.table(table), column=column, values=values, match=match, carry=carry
    )
    return [dict(row.values) for batch in batches for row in batch]


def test_tables_keys_views_and_generated_columns_are_seen(sql: SqlPlace) -> None:
    sql.create("parent", "a {int} NOT NULL", "b {short} NOT NULL", "PRIMARY KEY (a, b)")
    sql.create(
        "child", "id {int} PRIMARY KEY", "x {int}", "y {short}", "n {double_it}",
        "FOREIGN KEY (x, y) REFERENCES parent (a, b)",
    )  # fmt: skip
    sql.create("by_unique", "code {short} NOT NULL UNIQUE", "email {text}")
    sql.create("maybe", "code {short} UNIQUE")
    sql.run("CREATE VIEW seen AS SELECT a FROM parent")
    tables = {table.name: table for table in sql.open().reflect()}

    assert {name: table.kind for name, table in tables.items()} == {
        "by_unique": Kind.TABLE,
        "child": Kind.TABLE,
        "maybe": Kind.TABLE,
        "parent": Kind.TABLE,
        "seen": Kind.VIEW,
    }
    assert tables["parent"].primary_key == ("a", "b")
    assert tables["by_unique"].primary_key == ("code",)
    assert tables["maybe"].primary_key == ()
    assert tables["child"].foreign_keys == (
        ForeignKey(columns=("x", "y"), table=sql.table("parent"), ref_columns=("a", "b")),
    )
    assert [(c.name, c.generated) for c in tables["child"].columns] == [
        ("id", False),
        ("x", False),
        ("y", False),
        ("n", True),
    ]


def test_a_table_may_point_at_itself(sql: SqlPlace) -> None:
    link = "FOREIGN KEY (boss) REFERENCES person (id)"
    sql.create("person", "id {int} PRIMARY KEY", "boss {int}", link)
    sql.run("INSERT INTO person VALUES (1, NULL)", "INSERT INTO person VALUES (2, 1)")
    reader = sql.open()
    table = reader.reflect().table(sql.table("person"))
    assert table is not None
    key = table.foreign_keys[0]
    rows = list(reader.follow(sql.table("person"), link=key, keys=[("1",)], carry=["id"]))

    assert rows[0][0].texts == {"id": "2"}


def test_hostile_names_are_read_like_any_other(sql: SqlPlace) -> None:
    sql.create("victim", "id {int}")
    names = [*HOSTILE] if sql.kind == "mariadb" else [*HOSTILE, "🙂 tabell"]
    for at, name in enumerate(names):
        q = sql.quoted(name)
        plain = {**sql.types, "q": q}
        sql.run(
            "CREATE TABLE {q} ({q} {short} PRIMARY KEY, up {short}, "
            "CONSTRAINT up{at} FOREIGN KEY (up) REFERENCES {q} ({q}))".format(at=at, **plain),
            f"INSERT INTO {q} VALUES ('me', NULL)",
            f"INSERT INTO {q} VALUES ('below', 'me')",
        )
    reader = sql.open()

    for name in names:
        table = reader.reflect().table(sql.table(name))
        assert table is not None, name
        assert table.primary_key == (name,)
        assert found(reader, sql, name, name, "me") == [{name: "me", "up": None}]
        below = list(
            reader.follow(
                sql.table(name), link=table.foreign_keys[0], keys=[("me",)], carry=[name]
            )
        )
        assert below[0][0].texts == {name: "below"}
        assert reader.count(sql.table(name)) == 2
        assert reader.sample(sql.table(name), rows=10, seed=0).drawn == 2
        assert reader.known(ColumnName(sql.table(name), name), ["me", "nobody"]) == 1
        assert sum(map(len, reader.stream(sql.table(name), carry=[name]))) == 2
    assert reader.count(sql.table("victim")) == 0


def test_names_that_differ_in_case_alone_are_two(sql: SqlPlace) -> None:
    if sql.kind in ("sqlite", "duckdb"):
        pytest.skip("has no two such names")
    sql.run(f"CREATE TABLE {sql.quoted('Twin')} (a int)", "CREATE TABLE twin (b int, c int)")
    reader = sql.open()

    assert len(reader.reflect().table(sql.table("Twin")).columns) == 1  # type: ignore[union-attr]
    assert len(reader.sample(sql.table("twin"), rows=1, seed=0).columns) == 2


def test_values_are_data_and_never_sql(sql: SqlPlace) -> None:
    sql.create("t", "email {text}")
    sql.run("INSERT INTO t VALUES ('''; DROP TABLE t; --')")

    assert found(sql.open(), sql, "t", "email", "'; DROP TABLE t; --") == [
        {"email": "'; DROP TABLE t; --"}
    ]


def test_more_keys_and_rows_than_one_batch_holds_are_all_read(sql: SqlPlace) -> None:
    sql.create("p", "id {int} PRIMARY KEY")
    sql.create("c", "id {int} PRIMARY KEY", "p_id {int}")
    sql.run(
        f"INSERT INTO p SELECT n FROM {sql.series(2500)}",
        f"INSERT INTO c SELECT n, n % 2500 + 1 FROM {sql.series(5000)}",
    )
    link = ForeignKey(columns=("p_id",), table=sql.table("p"), ref_columns=("id",))
    keys = [(str(n),) for n in range(1, 2501)]
    batches = list(sql.open().follow(sql.table("c"), link=link, keys=keys, carry=["id"]))

    assert sum(map(len, batches)) == 5000
    assert max(map(len, batches)) <= 1000


@pytest.mark.parametrize("keyed", [True, False])
def test_a_whole_table_streams_in_batches_each_row_once(sql: SqlPlace, keyed: bool) -> None:
    key = "PRIMARY KEY (a, b)" if keyed else "c {int}"
    sql.create("t", "a {int} NOT NULL", "b {short} NOT NULL", key)
    third = "" if keyed else ", n"
    sql.run(f"INSERT INTO t SELECT n % 7, concat('k', n){third} FROM {sql.series(4321)}" if
            sql.kind != "sqlite" else
            f"INSERT INTO t SELECT n % 7, 'k' || n{third} FROM {sql.series(4321)}")  # fmt: skip
    batches = list(sql.open().stream(sql.table("t"), carry=["b"]))
    keys = [row.texts["b"] for batch in batches for row in batch]

    assert len(keys) == len(set(keys)) == 4321
    assert max(map(len, batches)) <= 1000


def test_composite_keys_are_followed_pairwise(sql: SqlPlace) -> None:
    sql.create(
        "account", "bank {int} NOT NULL", "no {short} NOT NULL", "PRIMARY KEY (bank, no)"
    )
    sql.create("payment", "id {int} PRIMARY KEY", "bank {int}", "no {short}")
    for row in ("1, 1, '5'", "2, 1, '7'", "3, 2, '5'", "4, NULL, '5'"):
        sql.run(f"INSERT INTO payment VALUES ({row})")
    link = ForeignKey(
        columns=("bank", "no"), table=sql.table("account"), ref_columns=("bank", "no")
    )
    keys = [("1", "5"), ("2", "5"), ("9", "9")]
    batches = sql.open().follow(sql.table("payment"), link=link, keys=keys, carry=["id"])

    assert sorted(row.texts["id"] or "" for batch in batches for row in batch) == ["1", "3"]


@pytest.mark.parametrize(
    ("type_", "stored", "asked", "match", "expected"),
    [
        ("text", "'Anna@Example.SE'", "ANNA@example.se", Match.IGNORING_CASE, 1),
        ("short", "'Anna@Example.SE'", "anna@example.se", Match.EXACT, 0),
        ("short", "'ase@example.se'", "åse@example.se", Match.IGNORING_CASE, 0),
        ("int", "199001012385", "199001012385", Match.EXACT, 1),
        ("real", "199001012385", "199001012385", Match.EXACT, 1),
        ("int", "7", "seven", Match.EXACT, 0),
        ("int", "7", "99999999999999999999", Match.EXACT, 0),
    ],
)
def test_a_person_is_found_as_the_column_keeps_them(
    sql: SqlPlace, type_: str, stored: str, asked: str, match: Match, expected: int
) -> None:
    sql.create("t", f"v {{{type_}}}")
    sql.run(f"INSERT INTO t VALUES ({stored})")

    assert len(found(sql.open(), sql, "t", "v", asked, match=match)) == expected


@pytest.mark.parametrize(
    ("type_", "stored", "asked"),
    [
        ("int", "1, 2, 3", ["1", "3", "4", "x"]),
        ("short", "'a', 'b', 'c'", ["a", "c", "d", ""]),
        ("uuid", "'00000000-0000-0000-0000-000000000001', "
         "'00000000-0000-0000-0000-000000000002'",
         ["00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002", "x"]),
    ],
)  # fmt: skip
def test_values_that_are_known_are_counted_once_each(
    sql: SqlPlace, type_: str, stored: str, asked: list[str]
) -> None:
    sql.create("t", f"v {{{type_}}}")
    for value in stored.split(", "):
        sql.run(f"INSERT INTO t VALUES ({value})", f"INSERT INTO t VALUES ({value})")

    assert sql.open().known(ColumnName(sql.table("t"), "v"), [*asked, *asked]) == 2


def test_nothing_can_be_written_by_a_reader(sql: SqlPlace) -> None:
    sql.create("t", "id {int}")
    reader = sql.open()
    reader.reflect()
    for statement in ("INSERT INTO t VALUES (1)", "DROP TABLE t", "CREATE TABLE u (id int)"):
        with pytest.raises(reader.errors):
            reader._connection.exec_driver_sql(statement)
        reader._connection.rollback()
    reader.close()

    assert sql.ask("SELECT count(*) FROM t") == [(0,)]


def test_a_table_that_is_not_there_is_told(sql: SqlPlace) -> None:
    sql.create("t", "id {int}")
    reader = sql.open()

    for ask in (
        lambda: reader.count(sql.table("never")),
        lambda: reader.sample(sql.table("never"), rows=1, seed=0),
        lambda: found(reader, sql, "t", "never", "1"),
    ):
        with pytest.raises(TableNotRead) as refusal:
            ask()
        assert refusal.value.reason == "gone"


def test_a_reading_given_up_midway_leaves_the_rest_readable(sql: SqlPlace) -> None:
    sql.create("t", "id {int}")
    sql.run(f"INSERT INTO t SELECT n FROM {sql.series(5000)}")
    reader = sql.open()
    batches = reader.stream(sql.table("t"), carry=[])
    next(batches)
    batches.close()  # type: ignore[attr-defined]

    assert reader.count(sql.table("t")) == 5000
    assert len(found(reader, sql, "t", "id", "7")) == 1


def test_letting_go_twice_is_no_error(sql: SqlPlace) -> None:
    reader = sql.open()
    reader.close()
    reader.close()


def test_a_wide_schema_is_seen_whole(sql: SqlPlace) -> None:
    columns = "id {int} PRIMARY KEY", "email {text}", "parent {int}"
    for n in range(1, 61):
        link = f"FOREIGN KEY (parent) REFERENCES t{max(n - 1, 1)} (id)"
        sql.create(f"t{n}", *columns, link)
    schema = sql.open().reflect()

    assert len(schema.tables) == 60
    last = schema.table(sql.table("t60"))
    assert last is not None and last.foreign_keys[0].table == sql.table("t59")
