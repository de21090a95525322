from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lofte.infra.models import Tenanted


class Notice(Tenanted):
    """The line of versions that an organisation's policy has in one language."""

    language = models.CharField(max_length=2)
    title = models.TextField()
    started_at = models.DateTimeField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "id", "language", "title", "started_at"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="notice_once_per_language", fields=["tenant_id", "language"]
            )
        ]

    def __str__(self) -> str:
        return f"notice:{self.id}"


class Version(Tenanted):
    """One text, byte for byte as it was handed in, and when it stood."""

    notice_id = models.UUIDField()
    number = models.IntegerField()
    language = models.CharField(max_length=2)
    form = models.TextField()
    raw = models.BinaryField()
    size = models.IntegerField()
    sha256 = models.TextField()
    blocks = models.IntegerField()
    sentences = models.IntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.UUIDField()
    published_at = models.DateTimeField(null=True)
    published_by = models.UUIDField(null=True)
    effective_on = models.DateField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "notice_id", "number", "language", "form", "size", "sha256",
             "blocks", "sentences", "imported_at", "published_at", "effective_on",
             "superseded_at"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"imported_by", "published_by"})
        # What the organisation tells everyone may name people, such as its officer.
        mixed: ClassVar = frozenset({"raw"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="version_number", fields=["tenant_id", "notice_id", "number"]
            ),
            models.UniqueConstraint(
                name="version_current_once",
                fields=["tenant_id", "notice_id"],
                condition=Q(published_at__isnull=False, superseded_at=None),
            ),
            models.CheckConstraint(
                name="version_published_together",
                condition=Q(published_at=None, published_by=None, effective_on=None)
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    effective_on__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="version_superseded_once_published",
                condition=Q(superseded_at=None) | Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"version:{self.id}"


class Sentence(Tenanted):
    """A sentence in its place. Never changed: another text is another version."""

    version_id = models.UUIDField()
    ordinal = models.IntegerField()
    block_ordinal = models.IntegerField()
    block_kind = models.TextField()
    level = models.IntegerField()
    marker = models.TextField(blank=True, default="")
    content_id = models.TextField()
    text = models.TextField()
    lead = models.TextField(blank=True, default="")

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "version_id", "ordinal", "block_ordinal", "block_kind",
             "level", "marker", "content_id"}
        )  # fmt: skip
        mixed: ClassVar = frozenset({"text", "lead"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sentence_place", fields=["tenant_id", "version_id", "ordinal"]
            ),
            models.UniqueConstraint(
                name="sentence_content", fields=["tenant_id", "version_id", "content_id"]
            ),
        ]

    def __str__(self) -> str:
        return f"sentence:{self.id}"


class Review(Tenanted):
    """Somebody read the policy through, in every language, and said what came of it."""

    outcome = models.TextField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.UUIDField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "id", "outcome", "reviewed_at"})
        pseudonymous: ClassVar = frozenset({"reviewed_by"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_outcome_known", condition=Q(outcome__in=["unchanged", "changed"])
            )
        ]
        indexes = [
            models.Index(fields=["tenant_id", "reviewed_at", "id"], name="review_by_time")
        ]

    def __str__(self) -> str:
        return f"review:{self.id}"
