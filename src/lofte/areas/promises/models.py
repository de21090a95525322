from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lofte.areas.promises.rules import Kind, Status
from lofte.infra.models import Tenanted

VERDICTS = ("kept", "at_risk", "broken", "error")
KINDS = tuple(kind.value for kind in Kind)
STATUSES = tuple(status.value for status in Status)


class Promise(Tenanted):
    """A sentence of a published policy, known by its words. Its text stays in `notices`."""

    content_id = models.TextField()
    language = models.CharField(max_length=2)
    kind = models.TextField()
    kind_chosen_at = models.DateTimeField(null=True)
    kind_chosen_by = models.UUIDField(null=True)
    states_something = models.BooleanField()
    void = models.BooleanField()
    owner_id = models.UUIDField(null=True)
    first_seen = models.UUIDField()
    last_seen = models.UUIDField()
    retired_at = models.DateTimeField(null=True)
    retired_by = models.UUIDField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "content_id", "language", "kind", "kind_chosen_at",
             "states_something", "void", "first_seen", "last_seen", "retired_at"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"kind_chosen_by", "owner_id", "retired_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="promise_once", fields=["tenant_id", "language", "content_id"]
            ),
            models.CheckConstraint(name="promise_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="promise_kind_chosen_together",
                condition=Q(kind_chosen_at=None, kind_chosen_by=None)
                | Q(kind_chosen_at__isnull=False, kind_chosen_by__isnull=False),
            ),
            models.CheckConstraint(
                name="promise_retired_at_and_by_together",
                condition=Q(retired_at=None, retired_by=None)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"promise:{self.id}"


class Link(Tenanted):
    """From then until then, this control speaks for this promise."""

    promise_id = models.UUIDField()
    control = models.TextField()
    linked_at = models.DateTimeField()
    linked_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "promise_id", "control", "linked_at", "ended_at"}
        )
        pseudonymous: ClassVar = frozenset({"linked_by", "ended_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="link_once_at_a_time",
                fields=["tenant_id", "promise_id", "control"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="link_ended_at_and_by_together",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"link:{self.id}"


class Attestation(Tenanted):
    """A named person's word that the work is done, through its last day."""

    promise_id = models.UUIDField()
    attested_at = models.DateTimeField()
    attested_by = models.UUIDField()
    until_on = models.DateField()
    note = models.TextField(blank=True, default="")
    event_id = models.UUIDField()

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "promise_id", "attested_at", "until_on", "event_id"}
        )
        pseudonymous: ClassVar = frozenset({"attested_by"})
        # Free text by staff.
        mixed: ClassVar = frozenset({"note"})

    class Meta:
        indexes = [
            models.Index(
                fields=["tenant_id", "promise_id", "attested_at"],
                name="attestation_by_promise",
            )
        ]

    def __str__(self) -> str:
        return f"attestation:{self.id}"


class EvidenceRun(Tenanted):
    """What one control answered at one moment. Never changed; the ledger holds its digest."""

    control = models.TextField()
    version = models.IntegerField()
    at = models.DateTimeField()
    duration_ms = models.IntegerField()
    verdict = models.TextField()
    facts = models.JSONField(default=dict)
    violations = models.JSONField(default=list)
    error = models.TextField(blank=True, default="")
    event_id = models.UUIDField()

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "control", "version", "at", "duration_ms", "verdict", "facts",
             "error", "event_id"}
        )  # fmt: skip
        # References such as request:<id> and account:<id>.
        pseudonymous: ClassVar = frozenset({"violations"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_verdict_known", condition=Q(verdict__in=VERDICTS)
            ),
            models.CheckConstraint(
                name="evidence_error_named",
                condition=(Q(verdict="error") & ~Q(error=""))
                | (~Q(verdict="error") & Q(error="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant_id", "control", "-at", "-id"], name="evidence_latest_first"
            )
        ]

    def __str__(self) -> str:
        return f"evidence:{self.id}"


class StatusDay(Tenanted):
    """The worst a promise was found to be on one day. A day nobody looked has no row."""

    promise_id = models.UUIDField()
    day = models.DateField()
    status = models.TextField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "id", "promise_id", "day", "status"})

    class Meta:
        constraints = [
            # Covers the board's year: days of a promise in order, without a look at the rows.
            models.UniqueConstraint(
                name="status_day_of_promise",
                fields=["tenant_id", "promise_id", "day"],
                include=["status"],
            ),
            models.CheckConstraint(name="status_day_known", condition=Q(status__in=STATUSES)),
        ]

    def __str__(self) -> str:
        return f"status:{self.promise_id}/{self.day}"
