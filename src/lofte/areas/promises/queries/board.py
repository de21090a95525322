"""The board: every promise of the policy in one language, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q

from lofte.areas.access import queries as access
from lofte.areas.notices import queries as notices
from lofte.areas.notices.queries import VersionRow
from lofte.areas.promises import rules
from lofte.areas.promises.models import Promise, StatusDay
from lofte.areas.promises.queries.standing import Standing, standings
from lofte.areas.promises.rules import Status
from lofte.infra.sql import statement
from lofte.infra.tenancy import query
from lofte.kernel.context import Context

YEAR = timedelta(days=365)
A_FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A status from one day up to, and not including, another."""

    status: Status
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    promise: Standing
    owner: str
    """The owner's name; empty when nobody owns the promise."""
    year: tuple[Span, ...]
    """The last 365 days and today; days nobody looked for a fortnight are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    status: Status
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """`version` is None as long as no policy is published."""

    version: VersionRow | None
    languages: tuple[str, ...]
    summary: rules.Summary
    groups: tuple[Group, ...]
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPoint:
    """How many promises were kept, of how many, on the last day anybody looked that week."""

    week_on: date
    """The Monday."""
    kept: int
    total: int


@query
def board(ctx: Context, *, language: str | None = None) -> Board:
    """How every promise stands now, grouped the worst first, each with its year.

    Of the published languages, the wanted one or else the first. Eight questions at most.
    """
    published = notices.current(ctx)
    version = chosen(published, language)
    found = _found(ctx, version) if version else []
    rows = _rows(ctx, found)
    return Board(
        version=version,
        languages=tuple(row.language for row in published),
        summary=summary(found),
        groups=tuple(
            Group(status=status, rows=tuple(run))
            for status, run in groupby(rows, key=lambda row: row.promise.status)
        ),
        since=ctx.today - YEAR,
        until=ctx.today + timedelta(days=1),
    )


@query
def year(ctx: Context, *, language: str | None = None) -> Sequence[WeekPoint]:
    """Week by week over the last year, how many promises in this language were kept."""
    version = chosen(notices.current(ctx), language)
    if version is None:
        return []
    spoken = Promise.objects.filter(tenant_id=ctx.tenant, language=version.language)
    days = StatusDay.objects.filter(
        tenant_id=ctx.tenant, day__gt=ctx.today - YEAR, day__lte=ctx.today,
        promise_id__in=spoken.values("id"),
    )  # fmt: skip
    counted = days.values_list("day").order_by("day")
    weeks: dict[date, WeekPoint] = {}
    for day, kept, total in counted.annotate(
        kept=Count("id", filter=Q(status=Status.KEPT.value)), total=Count("id")
    ):
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = WeekPoint(week_on=monday, kept=kept, total=total)
    return list(weeks.values())


def chosen(published: Sequence[VersionRow], language: str | None) -> VersionRow | None:
    """The published version in `language`, or the first there is when none is asked for."""
    for version in published:
        if language in {None, version.language}:
            return version
    return None


def summary(found: Sequence[Standing]) -> rules.Summary:
    return rules.summary(Counter(standing.status for standing in found))


@query
def years(ctx: Context, *, now: dict[UUID, Status]) -> dict[UUID, tuple[Span, ...]]:
    """The year of each promise: what was found day by day, and as it stands today."""
    past: dict[UUID, list[Span]] = {promise: [] for promise in now}
    with connection.cursor() as cursor:
        cursor.execute(
            statement("promises", "spans"),
            {
                "tenant": ctx.tenant,
                "since": ctx.today - YEAR,
                "until": ctx.today,
                "promises": list(now),
            },
        )
        for promise, status, since, until in cursor.fetchall():
            past[promise].append(Span(status=Status(status), since=since, until=until))
    return {
        promise: bridged(_with_today(spans, now[promise], ctx.today))
        for promise, spans in past.items()
    }


def bridged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with gaps of less than a fortnight filled by what was found before them.

    Who looks every other Monday knows how it was between; who looks once a quarter does not.
    """
    made: list[Span] = []
    for span in spans:
        last = made[-1] if made else None
        if last and span.since - last.until < A_FORTNIGHT:
            made[-1] = replace(last, until=span.since)
            if last.status is span.status:
                made[-1] = replace(last, until=span.until)
                continue
        made.append(span)
    return tuple(made)


def _found(ctx: Context, version: VersionRow) -> Sequence[Standing]:
    told = notices.sentences(ctx, version_ids=[version.id])
    return standings(ctx, versions=[version], told=told)


def _with_today(spans: list[Span], status: Status, today: date) -> tuple[Span, ...]:
    tomorrow = today + timedelta(days=1)
    if spans and spans[-1].status is status and spans[-1].until == today:
        return (*spans[:-1], Span(status=status, since=spans[-1].since, until=tomorrow))
    return (*spans, Span(status=status, since=today, until=tomorrow))


def _rows(ctx: Context, found: Sequence[Standing]) -> list[BoardRow]:
    spans = years(ctx, now={one.id: one.status for one in found}) if found else {}
    owners = [one.owner_id for one in found if one.owner_id]
    names = access.account_names(ctx, ids=owners) if owners else {}
    worst_first = sorted(found, key=lambda one: (rules.ORDER.index(one.status), one.ordinal))
    return [
        BoardRow(
            promise=one,
            owner=names.get(one.owner_id, "") if one.owner_id else "",
            year=spans[one.id],
        )
        for one in worst_first
    ]
