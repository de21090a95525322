"""The PostgreSQL connector on a real server: what it sees, follows, and may not read."""

from __future__ import annotations

from datetime import date

import pytest

from lofte.areas.datamap.rules.collecting import Found, NotRead, collect
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.traversal import plan
from lofte.areas.datamap.rules.written_forms import Identifier
from lofte.discovery.ports import TableNotRead
from lofte.discovery.schema import ColumnName, ForeignKey, Kind
from reading_place import Place, found, public, seen

TODAY = date(2026, 11, 22)


def test_tables_keys_views_and_partitions_are_seen(place: Place) -> None:
    place.run("""
        CREATE TABLE parent (a int, b text, PRIMARY KEY (a, b));
        CREATE TABLE child (x int, y text, n numeric(9,2) GENERATED ALWAYS AS (x * 2) STORED,
            FOREIGN KEY (x, y) REFERENCES parent (a, b));
        CREATE TABLE by_unique (code text NOT NULL UNIQUE, email text);
        CREATE TABLE maybe (code text UNIQUE);
        CREATE TABLE log (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE VIEW seen AS SELECT * FROM parent;
        CREATE MATERIALIZED VIEW kept AS SELECT * FROM parent;
        CREATE SCHEMA other; CREATE TABLE other.parent (id int PRIMARY KEY);
        INSERT INTO log SELECT n, '2026-02-01' FROM generate_series(1, 50) n;
        ANALYZE log, log_2026;
    """)
    schema = place.open().reflect()
    tables = {str(table.full_name): table for table in schema}

    assert {name: table.kind for name, table in tables.items()} == {
        "other.parent": Kind.TABLE,
        "public.by_unique": Kind.TABLE,
        "public.child": Kind.TABLE,
        "public.kept": Kind.MATERIALIZED,
        "public.log": Kind.PARTITIONED,
        "public.maybe": Kind.TABLE,
        "public.parent": Kind.TABLE,
        "public.seen": Kind.VIEW,
    }
    assert tables["public.parent"].primary_key == ("a", "b")
    assert tables["public.by_unique"].primary_key == ("code",)
    assert tables["public.maybe"].primary_key == ()
    assert tables["public.log"].rows_estimate == 50
    assert tables["public.maybe"].rows_estimate is None
    child = tables["public.child"]
    assert child.foreign_keys == (
        ForeignKey(columns=("x", "y"), table=public("parent"), ref_columns=("a", "b")),
    )
    assert [(c.name, c.type, c.generated) for c in child.columns] == [
        ("x", "integer", False),
        ("y", "text", False),
        ("n", "numeric(9,2)", True),
    ]


def test_a_person_is_collected_over_circles_and_composite_keys(place: Place) -> None:
    place.run("""
        CREATE TABLE person (id int PRIMARY KEY, email text, boss int REFERENCES person);
        CREATE TABLE account (bank int, no bigint, person_id int REFERENCES person,
            PRIMARY KEY (bank, no));
        CREATE TABLE payment (id int PRIMARY KEY, bank int, no bigint,
            refund_of int REFERENCES payment, FOREIGN KEY (bank, no) REFERENCES account);
        CREATE TABLE visit (person_id int REFERENCES person, page text);
        INSERT INTO person VALUES (1, 'Anna@example.se', NULL), (2, 'bo@example.se', 1);
        INSERT INTO account VALUES (1, 5000000000, 1), (1, 7, 2);
        INSERT INTO payment VALUES (10, 1, 5000000000, NULL), (11, 1, NULL, 10),
            (12, NULL, NULL, 11), (13, 1, 7, NULL);
        INSERT INTO visit VALUES (1, 'a'), (1, 'a'), (2, 'b');
    """)
    reader = place.open()
    made = plan(
        reader.reflect(),
        identities={ColumnName(public("person"), "email"): IdentityKind.EMAIL},
        relations={},
    )
    anna = [Identifier(IdentityKind.EMAIL, "anna@example.se")]
    parts = [p for p in collect(reader, made, person=anna, today=TODAY) if isinstance(p, Found)]
    rows = [
        (p.table.name, p.relation.value, *list(r.values.values())[:2])
        for p in parts
        for r in p.rows
    ]

    assert sorted(rows) == [
        ("account", "owns", 1, 5000000000),
        ("payment", "owns", 10, 1),
        ("payment", "owns", 11, 1),
        ("payment", "owns", 12, None),
        ("person", "mentions", 2, "bo@example.se"),
        ("person", "owns", 1, "Anna@example.se"),
        ("visit", "owns", 1, "a"),
        ("visit", "owns", 1, "a"),
    ]


