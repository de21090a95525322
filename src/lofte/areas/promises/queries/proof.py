"""The policy as text with the state of each sentence, and one promise with all its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lofte.areas.access import queries as access
from lofte.areas.notices import queries as notices
from lofte.areas.notices.queries import BlockRow, VersionRow
from lofte.areas.promises import rules
from lofte.areas.promises.models import Attestation, Promise
from lofte.areas.promises.queries.board import Span, summary, years
from lofte.areas.promises.queries.evidence import EvidenceRow, latest
from lofte.areas.promises.queries.registry import ALL, law_of
from lofte.areas.promises.queries.standing import Standing, linked, standings, status_of
from lofte.areas.promises.rules import Kind, Status
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import Invalid, NotFound


class AmbiguousSentence(Invalid):
    """More than one promise goes by this; write the whole id, or the promise's own."""

    code = "ambiguous_sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSentence:
    content_id: str
    ordinal: int
    text: str
    promise: Standing | None
    """None for a sentence that promises nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    ordinal: int
    kind: str
    level: int
    marker: str
    sentences: tuple[PageSentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    version: VersionRow
    languages: tuple[str, ...]
    blocks: tuple[PageBlock, ...]
    summary: rules.Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestationRow:
    by: UUID
    by_name: str
    at: datetime
    until_on: date
    note: str
    event_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedControl:
    code: str
    law: str
    last: EvidenceRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One promise and everything known of it. `status` is None when it is not on the board."""

    id: UUID
    content_id: str
    language: str
    ordinal: int
    text: str
    lead: str
    kind: Kind
    kind_is_chosen: bool
    states_something: bool
    void: bool
    status: Status | None
    evidence: EvidenceRow | None
    """The answer that decides the status; its `event_id` is the entry in the ledger."""
    controls: tuple[LinkedControl, ...]
    law: tuple[str, ...]
    findings: tuple[rules.Finding, ...]
    suggestions: tuple[rules.Suggestion, ...]
    """Only controls that exist and are not linked yet."""
    attestation: AttestationRow | None
    may_be_attested: bool
    owner_id: UUID | None
    owner: str
    year: tuple[Span, ...]
    first_version: VersionRow
    last_version: VersionRow
    retired_at: datetime | None


@query
def policy_page(ctx: Context, *, language: str) -> PolicyPage:
    """The published text in `language`, block by block, each sentence with its promise."""
    published = notices.current(ctx)
    version = next((row for row in published if row.language == language), None)
    if version is None:
        raise NotFound(language=language)
    told = notices.sentences(ctx, version_ids=[version.id])
    found = standings(ctx, versions=[version], told=told)
    promises = {one.ordinal: one for one in found}
    return PolicyPage(
        version=version,
        languages=tuple(row.language for row in published),
        blocks=tuple(_block(block, promises) for block in notices.in_blocks(told)),
        summary=summary(found),
    )


@query
def promise(ctx: Context, *, promise_id: UUID) -> Proof:
    """One promise, on the board or retired, with its proof. NotFound when it is not ours."""
    found: Any = linked(ctx).filter(id=promise_id).first()
    if found is None:
        raise NotFound(promise=promise_id)
    last = notices.version(ctx, version_id=found.last_seen)
    said = notices.sentence(ctx, version_id=last.id, content_id=found.content_id)
    kind, controls = Kind(found.kind), tuple(found.controls)
    status, evidence, answers = _status(ctx, found)
    findings = rules.legal_findings(said.text, lang=found.language)
    return Proof(
        **{name: getattr(found, name) for name in _COPIED},
        ordinal=said.ordinal,
        text=said.text,
        lead=said.lead,
        kind=kind,
        kind_is_chosen=found.kind_chosen_at is not None,
        status=status,
        evidence=evidence,
        controls=tuple(
            LinkedControl(code=code, law=law_of(code), last=answers.get(code))
            for code in controls
        ),
        law=_laws(controls, findings),
        findings=findings,
        suggestions=_suggestions(said.text, found.language, controls),
        attestation=_attestation(ctx, promise_id),
        may_be_attested=not (found.void or controls) and kind is Kind.PROCESS,
        owner=_owner(ctx, found.owner_id),
        year=years(ctx, now={promise_id: status})[promise_id] if status else (),
        first_version=notices.version(ctx, version_id=found.first_seen),
        last_version=last,
    )


