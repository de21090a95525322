"""The booking on a real PostgreSQL: filled, refilled, and only where it belongs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from psycopg import conninfo, sql

from lofte.demo.booking.fill import COLUMNS, Counts, NotTheBooking, fill
from lofte.demo.booking.people import NOUR, SIGNE, TAGE, people

SERVER = os.environ.get("LOFTE_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def dsn() -> Iterator[str]:
    name = f"demo_booking_{os.getpid()}"
    database = sql.Identifier(name)
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(database))
        yield conninfo.make_conninfo(SERVER, dbname=name)
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


@pytest.fixture(scope="module")
def counts(dsn: str) -> Counts:
    people.cache_clear()
    start = time.perf_counter()
    counts = fill(dsn, today=TODAY)
    print(f"filled in {time.perf_counter() - start:.2f} s, people and all")
    return counts


@pytest.fixture
def db(dsn: str, counts: Counts) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(dsn) as connection:
        yield connection


def one(db: psycopg.Connection[Any], query: str, *values: object) -> Any:
    row = db.execute(query.encode(), values).fetchone()
    assert row is not None
    return row[0]


def digest(db: psycopg.Connection[Any]) -> str:
    """One fingerprint of every row of every table."""
    parts = [
        one(
            db,
            f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {t} t",
        )
        for t in COLUMNS
    ]
    return "".join(parts)


def test_the_counts_are_what_the_tables_hold(
    db: psycopg.Connection[Any], counts: Counts
) -> None:
    held = {table: one(db, f"SELECT count(*) FROM {table}") for table in COLUMNS}

    assert counts.rows == held
    assert counts.people == 5_000
    assert counts.acts == 40_000


def test_a_second_fill_changes_nothing(dsn: str, db: psycopg.Connection[Any]) -> None:
    before = digest(db)
    db.execute("DELETE FROM newsletter_subscribers")
    db.execute("UPDATE customers SET fornamn = 'Någon'")
    db.commit()

    start = time.perf_counter()
    fill(dsn, today=TODAY)
    print(f"refilled in {time.perf_counter() - start:.2f} s")

    assert digest(db) == before


def test_the_history_is_three_years_back_and_a_little_ahead(
    db: psycopg.Connection[Any],
) -> None:
    first = one(db, "SELECT min(starts_at)::date FROM bookings")
    last = one(db, "SELECT max(starts_at)::date FROM bookings")
    done = one(db, "SELECT max(starts_at)::date FROM bookings WHERE status = 'completed'")

    assert TODAY - timedelta(days=3 * 365) <= first <= TODAY - timedelta(days=3 * 365 - 7)
    assert TODAY < last <= TODAY + timedelta(days=45)
    assert done < TODAY


def test_nothing_was_written_after_today(db: psycopg.Connection[Any]) -> None:
    for table, column in (
        ("bookings", "created_at"),
        ("sms_messages", "sent_at"),
        ("emails", "opened_at"),
        ("invoices", "paid_at"),
        ("customers", "created_at"),
        ("journal_notes", "signed_at"),
    ):
        assert one(db, f"SELECT max({column})::date FROM {table}") <= TODAY, table


def test_nobody_cuts_two_heads_at_once(db: psycopg.Connection[Any]) -> None:
    clashes = one(
        db,
        "SELECT count(*) FROM (SELECT starts_at, starts_at + length AS ends, lead(starts_at)"
        " OVER (PARTITION BY staff_id ORDER BY starts_at) AS next FROM bookings) b"
        " WHERE next < ends",
    )

    assert clashes == 0


def test_each_business_has_its_own_services_and_staff(db: psycopg.Connection[Any]) -> None:
    strays = one(
        db,
        "SELECT count(*) FROM bookings b JOIN customers c ON c.id = b.customer_id"
        " JOIN staff s ON s.id = b.staff_id JOIN services v ON v.id = b.service_id"
        " WHERE (c.business_id, s.business_id, v.business_id)"
        " IS DISTINCT FROM (b.business_id, b.business_id, b.business_id)",
    )

    assert strays == 0


@pytest.mark.parametrize(
    ("query", "least"),
    [
        ("SELECT count(*) FROM bookings b JOIN customers c ON c.id = customer_id", 14),
        ("SELECT count(*) FROM sms_messages s JOIN customers c ON c.id = customer_id", 14),
        ("SELECT count(*) FROM invoices i JOIN customers c ON c.id = customer_id", 5),
        ("SELECT count(*) FROM login_accounts l JOIN customers c ON c.id = customer_id", 1),
        ("SELECT count(*) FROM gift_cards g JOIN customers c ON c.id = bought_by", 1),
        ("SELECT count(*) FROM newsletter_subscribers c", 1),
    ],
)
def test_signe_has_something_everywhere_the_guide_looks(
    db: psycopg.Connection[Any], query: str, least: int
) -> None:
    assert one(db, f"{query} WHERE c.email = %s", SIGNE.email) >= least


def test_signe_is_also_where_nobody_looks(db: psycopg.Connection[Any]) -> None:
    forgotten = one(db, "SELECT ref FROM kundimport_gammal WHERE mejl = %s", SIGNE.email)

    assert SIGNE.personnummer == f"19{forgotten}"


def test_tage_has_notes_at_the_clinic_and_nour_is_a_customer_of_both(
    db: psycopg.Connection[Any],
) -> None:
    notes = one(
        db,
        "SELECT count(*) FROM journal_notes j JOIN customers c ON c.id = customer_id"
        " WHERE c.email = %s",
        TAGE.email,
    )
    both = one(
        db, "SELECT array_agg(DISTINCT business_id) FROM customers WHERE email = %s", NOUR.email
    )

    assert notes >= 5
    assert both == [1, 2]


def test_the_booking_can_go_on_taking_bookings(db: psycopg.Connection[Any]) -> None:
    new = one(
        db,
        "INSERT INTO bookings (business_id, customer_id, staff_id, service_id, starts_at,"
        " length, status, kalla, created_at)"
        " VALUES (1, 1, 1, 1, now(), '30 min', 'confirmed', 'web', now()) RETURNING id",
    )
    db.rollback()

    assert new == 16_001


def test_a_database_that_holds_something_else_is_left_alone(
    dsn: str, db: psycopg.Connection[Any]
) -> None:
    db.execute("CREATE TABLE something_else (id int)")
    db.commit()

    with pytest.raises(NotTheBooking):
        fill(dsn, today=TODAY)

    assert one(db, "SELECT count(*) FROM bookings") == 16_000
    db.execute("DROP TABLE something_else")
    db.commit()
