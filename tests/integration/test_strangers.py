"""The third fence: Charlie, of another organisation, walks every address and every table.

Whatever he tries he finds nothing, and what he finds is the same as where nothing is.
"""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test import Client

from cast import Cast, enter
from clinic import clinic
from databases import superuser
from lofte.areas.access.models import Account
from lofte.infra.env import current
from lofte.infra.postgres.roles import parameters
from lofte.infra.tenancy import reading
from lofte.kernel.ids import new_id
from routes import Route, routes

DESK = [r for r in routes() if r.path.startswith("desk/<slug:slug>/")]


@pytest.fixture(scope="module")
def cast(database: None) -> Cast:
    from lofte.areas.datamap import actions as datamap
    from lofte.areas.datamap.reading import scan_system
    from lofte.areas.promises import actions as promises
    from lofte.areas.requests import actions as requests

    found = enter()
    requests.submit(
        found.system, name="Elsa", email="elsa@post.example", language="sv", client="strangers"
    )
    with clinic() as url:
        system = datamap.register_system(found.alice, name="Bok", url=url)
        scan_system(found.alice, system_id=system)
    promises.publish_policy(
        found.system, raw=b"# P\n\nVi svarar inom en manad.\n", filename="p.md", language="sv"
    )
    promises.run_evidence(found.system)
    return found


@pytest.fixture(scope="module")
def ours(cast: Cast) -> dict[str, Any]:
    """An id of ours for every name that addresses use."""
    with superuser() as connection_:

        def first(table: str, column: str = "id") -> UUID:
            row = connection_.execute(
                f"SELECT {column} FROM {table} WHERE tenant_id = %s LIMIT 1",
                [cast.system.tenant],
            ).fetchone()
            assert row, table
            return UUID(str(row[0]))

        return {
            "slug": cast.slug,
            "request_id": first("requests_request"),
            "promise_id": first("promises_promise"),
            "system_id": first("datamap_system"),
            "field_id": first("datamap_seenfield"),
            "event": first("ledger_inbox", "event_id"),
        }


def charlie(cast: Cast) -> Client:
    client = Client(headers={"accept-language": "sv"})
    client.force_login(Account.objects.get(id=cast.charlie.actor))
    return client


def address(route: Route, given: dict[str, Any]) -> str:
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(given[found[1]]), route.path)


def told(client: Client, method: str, path: str) -> tuple[int, str]:
    answer = client.generic(method, path)
    body = answer.content.decode() if not answer.streaming else ""
    # The address itself and the form's token differ from page to page.
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)
    return answer.status_code, body.replace(path, "").replace(path.split("/")[2], "")


@pytest.mark.parametrize("route", DESK, ids=lambda r: r.path)
def test_a_stranger_at_our_desk_finds_what_he_finds_where_nothing_is(
    cast: Cast, ours: dict[str, Any], route: Route
) -> None:
    client = charlie(cast)
    nowhere = {**ours, "slug": "no-such-organisation"}
    if told(client, "GET", address(route, ours))[0] == 303:
        # An act that is only sent to: looked at, it leads to its page, wherever that is.
        methods: tuple[str, ...] = ("POST",)
    else:
        methods = ("GET", "POST")
    for method in methods:
        here = told(client, method, address(route, ours))
        there = told(client, method, address(route, nowhere))
        assert here == there
        assert here[0] in (404, 405)


@pytest.mark.parametrize("route", [r for r in DESK if len(r.names) > 1], ids=lambda r: r.path)
def test_a_stranger_at_his_own_desk_finds_nothing_of_ours(
    cast: Cast, ours: dict[str, Any], route: Route
) -> None:
    client = charlie(cast)
    with superuser() as connection_:
        row = connection_.execute(
            "SELECT slug FROM access_organisation WHERE tenant_id = %s", [cast.charlie.tenant]
        ).fetchone()
    assert row
    foreign = {**ours, "slug": row[0]}
    missing = {name: new_id() if name != "slug" else row[0] for name in foreign}
    methods = ["POST"] if told(client, "GET", address(route, foreign))[0] == 303 else ["GET"]
    for method in methods:
        here, there = (told(client, method, address(route, g)) for g in (foreign, missing))
        assert here[0] == there[0], f"{route.path} tells a foreign id from a missing one"
        assert here[0] in (404, 422)


def tables() -> list[str]:
    with superuser() as connection_:
        rows = connection_.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
            "WHERE a.attname = 'tenant_id' AND c.relkind = 'r' "
            "AND c.relnamespace = 'public'::regnamespace ORDER BY 1"
        ).fetchall()
    return [str(row[0]) for row in rows]


@pytest.mark.parametrize("role", ["app", "worker"])
def test_no_table_shows_a_stranger_a_row_of_ours(cast: Cast, role: str) -> None:
    found = tables()
    assert len(found) > 20
    given = parameters(current(), role)
    with psycopg.connect(**given, autocommit=True) as stranger:  # type: ignore[arg-type]
        for table in found:
            for tenant in (str(cast.charlie.tenant), ""):
                with stranger.transaction():
                    stranger.execute("SELECT set_config('lofte.tenant', %s, true)", [tenant])
                    try:
                        with stranger.transaction():
                            rows = stranger.execute(
                                f"SELECT count(*) FROM {table} WHERE tenant_id = %s",
                                [cast.system.tenant],
                            ).fetchone()
                    except psycopg.errors.InsufficientPrivilege:
                        continue
                    assert rows == (0,), f"{table} shows {role} rows of another tenant"


def test_no_table_lets_a_stranger_write_a_row_of_ours(cast: Cast) -> None:
    given = parameters(current(), "app")
    with psycopg.connect(**given, autocommit=True) as stranger:  # type: ignore[arg-type]
        for table in tables():
            with stranger.transaction(force_rollback=True):
                stranger.execute(
                    "SELECT set_config('lofte.tenant', %s, true)", [str(cast.charlie.tenant)]
                )
                for act in ("UPDATE {} SET tenant_id = tenant_id", "DELETE FROM {}"):
                    try:
                        with stranger.transaction():
                            done = stranger.execute(
                                act.format(table) + " WHERE tenant_id = %s",
                                [cast.system.tenant],
                            )
                            assert done.rowcount == 0, f"{act} on {table}"
                    except (
                        psycopg.errors.InsufficientPrivilege,
                        psycopg.errors.RaiseException,
                    ):
                        pass


def test_with_no_tenant_set_there_is_nothing(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM requests_request")
        assert cursor.fetchone() == (0,)


def test_the_tenant_is_forgotten_when_the_transaction_ends(cast: Cast) -> None:
    with reading(cast.system), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lofte.tenant', true)")
        assert cursor.fetchone() == (str(cast.system.tenant),)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lofte.tenant', true)")
        assert cursor.fetchone() in ((None,), ("",))


def test_the_app_role_owns_nothing_and_cannot_pass_row_security() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, "
            "(SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid) "
            "FROM pg_roles r WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False, 0)
