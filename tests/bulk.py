"""Tenants with years behind them, loaded at once past every fence."""

from __future__ import annotations

from pathlib import Path

import psycopg

from databases import superuser
from lofte.areas.promises.queries import ALL
from lofte.kernel.context import Context

LOAD = Path(__file__).with_suffix(".sql")
REQUESTS = 100_000
LOADED = (
    "requests_request", "requests_requester", "requests_code", "requests_collection",
    "requests_package", "requests_moment", "ledger_entry", "promises_evidencerun",
    "access_apitoken", "access_membership", "access_organisation",
)  # fmt: skip


def load(ctx: Context, *, requests: int = REQUESTS) -> None:
    """So many requests with all that hangs on each, in the organisation of `ctx`.

    The ledger's entries are for reading and prove nothing: clear them before verifying.
    """
    with superuser() as connection, psycopg.ClientCursor(connection) as cursor:
        cursor.execute(
            LOAD.read_text(),
            {
                "tenant": ctx.tenant,
                "tag": ctx.tenant.hex[-10:],
                "now": ctx.now,
                "requests": requests,
                "controls": list(ALL),
            },
        )
        cursor.execute(f"ANALYZE {', '.join(LOADED)}")


def clear(*tenants: Context) -> None:
    """Take away all that `load` put there, as if it never was."""
    with superuser() as connection:
        ids = [ctx.tenant for ctx in tenants]
        connection.execute("SET session_replication_role = replica")
        # Append-only, but not for whoever owns the server.
        connection.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        for table in LOADED[:-1]:
            connection.execute(f"DELETE FROM {table} WHERE tenant_id = ANY (%s)", [ids])
        connection.execute("DELETE FROM access_organisation WHERE name = 'Bulk'")
        connection.execute("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER append_only")
        connection.execute(f"VACUUM ANALYZE {', '.join(LOADED)}")
