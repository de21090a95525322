"""Importing and publishing, inside the transaction of whoever does more with the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from lofte.areas.ledger import steps as ledger
from lofte.areas.notices import events, rules
from lofte.areas.notices.models import Notice, Sentence, Version
from lofte.infra.tenancy import step
from lofte.kernel.context import Context
from lofte.kernel.errors import Conflict, NotFound

_AT_ONCE = 500


class AlreadyPublished(Conflict):
    """This version has been published already. Import another text to publish a new one."""

    code = "already_published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """`new` is False when exactly this text was here already, current or as a draft."""

    version_id: UUID
    number: int
    new: bool
    published: bool
    blocks: int
    sentences: int


@step
def import_policy(
    ctx: Context, *, raw: bytes, filename: str, language: str, title: str | None
) -> Imported:
    """Keep the text and its sentences as a draft, the next version in its language.

    Exactly the text that is current, or a draft already, is not kept twice.
    """
    policy = rules.read_policy(raw, filename=filename, language=language)
    notice = _line(ctx, language, rules.title_of(policy, given=title, filename=filename))
    if title and title.strip() != notice.title:
        notice.title = title.strip()
        notice.save(update_fields=["title"])
    mine = Version.objects.filter(tenant_id=ctx.tenant, notice_id=notice.id)
    same = mine.filter(sha256=policy.sha256, superseded_at=None)
    if known := same.order_by("-number").defer("raw").first():
        return _imported(known, new=False)
    last = mine.order_by("-number").values_list("number", flat=True).first()
    made = _keep(ctx, notice, policy, raw=raw, number=(last or 0) + 1)
    return _imported(made, new=True)


@step
def publish(ctx: Context, *, version_id: UUID) -> None:
    """Make a draft the text that stands in its language, in place of the one before."""
    notice = _lock_line_of(ctx, version_id)
    mine = Version.objects.filter(tenant_id=ctx.tenant, notice_id=notice.id).defer("raw")
    version = mine.get(id=version_id)
    if version.published_at is not None:
        raise AlreadyPublished(number=version.number, language=version.language)
    before = mine.filter(published_at__isnull=False, superseded_at=None).first()
    mine.filter(published_at__isnull=False, superseded_at=None).update(superseded_at=ctx.now)
    mine.filter(id=version_id).update(
        published_at=ctx.now, published_by=ctx.actor, effective_on=ctx.today
    )
    event = events.PolicyPublished(
        version=version.id,
        number=version.number,
        language=version.language,
        sha256=version.sha256,
        effective=ctx.today,
        replaces=before.number if before else None,
    )
    ledger.record(ctx, event, subject=f"notice:{notice.id}")


@step
def hold(ctx: Context, *, version_id: UUID) -> None:
    """Let nobody else publish in this version's language until this transaction ends."""
    _lock_line_of(ctx, version_id)


def _line(ctx: Context, language: str, title: str) -> Notice:
    """The line of versions in `language`, begun if there is none, and locked."""
    lines = Notice.objects.select_for_update()
    line, _ = lines.get_or_create(
        tenant_id=ctx.tenant,
        language=language,
        defaults={"title": title, "started_at": ctx.now},
    )
    return line


def _lock_line_of(ctx: Context, version_id: UUID) -> Notice:
    owner = Version.objects.filter(tenant_id=ctx.tenant, id=version_id)
    notice_id = owner.values_list("notice_id", flat=True).first()
    if notice_id is None:
        raise NotFound(version=version_id)
    return Notice.objects.select_for_update().get(tenant_id=ctx.tenant, id=notice_id)


def _keep(
    ctx: Context, notice: Notice, policy: rules.Policy, *, raw: bytes, number: int
) -> Version:
    version = Version.objects.create(
        tenant_id=ctx.tenant,
        notice_id=notice.id,
        number=number,
        language=policy.language,
        form=policy.form,
        raw=raw,
        size=policy.size,
        sha256=policy.sha256,
        blocks=len(policy.blocks),
        sentences=len(policy.sentences),
        imported_at=ctx.now,
        imported_by=ctx.actor,
    )
    Sentence.objects.bulk_create(_sentences(ctx, version.id, policy), batch_size=_AT_ONCE)
    event = events.PolicyImported(
        version=version.id,
        number=number,
        language=policy.language,
        form=policy.form,
        sha256=policy.sha256,
        size=policy.size,
        blocks=version.blocks,
        sentences=version.sentences,
    )
    ledger.record(ctx, event, subject=f"notice:{notice.id}")
    return version


def _sentences(ctx: Context, version_id: UUID, policy: rules.Policy) -> Iterator[Sentence]:
    begun: set[int] = set()
    for said in policy.sentences:
        block = policy.blocks[said.block_ordinal]
        # A bullet or a number belongs in front of what it marks, once.
        marker = "" if said.block_ordinal in begun else block.marker
        begun.add(said.block_ordinal)
        yield Sentence(
            tenant_id=ctx.tenant,
            version_id=version_id,
            ordinal=said.ordinal,
            block_ordinal=said.block_ordinal,
            block_kind=said.block_kind,
            level=said.level,
            marker=marker,
            content_id=said.content_id,
            text=said.text,
            lead=said.lead,
        )


def _imported(version: Version, *, new: bool) -> Imported:
    return Imported(
        version_id=version.id,
        number=version.number,
        new=new,
        published=version.published_at is not None,
        blocks=version.blocks,
        sentences=version.sentences,
    )
