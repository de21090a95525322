"""Definitions and values, as every dialect of SQL writes them."""

from __future__ import annotations

import pytest

from lofte.connectors.files.dumps import copied, literals
from lofte.connectors.files.dumps.definitions import define
from lofte.connectors.files.dumps.forms import form_of
from lofte.connectors.files.dumps.shapes import Shapes
from lofte.discovery.schema import Table


def shape(statement: str) -> Table:
    shapes = Shapes()
    define(statement, shapes)
    return shapes.table(shapes.names[0], lambda name: name)


@pytest.mark.parametrize(
    ("statement", "columns", "key", "points_at"),
    [
        (
            "CREATE TABLE `a` (`id` int(10) unsigned NOT NULL AUTO_INCREMENT, "
            "`kind` enum('x','y,(z)') CHARACTER SET utf8mb4 DEFAULT 'x', "
            "PRIMARY KEY (`id`), KEY `k` (`kind`(10)), "
            "CONSTRAINT `f` FOREIGN KEY (`kind`) REFERENCES `b` (`c`) ON DELETE SET NULL"
            ") ENGINE=InnoDB COMMENT='it''s'",
            [("id", "int(10) unsigned"), ("kind", "enum('x','y,(z)')")],
            ("id",),
            [("kind", "b", "c")],
        ),
        (
            'CREATE TABLE IF NOT EXISTS "o" (a INTEGER PRIMARY KEY, b REFERENCES p(q), c)',
            [("a", "INTEGER"), ("b", ""), ("c", "")],
            ("a",),
            [("b", "p", "q")],
        ),
        (
            "CREATE TABLE [dbo].[Person]([Id] [int] IDENTITY(1,1) NOT NULL, "
            "[Namn] [nvarchar](50) NULL, CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([Id] ASC) "
            "WITH (PAD_INDEX = OFF) ON [PRIMARY]) ON [PRIMARY]",
            [("Id", "int"), ("Namn", "nvarchar(50)")],
            ("Id",),
            [],
        ),
        (
            "CREATE TABLE public.t (at timestamp(6) with time zone DEFAULT now() NOT NULL, "
            "tags text[], n numeric(10,2) DEFAULT (1 + 2), CHECK (n > 0), "
            "full_name text GENERATED ALWAYS AS ((a || ', '::text)) STORED)",
            [
                ("at", "timestamp(6) with time zone"),
                ("tags", "text[]"),
                ("n", "numeric(10,2)"),
                ("full_name", "text"),
            ],
            (),
            [],
        ),
        ("CREATE TABLE cut (a int, b varchar(", [("a", "int"), ("b", "varchar(")], (), []),
        (
            'CREATE TABLE "x"";--" ("a,b(" int, "PRIMARY" text)',
            [("a,b(", "int"), ("PRIMARY", "text")],
            (),
            [],
        ),
    ],
)  # fmt: skip
def test_definitions_of_every_dialect(
    statement: str,
    columns: list[tuple[str, str]],
    key: tuple[str, ...],
    points_at: list[tuple[str, str, str]],
) -> None:
    table = shape(statement)

    assert [(column.name, column.type) for column in table.columns] == columns
    assert table.primary_key == key
    assert [
        (link.columns[0], link.table.name, link.ref_columns[0]) for link in table.foreign_keys
    ] == points_at


@pytest.mark.parametrize(
    ("written", "escapes", "value"),
    [
        (b"NULL", False, None),
        (b"-1.50", False, b"-1.50"),
        (b"1e-7", False, b"1e-7"),
        (b"'it''s'", False, b"it's"),
        (rb"'a\nb'", False, rb"a\nb"),
        (rb"'a\nb\'c\\'", True, b"a\nb'c\\"),
        (rb"E'a\nb'", False, b"a\nb"),
        ("N'å'".encode(), False, "å".encode()),
        (b'"mysql"', True, b"mysql"),
        (b"X'416e6e61'", False, b"Anna"),
        (b"0x416E6E61", True, b"Anna"),
        (b"_binary 'Anna'", True, b"Anna"),
        (b"b'1'", True, b"1"),
        (b"TRUE", False, b"true"),
        (b"'x'::text", False, b"x"),
        (b"CAST(N'2024-01-02' AS DateTime)", False, b"2024-01-02"),
        (rb"replace('a\nb','\n',char(10))", False, b"a\nb"),
        (rb"unistr('a\u000ab')", False, b"a\nb"),
    ],
)
def test_values_of_every_dialect(written: bytes, escapes: bool, value: bytes | None) -> None:
    assert literals.values(b"1," + written + b", 'z'", escapes=escapes) == [b"1", value, b"z"]


@pytest.mark.parametrize(
    ("declared", "written", "form"),
    [
        ("boolean", "t", "true"),
        ("tinyint(1)", "0", "false"),
        ("text", "t", "t"),
        ("double precision", "1e+15", "1000000000000000"),
        ("timestamp without time zone", "2024-01-02 03:04:05.120000", "2024-01-02 03:04:05.12"),
        ("timestamp with time zone", "2024-01-02 03:04:05+02", "2024-01-02 01:04:05+00"),
        ("timestamp with time zone", "infinity", "infinity"),
        ("character(5)", "ab   ", "ab"),
        ("integer[]", "{1,NULL,{2}}", "[1, null, [2]]"),
        ("text[]", '{a,"b c","d\\"e"}', '["a", "b c", "d\\"e"]'),
        ("text[]", "{broken", "{broken"),
    ],
)
def test_values_come_in_the_one_form(declared: str, written: str, form: str) -> None:
    made = form_of(declared)

    assert (made(written) if made else written) == form


def test_copied_values_are_unescaped() -> None:
    assert copied.values(rb"a\tb\\n	\N		\x41\101") == [b"a\tb\\n", None, b"", b"AA"]
