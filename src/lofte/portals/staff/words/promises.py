"""Promises: their kinds, and how they stand."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lofte.areas.promises.rules import Kind, Status

KINDS: dict[str, str] = {
    Kind.HARD: gettext_noop("A machine can test it"),
    Kind.PROCESS: gettext_noop("Records of people's work prove it"),
    Kind.CUSTOMER: gettext_noop("Somebody else's duty"),
    Kind.LEGAL: gettext_noop("A stance in law"),
    Kind.BOILERPLATE: gettext_noop("Nothing to prove"),
}
GROUPS: dict[str, str] = {
    Status.BROKEN: gettext_noop("A control found that it does not hold"),
    Status.LEGALLY_VOID: gettext_noop("To be rewritten; it can never be kept"),
    Status.UNPROVEN: gettext_noop("No control, or evidence that is too old"),
    Status.AT_RISK: gettext_noop("Holds today, but the limit is near"),
    Status.NOT_MACHINE_PROVABLE: gettext_noop("Holds until the attestation runs out"),
    Status.KEPT: gettext_noop("Every control is fresh and says so"),
}
VERDICTS: dict[str, str] = {
    "kept": gettext_noop("kept"),
    "at_risk": gettext_noop("at risk"),
    "broken": gettext_noop("broken"),
    "error": gettext_noop("no answer"),
}
OUTCOMES: dict[str, str] = {
    "unchanged": gettext_noop("nothing to change"),
    "changed": gettext_noop("a new version follows"),
}


def kind(code: str) -> str:
    return _(KINDS[code]) if code in KINDS else code


def group(code: str) -> str:
    return _(GROUPS[code]) if code in GROUPS else code


def verdict(code: str) -> str:
    return _(VERDICTS[code]) if code in VERDICTS else code


def outcome(code: str) -> str:
    return _(OUTCOMES[code]) if code in OUTCOMES else code
