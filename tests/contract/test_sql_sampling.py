"""One contract for samples of every SQL database: from all over, by seed, in one form."""

from __future__ import annotations

import pytest

from lofte.connectors.sql import drawing
from sql_places import SqlPlace, texts

LARGE = {"postgresql": 90_000, "mariadb": 60_000, "sqlite": 60_000, "duckdb": 1_000_000}
"""Rows of a table that is not read whole."""

SAME = {
    "yes": ("bool", "true", "true"),
    "no": ("bool", "false", "false"),
    "whole": ("int", "199001012385", "199001012385"),
    "small": ("int", "-7", "-7"),
    "real": ("real", "199001012385", "199001012385"),
    "share": ("real", "0.1", "0.1"),
    "tiny": ("real", "0.0000015", "1.5e-06"),
    "large": ("real", "1234567890123456", "1234567890123456"),
    "huge": ("real", "1e16", "1e+16"),
    "single": ("single", "0.1", "0.1"),
    "exact_single": ("single", "16777216", "16777216"),
    "dec": ("decimal", "'12.340'", "12.340"),
    "day": ("date", "'2026-01-02'", "2026-01-02"),
    "moment": ("moment", "'2026-01-02 03:04:05.5'", "2026-01-02 03:04:05.5"),
    "midnight": ("moment", "'2026-01-02 00:00:00'", "2026-01-02 00:00:00"),
    "instant": ("instant", "'2026-01-02 03:04:05+00'", "2026-01-02 03:04:05+00"),
    "clock": ("time", "'03:04:50'", "03:04:50"),
    "plain": ("text", "'Åsa \"x\", y\n🙂''s'", 'Åsa "x", y\n🙂\'s'),
    "empty": ("text", "''", ""),
    "one_id": ("uuid", "'00000000-0000-0000-0000-00000000000a'",
               "00000000-0000-0000-0000-00000000000a"),
    "tree": ("json", "'{\"å\": [1, null]}'", '{"å": [1, null]}'),
    "readable": ("bytes", "Åsa".encode(), "Åsa"),
    "noise": ("bytes", b"\xff\x00\xfe", None),
}  # fmt: skip


def test_the_same_data_has_the_same_texts(sql: SqlPlace) -> None:
    sql.create(
        "t", *(f"{sql.quoted(name)} {{{type_}}}" for name, (type_, _, _) in SAME.items())
    )
    values = [
        sql.bytes(value) if isinstance(value, bytes) else value for _, value, _ in SAME.values()
    ]
    if sql.kind == "mariadb":
        sql.run("SET SESSION time_zone = '+00:00'")
        values = [value.replace("05+00'", "05'") for value in values]
    sql.run(f"INSERT INTO t VALUES ({', '.join(values)})")
    sql.run(f"INSERT INTO t VALUES ({', '.join(['NULL'] * len(SAME))})")
    found = sql.sample("t")

    for column in found.columns:
        assert sorted(map(repr, column.values.to_pylist())) == sorted(
            [repr(SAME[column.name][2]), "None"]
        ), column.name
    assert {c.name: c.note for c in found.columns if c.note} == {"noise": "binary"}
    assert (found.rows, found.counted, found.complete) == (2, True, True)


def test_the_declared_type_is_the_sources_own_word(sql: SqlPlace) -> None:
    sql.create("t", "id {int}", "email {short}")
    declared = [column.declared.lower() for column in sql.sample("t").columns]

    assert "int" in declared[0]
    assert "char" in declared[1]


def filled(sql: SqlPlace, rows: int, *, key: str = "PRIMARY KEY") -> None:
    sql.create("t", f"id {{int}} {key}", "email {short}", "note {short}")
    joined = "concat('a', n, '@example.se')"
    if sql.kind == "sqlite":
        joined = "'a' || n || '@example.se'"
    sql.run(
        f"INSERT INTO t SELECT n, {joined}, '{'x' * 60}' FROM {sql.series(rows)}",
        *(["ANALYZE t"] if sql.kind == "postgresql" else []),
        *(["ANALYZE TABLE t"] if sql.kind == "mariadb" else []),
    )


