"""One field: what it holds, how we know, what was decided, and what it is tied to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lofte.areas.access.rules import Permission
from lofte.areas.datamap import queries
from lofte.areas.datamap.queries import DecisionRow, FieldPage, VerdictRow
from lofte.portals.staff import actors, phrases
from lofte.portals.staff.context import Desk, desk_page
from lofte.portals.staff.pages import show
from lofte.portals.staff.views.review import reference, told
from lofte.portals.staff.words import datamap as words
from lofte.portals.ui.say import Part, say


@desk_page(Permission.SYSTEMS_VIEW)
def field(request: HttpRequest, desk: Desk, field_id: UUID) -> HttpResponse:
    found = queries.field(desk.ctx, field_id=field_id)
    tied = {row.id: row for row in (*found.references_out, *found.references_in)}.values()
    context = {
        "one": told(desk, found.field),
        "say": _sentence(found),
        "facts": _facts(found),
        "verdicts": [_verdict(one) for one in found.verdicts],
        "decisions": _decisions(desk, found),
        "references": [reference(desk, row) for row in tied],
        "types": words.choices_of_type(),
        "may_manage": desk.may(Permission.SYSTEMS_MANAGE),
    }
    return show(request, desk, "field.html", context, here="systems")


def _sentence(found: FieldPage) -> tuple[Part, ...]:
    row = found.field
    name = phrases.inert(f"{row.table}.{row.column}")
    if row.standing == "not_scanned":
        return say(
            _("%(name)s could not be looked at, so nothing is known of it.") % {"name": name}
        )
    if row.decision is not None and row.decision.type:
        held = {"name": name, "type": words.type_(row.decision.type)}
        return say(_("%(name)s holds %(type)s. Somebody here has said so.") % held)
    if row.verdict is None or row.standing == "undetermined":
        return say(_("What %(name)s holds cannot be told.") % {"name": name})
    if row.verdict.type:
        return say(
            _("%(name)s holds %(type)s.")
            % {"name": name, "type": words.type_(row.verdict.type)}
        )
    if row.verdict.contains:
        told = {"name": name, "types": words.types(one.type for one in row.verdict.contains)}
        return say(_("Some values of %(name)s hold %(types)s.") % told)
    return say(_("Nothing we know of was found in %(name)s.") % {"name": name})


def _facts(found: FieldPage) -> list[tuple[str, str]]:
    row, verdict = found.field, found.field.verdict
    rows = [
        (_("System"), row.system),
        (_("Table"), row.table),
        (_("Declared as"), row.declared_type),
        (_("Protection"), words.sensitivity(row.sensitivity)),
        (_("Finds people by"), words.type_(row.identity)),
    ]
    if verdict is not None:
        rows += [
            (_("Values looked at"), phrases.number(verdict.rows_seen)),
            (_("Rules"), verdict.ruleset),
        ]
    if row.decision is not None:
        purposes = phrases.listing(row.decision.purposes)
        rows += [(_("About"), row.decision.subject), (_("Purposes"), purposes)]
    return [(name, value) for name, value in rows if value]


def _verdict(one: VerdictRow) -> dict[str, Any]:
    holds = words.type_(one.type) if one.type else _("nothing we know of")
    return {
        "row": one,
        "holds": _("cannot be told") if one.undetermined else holds,
        "sure": words.sureness(one.confidence) if one.type else "",
        "contains": words.types(found.type for found in one.contains),
    }


def _decisions(desk: Desk, found: FieldPage) -> list[dict[str, Any]]:
    who = actors.named(desk.ctx, (one.by for one in found.decisions))
    return [_decision(one, who[one.by]) for one in found.decisions]


def _decision(one: DecisionRow, who: str) -> dict[str, Any]:
    said = _("%(who)s %(choice)s") % {"who": who, "choice": words.choice(one.choice)}
    return {"row": one, "text": f"{said}: {words.type_(one.type)}" if one.type else said}
