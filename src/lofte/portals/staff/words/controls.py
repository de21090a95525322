"""What each control measured, in as few words as a table has room for.

Its name, its whole sentence and how it counts are said by `ui.proof.controls`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lofte.portals.staff.words.facts import shown
from lofte.portals.ui.proof import controls

MEASURED: dict[str, Promise] = {
    "requests.none_overdue": _("%(open)s open, %(late)s late"),
    "requests.answered_in_time": _("%(in_time)s of %(answers)s in time"),
    "requests.extensions_told_in_time": _("%(late)s of %(extensions)s told late"),
    "requests.identity_proven_before_release": _("%(unproven)s of %(released)s unproven"),
    "requests.packages_expire": _("%(kept_too_long)s kept too long"),
    "ledger.verifies": ngettext_lazy(
        "%(faults)s fault in %(entries)s entries",
        "%(faults)s faults in %(entries)s entries",
        "faults",
    ),
    "ledger.checkpoint_fresh": _("%(unsigned)s unsigned"),
    "access.second_factor": _("%(without)s of %(accounts)s without"),
    "access.no_dormant_access": _("%(dormant)s dormant"),
    "access.no_stranger_reads": _("%(leaking)s of %(tables)s tables open"),
    "notices.public_in_both_languages": _("%(shown)s of %(languages)s shown"),
    "notices.contact_published": _("officer: %(officer)s"),
    "notices.reviewed_within_a_year": _("again by %(due)s"),
    "datamap.systems_scanned": _("%(not_scanned)s of %(systems)s not scanned"),
    "datamap.nothing_undeclared": _("%(undeclared)s of %(personal)s fields undeclared"),
    "datamap.everything_scanned": _("%(never_scanned)s of %(tables)s tables never scanned"),
    "datamap.people_can_be_found": ngettext_lazy(
        "%(tables_unreached)s table not reached",
        "%(tables_unreached)s tables not reached",
        "tables_unreached",
    ),
}
VERDICTS: dict[str, tuple[str, Promise]] = {
    "kept": ("KEPT", _("Kept")),
    "at_risk": ("AT_RISK", _("At risk")),
    "broken": ("BROKEN", _("Deviations")),
    "error": ("UNPROVEN", _("Did not answer")),
}


def name(code: str) -> str:
    """What the control looks for; a control of another version is its code."""
    return controls.name_of(code) if code in controls.CONTROLS else code


def says(code: str, facts: Mapping[str, Any]) -> str:
    return controls.says(code, facts) if code in controls.CONTROLS else code


def counted(code: str) -> str:
    return controls.counted(code) if code in controls.CONTROLS else ""


def measured(code: str, facts: Mapping[str, Any]) -> str:
    """What it found, in a few words; empty when the facts are of another version."""
    try:
        return str(MEASURED[code] % shown(facts))
    except KeyError:
        return ""
