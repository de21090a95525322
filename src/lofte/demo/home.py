"""The demo's own data directory and database server, and whether the year is in it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import MutableMapping
from datetime import date, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from lofte.demo.booking import databases
from lofte.infra import env, secrets
from lofte.infra.postgres import roles
from lofte.infra.postgres.embedded import Embedded
from lofte.kernel.context import STOCKHOLM

_FILLED = "Löfte's demo, not played yet"
_PLAYED = "Löfte's demo, played through "
_OFTEN = 0.1
_DATABASE = databases.LOGINS["tussilago"].database
# The programs as copied for root, and the secret that the server's password comes from.
_KEPT = ("postgresql-*", "secret", "running.lock")


def settle(environ: MutableMapping[str, str], *, home: Path, port: int) -> Embedded:
    """Point this process and its children at the demo: its home, address and server."""
    environ.pop("LOFTE_DATABASE_URL", None)
    environ.pop("LOFTE_SMTP_URL", None)
    environ.update(
        LOFTE_HOME=str(home), LOFTE_DEMO="1", LOFTE_BASE_URL=f"http://localhost:{port}"
    )
    env.current.cache_clear()
    env.ensure_home(home)
    found = server()
    # The booking is read over the server's own socket, which no address would allow.
    environ["LOFTE_ALLOW_PRIVATE"] = str(found.sockets)
    env.current.cache_clear()
    return found


def server() -> Embedded:
    return roles.embedded(env.current())


def chosen_home() -> Path:
    """LOFTE_HOME/demo: beside real data, never among it."""
    given = os.environ.get("LOFTE_HOME")
    return (Path(given).expanduser() if given else env.default_home()) / "demo"


def empty(home: Path) -> None:
    """Remove all that a demo left here. The server must be stopped."""
    kept = {path for name in _KEPT for path in home.glob(name)}
    for path in set(home.iterdir()) - kept:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def played_through(server: Embedded) -> date | None:
    """The last day of the year that is in the database, if it was played to its end."""
    said = _said(server)
    day = said.removeprefix(_PLAYED)
    return date.fromisoformat(day) if day != said else None


def mark_filled(server: Embedded) -> None:
    """Say in the database that the year may be played."""
    _say(server, _FILLED)


def mark_played(server: Embedded) -> None:
    """Say in the database that the year was played to its end, which is today. Said last,
    and kept on the disk as soon as it is said: so is then all that was done before."""
    _say(server, f"{_PLAYED}{today().isoformat()}")


def wait_until_filled() -> None:
    while _said(server()) != _FILLED:
        time.sleep(_OFTEN)


def fill_booking() -> None:
    """Fill the booking's databases, once their server has been started."""
    found = server()
    databases.prepare(
        lambda name: found.dsn(database=name),
        today=today(),
        password=secrets.database_password,
        ready=lambda: _wait_for(found),
    )


def _wait_for(server: Embedded) -> None:
    while not _answers(server):
        time.sleep(_OFTEN)


def _answers(server: Embedded) -> bool:
    try:
        psycopg.connect(server.dsn(database="postgres")).close()
    except psycopg.OperationalError:
        return False
    return True


def _said(server: Embedded) -> str:
    """What stands beside the booking's database; nothing while there is no server."""
    question = (
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    )
    try:
        with psycopg.connect(server.dsn(database="postgres")) as db:
            row = db.execute(question, [_DATABASE]).fetchone()
    except psycopg.OperationalError:
        return ""
    return str(row[0]) if row and row[0] else ""


def _say(server: Embedded, text: str) -> None:
    with psycopg.connect(server.dsn(database="postgres"), autocommit=True) as db:
        name = sql.Identifier(_DATABASE)
        db.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(text)))


def today() -> date:
    return datetime.now(STOCKHOLM).date()  # noqa: TID251 (the demo's commands are edges)
