"""Publishing a policy, and with it making its promises: one act, one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.notices import steps as notices
from lofte.areas.promises import steps
from lofte.areas.promises.steps import Adopted
from lofte.infra.tenancy import action
from lofte.kernel.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """`new` is False when exactly this text stood already, and nothing was published."""

    version_id: UUID
    number: int
    new: bool
    blocks: int
    sentences: int
    promises: Adopted


@action
def publish_policy(
    ctx: Context, *, raw: bytes, filename: str, language: str, title: str | None = None
) -> Published:
    """Import a policy, publish it in its language, and make its promises: all or nothing.

    The text that stands already is not published again; a draft of it is published.
    """
    ctx.require(Permission.NOTICES_PUBLISH)
    kept = notices.import_policy(
        ctx, raw=raw, filename=filename, language=language, title=title
    )
    if not kept.published:
        notices.publish(ctx, version_id=kept.version_id)
    adopted = steps.adopt(ctx, version_id=kept.version_id)
    return Published(
        version_id=kept.version_id,
        number=kept.number,
        new=not kept.published,
        blocks=kept.blocks,
        sentences=kept.sentences,
        promises=adopted,
    )


@action
def publish_version(ctx: Context, *, version_id: UUID) -> Adopted:
    """Publish a draft and make its promises."""
    ctx.require(Permission.NOTICES_PUBLISH)
    notices.publish(ctx, version_id=version_id)
    return steps.adopt(ctx, version_id=version_id)


@action
def adopt_version(ctx: Context, *, version_id: UUID) -> Adopted:
    """Read the published version's promises again, with the rules as they are today."""
    ctx.require(Permission.NOTICES_PUBLISH)
    return steps.adopt(ctx, version_id=version_id)
