"""Everything read from policies. Returns frozen rows, never model instances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from lofte.areas.notices import rules
from lofte.areas.notices.models import Notice, Review, Sentence, Version
from lofte.infra.tenancy import query
from lofte.kernel.context import Context
from lofte.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One text of a policy. Published when `published_at` is set, current until superseded."""

    id: UUID
    notice_id: UUID
    title: str
    language: str
    number: int
    form: str
    size: int
    sha256: str
    blocks: int
    sentences: int
    imported_at: datetime
    imported_by: UUID
    published_at: datetime | None
    published_by: UUID | None
    effective_on: date | None
    superseded_at: datetime | None

    @property
    def is_current(self) -> bool:
        return self.published_at is not None and self.superseded_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRow:
    version_id: UUID
    ordinal: int
    block_ordinal: int
    block_kind: str
    level: int
    marker: str
    content_id: str
    text: str
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """A heading, paragraph or list item; `marker` is its bullet or number in plain text."""

    ordinal: int
    kind: str
    level: int
    marker: str
    sentences: tuple[SentenceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyText:
    version: VersionRow
    blocks: tuple[BlockRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    id: UUID
    outcome: str
    reviewed_at: datetime
    reviewed_by: UUID


@query
def current(ctx: Context) -> Sequence[VersionRow]:
    """The published text in each language, by the order of our languages."""
    found = _rows(_versions(ctx).filter(published_at__isnull=False, superseded_at=None))
    return sorted(found, key=lambda row: rules.LANGUAGES.index(row.language))


@query
def current_version(ctx: Context, *, language: str) -> VersionRow:
    """The published text in `language`; NotFound when there is none."""
    for row in current(ctx):
        if row.language == language:
            return row
    raise NotFound(language=language)


@query
def version(ctx: Context, *, version_id: UUID) -> VersionRow:
    found = _rows(_versions(ctx).filter(id=version_id))
    if not found:
        raise NotFound(version=version_id)
    return found[0]


@query
def versions(ctx: Context, *, language: str | None = None) -> Sequence[VersionRow]:
    """Every version, drafts and superseded ones too, the newest first within a language."""
    wanted = _versions(ctx)
    if language is not None:
        wanted = wanted.filter(language=language)
    return _rows(wanted.order_by("language", "-number", "id"))


@query
def text(ctx: Context, *, version_id: UUID) -> PolicyText:
    """One version with all it says, block by block."""
    return _text(ctx, version(ctx, version_id=version_id))


@query
def current_text(ctx: Context, *, language: str) -> PolicyText:
    """The published text in `language` with all it says; NotFound when there is none."""
    return _text(ctx, current_version(ctx, language=language))


@query
def raw(ctx: Context, *, version_id: UUID) -> bytes:
    """The version's text, byte for byte as it was handed in."""
    found = _versions(ctx).filter(id=version_id).values_list("raw", flat=True).first()
    if found is None:
        raise NotFound(version=version_id)
    return bytes(found)


@query
def sentences(ctx: Context, *, version_ids: Sequence[UUID]) -> Sequence[SentenceRow]:
    """All sentences of these versions, version by version, in the order they stand."""
    found = Sentence.objects.filter(tenant_id=ctx.tenant, version_id__in=version_ids)
    rows = found.order_by("version_id", "ordinal").values_list(*_SENTENCE)
    return [SentenceRow(**dict(zip(_SENTENCE, row, strict=True))) for row in rows]


@query
def sentence(ctx: Context, *, version_id: UUID, content_id: str) -> SentenceRow:
    """One sentence where it stands in a version."""
    found = Sentence.objects.filter(
        tenant_id=ctx.tenant, version_id=version_id, content_id=content_id
    )
    row = found.values_list(*_SENTENCE).first()
    if row is None:
        raise NotFound(sentence=content_id)
    return SentenceRow(**dict(zip(_SENTENCE, row, strict=True)))


@query
def diff(ctx: Context, *, old_id: UUID, new_id: UUID) -> rules.Diff:
    """What the sentences of one version are to those of another: kept, added, removed."""
    old, new = version(ctx, version_id=old_id), version(ctx, version_id=new_id)
    found = sentences(ctx, version_ids=[old.id, new.id])
    return rules.diff(
        [_sentence(row) for row in found if row.version_id == old.id],
        [_sentence(row) for row in found if row.version_id == new.id],
    )


@query
def reviews(ctx: Context, *, limit: int = 50) -> Sequence[ReviewRow]:
    """Who read the policy through, the latest first."""
    found = Review.objects.filter(tenant_id=ctx.tenant).order_by("-reviewed_at", "-id")
    return [
        ReviewRow(
            id=row.id,
            outcome=row.outcome,
            reviewed_at=row.reviewed_at,
            reviewed_by=row.reviewed_by,
        )
        for row in found[:limit]
    ]


_VERSION = (
    "id", "notice_id", "language", "number", "form", "size", "sha256", "blocks", "sentences",
    "imported_at", "imported_by", "published_at", "published_by", "effective_on",
    "superseded_at",
)  # fmt: skip
_SENTENCE = (
    "version_id", "ordinal", "block_ordinal", "block_kind", "level", "marker", "content_id",
    "text", "lead",
)  # fmt: skip


def _versions(ctx: Context) -> QuerySet[Version]:
    return Version.objects.filter(tenant_id=ctx.tenant)


def _rows(wanted: QuerySet[Version]) -> list[VersionRow]:
    line = Notice.objects.filter(tenant_id=OuterRef("tenant_id"), id=OuterRef("notice_id"))
    titled = wanted.annotate(title=Subquery(line.values("title")))
    # Not `raw`: a list of versions need not fetch every text.
    names = (*_VERSION, "title")
    return [
        VersionRow(**dict(zip(names, row, strict=True))) for row in titled.values_list(*names)
    ]


def _text(ctx: Context, row: VersionRow) -> PolicyText:
    found = sentences(ctx, version_ids=[row.id])
    return PolicyText(version=row, blocks=in_blocks(found))


def in_blocks(found: Sequence[SentenceRow]) -> tuple[BlockRow, ...]:
    """The sentences of one version, in order, put together as the blocks they stood in."""
    return tuple(
        _block(ordinal, tuple(run))
        for ordinal, run in groupby(found, key=lambda sentence: sentence.block_ordinal)
    )


def _block(ordinal: int, run: tuple[SentenceRow, ...]) -> BlockRow:
    first = run[0]
    return BlockRow(
        ordinal=ordinal,
        kind=first.block_kind,
        level=first.level,
        marker=first.marker,
        sentences=run,
    )


def _sentence(row: SentenceRow) -> rules.Sentence:
    return rules.Sentence(
        content_id=row.content_id,
        ordinal=row.ordinal,
        block_ordinal=row.block_ordinal,
        block_kind=rules.BlockKind(row.block_kind),
        level=row.level,
        text=row.text,
        lead=row.lead,
    )
