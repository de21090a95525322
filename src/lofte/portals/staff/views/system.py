"""One system: its tables, which columns say who a person is, and what is read of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import actions, queries
from lofte.areas.datamap.queries import ColumnRow, SystemPage, TableRow
from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.traversal import Relation
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk, desk_act, desk_page
from lofte.portals.staff.pages import do, show
from lofte.portals.staff.views.maps import tabs as system_tabs
from lofte.portals.staff.words import requests as request_words
from lofte.portals.staff.words import systems as words
from lofte.portals.ui.say import Link, Part, say


@desk_page(Permission.SYSTEMS_VIEW)
def system(request: HttpRequest, desk: Desk, system_id: UUID) -> HttpResponse:
    found = queries.system(desk.ctx, system_id=system_id)
    status, word = words.status(found.system.status)
    find = request.GET.get("find", "").strip().casefold()
    view = request.GET.get("view", "")
    tables = [_table(table) for table in found.tables if _shown(table, view, find)]
    context = {
        "found": found.system,
        "say": _sentence(found),
        "status": status,
        "word": word,
        "reason": request_words.reason(found.system.reason) if found.system.reason else "",
        "suggestions": _suggestions(found),
        "tables": tables,
        "columns": _columns(),
        "pages": system_tabs(desk, system_id, "tables"),
        "tabs": _tabs(desk, found, view),
        "parts": queries.not_scanned(desk.ctx, system_id=system_id),
        "find": request.GET.get("find", ""),
        "view": view,
        "kinds": [(kind.value, words.kind(kind)) for kind in IdentityKind],
        "relations": [(r.value, _(words.RELATION_SAYS[r])) for r in Relation],
        "scans": [_scan(scan) for scan in found.scans],
        "may_manage": desk.may(Permission.SYSTEMS_MANAGE),
    }
    return show(request, desk, "system.html", context, here="systems")


@desk_act(Permission.SYSTEMS_MANAGE)
def scan(request: HttpRequest, desk: Desk, system_id: UUID) -> HttpResponseBase:
    return do(
        request,
        desk,
        lambda: actions.request_scan(desk.ctx, system_id=system_id),
        url=desk.url("system", system_id),
        message=_("The system is scanned anew. Load the page again in a moment."),
    )


@desk_act(Permission.SYSTEMS_MANAGE)
def accept(request: HttpRequest, desk: Desk, system_id: UUID) -> HttpResponseBase:
    place, kind = _place(request), request.POST.get("kind", "")
    return _decide(
        request,
        desk,
        system_id,
        lambda: actions.accept_identity(
            desk.ctx, system_id=system_id, **place, column=_column(request), kind=kind
        ),
        _("People are looked for by this column from now on."),
    )


@desk_act(Permission.SYSTEMS_MANAGE)
def clear(request: HttpRequest, desk: Desk, system_id: UUID) -> HttpResponseBase:
    place = _place(request)
    return _decide(
        request,
        desk,
        system_id,
        lambda: actions.clear_identity(
            desk.ctx, system_id=system_id, **place, column=_column(request)
        ),
        _("People are no longer looked for by this column."),
    )


@desk_act(Permission.SYSTEMS_MANAGE)
def relate(request: HttpRequest, desk: Desk, system_id: UUID) -> HttpResponseBase:
    place, relation = _place(request), request.POST.get("relation", "")
    return _decide(
        request,
        desk,
        system_id,
        lambda: actions.set_relation(desk.ctx, system_id=system_id, **place, relation=relation),
        _("What the table's rows are to a person is decided."),
    )


@desk_act(Permission.SYSTEMS_MANAGE)
def remove(request: HttpRequest, desk: Desk, system_id: UUID) -> HttpResponseBase:
    return do(
        request,
        desk,
        lambda: actions.remove_system(desk.ctx, system_id=system_id),
        url=desk.url("systems"),
        message=_("The system is disconnected, and its address is forgotten."),
    )


def _decide(
    request: HttpRequest, desk: Desk, system_id: UUID, act: Callable[[], object], text: str
) -> HttpResponse:
    """Decide on a table, and go back to it."""
    place = _place(request)
    anchor = f"#t-{place['schema']}.{place['table']}"
    return do(request, desk, act, url=desk.url("system", system_id) + anchor, message=text)


def _place(request: HttpRequest) -> dict[str, str]:
    return {"schema": request.POST.get("schema", ""), "table": request.POST.get("table", "")}


def _column(request: HttpRequest) -> str:
    return request.POST.get("column", "")


def _sentence(found: SystemPage) -> tuple[Part, ...]:
    name = phrases.inert(found.system.name)
    if not found.tables:
        return say(_("%(name)s has not been looked at yet.") % {"name": name})
    read = sum(table.read for table in found.tables)
    total = ngettext(
        "%(name)s has %(number)s table;", "%(name)s has %(number)s tables;", len(found.tables)
    ) % {"name": name, "number": phrases.number(len(found.tables))}
    reads = ngettext(
        "[%(number)s is read](read) for a person.", "[%(number)s are read](read) for a person.",
        read,
    ) % {"number": phrases.count(read)}  # fmt: skip
    text = f"{total} {reads} {phrases.sentences((_missed(found),))}"
    return say(
        text,
        read=Link("?view=read#tables"),
        missed=Link("?view=missed#tables", "BROKEN"),
        blind=Link("#suggestions", "BROKEN"),
    )


def _missed(found: SystemPage) -> str:
    if not found.system.identities:
        return _("[Nothing says who a person is](blind) yet.")
    missed = len(found.plan.unreached)
    if not missed:
        return _("No table that looks like personal data is missed.")
    return ngettext(
        "[%(number)s looks like personal data](missed) and is not reached.",
        "[%(number)s look like personal data](missed) and are not reached.",
        missed,
    ) % {"number": phrases.count(missed)}


def _shown(table: TableRow, view: str, find: str) -> bool:
    names = (table.name, *(column.name for column in table.columns))
    if find and not any(find in name.casefold() for name in names):
        return False
    if view == "read":
        return table.read
    return view != "missed" or (not table.read and table.why_not is not None)


def _tabs(desk: Desk, found: SystemPage, view: str) -> list[dict[str, Any]]:
    url = desk.url("system", found.system.id)
    read = sum(table.read for table in found.tables)
    missed = sum(not table.read and table.why_not is not None for table in found.tables)
    shown = (
        ("", _("All tables"), len(found.tables)),
        ("read", _("Read for a person"), read),
        ("missed", _("Not reached"), missed),
    )
    return [
        {
            "label": label,
            "count": count,
            "url": f"{url}?view={name}#tables" if name else f"{url}#tables",
            "current": name == view,
        }
        for name, label, count in shown
    ]


def _suggestions(found: SystemPage) -> list[dict[str, Any]]:
    """Columns that look as if they say who a person is, and nobody has decided on."""
    return [
        {
            "schema": table.schema,
            "table": table.name,
            "column": column.name,
            "kind": column.suggestion,
            "kind_word": words.kind(column.suggestion),
            "reason": words.suggested(column.suggestion_reason or ""),
        }
        for table in found.tables
        for column in table.columns
        if column.suggestion and not column.identity
    ]


def _table(table: TableRow) -> dict[str, Any]:
    return {
        "row": table,
        "full": f"{table.schema}.{table.name}" if table.schema else table.name,
        "relation": words.relation(table.relation) if table.relation else "",
        "holds": _holds(table),
        "identities": [
            words.kind(column.identity) for column in table.columns if column.identity
        ],
        "columns": [_told(column) for column in table.columns],
    }


def _holds(table: TableRow) -> tuple[str, str]:
    """The line a table is drawn with, and its word."""
    if table.read:
        by_identity = any(column.identity for column in table.columns)
        return "KEPT", _("Identifies a person") if by_identity else _("Is read")
    if table.why_not == "no_path":
        return "BROKEN", _("Not reached")
    if table.why_not:
        return "plain", words.why_not(table.why_not)
    return "plain", _("No personal data seen")


def _told(column: ColumnRow) -> dict[str, Any]:
    return {
        "row": column,
        "identity": words.kind(column.identity) if column.identity else "",
        "suggestion": words.kind(column.suggestion) if column.suggestion else "",
    }


def _scan(scan: queries.ScanRow) -> dict[str, Any]:
    said = ngettext("%(number)s table", "%(number)s tables", scan.tables) % {
        "number": phrases.number(scan.tables)
    }
    failed = request_words.reason(scan.failure) if scan.failure else ""
    return {"at": scan.at, "text": failed or said, "failed": bool(scan.failure)}


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": _("Table"), "css": "main"},
        {"label": _("Rows"), "css": "right w1"},
        {"label": _("Contents")},
        {"label": _("Finds people by"), "css": "w1 opt"},
        {"label": _("Its rows are"), "css": "w1 opt"},
    ]
