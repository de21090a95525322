"""Names, types and values of every sort, read from a real server without loss or harm."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.serialise import to_json
from lofte.areas.datamap.rules.written_forms import Identifier, written_forms
from lofte.discovery.columns import judge
from lofte.discovery.ports import Match
from lofte.discovery.schema import ForeignKey
from reading_place import Place, found, public, seen

TODAY = date(2026, 11, 22)


HOSTILE = [
    'a"; DROP TABLE victim; --',
    "select",
    "Order",
    "order",
    "100% sure %(x)s :y",
    "x" * 63,
    "🙂 tabell",
    "a.b",
    "c0",
    "back\\slash",
    "new\nline",
]


def test_hostile_names_are_read_like_any_other(place: Place) -> None:
    def quoted(name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    place.run("CREATE TABLE victim (id int)")
    for name in HOSTILE:
        q = quoted(name)
        place.run(f"CREATE TABLE {q} ({q} text PRIMARY KEY, up text REFERENCES {q})")
        place.run(f"INSERT INTO {q} VALUES ('me', NULL), ('below', 'me')")
    reader = place.open()

    for name in HOSTILE:
        table = seen(reader, name)
        assert table.primary_key == (name,)
        assert found(reader, name, name, "me") == [{name: "me", "up": None}]
        link = table.foreign_keys[0]
        below = list(reader.follow(public(name), link=link, keys=[("me",)], carry=[name]))
        assert below[0][0].texts == {name: "below"}
        assert reader.count(public(name)) == 2
    assert reader.count(public("victim")) == 0


def test_values_are_data_and_never_sql(place: Place) -> None:
    place.run("CREATE TABLE t (email text)")
    hostile = "'; DROP TABLE t; --"
    place.owner.execute("INSERT INTO t VALUES (%s)", [hostile])

    assert found(place.open(), "t", "email", hostile) == [{"email": hostile}]


def test_a_named_type_of_any_name_can_be_a_key(place: Place) -> None:
    place.run("""
        CREATE TYPE "we%ird ""type" AS ENUM ('a"b', 'c');
        CREATE DOMAIN code AS varchar(4);
        CREATE TABLE p (k "we%ird ""type" PRIMARY KEY, d code UNIQUE NOT NULL, u uuid UNIQUE);
        CREATE TABLE by_enum (k "we%ird ""type" REFERENCES p);
        CREATE TABLE by_domain (d code REFERENCES p (d));
        CREATE TABLE by_uuid (u uuid REFERENCES p (u));
        INSERT INTO p VALUES ('a"b', 'abcd', '00000000-0000-0000-0000-000000000001');
        INSERT INTO by_enum VALUES ('a"b'); INSERT INTO by_domain VALUES ('abcd');
        INSERT INTO by_uuid VALUES ('00000000-0000-0000-0000-000000000001');
    """)
    reader = place.open()
    start = reader.find(
        public("p"), column="d", values=["abcd"], match=Match.EXACT, carry=["k", "d", "u"]
    )
    texts = next(iter(start))[0].texts

    for child, column in (("by_enum", "k"), ("by_domain", "d"), ("by_uuid", "u")):
        link = seen(reader, child).foreign_keys[0]
        key = texts[column]
        assert key is not None
        rows = [
            r
            for b in reader.follow(public(child), link=link, keys=[(key,)], carry=[])
            for r in b
        ]
        assert len(rows) == 1, child


def test_every_kind_of_value_is_read_and_written_as_json(place: Place) -> None:
    place.run(
        """
        CREATE TYPE pair AS (a int, b text);
        CREATE TABLE t (id int, d date, ts timestamptz, far timestamptz, bc date, i interval,
            huge interval, tm time, n numeric, f float8, b bytea, j jsonb, deep json, a text[],
            u uuid, ip inet, r daterange, mr int4multirange, c pair, p point, x xml, m money,
            bits bit(3), tsv tsvector, nul json, nothing text);
        INSERT INTO t VALUES (1, '2026-01-02', '2026-01-02 03:04:05+00', 'infinity',
            '0044-03-15 BC', '1 day 2 seconds', '100000000 years', '24:00', 12.340, 0.1,
            '\\x00ff', '{"å": [1, null]}', repeat('[', 500)::text::json, NULL, NULL, NULL,
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
    """.replace("repeat('[', 500)::text::json", "(repeat('[', 500) || repeat(']', 500))::json")
    )
    place.run("""
        UPDATE t SET a = '{x,NULL}', u = '00000000-0000-0000-0000-000000000001',
            ip = '192.0.2.1/24', r = '[2026-01-01,infinity)', mr = '{[1,3)}', c = '(1,"q")',
            p = '(1,2)', x = '<a/>', m = 5, bits = '101', tsv = 'ord', nul = '"\\u0000"'
    """)
    row = found(place.open(), "t", "id", "1")[0]
    plain = {name: to_json(value) for name, value in row.items()}

    assert row["d"] == date(2026, 1, 2)
    assert row["ts"] == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert row["n"] == Decimal("12.340")
    assert (row["far"], row["bc"], row["tm"]) == ("infinity", "0044-03-15 BC", "24:00:00")
    assert plain["huge"] == "100000000 years"
    assert plain["i"] == "P1DT2S"
    assert plain["b"] == {"base64": "AP8="}
    assert plain["j"] == {"å": [1, None]}
    assert plain["deep"] == "[" * 500 + "]" * 500
    assert plain["a"] == ["x", None]
    assert plain["ip"] == "192.0.2.1/24"
    assert isinstance(plain["r"], dict) and plain["r"]["to"] == "infinity"
    assert plain["nul"] == "\ufffd"
    assert (plain["c"], plain["p"], plain["x"], plain["bits"]) == (
        "(1,q)",
        "(1,2)",
        "<a/>",
        "101",
    )
    unknown = {c.name for c in seen(place.open(), "t").columns if not c.known}
    assert unknown == {"c", "p", "x", "m", "bits", "tsv"}


@pytest.mark.parametrize("type_", ["text", "varchar(80)", "char(40)", "citext"])
def test_an_email_is_found_whatever_its_case_and_type(place: Place, type_: str) -> None:
    place.run("CREATE EXTENSION IF NOT EXISTS citext")
    place.run(f"CREATE TABLE t (email {type_})")
    place.run(
        "INSERT INTO t VALUES ('Anna@Example.SE'), ('anna@example.se'), ('bo@example.se')"
    )

    rows = found(place.open(), "t", "email", "ANNA@example.se", match=Match.IGNORING_CASE)
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("type_", "stored"),
    [
        ("text", "900101-2385"),
        ("text", "19900101 2385"),
        ("char(13)", "19900101-2385"),
        ("bigint", "199001012385"),
        ("bigint", "9001012385"),
        ("numeric(12,0)", "199001012385"),
        ("double precision", "199001012385"),
    ],
)
def test_a_personnummer_is_found_however_it_was_stored(
    place: Place, type_: str, stored: str
) -> None:
    place.run(f"CREATE TABLE t (pnr {type_})")
    place.owner.execute(f"INSERT INTO t VALUES ('{stored}')")  # type: ignore[call-overload]
    forms = written_forms(Identifier(IdentityKind.PERSONNUMMER, "199001012385"), today=TODAY)

    assert len(found(place.open(), "t", "pnr", *forms)) == 1


def test_an_index_serves_the_search_by_written_forms(place: Place) -> None:
    place.run("""
        CREATE TABLE t (id int PRIMARY KEY, phone varchar(20), email text);
        INSERT INTO t SELECT n, 'x' || n, 'y' || n FROM generate_series(1, 20000) n;
        CREATE INDEX ON t (phone); CREATE INDEX ON t (lower(email)); ANALYZE t;
    """)
    sequential, by_index = _scans(place)

    reader = place.open()
    forms = written_forms(Identifier(IdentityKind.PHONE, "+46701740605"), today=TODAY)
    found(reader, "t", "phone", *forms)
    found(reader, "t", "email", "a@b.se", match=Match.IGNORING_CASE)
    own = ForeignKey(columns=("id",), table=public("t"), ref_columns=("id",))
    list(reader.follow(public("t"), link=own, keys=[(str(n),) for n in range(50)], carry=[]))
    reader.close()

    after = _scans(place)
    assert after[0] == sequential
    assert after[1] >= by_index + 3


def _scans(place: Place) -> tuple[int, int]:
    """How often the table was read through, and by an index, so far."""
    place.run("SELECT pg_stat_force_next_flush()")
    time.sleep(0.1)
    row = place.owner.execute(
        "SELECT seq_scan, idx_scan FROM pg_stat_user_tables WHERE relname = 't'"
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def test_a_table_without_columns_costs_nothing(place: Place) -> None:
    place.run("CREATE TABLE bare (); INSERT INTO bare DEFAULT VALUES")

    sample = place.open().sample(public("bare"), rows=10, seed=0)

    assert sample.columns == ()
    assert judge(sample).columns == ()
