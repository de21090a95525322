"""What each event of the ledger says, past tense, with its own facts in the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lofte.portals.staff.words.facts import shown

SENTENCES: dict[str, Promise] = {
    "access.OrganisationCreated": _("The organisation was registered as %(slug)s"),
    "access.ContactPublished": _("The contact details were published"),
    "access.BoardPublished": _("The promise board was opened to everyone"),
    "access.BoardWithdrawn": _("The promise board was closed to others"),
    "access.RoleGranted": _("A colleague was given the role %(role)s"),
    "access.MembershipEnded": _("A colleague's role was ended"),
    "access.TokenIssued": _("A key for a program was issued"),
    "access.TokenRevoked": _("A key for a program was revoked"),
    "datamap.SystemRegistered": _("A system was connected: %(kind)s"),
    "datamap.SystemScanned": ngettext_lazy(
        "The system was scanned: %(tables)s table",
        "The system was scanned: %(tables)s tables",
        "tables",
    ),
    "datamap.ScanFailed": _("The scan failed: %(reason)s"),
    "datamap.IdentityAccepted": _("A column was accepted to find people by: %(kind)s"),
    "datamap.IdentityCleared": _("A column is no longer used to find people"),
    "datamap.RelationSet": _("A table's relation was decided: %(relation)s"),
    "datamap.ScanFinished": ngettext_lazy(
        "Values were looked at in %(tables)s table: %(personal)s fields with personal data, "
        "%(undeclared)s undeclared; %(missed)s not scanned",
        "Values were looked at in %(tables)s tables: %(personal)s fields with personal data, "
        "%(undeclared)s undeclared; %(missed)s not scanned",
        "tables",
    ),
    "datamap.FieldDecided": _("A field was decided on: %(choice)s, %(type)s"),
    "datamap.FieldReopened": _("What was said of a field was taken back"),
    "datamap.ReferenceDrawn": _("A reference between tables was drawn"),
    "datamap.ReferenceDecided": _("A reference was decided on: %(state)s, %(meaning)s"),
    "datamap.MapImported": _(
        "A map was read in: %(fields)s fields, %(references)s references, "
        "%(identities)s identities"
    ),
    "datamap.WritingSwitched": _("Writing to the system was switched: %(on)s"),
    "datamap.SystemRemoved": _("The system was disconnected and its address forgotten"),
    "ledger.WordsErased": _("Words about a person were erased; the entries stand"),
    "notices.PolicyImported": _("Version %(number)s of the policy was handed in: %(language)s"),
    "notices.PolicyPublished": _(
        "Version %(number)s of the policy was published: %(language)s"
    ),
    "notices.PolicyReviewed": _("The policy was read through: %(outcome)s"),
    "promises.PromisesAdopted": ngettext_lazy(
        "%(promises)s promise was read out of the policy",
        "%(promises)s promises were read out of the policy",
        "promises",
    ),
    "promises.KindChosen": _("The promise's kind was chosen: %(kind)s"),
    "promises.OwnerNamed": _("The promise got an owner"),
    "promises.ControlLinked": _("A control was linked: %(control)s"),
    "promises.ControlUnlinked": _("A control was unlinked: %(control)s"),
    "promises.PromiseAttested": _("The promise was attested until %(until)s"),
    "promises.EvidenceFound": _("%(control)s: %(verdict)s"),
    "requests.RequestReceived": _("The request came in"),
    "requests.CodeSent": _("A one-time code was mailed"),
    "requests.EmailProven": _("The address was proven, and the search began"),
    "requests.SystemRead": ngettext_lazy(
        "%(system)s was read: %(rows)s row", "%(system)s was read: %(rows)s rows", "rows"
    ),
    "requests.SystemFailed": _("%(system)s did not answer: %(reason)s"),
    "requests.PackageMade": _("Everything found was sealed in one package"),
    "requests.PackageOpened": _("The package was opened to be read through"),
    "requests.DeadlineExtended": _("The time was extended from %(before)s to %(after)s"),
    "requests.RequestAnswered": ngettext_lazy(
        "The answer was released after %(days)s day",
        "The answer was released after %(days)s days",
        "days",
    ),
    "requests.PackageFetched": _("The person fetched the package"),
    "requests.PackageRemoved": _("The package and its key were destroyed"),
    "requests.RequestLapsed": _("Closed: the address was never proven"),
}


def sentence(
    kind: str,
    facts: Mapping[str, Any],
    *,
    subject: str = "",
    names: Mapping[str, str] | None = None,
) -> str:
    """What happened to `subject`; `names` says what ids stand for.

    A kind of a later version is its own name.
    """
    found = SENTENCES.get(kind)
    if found is None:
        return kind
    # Whom it happened to may be named in the sentence, as a control is by its answer.
    about, _colon, of = subject.partition(":")
    return str(found % shown({about: of, **facts}, names))
