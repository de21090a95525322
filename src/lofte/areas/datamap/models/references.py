"""References between tables, as found, and what people said of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lofte.areas.datamap.models.sentences import SentenceField
from lofte.areas.datamap.rules.linking import Origin, State
from lofte.areas.datamap.rules.traversal import Relation
from lofte.infra.models import Tenanted

MEANINGS = [relation.value for relation in Relation]


class Reference(Tenanted):
    """Rows of `table_id` point by `columns` at rows of `target_id` by `ref_columns`, pairwise;
    the two may be in different systems. `key` stands for both ends. `guessed` is what the rules
    take it to mean."""

    key = models.TextField()
    table_id = models.UUIDField()
    columns = models.JSONField()
    target_id = models.UUIDField()
    ref_columns = models.JSONField()
    when_column = models.TextField(blank=True, default="")
    when_value = models.TextField(blank=True, default="")
    """The name of a kind of row, where one column points at several tables; empty else."""
    origin = models.TextField()
    score = models.FloatField(null=True)
    reason = SentenceField(blank=True, default=str)
    guessed = models.TextField()
    guess_reason = SentenceField(blank=True, default=str)
    forward = models.BooleanField(default=False)
    """Guessed: not the row that points belongs to the person, but the one it points at."""
    first_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "key", "table_id", "columns", "target_id", "ref_columns",
             "when_column", "when_value", "origin", "score", "reason", "guessed",
             "guess_reason", "forward", "first_seen_at", "gone_at"}
        )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reference_once", fields=["tenant_id", "key"]),
            models.CheckConstraint(
                name="reference_origin_known",
                condition=Q(origin__in=[origin.value for origin in Origin]),
            ),
            models.CheckConstraint(
                name="reference_guess_known", condition=Q(guessed__in=MEANINGS)
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "table_id"], name="reference_out"),
            models.Index(fields=["tenant_id", "target_id"], name="reference_in"),
        ]

    def __str__(self) -> str:
        return f"reference:{self.id}"


class ReferenceDecision(Tenanted):
    """What a person said of a reference: whether it holds, and what it means if they said so.
    The latest holds, over every later scan."""

    reference_id = models.UUIDField()
    state = models.TextField()
    meaning = models.TextField(blank=True)
    forward = models.BooleanField(default=False)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()
    replaced_at = models.DateTimeField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "reference_id", "state", "meaning", "forward", "decided_at",
             "replaced_at"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"decided_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="decision_one_per_reference",
                fields=["tenant_id", "reference_id"],
                condition=Q(replaced_at=None),
            ),
            models.CheckConstraint(
                name="reference_state_known",
                condition=Q(state__in=[State.ACCEPTED.value, State.REJECTED.value]),
            ),
            models.CheckConstraint(
                name="reference_meaning_known",
                condition=Q(meaning__in=["", *MEANINGS]),
            ),
        ]

    def __str__(self) -> str:
        return f"reference_decision:{self.id}"
