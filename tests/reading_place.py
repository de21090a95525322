"""One empty database: written to as its owner, read as the connector reads."""

from __future__ import annotations

from collections.abc import Sequence

import psycopg

from lofte.connectors.postgresql.connector import PostgreSQLConnector
from lofte.connectors.postgresql.opening import Limits, open_source
from lofte.discovery.ports import Match
from lofte.discovery.schema import Table, TableName
from lofte.infra.outbound import parse_allowed
from throwaway import url_of

ALLOWED = parse_allowed("127.0.0.0/8, ::1/128, localhost, /")


class Place:
    """`reader` is a user of the server who was granted nothing here yet."""

    def __init__(self, name: str, *, reader: str) -> None:
        self.name, self.reader = name, reader
        self.owner = psycopg.connect(url_of(name), autocommit=True, client_encoding="UTF8")
        self._opened: list[PostgreSQLConnector] = []

    def run(self, sql: str) -> None:
        self.owner.execute(sql)  # type: ignore[call-overload]

    def open(self, *, user: str = "", limits: Limits | None = None) -> PostgreSQLConnector:
        url = url_of(self.name, user=user, password="p") if user else url_of(self.name)
        opened = open_source(url, allowed=ALLOWED, limits=limits or Limits())
        self._opened.append(opened)
        return opened

    def close(self) -> None:
        for opened in self._opened:
            opened.close()
        self.owner.close()


def public(name: str) -> TableName:
    return TableName("public", name)


def seen(connector: PostgreSQLConnector, name: str) -> Table:
    table = connector.reflect().table(public(name))
    assert table is not None
    return table


def found(
    connector: PostgreSQLConnector,
    table: str,
    column: str,
    *values: str,
    match: Match = Match.EXACT,
    carry: Sequence[str] = (),
) -> list[dict[str, object]]:
    batches = connector.find(
        public(table), column=column, values=values, match=match, carry=carry
    )
    return [dict(row.values) for batch in batches for row in batch]
