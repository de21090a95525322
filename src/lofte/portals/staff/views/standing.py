"""How promises stand, as sentences and lines: shared by the board, the text and the home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lofte.areas.access.rules import Permission
from lofte.areas.promises.queries import ControlRow, EvidenceRow, Span, Standing
from lofte.areas.promises.rules import Kind, Status
from lofte.portals.staff import phrases
from lofte.portals.staff.context import Desk
from lofte.portals.staff.words import controls as control_words
from lofte.portals.staff.words import promises as words
from lofte.portals.staff.words import requests as request_words
from lofte.portals.ui.say import Link, Part, say

DRAWN = (
    Status.KEPT,
    Status.AT_RISK,
    Status.BROKEN,
    Status.UNPROVEN,
    Status.NOT_MACHINE_PROVABLE,
    Status.LEGALLY_VOID,
)
"""The order of the long line and of the sentence: from what is well to what never was."""


def sentence(
    desk: Desk, counts: Mapping[Status, int], *, here: str, name: str
) -> tuple[Part, ...]:
    """How many promises there are, and how many stand each way; the words lead to them."""
    total = sum(counts.values())
    if not total:
        return say(_("%(organisation)s has no promise here.") % {"organisation": _safe(name)})
    given = ngettext(
        "%(organisation)s has made %(number)s promise.",
        "%(organisation)s has made %(number)s promises.",
        total,
    ) % {"organisation": _safe(name), "number": phrases.number(total)}
    clauses = [_clause(status, counts.get(status, 0)) for status in DRAWN if counts.get(status)]
    links = {status.value: Link(f"{here}#{status.value}", status.name) for status in DRAWN}
    return say(phrases.sentences((given, f"{phrases.listing(clauses)}.")), **links)


def _clause(status: Status, number: int) -> str:
    sentences = {
        Status.KEPT: ngettext("[%(n)s is kept](kept)", "[%(n)s are kept](kept)", number),
        Status.AT_RISK: ngettext(
            "[%(n)s is at risk](at_risk)", "[%(n)s are at risk](at_risk)", number
        ),
        Status.BROKEN: ngettext(
            "[%(n)s is broken](broken)", "[%(n)s are broken](broken)", number
        ),
        Status.UNPROVEN: ngettext(
            "[%(n)s cannot be proven](unproven) today",
            "[%(n)s cannot be proven](unproven) today",
            number,
        ),
        Status.NOT_MACHINE_PROVABLE: ngettext(
            "[%(n)s is attested by a person](not_machine_provable)",
            "[%(n)s are attested by a person](not_machine_provable)",
            number,
        ),
        Status.LEGALLY_VOID: ngettext(
            "[%(n)s has no legal force](legally_void)",
            "[%(n)s have no legal force](legally_void)",
            number,
        ),
    }
    return sentences[status] % {"n": phrases.number(number)}


def controls_sentence(found: Sequence[ControlRow]) -> tuple[Part, ...]:
    total = ngettext(
        "%(n)s control asks the live system.",
        "%(n)s controls ask the live system.",
        len(found),
    ) % {"n": phrases.count(len(found))}
    fresh = [row.last for row in found if row.last and row.last.fresh]
    silent, broken = len(found) - len(fresh), sum(one.verdict == "broken" for one in fresh)
    old = ngettext(
        "[%(n)s has no fresh answer](unproven).",
        "[%(n)s have no fresh answer](unproven).",
        silent,
    ) % {"n": phrases.count(silent)}
    bad = ngettext(
        "[%(n)s found deviations](broken).", "[%(n)s found deviations](broken).", broken
    ) % {"n": phrases.count(broken)}
    well = _("[All of them answered lately](kept).")
    parts = (total, bad if broken else "", old if silent else "")
    return say(
        phrases.sentences(parts if broken or silent else (total, well)),
        unproven=Link("", "UNPROVEN"),
        broken=Link("", "BROKEN"),
        kept=Link("", "KEPT"),
    )


def drawn(counts: Mapping[Status, int]) -> list[tuple[str, int]]:
    return [(status.name, counts.get(status, 0)) for status in DRAWN]


def spans(year: Sequence[Span]) -> list[tuple[str, date, date]]:
    return [(span.status.name, span.since, span.until) for span in year]


def why(promise: Standing) -> str:
    """What stands under a promise on the board: the control that speaks for it, or its lack."""
    if promise.void:
        return _("The law does not carry it")
    if promise.controls:
        code = promise.evidence.control if promise.evidence else promise.controls[0]
        return control_words.name(code)
    if promise.attested_until:
        return _("Attested by a colleague")
    return words.kind(promise.kind) if promise.kind is Kind.CUSTOMER else _("No control linked")


def measured(promise: Standing) -> str:
    """What the deciding control found, or why there is nothing to show."""
    if promise.void:
        return ""
    if evidence := promise.evidence:
        if evidence.verdict == "error":
            return request_words.reason(evidence.error)
        if not evidence.fresh:
            return _("too old")
        return control_words.measured(evidence.control, evidence.facts)
    if promise.attested_until:
        return _("until %(day)s") % {"day": phrases.day_short(promise.attested_until)}
    return _("nothing")


def answered(evidence: EvidenceRow | None) -> tuple[str, str]:
    """The line and the word for a control's last answer."""
    if evidence is None:
        return "UNPROVEN", _("Never asked")
    if not evidence.fresh:
        return "UNPROVEN", _("Too old")
    status, word = control_words.VERDICTS[evidence.verdict]
    return status, str(word)


def next_act(desk: Desk, promise: Standing) -> str:
    """What this colleague could do about a promise, in a word or two; empty when nothing."""
    if promise.void:
        return _("See why")
    if not promise.controls and promise.kind is Kind.PROCESS:
        if desk.may(Permission.PROMISES_ATTEST):
            return _("Renew") if promise.attested_until else _("Attest")
        return ""
    if not promise.controls and desk.may(Permission.PROMISES_LINK):
        return _("Link a control")
    return _("See the proof") if promise.controls else ""


def tabs(desk: Desk, here: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": desk.url(name), "current": name == here}
        for name, label in (
            ("promises", _("By status")),
            ("policy", _("In the policy text")),
            ("controls", _("Controls")),
            ("changes", _("Changes")),
        )
    ]


def language_name(code: str) -> str:
    return request_words.language(code)


def _safe(name: str) -> str:
    return phrases.inert(name)