@pytest.mark.parametrize("key", ["PRIMARY KEY", ""])
def test_a_large_table_is_drawn_from_by_seed_from_all_over(sql: SqlPlace, key: str) -> None:
    rows = LARGE[sql.kind]
    filled(sql, rows, key=key)
    first, again, other = (sql.sample("t", rows=2000, seed=seed) for seed in (1, 1, 2))
    ids = [int(value or 0) for value in texts(first)["id"]]

    assert texts(first) == texts(again)
    assert set(texts(first)["id"]) != set(texts(other)["id"])
    assert len(ids) == len(set(ids)) == 2000
    tenths = [sum(1 for n in ids if n * 10 // (rows + 1) == tenth) for tenth in range(10)]
    assert min(tenths) > 80, tenths
    assert all(
        email == f"a{n}@example.se" for n, email in zip(ids, texts(first)["email"], strict=True)
    )
    assert not first.complete
    assert first.rows is not None and abs(first.rows - rows) < rows / 2


def test_gaps_in_the_keys_are_jumped(sql: SqlPlace) -> None:
    rows = LARGE[sql.kind]
    sql.create("t", "id {int} PRIMARY KEY", "v {int}")
    sql.run(f"INSERT INTO t SELECT n * 1000 + n % 3, n FROM {sql.series(rows)}")
    found = sql.sample("t", rows=2000, seed=3)
    values = [int(value or 0) for value in texts(found)["v"]]

    assert len(set(values)) == 2000
    assert min(values) < rows / 10 and max(values) > rows * 0.9
    if found.counted or sql.kind in ("mariadb", "sqlite"):
        assert found.rows is not None and abs(found.rows - rows) < rows / 4


def test_a_key_of_several_columns_is_drawn_by(sql: SqlPlace) -> None:
    rows = LARGE[sql.kind]
    sql.create("t", "a {int} NOT NULL", "b {int} NOT NULL", "PRIMARY KEY (a, b)")
    sql.run(f"INSERT INTO t SELECT n % 4, n FROM {sql.series(rows)}")
    found = sql.sample("t", rows=2000, seed=3)
    pairs = list(zip(*texts(found).values(), strict=True))

    assert len(set(pairs)) == 2000
    assert {a for a, _ in pairs} == {"0", "1", "2", "3"}
    tenths = {int(b or 0) * 10 // (rows + 1) for _, b in pairs}
    assert tenths == set(range(10))


def test_a_small_table_is_counted_and_drawn_from(sql: SqlPlace) -> None:
    filled(sql, 5000)
    some, all_of_it = sql.sample("t", rows=1000, seed=1), sql.sample("t", rows=0)
    ids = {int(value or 0) for value in texts(some)["id"]}

    assert (some.drawn, some.rows, some.counted, some.complete) == (1000, 5000, True, False)
    assert min(ids) < 500 and max(ids) > 4500
    assert texts(some) == texts(sql.sample("t", rows=1000, seed=1))
    assert (all_of_it.drawn, all_of_it.rows, all_of_it.complete) == (5000, 5000, True)


def test_as_many_rows_as_asked_for_is_all_of_them(sql: SqlPlace) -> None:
    filled(sql, 100)
    found = sql.sample("t", rows=100)

    assert (found.drawn, found.rows, found.counted, found.complete) == (100, 100, True, True)


def test_a_table_without_rows_has_columns(sql: SqlPlace) -> None:
    sql.create("t", "id {int}", "email {text}")
    found = sql.sample("t")

    assert texts(found) == {"id": [], "email": []}
    assert (found.rows, found.complete) == (0, True)


def test_one_column_of_nothing_keeps_its_rows(sql: SqlPlace) -> None:
    sql.create("t", "email {text}")
    for value in ("NULL", "''", "NULL", "'x'"):
        sql.run(f"INSERT INTO t VALUES ({value})")

    assert sorted(map(repr, texts(sql.sample("t"))["email"])) == ["''", "'x'", "None", "None"]


def test_of_a_long_text_the_beginning_is_looked_at(sql: SqlPlace) -> None:
    sql.create("t", "note {text}")
    sql.run(f"INSERT INTO t VALUES ('{'ö' * 20_000}')")

    assert texts(sql.sample("t"))["note"] == ["ö" * drawing.CELL]


def test_long_rows_make_the_sample_smaller(
    sql: SqlPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("postgresql.sampling", "duckdb.sampling", "sql.reservoir"):
        monkeypatch.setattr(f"lofte.connectors.{module}.MOST_BYTES", 200_000)
    filled(sql, 8000)

    for rows in (7000, 0):
        found = sql.sample("t", rows=rows)
        assert 500 < found.drawn < 7000
        assert (found.rows, found.counted, found.complete) == (8000, True, False)


def test_generated_columns_are_drawn_like_others(sql: SqlPlace) -> None:
    sql.create("t", "id {int}", "twice {double_it}")
    sql.run("INSERT INTO t (id) VALUES (21)")

    assert texts(sql.sample("t")) == {"id": ["21"], "twice": ["42"]}


def test_a_sample_is_drawn_from_names_of_any_kind(sql: SqlPlace) -> None:
    names = ["order", '"user"', "100% :x ?", "a,b", "new\nline", "{}"]
    columns = [f"{sql.quoted(name)} {sql.types['text']}" for name in names]
    sql.run(f"CREATE TABLE {sql.quoted('from')} ({', '.join(columns)})")
    row = ", ".join(f"'{at}'" for at in range(len(names)))
    sql.run(f"INSERT INTO {sql.quoted('from')} VALUES ({row})")

    found = texts(sql.sample("from"))
    assert found == {name: [str(at)] for at, name in enumerate(names)}
