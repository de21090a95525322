"""What each sentence of the demo's policies is, in order, and what could prove it.

A person who has read the policy put this down: `proved` names the control that speaks for
it, `unproved` could have one and has none, `attested` needs somebody's word, `customer` is
another's duty, `void` has no legal force as written, and `plain` promises nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from lofte.areas.promises.rules import Kind


class Proof(StrEnum):
    """The controls that can speak for a sentence here."""

    ANSWERED_IN_A_MONTH = "requests.answered_in_time"
    EXTENSION_TOLD_IN_TIME = "requests.extensions_told_in_time"
    EMAIL_PROVED_FIRST = "requests.identity_proven_before_release"
    PACKAGE_GONE_AFTER_30_DAYS = "requests.packages_expire"
    SECOND_STEP = "access.second_factor"
    DORMANT_CLOSED_AFTER_90_DAYS = "access.no_dormant_access"
    TENANTS_APART = "access.no_stranger_reads"
    LEDGER_UNBROKEN = "ledger.verifies"
    READABLE_BY_ALL = "notices.public_in_both_languages"
    REVIEWED_EVERY_YEAR = "notices.reviewed_within_a_year"
    OFFICER_REACHABLE = "notices.contact_published"
    SCANNED_EVERY_WEEK = "datamap.systems_scanned"
    SYSTEMS_KNOWN = "datamap.people_can_be_found"
    NOTHING_UNKNOWN = "datamap.nothing_undeclared"


class Pledge(NamedTuple):
    """One sentence: its key within the policy, its kind, and its proofs if it has any."""

    key: str
    kind: Kind
    proofs: tuple[Proof, ...] = ()


def _proved(*proofs: Proof) -> Pledge:
    return Pledge(proofs[0].name.lower(), Kind.HARD, proofs)


def _unproved(key: str) -> Pledge:
    return Pledge(key, Kind.HARD)


def _attested(key: str) -> Pledge:
    return Pledge(key, Kind.PROCESS)


def _customer(key: str) -> Pledge:
    return Pledge(key, Kind.CUSTOMER)


def _void(key: str) -> Pledge:
    return Pledge(key, Kind.LEGAL)


def _plain(key: str) -> Pledge:
    return Pledge(key, Kind.BOILERPLATE)


_BJORNMOSSA = (
    _plain("what_we_make"),
    _attested("on_instruction"),
    _plain("what_is_ours"),
    _proved(Proof.OFFICER_REACHABLE),
    _attested("free_of_charge"),
    _proved(Proof.ANSWERED_IN_A_MONTH),
    _proved(Proof.EXTENSION_TOLD_IN_TIME),
    _proved(Proof.EMAIL_PROVED_FIRST),
    _attested("no_copy_of_identity_card"),
    _proved(Proof.PACKAGE_GONE_AFTER_30_DAYS),
    _attested("corrected_everywhere"),
    _attested("what_we_keep_of_users"),
    _attested("only_what_is_needed"),
    _proved(Proof.SYSTEMS_KNOWN),
    _proved(Proof.SCANNED_EVERY_WEEK),
    _proved(Proof.SECOND_STEP),
    _proved(Proof.DORMANT_CLOSED_AFTER_90_DAYS),
    _unproved("leavers_out_same_day"),
    _proved(Proof.TENANTS_APART),
    _proved(Proof.LEDGER_UNBROKEN),
    _attested("training"),
    _attested("care"),
    _attested("invoices"),
    _attested("backups"),
    _customer("provider_decides_accounts"),
    _customer("provider_tells_of_leavers"),
    _customer("provider_tells_patients"),
    _attested("told_within_24_hours"),
    _plain("complaint"),
    _proved(Proof.READABLE_BY_ALL),
    _proved(Proof.REVIEWED_EVERY_YEAR),
    _unproved("earlier_versions_kept"),
    _void("use_is_consent"),
)

_TUSSILAGO = (
    _plain("what_we_run"),
    _attested("on_instruction"),
    _plain("what_is_ours"),
    _proved(Proof.OFFICER_REACHABLE),
    _proved(Proof.ANSWERED_IN_A_MONTH),
    _proved(Proof.EXTENSION_TOLD_IN_TIME),
    _attested("passed_on"),
    _proved(Proof.EMAIL_PROVED_FIRST),
    _proved(Proof.PACKAGE_GONE_AFTER_30_DAYS),
    _attested("readable_package"),
    _attested("what_we_keep"),
    _attested("nothing_sold"),
    _proved(Proof.SYSTEMS_KNOWN),
    _proved(Proof.SCANNED_EVERY_WEEK, Proof.NOTHING_UNKNOWN),
    _plain("why_reminders"),
    _attested("newsletter_on_request"),
    _void("booking_is_consent"),
    _proved(Proof.SECOND_STEP),
    _proved(Proof.DORMANT_CLOSED_AFTER_90_DAYS),
    _unproved("leavers_out_same_day"),
    _proved(Proof.TENANTS_APART),
    _proved(Proof.LEDGER_UNBROKEN),
    _attested("training"),
    _attested("thought"),
    _attested("bookings_kept"),
    _attested("invoices"),
    _customer("business_tells_why"),
    _customer("business_removes"),
    _customer("business_gives_accounts"),
    _proved(Proof.READABLE_BY_ALL),
    _proved(Proof.REVIEWED_EVERY_YEAR),
    _unproved("earlier_versions_kept"),
    _void("reader_must_watch"),
    _plain("complaint"),
)

_SILVEREK = (
    _plain("who_we_are"),
    _plain("booking_run_by"),
    _proved(Proof.OFFICER_REACHABLE),
    _proved(Proof.ANSWERED_IN_A_MONTH),
    _proved(Proof.EXTENSION_TOLD_IN_TIME),
    _proved(Proof.EMAIL_PROVED_FIRST),
    _proved(Proof.PACKAGE_GONE_AFTER_30_DAYS),
    _proved(Proof.SYSTEMS_KNOWN),
    _proved(Proof.SCANNED_EVERY_WEEK, Proof.NOTHING_UNKNOWN),
    _proved(Proof.SECOND_STEP),
    _proved(Proof.LEDGER_UNBROKEN),
    _attested("no_gossip"),
    _attested("invoices"),
    _proved(Proof.READABLE_BY_ALL),
)

_RONNBACKEN = (
    _plain("who_we_are"),
    _proved(Proof.OFFICER_REACHABLE),
    _proved(Proof.ANSWERED_IN_A_MONTH),
    _proved(Proof.EXTENSION_TOLD_IN_TIME),
    _proved(Proof.EMAIL_PROVED_FIRST),
    _proved(Proof.PACKAGE_GONE_AFTER_30_DAYS),
    _attested("records_ten_years"),
    _attested("only_those_in_care"),
    _proved(Proof.TENANTS_APART),
    _proved(Proof.SCANNED_EVERY_WEEK),
    _proved(Proof.DORMANT_CLOSED_AFTER_90_DAYS),
    _proved(Proof.LEDGER_UNBROKEN),
    _attested("secrecy"),
    _proved(Proof.REVIEWED_EVERY_YEAR),
)

PLEDGES: dict[str, tuple[Pledge, ...]] = {
    "bjornmossa": _BJORNMOSSA,
    "tussilago": _TUSSILAGO,
    "silverek": _SILVEREK,
    "ronnbacken": _RONNBACKEN,
}
"""Per policy, pledge n is what sentence n is."""
