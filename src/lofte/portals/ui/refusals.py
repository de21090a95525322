"""Every refusal's code, as a sentence in the reader's language that says what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lofte.kernel.errors import Refused

SENTENCES: dict[str, str] = {
    "not_found": gettext_noop("There is nothing here, or it is not yours to see."),
    "forbidden": gettext_noop("There is nothing here, or it is not yours to see."),
    "invalid": gettext_noop("Something in the form cannot be right. Look it over."),
    "conflict": gettext_noop("Something changed meanwhile. Load the page again and look."),
    "unavailable": gettext_noop("Something we need does not answer. Try again in a while."),
    "too_many": gettext_noop("That was too many tries. Wait a few minutes and try again."),
    "too_often": gettext_noop("That was too many tries. Wait a few minutes and try again."),
    "form_expired": gettext_noop(
        "The form was open too long. Go back, load the page again and send it once more."
    ),
    "bad_slug": gettext_noop(
        "An address is 1 to 40 of a-z, 0-9 and hyphens, and neither starts nor ends with one."
    ),
    "slug_taken": gettext_noop(
        "Another organisation already has this address. Choose another."
    ),
    "unknown_role": gettext_noop("There is no such role."),
    "unknown_scope": gettext_noop("A token may hold only rights that you have yourself."),
    "last_owner": gettext_noop(
        "An organisation must keep at least one owner. Make somebody else owner first."
    ),
    "weak_password": gettext_noop(
        "A password needs at least 12 characters, and must not be a common one."
    ),
    "mail_not_sent": gettext_noop("The mail could not be sent yet. We try again by ourselves."),
    "disk_full": gettext_noop("There is no room on the disk. Make room; we try again."),
    "wrong_code": gettext_noop(
        "The code is not right. Look at the latest mail, or ask for a new one."
    ),
    "code_expired": gettext_noop("The code no longer holds. Ask for a new one."),
    "bad_address": gettext_noop("That is not an e-mail address."),
    "request_not_now": gettext_noop(
        "The request has moved on meanwhile, and this can no longer be done."
    ),
    "file_gone": gettext_noop("The file is no longer kept."),
}


def sentence_of(error: Refused) -> str:
    """The sentence for `error`, or the English one it carries where none is translated."""
    found = SENTENCES.get(error.code)
    return _(found) if found else error.message
