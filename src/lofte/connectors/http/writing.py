"""Changing a service's rows, one request each: a service has no transaction to give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lofte.connectors.http.client import Client, Refused
from lofte.connectors.http.description import Call, Description
from lofte.connectors.http.pages import pages
from lofte.connectors.http.rows import flat, text
from lofte.discovery.ports import Key, NotAsExpected, TableNotWritten
from lofte.discovery.schema import TableName


class HttpWriter:
    """Opened only where somebody switched writing on. What it does cannot be taken back: a
    refusal midway leaves the rows before it changed, and `verify` tells which are left."""

    def __init__(self, description: Description, client: Client) -> None:
        self._description, self._client = description, client

    def update(
        self, table: TableName, *, key: Key, changes: Mapping[str, object], expect: int = 1
    ) -> int:
        if expect != 1 or not self._is_there(table, key):
            raise NotAsExpected(expected=expect)
        call = self._call(table, self._description.resources[table.name].update)
        self._ask(table, call, key, body=changes)
        return 1

    def delete(self, table: TableName, *, keys: Sequence[Key]) -> int:
        call = self._call(table, self._description.resources[table.name].delete)
        return sum(self._ask(table, call, key, body=None) for key in keys)

    def verify(self, table: TableName, *, keys: Sequence[Key]) -> int:
        return sum(self._is_there(table, key) for key in keys)

    def close(self) -> None:
        self._client.close()

    def _call(self, table: TableName, call: Call | None) -> Call:
        if call is None:
            raise TableNotWritten(
                "The service's description does not say how.", reason="no_way"
            )
        return call

    def _ask(
        self, table: TableName, call: Call, key: Key, *, body: Mapping[str, object] | None
    ) -> bool:
        try:
            self._client.ask(call, place={"key": key[0]}, body=body)
        except Refused as refusal:
            if refusal.status in (404, 410) and body is None:
                return False
            raise TableNotWritten(reason=f"http_{refusal.status}") from None
        return True

    def _is_there(self, table: TableName, key: Key) -> bool:
        """Asked by the key's own search where there is one, else by going through them all."""
        resource = self._description.resources[table.name]
        call = resource.find.get(resource.key)
        place = {"value": key[0]} if call else None
        try:
            found = pages(self._client, call or resource.list, place=place)
            return any(
                text(flat(item).get(resource.key)) == key[0] for page in found for item in page
            )
        except Refused as refusal:
            if refusal.status in (404, 410):
                return False
            raise TableNotWritten(reason=f"http_{refusal.status}") from None
