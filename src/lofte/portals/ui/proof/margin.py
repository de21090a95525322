"""One promise's proof, as the note in the margin tells it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.areas.promises.queries import EvidenceRow, Proof
from lofte.areas.promises.rules import Status
from lofte.portals.ui.proof import controls, findings
from lofte.portals.ui.proof.policy import Margin, spans_of
from lofte.portals.ui.templatetags.lofte_ui import day, moment

REQUEST_CONTROLS = ("requests.none_overdue", "requests.answered_in_time")


def margin(proof: Proof, *, today: date, close: str, days: tuple[int, ...] = ()) -> Margin:
    """`days` are what recent answers took; drawn where the promise is about answering."""
    spans = spans_of(proof.year)
    drawn = days if any(c.code in REQUEST_CONTROLS for c in proof.controls) else ()
    return Margin(
        status=str(proof.status),
        says=sentence(proof),
        close=close,
        rows=_rows(proof, today),
        counted=controls.counted(proof.evidence.control) if proof.evidence else "",
        spans=spans,
        since=spans[0][1] if spans else None,
        until=today,
        days=drawn,
        picture=_picture(drawn),
    )


def sentence(proof: Proof) -> str:
    """One true sentence about the promise: what we know, or why we do not."""
    if proof.void:
        return " ".join(
            findings.sentence(f.code) for f in proof.findings if f.severity == "void"
        )
    if proof.attestation and proof.status is Status.NOT_MACHINE_PROVABLE:
        return _("%(name)s has given their word for this.") % {
            "name": proof.attestation.by_name or _("A person")
        }
    if not proof.controls:
        return _("Nothing checks this yet, so we do not call it kept.")
    if proof.evidence is None:
        return _("A control is linked, but it has not been run yet.")
    if proof.evidence.verdict == "error":
        return _("The control could not find out. Until it can, this is not proven.")
    if not proof.evidence.fresh:
        return _("The last proof is too old to count.")
    return controls.says(proof.evidence.control, proof.evidence.facts)


def _rows(proof: Proof, today: date) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        (_("Control"), controls.name_of(linked.code)) for linked in proof.controls
    ]
    if proof.evidence:
        rows.append((_("Checked"), _checked(proof.evidence, today)))
    if proof.attestation:
        rows.append((_("Holds until"), day(proof.attestation.until_on, today)))
    if proof.law:
        rows.append((_("Law"), ", ".join(proof.law)))
    return rows


def _checked(evidence: EvidenceRow, today: date) -> str:
    return str(moment(timezone.localtime(evidence.at), today))


def _picture(days: tuple[int, ...]) -> str:
    if not days:
        return ""
    return _("Each dot is one answer. The slowest took %(days)s days.") % {"days": max(days)}
