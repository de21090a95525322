"""Verdicts of a scan, kept beside those before. Part of the acts of `scans`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from lofte.areas.datamap.models import FieldVerdict, SeenField, SeenTable
from lofte.areas.datamap.queries.standing import kept_of
from lofte.areas.datamap.rules.keeping import (
    Judged,
    Kept,
    Missed,
    field_key,
    found_since,
    kept,
    table_key,
)
from lofte.discovery.schema import TableName
from lofte.discovery.types import RULESET
from lofte.kernel.context import Context


@dataclass(frozen=True, slots=True)
class _News:
    """A verdict on a field, and how many rows it rests on."""

    kept: Kept
    drawn: int


def keep_verdicts(ctx: Context, *, system_id: UUID, seen: Sequence[Judged | Missed]) -> None:
    """Keep what was found in some tables, or why they could not be looked at. A table that went
    away between the look at the shape and the look at its rows is passed over."""
    by_key = {table_key(_name(one)): one for one in seen}
    there = SeenTable.objects.filter(
        tenant_id=ctx.tenant, system_id=system_id, key__in=list(by_key), gone_at=None
    )
    judged: dict[UUID, Judged] = {}
    for table in there.order_by("id"):
        one = by_key[table.key]
        _keep_table(ctx, table, one)
        if isinstance(one, Judged):
            judged[table.id] = one
    found = _found(ctx, judged)
    standing = FieldVerdict.objects.filter(
        tenant_id=ctx.tenant, field_id__in=list(found), replaced_at=None
    )
    before = {row.field_id: row for row in standing.order_by("field_id")}
    _confirm(ctx, before, found)
    _replace(ctx, before, found)


def _name(seen: Judged | Missed) -> TableName:
    return seen.table if isinstance(seen, Missed) else seen.verdict.table


def _keep_table(ctx: Context, table: SeenTable, seen: Judged | Missed) -> None:
    table.tried_at = ctx.now
    names = ["tried_at", "not_scanned", "said"]
    if isinstance(seen, Missed):
        table.not_scanned, table.said = seen.reason, seen.said
    else:
        table.not_scanned, table.said, table.judged_at = "", "", ctx.now
        table.rows, table.drawn = seen.verdict.rows, seen.verdict.drawn
        table.counted, table.complete = seen.counted, seen.complete
        names += ["judged_at", "rows", "drawn", "counted", "complete"]
    table.save(update_fields=names)


def _found(ctx: Context, judged: Mapping[UUID, Judged]) -> dict[UUID, _News]:
    there = SeenField.objects.filter(
        tenant_id=ctx.tenant, table_id__in=list(judged), gone_at=None
    )
    rows = there.order_by("id").values_list("id", "table_id", "key")
    fields = {(table_id, key): id_ for id_, table_id, key in rows}
    return {
        fields[at]: _News(kept(column, ruleset=RULESET), seen.verdict.drawn)
        for table_id, seen in judged.items()
        for column in seen.verdict.columns
        if (at := (table_id, field_key(column.name))) in fields
    }


def _confirm(
    ctx: Context, before: Mapping[UUID, FieldVerdict], found: Mapping[UUID, _News]
) -> None:
    """Verdicts that say the same as before: those equal to the letter in one statement."""
    equal: list[UUID] = []
    for field, row in before.items():
        news, old = found[field], kept_of(row)
        if not old.says_the_same(news.kept):
            continue
        if old == news.kept and row.rows_seen == news.drawn:
            equal.append(row.id)
            continue
        for name, value in asdict(news.kept).items():
            setattr(row, name, value)
        row.judged_at, row.rows_seen = ctx.now, news.drawn
        row.save(update_fields=[*asdict(news.kept), "judged_at", "rows_seen"])
    FieldVerdict.objects.filter(tenant_id=ctx.tenant, id__in=equal).update(judged_at=ctx.now)


def _replace(
    ctx: Context, before: Mapping[UUID, FieldVerdict], found: Mapping[UUID, _News]
) -> None:
    news = {
        field: verdict
        for field, verdict in found.items()
        if field not in before or not kept_of(before[field]).says_the_same(verdict.kept)
    }
    ended = [before[field].id for field in news if field in before]
    FieldVerdict.objects.filter(tenant_id=ctx.tenant, id__in=ended).update(replaced_at=ctx.now)
    FieldVerdict.objects.bulk_create(
        _made(ctx, field, verdict, before.get(field)) for field, verdict in news.items()
    )


def _made(ctx: Context, field: UUID, news: _News, before: FieldVerdict | None) -> FieldVerdict:
    return FieldVerdict(
        tenant_id=ctx.tenant,
        field_id=field,
        rows_seen=news.drawn,
        since=ctx.now,
        judged_at=ctx.now,
        found_at=found_since(
            ctx.now,
            news.kept.found,
            before=kept_of(before).found if before else None,
            since=before.found_at if before else None,
        ),
        **asdict(news.kept),
    )