def test_more_keys_and_rows_than_one_batch_holds_are_all_read(place: Place) -> None:
    place.run("""
        CREATE TABLE p (id int PRIMARY KEY);
        CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p);
        INSERT INTO p SELECT generate_series(1, 2500);
        INSERT INTO c SELECT n, n % 2500 + 1 FROM generate_series(1, 5000) n;
    """)
    reader = place.open()
    link = seen(reader, "c").foreign_keys[0]
    keys = [(str(n),) for n in range(1, 2501)]
    sizes = [len(b) for b in reader.follow(public("c"), link=link, keys=keys, carry=["id"])]

    assert sum(sizes) == 5000
    assert max(sizes) <= 1000


def test_rows_of_inheriting_tables_are_read_where_they_lie(place: Place) -> None:
    place.run("""
        CREATE TABLE base (email text); CREATE TABLE special (extra int) INHERITS (base);
        INSERT INTO special VALUES ('anna@example.se', 1);
    """)
    reader = place.open()
    assert found(reader, "base", "email", "anna@example.se") == []
    assert len(found(reader, "special", "email", "anna@example.se")) == 1
    assert (reader.count(public("base")), reader.count(public("special"))) == (0, 1)


def test_what_was_not_granted_is_told_and_the_rest_is_read(
    place: Place,
) -> None:
    place.run(f"""
        CREATE TABLE person (id int PRIMARY KEY, email text, secret text);
        CREATE TABLE hidden (id int PRIMARY KEY, person_id int REFERENCES person);
        CREATE TABLE shown (id int PRIMARY KEY, person_id int REFERENCES person);
        CREATE TABLE fenced (id int PRIMARY KEY, person_id int REFERENCES person);
        ALTER TABLE fenced ENABLE ROW LEVEL SECURITY;
        CREATE POLICY first_only ON fenced USING (id = 1);
        CREATE SCHEMA closed; CREATE TABLE closed.t (id int);
        INSERT INTO person VALUES (1, 'anna@example.se', 'x');
        INSERT INTO shown VALUES (1, 1); INSERT INTO fenced VALUES (1, 1), (2, 1);
        GRANT SELECT (id, email) ON person TO "{place.reader}";
        GRANT SELECT ON shown, fenced, closed.t TO "{place.reader}";
    """)
    reader = place.open(user=place.reader)
    schema = reader.reflect()
    why = {str(t.full_name): t.unreadable for t in schema}
    assert why == {
        "closed.t": "permission",
        "public.fenced": "row_security",
        "public.hidden": "permission",
        "public.person": None,
        "public.shown": None,
    }
    assert found(reader, "person", "email", "anna@example.se") == [
        {"id": 1, "email": "anna@example.se"}
    ]
    for table in ("hidden", "fenced"):
        with pytest.raises(TableNotRead):
            found(reader, table, "id", "1")
    assert len(found(reader, "shown", "id", "1")) == 1


def test_a_right_lost_after_the_scan_costs_one_table(
    place: Place,
) -> None:
    place.run(f"""
        CREATE TABLE a (id int PRIMARY KEY, email text); CREATE TABLE b (LIKE a);
        INSERT INTO a VALUES (1, 'anna@example.se'); INSERT INTO b SELECT * FROM a;
        GRANT SELECT ON a, b TO "{place.reader}";
    """)
    reader = place.open(user=place.reader)
    made = plan(
        reader.reflect(),
        identities={ColumnName(public(t), "email"): IdentityKind.EMAIL for t in "ab"},
        relations={},
    )
    place.run(f'REVOKE SELECT ON a FROM "{place.reader}"')
    anna = [Identifier(IdentityKind.EMAIL, "anna@example.se")]
    parts = list(collect(reader, made, person=anna, today=TODAY))

    assert parts[0] == NotRead(table=public("a"), reason="permission")
    assert isinstance(parts[1], Found)
