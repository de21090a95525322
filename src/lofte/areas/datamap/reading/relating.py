"""What refers from one system to another: the same addresses, numbers or ids in both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.reading.opening import opened
from lofte.areas.datamap.reading.scanning import ROWS, SEED
from lofte.areas.datamap.reading.understanding import seen_as
from lofte.kernel.context import Context
from lofte.kernel.errors import Refused, Unavailable

if TYPE_CHECKING:  # numpy and pyarrow take a quarter of a second, for a scan alone
    from lofte.discovery.references.facts import TableFacts


def relate_systems(ctx: Context) -> None:
    """Compare the tables with personal data of every system with those of the others, and keep
    what refers to what. A system or table that cannot be read is left as it was."""
    ctx.require(Permission.SYSTEMS_MANAGE)
    from lofte.discovery.references.inference import infer
    from lofte.discovery.references.meanings import understand

    systems = {row.name: row.id for row in queries.systems_in_use(ctx)}
    if len(systems) < 2:
        return
    held = queries.types_held(ctx)
    facts = [one for name, id_ in systems.items() for one in _facts(ctx, name, id_)]
    types = {
        each.place: held.get((systems[each.place.system], each.place.table), {})
        for each in facts
    }
    found = understand(facts, infer(facts), types).meant
    crossing = [
        (systems[each.source.place.system], seen_as(each, meant))
        for each, meant in found.items()
        if each.crosses
    ]
    looked_at = {(systems[each.place.system], each.place.table) for each in facts}
    actions.crossings_seen(ctx, found=crossing, looked_at=looked_at)


def _facts(ctx: Context, name: str, system_id: UUID) -> Iterator[TableFacts]:
    """Of each table with personal data, what references are inferred from: no value of it."""
    from lofte.discovery.references.facts import facts_of

    wanted = {table for system, table in queries.types_held(ctx) if system == system_id}
    try:
        with closing(opened(ctx, system_id=system_id)) as connector:
            for table in connector.reflect():
                if table.full_name in wanted and not table.unreadable:
                    try:
                        sample = connector.sample(table.full_name, rows=ROWS, seed=SEED)
                    except Unavailable:
                        continue
                    yield facts_of(replace(sample, system=name))
    except Refused:
        return