@query
def promise_id_of(ctx: Context, *, sentence: str, language: str | None = None) -> UUID:
    """The promise that goes by `sentence`: its own id, a sentence's, or the start of that.

    The same words may stand in both languages; then `language` tells them apart.
    """
    found = Promise.objects.filter(tenant_id=ctx.tenant)
    try:
        found = found.filter(id=UUID(sentence))
    except ValueError:
        found = found.filter(content_id__startswith=sentence.strip().lower())
    if language is not None:
        found = found.filter(language=language)
    ids = dict(found.order_by("content_id", "language").values_list("id", "content_id")[:20])
    exact = [known for known, content_id in ids.items() if content_id == sentence]
    if len(exact or ids) > 1:
        raise AmbiguousSentence(sentence=sentence, matches=len(exact or ids))
    if not ids:
        raise NotFound(sentence=sentence)
    return next(iter(exact or ids))


_COPIED = (
    "id", "content_id", "language", "states_something", "void", "owner_id", "retired_at",
)  # fmt: skip


def _block(block: BlockRow, promises: Mapping[int, Standing]) -> PageBlock:
    return PageBlock(
        ordinal=block.ordinal,
        kind=block.kind,
        level=block.level,
        marker=block.marker,
        sentences=tuple(
            PageSentence(
                content_id=said.content_id,
                ordinal=said.ordinal,
                text=said.text,
                promise=promises.get(said.ordinal),
            )
            for said in block.sentences
        ),
    )


def _status(
    ctx: Context, found: Any
) -> tuple[Status | None, EvidenceRow | None, Mapping[str, EvidenceRow]]:
    """How the promise stands, on which answer, and every linked control's last answer."""
    answers = latest(ctx, controls=found.controls) if found.controls else {}
    kind = Kind(found.kind)
    if found.retired_at or not rules.on_board(kind=kind, void=found.void):
        return None, None, answers
    status, evidence = status_of(
        ctx,
        kind=kind,
        void=found.void,
        controls=found.controls,
        answers=answers,
        attested_until=found.attested_until,
    )
    return status, evidence, answers


def _laws(controls: Sequence[str], findings: Sequence[rules.Finding]) -> tuple[str, ...]:
    laws = [law_of(code) for code in controls] + [finding.law for finding in findings]
    return tuple(dict.fromkeys(law for law in laws if law))


def _suggestions(
    text: str, language: str, linked_already: Sequence[str]
) -> tuple[rules.Suggestion, ...]:
    return tuple(
        one
        for one in rules.suggest(text, lang=language)
        if one.control in ALL and one.control not in linked_already
    )


def _attestation(ctx: Context, promise_id: UUID) -> AttestationRow | None:
    """The word that lasts longest, of those given so far."""
    words = Attestation.objects.filter(
        tenant_id=ctx.tenant, promise_id=promise_id, attested_at__lte=ctx.now
    )
    found = words.order_by("-until_on", "-attested_at", "id").first()
    if found is None:
        return None
    names = access.account_names(ctx, ids=[found.attested_by])
    return AttestationRow(
        by=found.attested_by,
        by_name=names.get(found.attested_by, ""),
        at=found.attested_at,
        until_on=found.until_on,
        note=found.note,
        event_id=found.event_id,
    )


def _owner(ctx: Context, owner_id: UUID | None) -> str:
    if owner_id is None:
        return ""
    return access.account_names(ctx, ids=[owner_id]).get(owner_id, "")
