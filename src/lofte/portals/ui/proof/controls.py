"""Every control: its name, what it found in one true sentence, and how it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.utils.translation import ngettext

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    name: str
    counted: str
    says: Callable[[Facts], str]


def name_of(control: str) -> str:
    return _(CONTROLS[control].name)


def counted(control: str) -> str:
    return _(CONTROLS[control].counted)


def says(control: str, facts: Facts) -> str:
    """What the evidence says. Facts an older version of the control lacked are left out."""
    try:
        return CONTROLS[control].says(facts)
    except KeyError:
        return name_of(control)


def _overdue(facts: Facts) -> str:
    if facts["late"]:
        return ngettext(
            "One request has passed its last lawful day.",
            "%(n)s requests have passed their last lawful day.",
            facts["late"],
        ) % {"n": facts["late"]}
    if facts["near"]:
        return ngettext(
            "No request is late, but one is within five days of its limit.",
            "No request is late, but %(n)s are within five days of their limit.",
            facts["near"],
        ) % {"n": facts["near"]}
    if not facts["open"]:
        return _("No request is open just now.")
    return ngettext(
        "One request is open, and it is in time.",
        "%(n)s requests are open, and all are in time.",
        facts["open"],
    ) % {"n": facts["open"]}


def _answers(facts: Facts) -> str:
    if not facts["answers"]:
        return _("Nobody has had an answer in the last ninety days.")
    said = ngettext(
        "One answer was given in the last ninety days, and %(in_time)s came in time.",
        "%(n)s answers were given in the last ninety days, and %(in_time)s came in time.",
        facts["answers"],
    ) % {"n": facts["answers"], "in_time": facts["in_time"]}
    slowest = _("The slowest took %(days)s days.") % {"days": facts["slowest_days"]}
    return f"{said} {slowest}"


def _extensions(facts: Facts) -> str:
    if not facts["extensions"]:
        return _("No answer has needed longer than a month.")
    return ngettext(
        "One request took longer, and the person was told in time.",
        "%(n)s requests took longer, and %(ok)s of them were told in time.",
        facts["extensions"],
    ) % {"n": facts["extensions"], "ok": facts["extensions"] - facts["late"]}


def _identity(facts: Facts) -> str:
    return ngettext(
        "One answer was handed out in a year, %(bad)s of them to an unproven address.",
        "%(n)s answers were handed out in a year, %(bad)s of them to an unproven address.",
        facts["released"],
    ) % {"n": facts["released"], "bad": facts["unproven"]}


def _packages(facts: Facts) -> str:
    return ngettext(
        "One package is kept longer than %(days)s days.",
        "%(n)s packages are kept longer than %(days)s days.",
        facts["kept_too_long"],
    ) % {"n": facts["kept_too_long"], "days": facts["days"]}


def _ledger(facts: Facts) -> str:
    if facts["faults"]:
        return ngettext(
            "The record does not add up in one place.",
            "The record does not add up in %(n)s places.",
            facts["faults"],
        ) % {"n": facts["faults"]}
    return ngettext(
        "The one entry of the record has been recomputed and is unaltered.",
        "All %(n)s entries of the record have been recomputed and are unaltered.",
        facts["entries"],
    ) % {"n": facts["entries"]}


def _checkpoint(facts: Facts) -> str:
    return _("%(n)s entries; %(unsigned)s of them are not yet signed.") % {
        "n": facts["entries"],
        "unsigned": facts["unsigned"],
    }


def _second_factor(facts: Facts) -> str:
    if facts["without"]:
        return ngettext(
            "%(n)s people sign in here, and one does so without a second step.",
            "%(n)s people sign in here, and %(without)s do so without a second step.",
            facts["without"],
        ) % {"n": facts["accounts"], "without": facts["without"]}
    return ngettext(
        "The one who signs in here does so with a second step.",
        "%(n)s people sign in here, all with a second step.",
        facts["accounts"],
    ) % {"n": facts["accounts"]}


def _dormant(facts: Facts) -> str:
    return ngettext(
        "One account has not been used for %(days)s days.",
        "%(n)s accounts have not been used for %(days)s days.",
        facts["dormant"],
    ) % {"n": facts["dormant"], "days": facts["days"]}


def _strangers(facts: Facts) -> str:
    return _("As a stranger we tried %(n)s tables and could read in %(leaking)s.") % {
        "n": facts["tables"],
        "leaking": facts["leaking"],
    }


def _public(facts: Facts) -> str:
    return _(
        "We fetched the page without signing in: it showed the text in %(shown)s of "
        "%(languages)s languages."
    ) % {"shown": facts["shown"], "languages": facts["languages"]}


def _contact(facts: Facts) -> str:
    if facts["email"] and facts["officer"]:
        return _("An address and a data protection officer are published.")
    if facts["email"]:
        return _("An address is published, but no data protection officer.")
    return _("No address is published.")


def _reviewed(facts: Facts) -> str:
    left = facts["days_left"]
    if left is None:
        return _("The policy has never been read through.")
    if left < 0:
        return ngettext(
            "The policy should have been read through one day ago.",
            "The policy should have been read through %(n)s days ago.",
            -left,
        ) % {"n": -left}
    return ngettext(
        "The policy is to be read through again within one day.",
        "The policy is to be read through again within %(n)s days.",
        left,
    ) % {"n": left}


def _scanned(facts: Facts) -> str:
    return ngettext(
        "Of one system, %(old)s has not been gone through in the last %(days)s days.",
        "Of %(n)s systems, %(old)s have not been gone through in the last %(days)s days.",
        facts["systems"],
    ) % {"n": facts["systems"], "old": facts["not_scanned"], "days": facts["within_days"]}


def _findable(facts: Facts) -> str:
    if not facts["systems"]:
        return _("No system is connected.")
    if not facts["without_identity"] and facts["tables_unreached"]:
        return ngettext(
            "A person can be found, but one table with personal data is not reached.",
            "A person can be found, but %(n)s tables with personal data are not reached.",
            facts["tables_unreached"],
        ) % {"n": facts["tables_unreached"]}
    return ngettext(
        "In one system, %(blind)s lacks a way to find a person.",
        "Of %(n)s systems, %(blind)s lack a way to find a person.",
        facts["systems"],
    ) % {"n": facts["systems"], "blind": facts["without_identity"]}


def _undeclared(facts: Facts) -> str:
    if not facts["undeclared"]:
        return ngettext(
            "One field holds personal data, and somebody has said so.",
            "%(n)s fields hold personal data, and somebody has said so of each.",
            facts["personal"],
        ) % {"n": facts["personal"]}
    if facts["overdue"]:
        return ngettext(
            "One field with personal data has waited for a decision more than %(days)s days.",
            "%(n)s fields with personal data have waited for a decision more than %(days)s "
            "days.",
            facts["overdue"],
        ) % {"n": facts["overdue"], "days": facts["within_days"]}
    return ngettext(
        "Personal data was found in one field that nobody has decided on yet.",
        "Personal data was found in %(n)s fields that nobody has decided on yet.",
        facts["undeclared"],
    ) % {"n": facts["undeclared"]}


def _everything(facts: Facts) -> str:
    if not facts["systems"]:
        return _("No system is connected.")
    if facts["never_scanned"]:
        return ngettext(
            "The values of one table have never been looked at.",
            "The values of %(n)s tables have never been looked at.",
            facts["never_scanned"],
        ) % {"n": facts["never_scanned"]}
    if facts["lost"]:
        return ngettext(
            "One table could not be looked at the last time.",
            "%(n)s tables could not be looked at the last time.",
            facts["lost"],
        ) % {"n": facts["lost"]}
    return ngettext(
        "The values of the one table have been looked at.",
        "The values of all %(n)s tables have been looked at.",
        facts["tables"],
    ) % {"n": facts["tables"]}


CONTROLS: dict[str, Words] = {
    "requests.none_overdue": Words(
        name=noop("No request has passed its limit"),
        counted=noop(
            "Time is counted from the day after the request came in. Every open request is "
            "compared with its last lawful day, and with the safe day before it."
        ),
        says=_overdue,
    ),
    "requests.answered_in_time": Words(
        name=noop("Answers in time, the last ninety days"),
        counted=noop(
            "Every answer of the last ninety days is compared with the last lawful day it had, "
            "an extension included if the person was told of it."
        ),
        says=_answers,
    ),
    "requests.extensions_told_in_time": Words(
        name=noop("Who had to wait was told inside the first month"),
        counted=noop(
            "Every extension of the last year is compared with the limit it moved: it must "
            "have been told before that passed."
        ),
        says=_extensions,
    ),
    "requests.identity_proven_before_release": Words(
        name=noop("Nothing is handed out before the address is proven"),
        counted=noop(
            "Every answer of the last year must have a code that was used before it was handed "
            "out."
        ),
        says=_identity,
    ),
    "requests.packages_expire": Words(
        name=noop("Packages are gone after thirty days"),
        counted=noop(
            "Every package that still has its key is compared with the day it was handed out."
        ),
        says=_packages,
    ),
    "ledger.verifies": Words(
        name=noop("The record is unaltered"),
        counted=noop(
            "Every entry's fingerprint is computed anew and the tree of them all compared with "
            "what was signed (RFC 6962)."
        ),
        says=_ledger,
    ),
    "ledger.checkpoint_fresh": Words(
        name=noop("The record is signed without delay"),
        counted=noop("The newest entry is compared with the newest signature."),
        says=_checkpoint,
    ),
    "access.second_factor": Words(
        name=noop("Everyone signs in with a second step"),
        counted=noop("Every account that serves here must have a passkey or a code app."),
        says=_second_factor,
    ),
    "access.no_dormant_access": Words(
        name=noop("No sleeping accounts"),
        counted=noop("Every account that serves here is compared with its last sign-in."),
        says=_dormant,
    ),
    "access.no_stranger_reads": Words(
        name=noop("Nobody reads across organisations"),
        counted=noop(
            "We go into the database as an organisation that does not exist, and try every "
            "table."
        ),
        says=_strangers,
    ),
    "notices.public_in_both_languages": Words(
        name=noop("The policy can be read by everyone, in Swedish and English"),
        counted=noop(
            "The page is fetched over the network without signing in, in each language, and "
            "must show the very text that is published."
        ),
        says=_public,
    ),
    "notices.contact_published": Words(
        name=noop("It says how to reach us"),
        counted=noop("The organisation's address and officer must be filled in."),
        says=_contact,
    ),
    "notices.reviewed_within_a_year": Words(
        name=noop("The policy is read through every year"),
        counted=noop("The last reading, or the publication, must be less than a year old."),
        says=_reviewed,
    ),
    "datamap.systems_scanned": Words(
        name=noop("The systems are gone through for personal data"),
        counted=noop("Every connected system is compared with its last scan that worked."),
        says=_scanned,
    ),
    "datamap.people_can_be_found": Words(
        name=noop("A person can be found in every system"),
        counted=noop("Every connected system must have a column that identifies a person."),
        says=_findable,
    ),
    "datamap.nothing_undeclared": Words(
        name=noop("No personal data that nobody knows of"),
        counted=noop(
            "Every field in which a scan found personal data must have been decided on by a "
            "person within fourteen days."
        ),
        says=_undeclared,
    ),
    "datamap.everything_scanned": Words(
        name=noop("Every table is scanned"),
        counted=noop("Every table that holds rows is compared with the last look at it."),
        says=_everything,
    ),
}
