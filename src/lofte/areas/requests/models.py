from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lofte.areas.requests.rules import State
from lofte.infra.models import Tenanted


class Request(Tenanted):
    """What stays when the person's own details are erased."""

    reference = models.TextField()
    right = models.TextField(default="access")
    language = models.CharField(max_length=2)
    state = models.TextField(default=State.UNCONFIRMED)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    confirmed_at = models.DateTimeField(null=True)
    target_on = models.DateField()
    safe_on = models.DateField()
    legal_on = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True, default="")

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "right", "language", "state", "received_at", "received_on",
             "confirmed_at", "target_on", "safe_on", "legal_on", "answered_at",
             "answered_on", "closed_at", "outcome"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"id", "reference", "answered_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="request_reference", fields=["tenant_id", "reference"]
            ),
            models.CheckConstraint(name="request_state_known", condition=Q(state__in=[*State])),
            models.CheckConstraint(
                name="request_answered_together",
                condition=Q(answered_at=None, answered_by=None, answered_on=None)
                | Q(
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    answered_on__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "state", "safe_on", "id"], name="request_by_due"),
            # The desk's own list: open requests, the nearest limit first.
            models.Index(
                fields=["tenant_id", "safe_on", "id"],
                name="request_open_by_due",
                condition=Q(state__in=["collecting", "review"]),
            ),
            models.Index(fields=["tenant_id", "safe_on", "id"], name="request_by_limit"),
            models.Index(fields=["tenant_id", "received_on", "id"], name="request_by_receipt"),
            models.Index(
                fields=["tenant_id", "answered_on"],
                name="request_by_answer",
                condition=Q(answered_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"request:{self.id}"


class Requester(Tenanted):
    """Who asked. Erasable: the request and its record stand without it."""

    request_id = models.UUIDField()
    name = models.TextField()
    email = models.TextField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "id"})
        pseudonymous: ClassVar = frozenset({"request_id"})
        contact: ClassVar = frozenset({"name", "email"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="requester_of_request", fields=["tenant_id", "request_id"]
            )
        ]
        indexes = [models.Index(fields=["tenant_id", "email"], name="requester_by_email")]

    def __str__(self) -> str:
        return f"requester:{self.id}"


class Code(Tenanted):
    """A one-time code. The digits are not here: they are derived from the id by secret."""

    request_id = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "made_at", "expires_at", "tries", "used_at"}
        )
        pseudonymous: ClassVar = frozenset({"request_id"})

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "request_id", "made_at"], name="code_by_request")
        ]

    def __str__(self) -> str:
        return f"code:{self.id}"


class Collection(Tenanted):
    """What one system held, as numbers; the rows themselves are only in the package."""

    request_id = models.UUIDField()
    system_id = models.UUIDField()
    system_name = models.TextField()
    state = models.TextField(default="waiting")
    tables = models.IntegerField(default=0)
    rows = models.IntegerField(default=0)
    not_read = models.JSONField(default=list)
    reason = models.TextField(blank=True, default="")
    finished_at = models.DateTimeField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "system_id", "system_name", "state", "tables", "rows",
             "not_read", "reason", "finished_at"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"request_id"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="collection_once", fields=["tenant_id", "request_id", "system_id"]
            ),
            models.CheckConstraint(
                name="collection_state_known",
                condition=Q(state__in=["waiting", "reading", "read", "failed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"collection:{self.id}"


class Package(Tenanted):
    """The sealed file with everything found. Without its key the file is noise."""

    request_id = models.UUIDField()
    file_id = models.UUIDField()
    sealed_key = models.BinaryField(null=True)
    size = models.BigIntegerField()
    sha256 = models.TextField()
    contents = models.JSONField(default=list)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_by = models.UUIDField(null=True)
    fetched_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class PersonalData:
        # `contents` lists systems, tables and counts; never a value.
        none: ClassVar = frozenset(
            {"tenant_id", "id", "file_id", "size", "sha256", "contents", "made_at",
             "opened_at", "fetched_at", "removed_at"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"request_id", "opened_by"})
        secret: ClassVar = frozenset({"sealed_key"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="package_of_request", fields=["tenant_id", "request_id"]
            ),
            models.CheckConstraint(
                name="package_key_or_removed",
                condition=Q(sealed_key__isnull=False, removed_at=None)
                | Q(sealed_key=None, removed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="package_opened_at_and_by_together",
                condition=Q(opened_at=None, opened_by=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"package:{self.id}"


class Extension(Tenanted):
    request_id = models.UUIDField()
    before_on = models.DateField()
    after_on = models.DateField()
    reason = models.TextField()
    told_at = models.DateTimeField()
    told_by = models.UUIDField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "id", "before_on", "after_on", "told_at"})
        pseudonymous: ClassVar = frozenset({"request_id", "told_by"})
        # Free text by staff: it may say something about the person.
        mixed: ClassVar = frozenset({"reason"})

    class Meta:
        constraints = [
            models.UniqueConstraint(name="extension_once", fields=["tenant_id", "request_id"])
        ]

    def __str__(self) -> str:
        return f"extension:{self.id}"


class Moment(Tenanted):
    """A line of the request's timeline, and the ledger entry that proves it."""

    request_id = models.UUIDField()
    kind = models.TextField()
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    event_id = models.UUIDField()
    facts = models.JSONField(default=dict)

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "id", "kind", "at", "event_id", "facts"})
        pseudonymous: ClassVar = frozenset({"request_id", "actor_id"})

    class Meta:
        indexes = [
            models.Index(
                fields=["tenant_id", "request_id", "at", "id"], name="moment_by_request"
            )
        ]

    def __str__(self) -> str:
        return f"moment:{self.id}"
