"""The booking's databases, and who may sign in to which.

The salon and the clinic each have a database with their own rows, so that what one of them
connects can never show the other's. In Tussilago's own, `internet_booking`, are those who
work in the booking and what can be booked. Every login may read and do nothing else, in its
own database and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from typing import NamedTuple

import psycopg
from psycopg import sql

from lofte.demo.booking.fill import COLUMNS, write
from lofte.demo.booking.people import SEED, people
from lofte.demo.booking.rows import Tables, tables
from lofte.demo.booking.shares import only, share_of

Dsn = Callable[[str], str]
"""From the name of a database to how its administrator connects to it."""


class Login(NamedTuple):
    """An organisation's way in: its database, its user, and the tables that user may read,
    which are all unless some are named."""

    database: str
    user: str
    tables: tuple[str, ...]
    business: int | None


LOGINS = {
    # What is kept about its customers' customers is theirs to answer for (Art. 28 GDPR).
    "tussilago": Login(
        "internet_booking",
        "booking_tussilago",
        ("businesses", "staff", "services", "resources", "postnummer", "cancel_reasons"),
        None,
    ),
    "silverek": Login("booking_of_silverek", "booking_silverek", (), 1),
    "ronnbacken": Login("booking_of_ronnbacken", "booking_ronnbacken", (), 2),
}


def prepare(
    dsn: Dsn,
    *,
    today: date,
    password: Callable[[str], str],
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Make and fill the databases as of `today`, with their logins. Safe to repeat. What goes
    in is worked out first; `ready` then returns as soon as the server may be asked."""
    content = tables(people(SEED), today=today, seed=SEED)
    ready()
    for login, rows in _shares(content):
        _make(dsn("postgres"), login, password(login.user))
        write(dsn(login.database), rows)
        _let_in(dsn(login.database), login)


def url(slug: str, *, sockets: str, port: int, password: Callable[[str], str]) -> str:
    """With what an organisation registers its booking as a system."""
    login = LOGINS[slug]
    secret = password(login.user)
    return f"postgresql://{login.user}:{secret}@/{login.database}?host={sockets}&port={port}"


def _shares(content: Tables) -> Iterator[tuple[Login, Tables]]:
    for login in LOGINS.values():
        mine = login.business
        share = share_of(content, business=mine) if mine else only(content, login.tables)
        yield login, share


def _make(admin: str, login: Login, password: str) -> None:
    database, user = sql.Identifier(login.database), sql.Identifier(login.user)
    with psycopg.connect(admin, autocommit=True) as db:
        if not _known(db, "SELECT 1 FROM pg_roles WHERE rolname = %s", login.user):
            db.execute(sql.SQL("CREATE ROLE {}").format(user))
        secret = sql.Literal(password)
        db.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(user, secret))
        if not _known(db, "SELECT 1 FROM pg_database WHERE datname = %s", login.database):
            db.execute(sql.SQL("CREATE DATABASE {}").format(database))
        # By default every user of a server may sign in to every database on it.
        db.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
        db.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, user))


def _let_in(admin: str, login: Login) -> None:
    access = files("lofte.demo.booking").joinpath("access.sql").read_text("utf-8")
    named = sql.SQL(", ").join(map(sql.Identifier, login.tables or COLUMNS))
    user = sql.Identifier(login.user)
    with psycopg.connect(admin) as db:
        db.execute(sql.SQL(access).format(user=user, tables=named))


def _known(db: psycopg.Connection[tuple[object, ...]], question: str, name: str) -> bool:
    return db.execute(question.encode(), [name]).fetchone() is not None
