"""Somebody else's database: a small booking system that requests are answered from."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from databases import superuser
from lofte.kernel.ids import new_id

SCHEMA = """
CREATE TABLE customers (id int PRIMARY KEY, email text, name text, born date);
CREATE TABLE services (id int PRIMARY KEY, title text);
CREATE TABLE bookings (
    id int PRIMARY KEY, customer_id int REFERENCES customers,
    service_id int REFERENCES services, at timestamptz, price numeric(8, 2)
);
CREATE TABLE messages (booking_id int REFERENCES bookings, body text, sent inet);
INSERT INTO services VALUES (1, 'Klippning'), (2, 'Massage');
INSERT INTO customers VALUES
    (1, 'Elsa@Post.example', 'Elsa Ek', '1980-02-29'), (2, 'bo@post.example', 'Bo Al', NULL);
INSERT INTO bookings VALUES
    (10, 1, 1, '2026-01-02 10:00+01', 450.00), (11, 1, 2, '2026-02-03 11:00+01', 900.50),
    (12, 2, 1, '2026-02-03 12:00+01', 450.00);
INSERT INTO messages VALUES
    (10, 'Välkommen i morgon', '192.0.2.1'), (10, '=HYPERLINK("x")', NULL),
    (12, 'Hej Bo', NULL);
"""


@contextlib.contextmanager
def booking() -> Iterator[str]:
    """The URL of a fresh booking database; gone afterwards."""
    name = f"source_{new_id().hex[-12:]}"
    with superuser() as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        url = _url(connection, name)
        try:
            with psycopg.connect(url, autocommit=True) as source:
                source.execute(SCHEMA)
            yield url
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


def _url(connection: psycopg.Connection, name: str) -> str:
    given = conninfo_to_dict(connection.info.dsn)
    password = connection.info.password or "x"
    host, port = given.get("host", ""), given.get("port", 5432)
    if str(host).startswith("/"):
        return f"postgresql://{given['user']}:{password}@/{name}?host={host}&port={port}"
    return f"postgresql://{given['user']}:{password}@{host}:{port}/{name}"
