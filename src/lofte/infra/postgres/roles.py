"""Database roles, one for each kind of process, so that a fault in one is fenced in.

    <database>_owner      owns the tables; used by `lofte migrate` alone
    <database>_app        the web server: reads and writes rows of the tenant it has set
    <database>_worker     the same rights, for background work, with its own time limits
    <database>_sequencer  moves the ledger's inbox into its logs; sees nothing else
    <database>_lookup     cannot sign in; owns the few narrow functions that look across
                          tenants (an organisation by its address, all tenants for a schedule)

None of them is superuser or may bypass row security. Passwords are derived from the
master secret, so there is nothing to store and nothing to forget.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import psycopg
from psycopg import conninfo, sql

from lofte.infra import secrets
from lofte.infra.env import BadSetting, Env
from lofte.infra.postgres.embedded import Embedded

OLDEST = 150000
DATABASE = "lofte"
_LIMITS = {"app": "15s", "worker": "5min", "sequencer": "30s", "owner": "0"}


def embedded(env: Env) -> Embedded:
    return Embedded(env.home, password=secrets.database_password("superuser"))


def role_name(database: str, role: str) -> str:
    return f"{database}_{role}"


def admin_conninfo(env: Env) -> str:
    if env.database_url:
        return env.database_url
    return embedded(env).dsn(database=DATABASE)


def parameters(env: Env, role: str) -> dict[str, str]:
    """libpq parameters with which a process of this `role` connects."""
    given = conninfo.conninfo_to_dict(admin_conninfo(env))
    found = {key: str(value) for key, value in given.items() if value is not None}
    found.setdefault("dbname", urlsplit(admin_conninfo(env)).path.lstrip("/") or "postgres")
    user = role_name(found["dbname"], role)
    return {**found, "user": user, "password": secrets.database_password(user)}


def prepare(env: Env) -> None:
    """Make the database and its roles, or bring them up to date. Safe to repeat."""
    if env.database_url is None:
        _ensure_database(embedded(env).dsn(database="postgres"), DATABASE)
    with connect(admin_conninfo(env)) as connection:
        database = connection.info.dbname
        for role, limit in _LIMITS.items():
            _ensure_role(connection, role_name(database, role), limit=limit)
        _ensure_lookup(connection, role_name(database, "lookup"))
        _give_schema(connection, database)


def connect(dsn: str) -> psycopg.Connection[tuple[object, ...]]:
    """A connection in autocommit, or BadSetting that says what to do about it."""
    try:
        connection = psycopg.connect(dsn, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        reason = " ".join(str(error).split())
        raise BadSetting(
            f"The database does not answer: {reason}. Check LOFTE_DATABASE_URL, and that the "
            "server runs and lets this machine in."
        ) from error
    if connection.info.server_version < OLDEST:
        found = connection.info.server_version // 10000
        connection.close()
        raise BadSetting(f"PostgreSQL {found} is too old; Löfte needs 15 or later.")
    return connection


def _ensure_database(dsn: str, name: str) -> None:
    with connect(dsn) as connection:
        row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if row.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _ensure_role(
    connection: psycopg.Connection[tuple[object, ...]], name: str, *, limit: str
) -> None:
    _create_role(connection, name)
    connection.execute(
        sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(name), sql.Literal(secrets.database_password(name))
        )
    )
    for setting, value in (("statement_timeout", limit), ("lock_timeout", "10s")):
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                sql.Identifier(name), sql.Identifier(setting), sql.Literal(value)
            )
        )


def _ensure_lookup(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    _create_role(connection, name)
    owner = role_name(connection.info.dbname, "owner")
    # The owner hands the lookup functions over to it, which takes membership.
    connection.execute(
        sql.SQL("GRANT {} TO {}").format(sql.Identifier(name), sql.Identifier(owner))
    )


def _create_role(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    row = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
    if row.fetchone():
        return
    try:
        connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege:
        user = connection.info.user
        raise BadSetting(
            f"The database user {user} may not create roles. As an administrator run: "
            f'ALTER ROLE "{user}" CREATEROLE'
        ) from None


def _give_schema(connection: psycopg.Connection[tuple[object, ...]], database: str) -> None:
    names = {role: sql.Identifier(role_name(database, role)) for role in [*_LIMITS, "lookup"]}
    users = sql.SQL(", ").join(names[role] for role in ("app", "worker", "sequencer"))
    makers = sql.SQL(", ").join(names[role] for role in ("owner", "lookup"))
    for command in (
        sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}, {}").format(
            sql.Identifier(database), users, makers
        ),
        sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(
            sql.Identifier(database), names["owner"]
        ),
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(users),
        sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(makers),
    ):
        connection.execute(command)
