"""Tables and fields as scans saw them, what was found in them, and what people said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lofte.areas.datamap.models.sentences import SentenceField
from lofte.areas.datamap.rules.fields import Choice
from lofte.discovery.types import Type
from lofte.infra.models import Tenanted

TYPES = tuple(one.value for one in Type)


class Snapshot(Tenanted):
    """The shape of a system from a moment on; the next one's moment ends it. Never a row."""

    system_id = models.UUIDField()
    at = models.DateTimeField()
    shape = models.JSONField()
    tables = models.IntegerField()
    columns = models.IntegerField()

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "system_id", "at", "shape", "tables", "columns"}
        )

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "system_id", "-at", "id"], name="snapshot_latest")
        ]

    def __str__(self) -> str:
        return f"snapshot:{self.id}"


class SeenTable(Tenanted):
    """A table that some scan saw. `key` stands for its name, which may be of any length.

    `not_scanned` says why it was not looked at the last time, as a code; `judged_at` when it
    last was. Both may be set: then the verdicts are older than the trouble.
    """

    system_id = models.UUIDField()
    key = models.TextField()
    schema = models.TextField(blank=True)
    table = models.TextField()
    kind = models.TextField()
    first_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    rows = models.BigIntegerField(null=True)
    counted = models.BooleanField(default=False)
    drawn = models.IntegerField(default=0)
    complete = models.BooleanField(default=False)
    judged_at = models.DateTimeField(null=True)
    not_scanned = models.TextField(blank=True, default="")
    said = models.TextField(blank=True, default="")
    tried_at = models.DateTimeField(null=True)
    subject = models.TextField(blank=True, default="")
    """Which kind of people its rows are, as guessed; empty where they are none."""
    lint = models.JSONField(default=list)
    """What stands in the way of finding all of a person's rows: code, sentence, columns."""

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "system_id", "key", "schema", "table", "kind", "first_seen_at",
             "gone_at", "rows", "counted", "drawn", "complete", "judged_at", "not_scanned",
             "said", "tried_at", "subject", "lint"}
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="seen_table_once", fields=["tenant_id", "system_id", "key"]
            ),
        ]

    def __str__(self) -> str:
        return f"table:{self.id}"


class SeenField(Tenanted):
    """A column that some scan saw. `words` is its name as compared with others' names."""

    table_id = models.UUIDField()
    key = models.TextField()
    column = models.TextField()
    words = models.TextField(blank=True)
    first_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "table_id", "key", "column", "words", "first_seen_at",
             "gone_at"}
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="seen_field_once", fields=["tenant_id", "table_id", "key"]
            ),
        ]

    def __str__(self) -> str:
        return f"field:{self.id}"


class FieldVerdict(Tenanted):
    """What scans said of a field, as long as they said the same. Counts, and never a value.

    `found_at` is since when what it finds has been found without a break, also by the verdicts
    before it.
    """

    field_id = models.UUIDField()
    type = models.TextField(blank=True)
    confidence = models.FloatField()
    undetermined = models.BooleanField(default=False)
    reason = SentenceField()
    contains = models.JSONField(default=list)
    ruleset = models.TextField()
    rows_seen = models.IntegerField()
    since = models.DateTimeField()
    found_at = models.DateTimeField()
    judged_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "field_id", "type", "confidence", "undetermined", "reason",
             "contains", "ruleset", "rows_seen", "since", "found_at", "judged_at",
             "replaced_at"}
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="verdict_one_per_field",
                fields=["tenant_id", "field_id"],
                condition=Q(replaced_at=None),
            ),
            models.CheckConstraint(
                name="verdict_type_known", condition=Q(type__in=["", *TYPES])
            ),
        ]

    def __str__(self) -> str:
        return f"verdict:{self.id}"


class FieldDecision(Tenanted):
    """What a person said of a field; it holds until another's word or until it is taken back.

    `covers` are the types that were found when it was said. Something else found later waits
    for a person again.
    """

    field_id = models.UUIDField()
    choice = models.TextField()
    type = models.TextField(blank=True)
    category = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    special = models.BooleanField(default=False)
    purposes = models.JSONField(default=list)
    covers = models.JSONField(default=list)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "field_id", "choice", "type", "category", "subject", "special",
             "purposes", "covers", "decided_at", "ended_at"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"decided_by", "ended_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="decision_one_per_field",
                fields=["tenant_id", "field_id"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="decision_choice_known",
                condition=Q(choice__in=[choice.value for choice in Choice]),
            ),
            models.CheckConstraint(
                name="decision_type_known", condition=Q(type__in=["", *TYPES])
            ),
            models.CheckConstraint(
                name="decision_ended_at_and_by_together",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"decision:{self.id}"
