from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.connectors.files.dumps.dump import read_dump
from lofte.connectors.files.streams import Stream
from lofte.connectors.files.tasks import ALL, Share, Task
from lofte.discovery.losses import NotScanned
from lofte.discovery.samples import TableSample
from lofte.discovery.schema import ForeignKey, TableName

Rows = dict[str, list[list[str | None]]]


def task(rows: int = 0, share: Share = ALL) -> Task:
    return Task(system="s", place="d.sql", table="d", rows=rows, seed=0, share=share)


def read(text: str | bytes, *, size: int = 1 << 20, to: Task | None = None) -> list[object]:
    raw = text if isinstance(text, bytes) else text.encode()
    chunks = (raw[at : at + size] for at in range(0, len(raw), size))
    return list(read_dump(Stream(chunks), to or task()))


def rows(found: list[object]) -> Rows:
    return {
        str(sample.table.full_name): [
            list(row)
            for row in zip(*(c.values.to_pylist() for c in sample.columns), strict=True)
        ]
        for sample in found
        if isinstance(sample, TableSample)
    }


def lost(found: list[object]) -> list[tuple[str, str]]:
    return [(one.place, one.reason) for one in found if isinstance(one, NotScanned)]


VALUE = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8),
    st.text(st.sampled_from("(),;'\\\"\n`-"), max_size=8),
)
TABLES = st.dictionaries(
    st.sampled_from(["a", "b c", 'q"uo"te', "order", "se`mi;", "x),("]),
    st.lists(st.lists(VALUE, min_size=2, max_size=2), max_size=8),
    max_size=3,
)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def standard(value: str | None) -> str:
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def of_mysql(value: str | None) -> str:
    if value is None:
        return "NULL"
    escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"'{escaped}'"


