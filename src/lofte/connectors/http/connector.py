"""One open service, read as tables: a resource is a table, an object a row."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from lofte.connectors.http.client import Client, Refused
from lofte.connectors.http.description import Call, Description, Resource
from lofte.connectors.http.pages import Item, pages
from lofte.connectors.http.rows import flat, row_of, table_of, text
from lofte.discovery.ports import Batch, Capabilities, Key, Match, Row, TableNotRead
from lofte.discovery.schema import ColumnName, ForeignKey, Schema, Table, TableName

if TYPE_CHECKING:
    from lofte.discovery.samples import TableSample

SHAPED_BY = 200
"""Rows that tell a resource's columns: a service has no catalogue to ask."""

P = ParamSpec("P")
T = TypeVar("T")


class HttpConnector:
    """`system` is the service's address, for reports."""

    def __init__(self, description: Description, client: Client) -> None:
        self._description, self._client = description, client
        self._tables: dict[str, Table] = {}

    @property
    def capabilities(self) -> Capabilities:
        resources = self._description.resources.values()
        return Capabilities(
            one_moment=False,
            follows_keys=any(one.find for one in resources),
            samples_by_seed=True,
            writes=any(one.update or one.delete for one in resources),
        )

    def reflect(self) -> Schema:
        """A resource that refuses to be listed is there, and unreadable."""
        return Schema(tables=tuple(self._table(name) for name in self._description.resources))

    def count(self, table: TableName) -> int:
        return sum(len(page) for page in self._all(table))

    def find(
        self, table: TableName, *, column: str, values: Sequence[str], match: Match,
        carry: Sequence[str],
    ) -> Iterator[Batch]:  # fmt: skip
        """By the service's own search, then looked at by us: searches are often generous."""
        call = self._resource(table).find.get(column)
        if call is None:
            raise TableNotRead(table, "not_searchable")
        wanted = {_folded(value, match) for value in values}
        for value in values:
            for page in self._pages(table, call, value):
                rows = [row_of(item, {column, *carry}) for item in page]
                yield [row for row in rows if _folded(row.texts[column], match) in wanted]

    def follow(
        self, table: TableName, *, link: ForeignKey, keys: Sequence[Key], carry: Sequence[str]
    ) -> Iterator[Batch]:
        if len(link.columns) != 1:
            raise TableNotRead(table, "not_searchable")
        values = [key[0] for key in keys]
        yield from self.find(
            table, column=link.columns[0], values=values, match=Match.EXACT, carry=carry
        )

    def sample(self, table: TableName, *, rows: int, seed: int) -> TableSample:
        """All pages are read, for a service cannot be asked for rows here and there."""
        from lofte.connectors.http.drawing import sampled

        items = chain.from_iterable(self._all(table))
        kept, count = drawn(items, rows=rows, seed=seed)
        shape = table_of(table.name, self._description, kept)
        return sampled(self._description.service, shape, [flat(item) for item in kept], count)

    def stream(self, table: TableName, *, carry: Sequence[str]) -> Iterator[Batch]:
        for page in self._all(table):
            yield [row_of(item, carry) for item in page]

    def known(self, column: ColumnName, values: Sequence[str]) -> int:
        wanted = set(values)
        if column.column in self._resource(column.table).find:
            found = self.find(
                column.table, column=column.column, values=sorted(wanted), match=Match.EXACT,
                carry=(column.column,),
            )  # fmt: skip
        else:
            found = self.stream(column.table, carry=(column.column,))
        rows: Iterator[Row] = chain.from_iterable(found)
        return len(wanted.intersection(row.texts[column.column] or "" for row in rows))

    def close(self) -> None:
        self._client.close()

    def _table(self, name: str) -> Table:
        if name not in self._tables:
            place = TableName("", name)
            try:
                items = list(islice(chain.from_iterable(self._all(place)), SHAPED_BY))
                self._tables[name] = table_of(name, self._description, items)
            except TableNotRead as error:
                return Table(name=name, unreadable=error.reason)
        return self._tables[name]

    def _resource(self, table: TableName) -> Resource:
        try:
            return self._description.resources[table.name]
        except KeyError:
            raise TableNotRead(table, "missing") from None

    def _all(self, table: TableName) -> Iterator[list[Item]]:
        return self._pages(table, self._resource(table).list, None)

    def _pages(self, table: TableName, call: Call, value: str | None) -> Iterator[list[Item]]:
        place = {"value": value} if value is not None else None
        try:
            yield from pages(self._client, call, place=place)
        except Refused as refusal:
            # Asked for one that is not there, many services say 404.
            if value is None or refusal.status != 404:
                raise TableNotRead(table, f"http_{refusal.status}") from None


def drawn(items: Iterator[Item], *, rows: int, seed: int) -> tuple[list[Item], int]:
    """`rows` of the items, each as likely (algorithm R, Vitter 1985), in their order; all where
    `rows` is 0; and how many there were."""
    chance = random.Random(seed)  # noqa: S311 (a lottery, not a secret)
    kept: list[tuple[int, Item]] = []
    count = 0
    for count, item in enumerate(items, 1):
        if not rows or len(kept) < rows:
            kept.append((count, item))
        elif (place := chance.randrange(count)) < rows:
            kept[place] = (count, item)
    return [item for _, item in sorted(kept, key=lambda one: one[0])], count


def _folded(value: Any, match: Match) -> str | None:
    told = text(value)
    return told.casefold() if told is not None and match is Match.IGNORING_CASE else told
