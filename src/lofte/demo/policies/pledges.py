"""What each sentence of the demo's policies is, in order, and what could prove it.

A person who has read the policy put this down: `proved` names the evidence a machine can
fetch, `attested` needs somebody's word, `customer` is another's duty, `void` has no legal
force as written, and `plain` promises nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of sentence, by the names the promises use."""

    HARD = "hard"
    PROCESS = "process"
    CUSTOMER = "customer"
    LEGAL = "legal"
    BOILERPLATE = "boilerplate"


class Proof(StrEnum):
    """What a machine can show for a sentence; whoever replays the year finds the control."""

    ANSWERED_IN_A_MONTH = "answered_in_a_month"
    EXTENSION_TOLD_IN_TIME = "extension_told_in_time"
    EMAIL_PROVED_FIRST = "email_proved_first"
    PACKAGE_GONE_AFTER_30_DAYS = "package_gone_after_30_days"
    SECOND_STEP = "second_step"
    DORMANT_CLOSED_AFTER_90_DAYS = "dormant_closed_after_90_days"
    LEAVERS_OUT_SAME_DAY = "leavers_out_same_day"
    TENANTS_APART = "tenants_apart"
    LEDGER_UNBROKEN = "ledger_unbroken"
    READABLE_BY_ALL = "readable_by_all"
    REVIEWED_EVERY_YEAR = "reviewed_every_year"
    EARLIER_VERSIONS_KEPT = "earlier_versions_kept"
    OFFICER_REACHABLE = "officer_reachable"
    SCANNED_EVERY_WEEK = "scanned_every_week"
    SYSTEMS_KNOWN = "systems_known"


class Pledge(NamedTuple):
    """One sentence: its key within the policy, its kind, and its proof if it has one."""

    key: str
    kind: Kind
    proof: Proof | None = None


def _proved(proof: Proof) -> Pledge:
    return Pledge(proof.value, Kind.HARD, proof)


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
    _proved(Proof.LEAVERS_OUT_SAME_DAY),
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
    _proved(Proof.EARLIER_VERSIONS_KEPT),
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
    _proved(Proof.SCANNED_EVERY_WEEK),
    _plain("why_reminders"),
    _attested("newsletter_on_request"),
    _void("booking_is_consent"),
    _proved(Proof.SECOND_STEP),
    _proved(Proof.DORMANT_CLOSED_AFTER_90_DAYS),
    _proved(Proof.LEAVERS_OUT_SAME_DAY),
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
    _proved(Proof.EARLIER_VERSIONS_KEPT),
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
    _proved(Proof.SCANNED_EVERY_WEEK),
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
