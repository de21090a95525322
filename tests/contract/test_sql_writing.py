"""One contract for changing rows of every SQL database: all of a call, or nothing."""

from __future__ import annotations

import pytest

from lofte.connectors.sql.writing import SqlWriter
from lofte.discovery.ports import NotAsExpected, TableNotWritten
from sql_places import SqlPlace


@pytest.fixture
def people(sql: SqlPlace) -> SqlPlace:
    sql.create("person", "id {int} PRIMARY KEY", "name {short}", "born {date}", "age {int}")
    link = "FOREIGN KEY (person_id) REFERENCES person (id)"
    sql.create("visit", "id {int} PRIMARY KEY", "person_id {int}", link)
    for n in (1, 2, 3):
        sql.run(f"INSERT INTO person VALUES ({n}, 'Anna {n}', '2000-01-0{n}', {n})")
    sql.run("INSERT INTO visit VALUES (10, 1)")
    return sql


def reason_of(writer: SqlWriter, sql: SqlPlace, table: str, *keys: str) -> object:
    with pytest.raises(TableNotWritten) as refusal:
        writer.delete(sql.table(table), keys=[(key,) for key in keys])
    return refusal.value.facts["reason"]


def test_columns_of_one_row_are_changed(people: SqlPlace) -> None:
    changes = {"name": "it's 100% :x", "born": None, "age": 7}
    writer = people.open_for_writing()

    assert writer.update(people.table("person"), key=("2",), changes=changes) == 1
    writer.close()
    assert people.ask("SELECT name, born, age FROM person ORDER BY id")[1] == (
        "it's 100% :x",
        None,
        7,
    )
    assert people.ask("SELECT count(*) FROM person WHERE name = 'Anna 1'") == [(1,)]


def test_changing_what_is_so_already_is_no_surprise(people: SqlPlace) -> None:
    writer = people.open_for_writing()
    for _ in range(2):
        assert writer.update(people.table("person"), key=("2",), changes={"age": 5}) == 1


def test_texts_are_taken_as_the_columns_type(people: SqlPlace) -> None:
    changes = {"born": "1999-12-31", "age": "5"}
    writer = people.open_for_writing()
    writer.update(people.table("person"), key=("2",), changes=changes)
    writer.close()

    assert str(people.ask("SELECT born FROM person WHERE age = 5")[0][0]) == "1999-12-31"


def test_other_rows_than_expected_are_not_changed(people: SqlPlace) -> None:
    writer = people.open_for_writing()
    with pytest.raises(NotAsExpected):
        writer.update(people.table("person"), key=("9",), changes={"name": "x"})
    with pytest.raises(NotAsExpected):
        writer.update(people.table("person"), key=("2",), changes={"name": "x"}, expect=2)
    writer.close()

    assert people.ask("SELECT count(*) FROM person WHERE name = 'x'") == [(0,)]


def test_rows_are_deleted_by_key_and_verified(people: SqlPlace) -> None:
    writer, person = people.open_for_writing(), people.table("person")

    assert writer.verify(person, keys=[("2",), ("3",), ("9",)]) == 2
    assert writer.delete(person, keys=[("2",), ("3",), ("9",), ("3",)]) == 2
    assert writer.delete(person, keys=[("2",)]) == 0
    assert writer.verify(person, keys=[("2",), ("3",), ("9",)]) == 0
    writer.close()
    assert people.ask("SELECT id FROM person") == [(1,)]


def test_what_others_point_at_stays_and_so_does_all_of_the_call(people: SqlPlace) -> None:
    writer = people.open_for_writing()

    assert reason_of(writer, people, "person", "3", "2", "1") == "constraint"
    assert writer.verify(people.table("person"), keys=[("1",), ("2",), ("3",)]) == 3
    assert writer.delete(people.table("visit"), keys=[("10",)]) == 1
    assert writer.delete(people.table("person"), keys=[("1",), ("2",), ("3",)]) == 3


def test_more_keys_than_fit_one_statement_are_one_transaction(sql: SqlPlace) -> None:
    sql.create("t", "a {int} NOT NULL", "b {short} NOT NULL", "PRIMARY KEY (a, b)")
    sql.run(f"INSERT INTO t SELECT n, 'k' FROM {sql.series(1500)}")
    writer = sql.open_for_writing()
    keys = [(str(n), "k") for n in range(1, 1501)]

    assert writer.delete(sql.table("t"), keys=keys) == 1500
    assert writer.verify(sql.table("t"), keys=keys) == 0


def test_names_of_any_kind_are_changed(sql: SqlPlace) -> None:
    names = ["order", '"user"', "100% :x ?", "new\nline"]
    columns = [f"{sql.quoted(name)} {sql.types['short']}" for name in names]
    sql.run(f"CREATE TABLE {sql.quoted('from')} ({', '.join(columns)}, "
            f"PRIMARY KEY ({sql.quoted('new' + chr(10) + 'line')}))")  # fmt: skip
    sql.run(f"INSERT INTO {sql.quoted('from')} VALUES ('a', 'b', 'c', 'd')")
    writer = sql.open_for_writing()
    for name in names[:3]:
        assert writer.update(sql.table("from"), key=("d",), changes={name: f"'{name}'"}) == 1
    writer.close()

    (row,) = sql.ask(f"SELECT * FROM {sql.quoted('from')}")
    assert row == (*(f"'{name}'" for name in names[:3]), "d")


def test_rows_that_nothing_tells_apart_are_left_alone(sql: SqlPlace) -> None:
    sql.create("t", "id {int}", "email {text}")
    sql.run("CREATE VIEW v AS SELECT * FROM t", "INSERT INTO t VALUES (1, 'x')")
    writer = sql.open_for_writing()

    assert reason_of(writer, sql, "t", "1") == "no_key"
    assert reason_of(writer, sql, "v", "1") == "no_table"
    assert reason_of(writer, sql, "never", "1") == "gone"


def test_what_the_database_reckons_itself_is_not_set(sql: SqlPlace) -> None:
    sql.create("t", "id {int} PRIMARY KEY", "twice {double_it}")
    writer = sql.open_for_writing()
    for column, reason in (("twice", "generated"), ("never", "gone")):
        with pytest.raises(TableNotWritten) as refusal:
            writer.update(sql.table("t"), key=("1",), changes={column: 1})
        assert refusal.value.facts["reason"] == reason


def test_a_value_the_column_cannot_hold_changes_nothing(people: SqlPlace) -> None:
    if people.kind == "sqlite":
        pytest.skip("holds anything anywhere")
    writer = people.open_for_writing()
    with pytest.raises(TableNotWritten):
        writer.update(
            people.table("person"), key=("1",), changes={"name": "x", "born": "no day"}
        )
    writer.close()

    assert people.ask("SELECT name FROM person WHERE id = 1") == [("Anna 1",)]