def of_copy(value: str | None) -> str:
    if value is None:
        return "\\N"
    for char, escaped in (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t")):
        value = value.replace(char, escaped)
    return value


def by_copy(tables: Rows) -> Iterator[str]:
    for name, found in tables.items():
        yield f"CREATE TABLE {quoted(name)} (x text, y text);\n"
        yield f"COPY {quoted(name)} (x, y) FROM stdin;\n"
        yield "".join("\t".join(map(of_copy, row)) + "\n" for row in found) + "\\.\n\n"


def by_single_rows(tables: Rows) -> Iterator[str]:
    for name, found in tables.items():
        yield f"CREATE TABLE {quoted(name)} (x text, y text);\n"
        for row in found:
            yield f"INSERT INTO {quoted(name)} VALUES ({', '.join(map(standard, row))});\n"


def by_turns(tables: Rows) -> Iterator[str]:
    """Tables take turns, and name their columns."""
    yield from (f"CREATE TABLE {quoted(name)} (x text, y text);\n" for name in tables)
    longest = max(map(len, tables.values()), default=0)
    for at in range(longest):
        for name, found in tables.items():
            if at < len(found):
                values = ", ".join(map(standard, found[at]))
                yield f"INSERT INTO {quoted(name)} (x, y) VALUES ({values});\n"


def by_many_rows(tables: Rows) -> Iterator[str]:
    yield "-- MySQL dump 10.13\n\n"
    for name, found in tables.items():
        named = "`" + name.replace("`", "``") + "`"
        yield f"CREATE TABLE {named} (`x` text, `y` text) ENGINE=InnoDB;\n"
        for begin in range(0, len(found), 3):
            some = (f"({','.join(map(of_mysql, row))})" for row in found[begin : begin + 3])
            yield f"INSERT INTO {named} VALUES {','.join(some)};\n"


@pytest.mark.parametrize("written", [by_copy, by_single_rows, by_turns, by_many_rows])
@settings(deadline=None, max_examples=40)
@given(tables=TABLES, size=st.integers(1, 200))
def test_what_was_dumped_is_read_whatever_the_style_and_the_chunks(
    written: object, tables: Rows, size: int
) -> None:
    dump = "".join(written(tables))  # type: ignore[operator]

    found = read(dump, size=size)

    assert rows(found) == tables
    assert lost(found) == []
    assert all(one.counted and one.complete for one in found if isinstance(one, TableSample))


@settings(deadline=None, max_examples=30)
@given(st.integers(50, 5000), st.integers(1, 300))
def test_copies_and_inserts_of_the_same_rows_draw_the_same_rows(size: int, count: int) -> None:
    table: Rows = {"t": [[str(number), "x" * (number % 7)] for number in range(count)]}

    drawn = [
        rows(read("".join(written(table)), size=size, to=task(rows=10)))
        for written in (by_copy, by_single_rows, by_many_rows)
    ]

    assert drawn[0] == drawn[1] == drawn[2]
    assert len(drawn[0]["t"]) == min(count, 10)


def test_sharers_of_a_dump_have_every_table_once() -> None:
    dump = "".join(by_copy({f"t{number}": [["1", "2"]] for number in range(20)}))

    shares = [rows(read(dump, to=task(share=Share(number, 3)))) for number in range(3)]

    assert sorted(name for share in shares for name in share) == sorted(rows(read(dump)))
    assert all(len(share) > 2 for share in shares)


def test_keys_that_come_after_the_rows_are_known_with_them() -> None:
    dump = """
    CREATE TABLE public.people (id integer NOT NULL, name character varying(100));
    CREATE TABLE public.visits (id integer, person_id integer);
    COPY public.people (id, name) FROM stdin;\n1\tAnna\n\\.\n
    ALTER TABLE ONLY public.people ADD CONSTRAINT people_pkey PRIMARY KEY (id);
    ALTER TABLE ONLY public.visits
        ADD CONSTRAINT who FOREIGN KEY (person_id) REFERENCES public.people(id);
    """

    people, visits = (one.table for one in read(dump) if isinstance(one, TableSample))

    assert people.primary_key == ("id",)
    assert [column.type for column in people.columns] == ["integer", "character varying(100)"]
    assert visits.foreign_keys == (
        ForeignKey(
            columns=("person_id",), table=TableName("public", "people"), ref_columns=("id",)
        ),
    )


def test_rows_are_of_the_encoding_that_the_dump_sets() -> None:
    dump = "SET client_encoding = 'LATIN9';\nCOPY t (a) FROM stdin;\nÅsa €\n\\.\n"

    assert rows(read(dump.encode("iso8859-15"))) == {"t": [["Åsa €"]]}


def test_rows_of_a_partition_are_rows_of_the_whole() -> None:
    dump = (
        "CREATE TABLE p (id int) PARTITION BY RANGE (id);\nCREATE TABLE p1 (id int);\n"
        "ALTER TABLE ONLY p ATTACH PARTITION p1 FOR VALUES FROM (1) TO (9);\n"
        "COPY p1 (id) FROM stdin;\n1\n2\n\\.\n"
    )

    assert rows(read(dump)) == {"p": [["1"], ["2"]]}


@pytest.mark.parametrize("gap", [",", ", ", ",\n", " , ", ",\n\t ", ",\r\n    ", "\n,\n"])
def test_rows_may_stand_apart_as_people_write_them(gap: str) -> None:
    expected = [[str(number), "x,("] for number in range(50)]
    written = gap.join(f"({number}, 'x,(')" for number in range(50))
    dump = f"INSERT INTO t (a, b) VALUES\n  {written} ;\n"

    assert rows(read(dump, size=300)) == {"t": expected}


def test_what_only_looks_like_rows_is_passed_over() -> None:
    dump = (
        "-- MySQL dump\n-- INSERT INTO t VALUES (1);\n/* INSERT INTO t VALUES (2); */\n"
        "/*!50001 CREATE VIEW `v` AS SELECT 1 */;\nDELIMITER ;;\n"
        "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN\n"
        "INSERT INTO t VALUES (3); END ;;\n"
        "DELIMITER ;\nINSERT INTO t SELECT * FROM u;\nINSERT INTO t VALUES (4);\n"
    )

    assert rows(read(dump)) == {"t": [["4"]]}


@pytest.mark.parametrize("size", [9, 1 << 20])
def test_comments_between_rows_cost_no_row(size: int) -> None:
    dump = (
        "INSERT INTO t VALUES \n-- it's the (first\n(1, 'a'),\n  -- the second, so to say\n"
        "(2, '-- b'), /* (3) */ (3, '/* c'),(4,'d') -- no more\n;\n"
        "INSERT INTO t (a, b) -- named\nVALUES (5, 'e'); -- last\nINSERT INTO u VALUES (6);\n"
    )
    written = [["1", "a"], ["2", "-- b"], ["3", "/* c"], ["4", "d"]]

    found = rows(read("CREATE TABLE t (a int, b text);\n" + dump, size=size))

    assert found == {"t": [*written, ["5", "e"]], "u": [["6"]]}


def test_rows_that_are_set_column_by_column_are_read() -> None:
    dump = (
        "-- MySQL dump\nINSERT INTO t SET a = 1, `b` = 'x, (y', c=concat('q', 2);\n"
        "insert into t set b='it\\'s', a=2 ON DUPLICATE KEY UPDATE b = 'z';\n"
        "INSERT INTO t (a, b) VALUES (3, 'v');\n"
    )

    assert rows(read(dump)) == {
        "t": [["1", "x, (y", "q"], ["2", "it's", None], ["3", "v", None]]
    }


def test_rows_for_several_tables_at_once_are_read() -> None:
    dump = (
        "INSERT ALL\n  INTO p (id, born) VALUES (1, to_date('1980-01-02', 'YYYY-MM-DD'))\n"
        "  INTO q VALUES ('a', 'b;c')\nSELECT * FROM dual;\nINSERT INTO q VALUES ('d', 'e');\n"
    )

    found = {name: kept for name, kept in rows(read(dump)).items()}

    assert found == {"p": [["1", "1980-01-02"]], "q": [["a", "b;c"], ["d", "e"]]}


def test_constants_that_are_selected_are_rows_and_other_tables_are_not() -> None:
    dump = (
        "INSERT INTO t (a, b) SELECT 1, 'from x' UNION ALL SELECT 2, 'union' AS b;\n"
        "INSERT INTO t (a, b) SELECT 3, 'y' FROM dual;\n"
        "INSERT INTO t (a, b) SELECT id, 'z' FROM u;\n"
    )

    assert rows(read(dump)) == {"t": [["1", "from x"], ["2", "union"], ["3", "y"]]}


def test_what_is_meant_for_a_client_costs_no_statement() -> None:
    dump = (
        "SET FEEDBACK 1\nREM people;\nPROMPT ***** Creating\n\n"
        "CREATE TABLE p (id integer PRIMARY KEY, n varchar(9));\n"
        "CREATE TRIGGER x BEFORE INSERT ON p FOR EACH ROW\nBEGIN\n  :NEW.id := s.nextval;\n"
        "END;\n/\n\nCREATE TABLE q (a integer);\n.headers on\nINSERT INTO q VALUES (1);\n"
        "INSERT INTO p VALUES (1, 'x');\n/\nINSERT INTO p VALUES (2, 'y');\n"
    )

    found = read(dump, size=7)

    assert rows(found) == {"p": [["1", "x"], ["2", "y"]], "q": [["1"]]}
    assert lost(found) == []


def test_a_function_of_postgresql_is_passed_over() -> None:
    dump = (
        "CREATE FUNCTION f() RETURNS text AS $body$ SELECT 'x'; COPY t FROM stdin; $body$;\n"
        "COPY t (a) FROM stdin;\n1\n\\.\n"
    )

    assert rows(read(dump)) == {"t": [["1"]]}


def test_statements_of_sql_server_need_no_semicolons() -> None:
    dump = (
        "CREATE TABLE [dbo].[P]([Id] [int] NOT NULL, [N] [nvarchar](9) NULL) ON [PRIMARY]\r\n"
        "GO\r\nSET IDENTITY_INSERT [dbo].[P] ON \r\n"
        "INSERT [dbo].[P] ([Id], [N]) VALUES (1, N'Åsa')\r\n"
        "INSERT [dbo].[P] ([Id], [N]) VALUES (2, NULL)\r\nGO\r\n"
        "INSERT [dbo].[P] ([Id], [N]) VALUES (3, N'it''s')\r\n"
    )

    found = read(dump.encode("utf-16"))

    assert rows(found) == {"dbo.P": [["1", "Åsa"], ["2", None], ["3", "it's"]]}
    assert lost(found) == []


@pytest.mark.parametrize(
    ("dump", "count"),
    [
        ("CREATE TABLE t (a int);\nCOPY t (a) FROM stdin;\n1\n2\n3", 2),
        ("CREATE TABLE t (a int);\nINSERT INTO t VALUES (1),(2),(3", 2),
        ("CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\nINSERT INTO t VALUES ('x", 1),
    ],
)
def test_a_dump_that_is_cut_says_so_and_keeps_its_whole_rows(dump: str, count: int) -> None:
    found = read(dump)

    (sample,) = [one for one in found if isinstance(one, TableSample)]
    assert lost(found) == [("d.sql: t", "cut")]
    assert (sample.rows, sample.counted, sample.complete) == (count, False, False)


def test_a_statement_longer_than_we_hold_costs_only_itself() -> None:
    long = "UPDATE t SET a = '" + "x" * (20 << 20) + "';\n"

    found = read(f"{long}INSERT INTO t VALUES (1);\n")

    assert lost(found) == [("d.sql", "statement_too_long")]
    assert rows(found) == {"t": [["1"]]}


def test_a_row_longer_than_we_hold_costs_its_statement() -> None:
    long = "INSERT INTO t VALUES (1,'a'),(2,'" + "x" * (20 << 20) + "'),(3,'c');\n"

    found = read(f"{long}INSERT INTO t VALUES (4,'d');\n")

    (sample,) = [one for one in found if isinstance(one, TableSample)]
    assert lost(found) == [("d.sql", "row_too_long")]
    assert sample.columns[0].values.to_pylist() == ["1", "4"]
    assert not sample.counted


def test_a_copied_row_longer_than_we_hold_costs_only_itself() -> None:
    long = "COPY t (a, b) FROM stdin;\n1\tx;\n2\t" + "x" * (20 << 20) + "\n3\ty\n\\.\n"

    found = read(f"{long}COPY u (a) FROM stdin;\n4\n\\.\n")

    assert lost(found) == [("d.sql: t", "row_too_long")]
    assert rows(found) == {"t": [["1", "x;"], ["3", "y"]], "u": [["4"]]}
