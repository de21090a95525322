"""A connector over lists of rows, for the laws of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from lofte.discovery.ports import Batch, Capabilities, Key, Match, Row, TableNotRead
from lofte.discovery.schema import ForeignKey, Schema, TableName

Record = Mapping[str, object]


class TablesInMemory:
    capabilities = Capabilities(one_moment=True, follows_keys=True)

    def __init__(
        self,
        schema: Schema,
        rows: Mapping[TableName, Sequence[Record]],
        *,
        broken: frozenset[TableName] = frozenset(),
        batch: int = 2,
    ) -> None:
        self._schema = schema
        self._rows = rows
        self._broken = broken
        self._batch = batch
        self.asked: list[tuple[TableName, tuple[str, ...], Key]] = []

    def reflect(self) -> Schema:
        return self._schema

    def count(self, table: TableName) -> int:
        return len(self._table(table))

    def find(
        self,
        table: TableName,
        *,
        column: str,
        values: Sequence[str],
        match: Match,
        carry: Sequence[str],
    ) -> Iterator[Batch]:
        def same(text: str) -> str:
            return text.lower() if match is Match.IGNORING_CASE else text

        wanted = {same(value) for value in values}
        yield from self._batches(
            table, carry, lambda row: _text(row[column]) and same(str(row[column])) in wanted
        )

    def follow(
        self, table: TableName, *, link: ForeignKey, keys: Sequence[Key], carry: Sequence[str]
    ) -> Iterator[Batch]:
        self.asked.extend((table, link.columns, key) for key in keys)
        wanted = set(keys)
        yield from self._batches(
            table, carry, lambda row: tuple(_text(row[c]) for c in link.columns) in wanted
        )

    def close(self) -> None:
        return None

    def _table(self, table: TableName) -> Sequence[Record]:
        if table in self._broken:
            raise TableNotRead(table, "permission")
        return self._rows.get(table, ())

    def _batches(
        self, table: TableName, carry: Sequence[str], wanted: Callable[[Record], object]
    ) -> Iterator[Batch]:
        rows = [
            Row(values=dict(record), texts={name: _text(record[name]) for name in carry})
            for record in self._table(table)
            if wanted(record)
        ]
        for start in range(0, len(rows), self._batch):
            yield rows[start : start + self._batch]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
