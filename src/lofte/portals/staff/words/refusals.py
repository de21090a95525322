"""What the desk says when an act is refused: what is so, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lofte.kernel.errors import Refused
from lofte.portals.ui import refusals

SENTENCES: dict[str, str] = {
    "request_not_now": gettext_noop(
        "The request has moved on meanwhile, so this can no longer be done."
    ),
    "extension_too_late": gettext_noop(
        "The first month is over, so the time can no longer be extended. Answer at once."
    ),
    "extended_before": gettext_noop(
        "The time was extended before, and that may be done only once."
    ),
    "reason_missing": gettext_noop(
        "The person must be told why it takes longer. Write the reason."
    ),
    "bad_address": gettext_noop("That is not an e-mail address."),
    "wrong_code": gettext_noop("The code is not right."),
    "code_expired": gettext_noop("The code no longer holds. Ask for a new one."),
}


def sentence(error: Refused) -> str:
    """The sentence for `error` in the reader's language."""
    found = SENTENCES.get(error.code)
    return _(found) if found else refusals.sentence_of(error)
