"""What is different between two shapes of a system: tables and fields, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lofte.discovery.schema import Column, ColumnName, Schema, Table, TableName


class Difference(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`column` is None for a table as a whole: the fields of a new or vanished table are not
    told one by one. `before` and `after` say only what is different."""

    kind: Difference
    table: TableName
    column: str | None = None
    before: str = ""
    after: str = ""


Types = Mapping[ColumnName, str]
"""The personal data in each column that has any, in words."""


def changes(
    before: Schema, after: Schema, *, held_before: Types, held_after: Types
) -> tuple[Change, ...]:
    """All differences, in order of name. Of equal shapes and equal types there are none, and
    looked at the other way round, what was new is vanished."""
    names = {table.full_name for table in (*before.tables, *after.tables)}
    return tuple(
        change
        for name in sorted(names)
        for change in _table(
            before.table(name), after.table(name), _Held(held_before, held_after)
        )
    )


@dataclass(frozen=True, slots=True)
class _Held:
    before: Types
    after: Types


def _table(before: Table | None, after: Table | None, held: _Held) -> Iterator[Change]:
    if before is None or after is None:
        there = after or before
        if there is not None:
            kind = Difference.NEW if before is None else Difference.VANISHED
            yield Change(kind=kind, table=there.full_name)
        return
    if (was := _of_table(before)) != (now := _of_table(after)):
        yield _changed(before.full_name, None, was, now)
    names = dict.fromkeys(c.name for c in (*before.columns, *after.columns))
    for name in sorted(names):
        yield from _field(
            ColumnName(before.full_name, name), before.column(name), after.column(name), held
        )


def _field(
    name: ColumnName, before: Column | None, after: Column | None, held: _Held
) -> Iterator[Change]:
    was = _of_column(before, held.before.get(name, "")) if before else {}
    now = _of_column(after, held.after.get(name, "")) if after else {}
    if before and after:
        if was != now:
            yield _changed(name.table, name.column, was, now)
        return
    kind = Difference.VANISHED if before else Difference.NEW
    yield Change(
        kind=kind,
        table=name.table,
        column=name.column,
        before=_said(was, was),
        after=_said(now, now),
    )


def _changed(
    table: TableName, column: str | None, was: Mapping[str, str], now: Mapping[str, str]
) -> Change:
    different = {key: "" for key in {**was, **now} if was.get(key) != now.get(key)}
    return Change(
        kind=Difference.CHANGED,
        table=table,
        column=column,
        before=_said(was, different),
        after=_said(now, different),
    )


def _of_table(table: Table) -> dict[str, str]:
    keys = sorted(
        f"{', '.join(key.columns)} -> {key.table} ({', '.join(key.ref_columns)})"
        for key in table.foreign_keys
    )
    return {
        "kind": table.kind.value,
        "primary key": ", ".join(table.primary_key),
        "foreign keys": "; ".join(keys),
        "may not be read": table.unreadable or "",
    }


def _of_column(column: Column, held: str) -> dict[str, str]:
    return {
        "type": column.type,
        "nullable": "yes" if column.nullable else "no",
        "generated": "yes" if column.generated else "no",
        "may be read": "yes" if column.readable else "no",
        "personal data": held,
    }


def _said(facts: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {facts[key]}" for key in wanted if facts.get(key))
