"""How every promise stands now: computed from its latest evidence each time it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max, OuterRef, QuerySet, Subquery

from lofte.areas.notices import queries as notices
from lofte.areas.notices.queries import SentenceRow, VersionRow
from lofte.areas.promises import rules
from lofte.areas.promises.models import Attestation, Link, Promise
from lofte.areas.promises.queries.evidence import EvidenceRow, latest
from lofte.areas.promises.rules import Kind, Status
from lofte.infra.tenancy import query
from lofte.kernel.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One promise on the board, and what its status rests on."""

    id: UUID
    content_id: str
    language: str
    ordinal: int
    text: str
    lead: str
    kind: Kind
    void: bool
    status: Status
    controls: tuple[str, ...]
    """Linked controls, whether or not they have answered."""
    evidence: EvidenceRow | None
    """The answer that decides the status; None when no control answers for it."""
    attested_until: date | None
    owner_id: UUID | None


@query
def standings(
    ctx: Context, *, versions: Sequence[VersionRow], told: Sequence[SentenceRow]
) -> Sequence[Standing]:
    """The promises in `told`, the sentences of current `versions`, in the order of the text."""
    languages = {version.id: version.language for version in versions}
    found = {(p.language, p.content_id): p for p in _promises(ctx, list(languages.values()))}
    codes = sorted({code for promise in found.values() for code in promise.controls})
    answers = latest(ctx, controls=codes) if codes else {}
    return [
        _standing(ctx, promise, sentence, answers)
        for sentence in told
        if (promise := found.get((languages[sentence.version_id], sentence.content_id)))
        and rules.on_board(kind=promise.kind, void=promise.void)
    ]


@query
def current(ctx: Context) -> Sequence[Standing]:
    """Every promise of the published policy, in every language."""
    versions = notices.current(ctx)
    told = notices.sentences(ctx, version_ids=[version.id for version in versions])
    return standings(ctx, versions=versions, told=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Promise:
    id: UUID
    content_id: str
    language: str
    kind: Kind
    void: bool
    owner_id: UUID | None
    controls: tuple[str, ...]
    attested_until: date | None


def status_of(
    ctx: Context,
    *,
    kind: Kind,
    void: bool,
    controls: Sequence[str],
    answers: Mapping[str, EvidenceRow],
    attested_until: date | None,
) -> tuple[Status, EvidenceRow | None]:
    """The status, and the answer it rests on; a control that never answered has none."""
    facts = [
        answers[code].as_fact() if code in answers else rules.never_asked(code)
        for code in controls
    ]
    status = rules.status_of(
        kind=kind,
        void=void,
        evidence=facts,
        attested_until=attested_until,
        now=ctx.now.astimezone(ctx.tz),
    )
    worst = rules.deciding(facts, now=ctx.now)
    return status, answers.get(worst.control) if worst else None


def linked(ctx: Context) -> QuerySet[Promise]:
    """Promises, each with the controls linked to it and the last day somebody vouches for."""
    mine = {"tenant_id": ctx.tenant, "promise_id": OuterRef("id")}
    links = Link.objects.filter(**mine, ended_at=None).order_by("linked_at", "control")
    words = Attestation.objects.filter(**mine, attested_at__lte=ctx.now)
    # Grouped by what it is filtered on, so that there is one row and no more.
    until = words.order_by().values("promise_id").annotate(until=Max("until_on"))
    return Promise.objects.filter(tenant_id=ctx.tenant).annotate(
        controls=ArraySubquery(links.values("control")),
        attested_until=Subquery(until.values("until")),
    )


def _promises(ctx: Context, languages: Sequence[str]) -> list[_Promise]:
    rows = linked(ctx).filter(retired_at=None, language__in=languages)
    found = [dict(zip(_FIELDS, row, strict=True)) for row in rows.values_list(*_FIELDS)]
    return [
        _Promise(**{**f, "kind": Kind(f["kind"]), "controls": tuple(f["controls"])})
        for f in found
    ]


_FIELDS = (
    "id", "content_id", "language", "kind", "void", "owner_id", "controls", "attested_until",
)  # fmt: skip


def _standing(
    ctx: Context, promise: _Promise, sentence: SentenceRow, answers: Mapping[str, EvidenceRow]
) -> Standing:
    status, evidence = status_of(
        ctx,
        kind=promise.kind,
        void=promise.void,
        controls=promise.controls,
        answers=answers,
        attested_until=promise.attested_until,
    )
    return Standing(
        id=promise.id,
        content_id=promise.content_id,
        language=promise.language,
        ordinal=sentence.ordinal,
        text=sentence.text,
        lead=sentence.lead,
        kind=promise.kind,
        void=promise.void,
        status=status,
        controls=promise.controls,
        evidence=evidence,
        attested_until=promise.attested_until,
        owner_id=promise.owner_id,
    )
