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
    "not_read_through": gettext_noop(
        "Nobody has opened the package yet. Read it through first, then release it."
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
    "bad_cursor": gettext_noop("The list has no such page. Begin again from the first."),
    "code_expired": gettext_noop("The code no longer holds. Ask for a new one."),
    "datamap.name_taken": gettext_noop("Another system has this name. Choose another."),
    "datamap.no_such_column": gettext_noop(
        "The last scan saw no such table or column. Scan again, and look."
    ),
    "datamap.nothing_found": gettext_noop(
        "Nothing was found in this field. Say what it holds instead."
    ),
    "datamap.not_decided": gettext_noop("Nobody has decided on this field."),
    "datamap.unknown_type": gettext_noop("There is no such type of personal data."),
    "datamap.columns_unpaired": gettext_noop(
        "A reference pairs columns of one table with as many of the other."
    ),
    "datamap.too_many_at_once": gettext_noop("At most five hundred can be decided at once."),
    "datamap.map_does_not_fit": gettext_noop(
        "The map speaks of tables or columns that the last scan did not see; nothing was "
        "changed."
    ),
    "datamap.bad_place": gettext_noop(
        "The queue has no such page. Begin again from the first."
    ),
    "datamap.source_url_invalid": gettext_noop(
        "That is not a database address. Write postgresql://user:password@host:5432/database."
    ),
    "datamap.kind_unknown": gettext_noop("Systems of this kind cannot be read yet."),
    "outbound.address_not_allowed": gettext_noop(
        "That address may not be reached from here. The operator of Löfte can allow it."
    ),
    "outbound.host_unknown": gettext_noop("There is no such host. Check the spelling."),
    "policy_too_large": gettext_noop("The file is too large to be a policy."),
    "policy_empty": gettext_noop("The file is empty."),
    "policy_binary": gettext_noop(
        "That is no text. Hand in Markdown, HTML or plain text, not a PDF or Word file."
    ),
    "policy_not_utf8": gettext_noop(
        "The text is not in UTF-8. Save it as UTF-8, and try again."
    ),
    "nothing_to_read": gettext_noop("There is no sentence in the file."),
    "too_many_sentences": gettext_noop("The text has more sentences than a policy can have."),
    "markup_too_deep": gettext_noop("The page is nested too deeply to be read whole."),
    "unknown_language": gettext_noop("Policies are read in Swedish and English."),
    "already_published": gettext_noop("This version has been published already."),
    "nothing_published": gettext_noop("No policy is published yet. Publish one first."),
    "unknown_outcome": gettext_noop("Choose what came of the reading."),
    "not_current": gettext_noop("Only the published version makes promises."),
    "promise_retired": gettext_noop(
        "The published policy no longer says this, so nothing can be changed about it."
    ),
    "unknown_control": gettext_noop("There is no such control."),
    "unknown_kind": gettext_noop("There is no such kind of promise."),
    "already_linked": gettext_noop("The control is linked to this promise already."),
    "owner_not_serving": gettext_noop("The owner must serve the organisation."),
    "not_for_attestation": gettext_noop(
        "Only work that people do can be attested, and only where the law carries the sentence."
    ),
    "control_speaks": gettext_noop(
        "A control speaks for this promise. Unlink it before anybody gives their word instead."
    ),
    "attestation_period": gettext_noop(
        "Choose a day from today to a year ahead, for which you can give your word."
    ),
    "not_on_the_board": gettext_noop(
        "The sentence promises nothing. Choose another kind first."
    ),
    "ambiguous_sentence": gettext_noop("More than one promise begins so."),
    "not_yet_signed": gettext_noop("No signature covers this yet. Try again in a few seconds."),
    "nothing_signed": gettext_noop("Nothing is signed yet."),
    "page_did_not_answer": gettext_noop("The public page did not answer."),
}


def sentence(error: Refused) -> str:
    """The sentence for `error` in the reader's language."""
    found = SENTENCES.get(error.code)
    return _(found) if found else refusals.sentence_of(error)
