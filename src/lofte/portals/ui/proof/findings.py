"""Why a sentence has no legal force, or should be written better: each finding in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

SENTENCES: dict[str, str] = {
    # These make a sentence void: nobody may lean on it.
    "consent_by_use": noop("Using or visiting something is not consent; consent is an act."),
    "duty_to_reread": noop(
        "Nobody can be made to keep watch over a text; changes must be told."
    ),
    "bundled_acceptance": noop(
        "A notice is given, not accepted; accepting terms is not consent."
    ),
    "approval_from_role": noop("A role at work gives access, not consent."),
    "browser_settings_as_consent": noop(
        "A browser's settings are not consent; the question must be asked before."
    ),
    "unilateral_change": noop(
        "What was promised cannot be changed without telling those it was promised to."
    ),
    "disclaims_liability": noop("Liability under the law cannot be written away."),
    "disclaims_assistance": noop(
        "A processor must help with people's rights, and cannot refuse."
    ),
    "breach_left_to_customer": noop("A processor must itself tell of a breach without delay."),
    "reversed_promise": noop("As written, this promises the opposite of what must be meant."),
    "empty_contact": noop("The sentence points to an address that is not there."),
    "called_not_personal": noop("Addresses of devices and the like are personal data."),
    # These only warn.
    "asked_to_reread": noop("Asking people to look again does not replace telling them."),
    "leave_if_not_accepted": noop("Who leaves must still get their data, and have it erased."),
    "oral_consent": noop("Spoken consent is lawful only if it can be shown afterwards."),
    "oral_approval": noop("Instructions to a processor must be documented."),
    "refusal_costs_function": noop("Saying no may cost only what needs the yes."),
    "may_change": noop("Changes must be told before they apply."),
    "contract_ends_before_data": noop("The agreement must last as long as the data is held."),
    "denies_role": noop(
        "Who is responsible follows from what is done, not from what is written."
    ),
    "wrong_role": noop("The role is called by the wrong name."),
    "paid_assistance": noop("Help that the law demands cannot be charged for freely."),
    "suspends_without_process": noop("Shutting somebody out takes a procedure and a notice."),
    "old_authority": noop("The authority no longer goes by that name."),
    "called_not_personal_list": noop("Some of what is listed is personal data after all."),
    "wrong_term": noop("A term is used in the wrong sense."),
    "assurance": noop("Nobody can be wholly sure; say what can be measured."),
    "absolute_claim": noop("Always and never cannot be proven; say what can be measured."),
    "denies_recipients": noop("Processors and companies in the group are recipients too."),
    "vague_purpose": noop("The purpose is too vague for anybody to know what it covers."),
    "open_ended_list": noop("A list that is left open tells nobody what it covers."),
}


def sentence(code: str) -> str:
    return _(SENTENCES[code])
