"""Why a control is proposed for a sentence: what its words are about."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

TOPICS: dict[str, str] = {
    "asks_for_own_data": gettext_noop("it speaks of asking for one's own data"),
    "asks_for_erasure": gettext_noop("it speaks of having data erased"),
    "answers_in_time": gettext_noop("it speaks of answering in time"),
    "takes_longer": gettext_noop("it speaks of taking longer"),
    "proves_identity": gettext_noop("it speaks of proving who one is"),
    "hands_over_a_copy": gettext_noop("it speaks of handing over a copy"),
    "link_ends": gettext_noop("it speaks of something that ends"),
    "keeps_a_trace": gettext_noop("it speaks of keeping a trace"),
    "cannot_be_altered": gettext_noop("it speaks of what cannot be altered"),
    "signs_in_safely": gettext_noop("it speaks of signing in safely"),
    "only_who_needs_it": gettext_noop("it speaks of who has access"),
    "keeps_strangers_out": gettext_noop("it speaks of keeping strangers out"),
    "shares_with_nobody": gettext_noop("it speaks of sharing with nobody"),
    "safe_by_measures": gettext_noop("it speaks of safety measures"),
    "policy_is_open": gettext_noop("it speaks of the policy being open"),
    "invites_contact": gettext_noop("it invites people to write"),
    "policy_changes": gettext_noop("it speaks of changes to the policy"),
    "says_what_is_collected": gettext_noop("it says what is collected"),
    "searches_for_the_unknown": gettext_noop("it speaks of searching for unknown data"),
    "kept_correct": gettext_noop("it speaks of keeping data correct"),
    "names_our_systems": gettext_noop("it names systems"),
}


def topic(code: str) -> str:
    return _(TOPICS[code]) if code in TOPICS else code
