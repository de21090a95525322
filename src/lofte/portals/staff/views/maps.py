"""The map of one system: its tables drawn as Löfte walks them for a person, and in a table;
where a person is found and where not; what changed since an earlier look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import queries
from lofte.areas.datamap.queries import (
    ChangesPage,
    Graph,
    GraphTable,
    MissedRow,
    ReachedRow,
    ReachPage,
)
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.kernel.errors import NotFound
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_page
from lofte.portals.staff.pages import show
from lofte.portals.staff.views.review import reference, told
from lofte.portals.staff.words import datamap as words
from lofte.portals.staff.words import systems as system_words
from lofte.portals.ui.maps import Drawing, Node, draw
from lofte.portals.ui.say import Link, Part, say

FARTHEST = 4
MISSED_LANE, OTHER_LANE = 8, 9


@desk_page(Permission.SYSTEMS_VIEW)
def map_(request: HttpRequest, desk: Desk, system_id: UUID) -> HttpResponse:
    kind, find = _kind(request), request.GET.get("find", "").strip()
    graph = queries.graph(desk.ctx, system_id=system_id)
    reach = queries.reached_by(desk.ctx, kind=kind, system_id=system_id)
    chosen = _chosen(request, graph)
    shown = [one for one in graph.tables if _matches(one, find)]
    context = {
        **_around(desk, system_id, "map"),
        "say": _sentence(desk, system_id, graph, reach),
        "drawing": _drawing(shown, graph, reach, chosen),
        "tables": [_row(desk, one, reach, request) for one in shown],
        "chosen": _panel(desk, system_id, chosen) if chosen else None,
        "kinds": [(code.value, system_words.kind(code)) for code in IdentityKind],
        "kind": kind,
        "find": find,
        "columns": _columns(),
        "grouped": len({one.group for one in shown}) > 1,
    }
    return show(request, desk, "map.html", context, here="systems")


@desk_page(Permission.SYSTEMS_VIEW)
def reach(request: HttpRequest, desk: Desk, system_id: UUID) -> HttpResponse:
    kind = _kind(request)
    found = queries.reached_by(desk.ctx, kind=kind, system_id=system_id)
    context = {
        **_around(desk, system_id, "reach"),
        "say": _reach_sentence(found),
        "reached": [_reached(row) for row in found.reached],
        "missed": [_missed(desk, row) for row in found.missed],
        "kinds": [(code.value, system_words.kind(code)) for code in IdentityKind],
        "kind": kind,
    }
    return show(request, desk, "reach.html", context, here="systems")


@desk_page(Permission.SYSTEMS_VIEW)
def changes(request: HttpRequest, desk: Desk, system_id: UUID) -> HttpResponse:
    all_ = queries.changes(desk.ctx, system_id=system_id)
    wanted = request.GET.get("since", "")
    since = next((one.at for one in all_.snapshots if str(one.id) == wanted), None)
    found = queries.changes(desk.ctx, system_id=system_id, since=since) if since else all_
    context = {
        **_around(desk, system_id, "changes"),
        "say": _changes_sentence(found),
        "changes": [{"row": row, "word": _CHANGE_WORDS[row.kind]()} for row in found.changes],
        "snapshots": found.snapshots,
        "since": wanted,
        "compared": found.since,
        "desk": desk,
    }
    return show(request, desk, "system_changes.html", context, here="systems")


_CHANGE_WORDS = {
    "new": lambda: _("New"),
    "changed": lambda: _("Changed"),
    "vanished": lambda: _("Gone"),
}


def tabs(desk: Desk, system_id: UUID, current: str) -> list[dict[str, Any]]:
    """The pages of one system, with what waits in them."""
    waiting = queries.review(desk.ctx, system_id=system_id, limit=1).waiting
    missed = len(queries.not_scanned(desk.ctx, system_id=system_id))
    review = f"{desk.url('review')}?{urlencode({'system': system_id})}"
    listed = (
        ("tables", _("Tables"), desk.url("system", system_id), ""),
        ("map", _("Map"), desk.url("map", system_id), ""),
        ("reach", _("From a person"), desk.url("reach", system_id), ""),
        ("review", _("Waits for you"), review, waiting),
        ("changes", _("Changes"), desk.url("system_changes", system_id), ""),
        ("parts", _("Not scanned"), desk.url("system", system_id) + "#parts", missed),
    )
    return [
        {"label": label, "url": url, "count": count or "", "current": name == current}
        for name, label, url, count in listed
        if name != "parts" or missed
    ]


def _around(desk: Desk, system_id: UUID, current: str) -> dict[str, Any]:
    row = next((one for one in queries.systems(desk.ctx) if one.id == system_id), None)
    if row is None:
        raise NotFound(system=system_id)
    return {"system": row, "tabs": tabs(desk, system_id, current)}


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", IdentityKind.EMAIL.value)
    if kind not in [*IdentityKind]:
        raise NotFound(kind=kind)
    return kind


def _chosen(request: HttpRequest, graph: Graph) -> GraphTable | None:
    wanted = request.GET.get("table", "")
    return next((one for one in graph.tables if str(one.id) == wanted), None)


def _matches(table: GraphTable, find: str) -> bool:
    return find.casefold() in f"{table.schema}.{table.name}".casefold()


def _drawing(
    shown: Sequence[GraphTable], graph: Graph, reach: ReachPage, chosen: GraphTable | None
) -> Drawing:
    lanes = {row.table_id: MISSED_LANE for row in reach.missed}
    lanes |= {row.table_id: _steps_to(row) for row in reach.reached}
    return draw(
        [_node(one, lanes.get(one.id, OTHER_LANE)) for one in shown],
        steps=_walked(graph, reach),
        references=[(str(one.target), str(one.source)) for one in graph.links],
        lanes=_lanes(),
        chosen=str(chosen.id) if chosen else None,
    )


def _lanes() -> Mapping[int, str]:
    return {
        0: _("Say who a person is"),
        1: _("One step away"),
        2: _("Two steps away"),
        3: _("Three steps away"),
        FARTHEST: _("Farther away"),
        MISSED_LANE: _("Personal data, not reached"),
        OTHER_LANE: _("Nothing personal found"),
    }


def _steps_to(row: ReachedRow) -> int:
    return min(FARTHEST, len(row.ways[0]) - 1) if row.ways else 0


def _node(table: GraphTable, lane: int) -> Node:
    mark = {0: "id", MISSED_LANE: "un", OTHER_LANE: "none"}.get(lane, "pd")
    return Node(
        key=str(table.id),
        label=table.name,
        group=table.group,
        lane=lane,
        mark=mark,
        note=phrases.number(table.rows) if table.rows is not None else "",
    )


def _walked(graph: Graph, reach: ReachPage) -> list[tuple[str, str]]:
    """The last step of the shortest way to each table."""
    ids = {(one.schema, one.name): one.id for one in graph.tables}
    pairs = []
    for row in reach.reached:
        hops = row.ways[0] if row.ways else ()
        if len(hops) > 1 and row.table_id is not None:
            before = ids.get((hops[-2].schema, hops[-2].table))
            pairs.append((str(before), str(row.table_id)))
    return pairs


def _sentence(desk: Desk, system_id: UUID, graph: Graph, reach: ReachPage) -> tuple[Part, ...]:
    missed_here = {row.table_id for row in reach.missed}
    personal = sum(bool(one.types) or one.id in missed_here for one in graph.tables)
    holds = ngettext(
        "%(personal)s of %(number)s table holds personal data.",
        "%(personal)s of %(number)s tables hold personal data.",
        len(graph.tables),
    ) % {"personal": phrases.count(personal), "number": phrases.number(len(graph.tables))}
    found = ngettext(
        "By %(kind)s a person is found in [%(number)s table](reached),",
        "By %(kind)s a person is found in [%(number)s tables](reached),",
        len(reach.reached),
    ) % {"kind": system_words.kind(reach.kind), "number": phrases.number(len(reach.reached))}
    missed = ngettext(
        "and [%(number)s with personal data is not reached](missed).",
        "and [%(number)s with personal data are not reached](missed).",
        len(reach.missed),
    ) % {"number": phrases.count(len(reach.missed))}
    ways = f"{desk.url('reach', system_id)}?kind={reach.kind}"
    return say(
        phrases.sentences((holds, f"{found} {missed}")),
        reached=Link(f"{ways}#reached"),
        missed=Link(f"{ways}#missed", "BROKEN" if reach.missed else None),
    )


def _row(
    desk: Desk, table: GraphTable, reach: ReachPage, request: HttpRequest
) -> dict[str, Any]:
    reached = {row.table_id: row for row in reach.reached}
    missed = {row.table_id: row for row in reach.missed}
    return {
        "row": table,
        "url": _choosing(request, table),
        "types": words.types(table.types),
        "named": not table.types and table.id in missed,
        "how": words.meaning(reached[table.id].relation) if table.id in reached else "",
        "why": words.missed(missed[table.id].why) if table.id in missed else "",
    }


def _choosing(request: HttpRequest, table: GraphTable) -> str:
    asked = {name: request.GET[name] for name in ("kind", "find") if request.GET.get(name)}
    return f"?{urlencode({**asked, 'table': table.id})}#chosen"


def _panel(desk: Desk, system_id: UUID, table: GraphTable) -> dict[str, Any]:
    fields = queries.fields(
        desk.ctx, system_id=system_id, schema=table.schema, table=table.name
    )
    tied = [
        row
        for row in queries.references(desk.ctx, system_id=system_id)
        if table.id in (row.source.table_id, row.target.table_id)
    ]
    return {
        "row": table,
        "fields": [told(desk, row) for row in fields],
        "references": [reference(desk, row) for row in tied],
    }


def _reached(row: ReachedRow) -> dict[str, Any]:
    return {
        "row": row,
        "types": words.types(row.types),
        "how": words.meaning(row.relation),
        "ways": [[f"{hop.table}.{', '.join(hop.columns)}" for hop in way] for way in row.ways],
    }


def _missed(desk: Desk, row: MissedRow) -> dict[str, Any]:
    url = desk.url("map", row.system_id) + f"?table={row.table_id}#chosen"
    return {
        "row": row,
        "types": words.types(row.types),
        "why": words.missed(row.why),
        "url": url if row.table_id else "",
    }


def _reach_sentence(found: ReachPage) -> tuple[Part, ...]:
    by = {"kind": system_words.kind(found.kind), "number": phrases.count(len(found.reached))}
    reached = ngettext(
        "By %(kind)s a person is found in %(number)s table.",
        "By %(kind)s a person is found in %(number)s tables.",
        len(found.reached),
    )
    if not found.missed:
        rest = _("No table with personal data is missed.")
    else:
        rest = ngettext(
            "[%(number)s more](missed) holds personal data and is not reached.",
            "[%(number)s more](missed) hold personal data and are not reached.",
            len(found.missed),
        ) % {"number": phrases.count(len(found.missed))}
    return say(f"{reached % by} {rest}", missed=Link("#missed", "BROKEN"))


def _changes_sentence(found: ChangesPage) -> tuple[Part, ...]:
    if not found.changes:
        return say(_("Nothing has changed."))
    text = ngettext(
        "%(number)s thing has changed.", "%(number)s things have changed.", len(found.changes)
    )
    return say(text % {"number": phrases.count(len(found.changes))})


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Table"), "css": "main"},
        {"label": _("Rows"), "css": "right w1"},
        {"label": _("Holds")},
        {"label": _("To the person")},
        {"label": _("Waits"), "css": "right w1 opt"},
    ]
