"""Somebody else's clinic: a database with personal data in plain sight, hidden and out of
reach. Everybody in it is invented; personnummer have the birth numbers kept for tests."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, timedelta

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from databases import superuser
from lofte.kernel.ids import new_id

PATIENTS = 120
SCHEMA = """
CREATE TABLE patients (
    id int PRIMARY KEY, email text, personnummer text, namn text, created date
);
CREATE TABLE visits (id int PRIMARY KEY, patient_id int, room text, kontakt text);
CREATE TABLE messages (
    id int PRIMARY KEY, sender_id int REFERENCES patients, receiver_id int REFERENCES patients,
    body text
);
CREATE TABLE waiting (name text, phone text);
CREATE TABLE payroll (id int PRIMARY KEY, email text);
CREATE VIEW everybody AS SELECT email FROM patients;
"""
_FIRST = "Anna Erik Maria Karl Karin Lars Eva Anders Lena Johan Sara Per Emma Nils Ida"
_LAST = "Andersson Berg Lindqvist Holm Nyström Sjöberg Ek Dahl Wallin Åberg Öberg"


@contextlib.contextmanager
def clinic() -> Iterator[str]:
    """The URL of a fresh clinic, for a reader who may not read `payroll`; gone afterwards."""
    name = f"clinic_{new_id().hex[-12:]}"
    with superuser() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        server.execute(
            sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'reads-only'").format(sql.Identifier(name))
        )
        try:
            with psycopg.connect(owner(name), autocommit=True) as db:
                db.execute(SCHEMA)
                fill(db)
                reader = sql.Identifier(name)
                db.execute(
                    sql.SQL(
                        "GRANT SELECT ON patients, visits, messages, waiting, everybody TO {}"
                    ).format(reader)
                )
                db.execute("ANALYZE")
            yield reader_url(server, name)
        finally:
            server.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )
            server.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def fill(db: psycopg.Connection) -> None:
    with db.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO patients VALUES (%s, %s, %s, %s, %s)",
            [
                (1000 + n, f"{first}.{last}{n}@post.example".lower(), personnummer(n),
                 f"{first} {last}", date(2024, 1, 1) + timedelta(days=n))
                for n, (first, last) in enumerate(people())
            ],
        )  # fmt: skip
        cursor.executemany(
            "INSERT INTO visits VALUES (%s, %s, %s, %s)",
            [
                (n, 1000 + n * 7 % PATIENTS, f"Rum {n % 5}", f"070-174 06 {n % 100:02}")
                for n in range(300)
            ],
        )
        cursor.executemany(
            "INSERT INTO messages VALUES (%s, %s, %s, %s)",
            [
                (n, 1000 + n % PATIENTS, 1000 + n * 3 % PATIENTS, "Tack, vi ses i morgon.")
                for n in range(80)
            ],
        )
        cursor.executemany(
            "INSERT INTO waiting VALUES (%s, %s)",
            [(f"{f} {last}", f"+46701740{600 + n}") for n, (f, last) in enumerate(people())][
                :60
            ],
        )


def people() -> list[tuple[str, str]]:
    first, last = _FIRST.split(), _LAST.split()
    return [(first[n % len(first)], last[n * 7 % len(last)]) for n in range(PATIENTS)]


def personnummer(n: int) -> str:
    day = date(1950, 1, 1) + timedelta(days=97 * n)
    digits = f"{day:%y%m%d}238"
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(digits)]
    check = -sum(d // 10 + d % 10 for d in doubled) % 10
    return f"{day:%Y%m%d}-238{check}"


def owner(name: str) -> str:
    """How the clinic's own people connect to its database, to change it."""
    with superuser() as server:
        return psycopg.conninfo.make_conninfo(
            server.info.dsn, password=server.info.password or "", dbname=name
        )


def reader_url(server: psycopg.Connection, name: str) -> str:
    given = conninfo_to_dict(server.info.dsn)
    host, port = str(given.get("host", "")), given.get("port", 5432)
    if host.startswith("/"):
        return f"postgresql://{name}:reads-only@/{name}?host={host}&port={port}"
    return f"postgresql://{name}:reads-only@{host}:{port}/{name}"
