"""Everything that changes what we tell people.

Publishing here does not make promises of the sentences: `promises.actions` does both.
"""

from __future__ import annotations

from uuid import UUID

from lofte.areas.access.rules import Permission
from lofte.areas.ledger import steps as ledger
from lofte.areas.notices import events, queries, rules, steps
from lofte.areas.notices.models import Review
from lofte.areas.notices.steps import Imported
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import Conflict


class NothingPublished(Conflict):
    """No policy is published yet, so there is none to review. Publish one first."""

    code = "nothing_published"


@action
def import_policy(
    ctx: Context, *, raw: bytes, filename: str, language: str, title: str | None = None
) -> Imported:
    """Keep a policy as a draft: byte for byte, and sentence by sentence.

    The text that is current, or a draft already, is not kept twice: `new` is then False.
    """
    ctx.require(Permission.NOTICES_PUBLISH)
    return steps.import_policy(ctx, raw=raw, filename=filename, language=language, title=title)


@action
def publish_version(ctx: Context, *, version_id: UUID) -> None:
    """Let a draft stand from now on in its language, in place of the version before."""
    ctx.require(Permission.NOTICES_PUBLISH)
    steps.publish(ctx, version_id=version_id)


@action
def review_policy(ctx: Context, *, outcome: str) -> UUID:
    """Put down that the actor has read the published policy through, in every language.

    Art. 24(1) GDPR: what we do is reviewed where necessary. The texts read are named by
    their SHA-256, so that nobody can say later that it was another.
    """
    ctx.require(Permission.NOTICES_PUBLISH)
    came_of_it = rules.parse_outcome(outcome)
    read = queries.current(ctx)
    if not read:
        raise NothingPublished()
    review = Review.objects.create(
        tenant_id=ctx.tenant, outcome=came_of_it, reviewed_at=ctx.now, reviewed_by=ctx.actor
    )
    event = events.PolicyReviewed(
        outcome=came_of_it, sha256=tuple(version.sha256 for version in read)
    )
    ledger.record(ctx, event, subject=f"review:{review.id}")
    return review.id
