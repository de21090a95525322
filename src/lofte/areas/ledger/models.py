from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Inbox(models.Model):
    """What was recorded and not yet put in a log. Areas may only add to it."""

    id = models.BigAutoField(primary_key=True)
    tenant_id = models.UUIDField()
    event_id = models.UUIDField()
    kind = models.TextField()
    subject = models.TextField()
    envelope = models.BinaryField()
    mac = models.BinaryField()
    recorded_at = models.DateTimeField(db_default=Now())

    class PersonalData:
        none: ClassVar = frozenset(
            {"id", "tenant_id", "event_id", "kind", "mac", "recorded_at"}
        )
        pseudonymous: ClassVar = frozenset({"subject", "envelope"})

    def __str__(self) -> str:
        return f"inbox:{self.id}"


class Entry(models.Model):
    """One envelope in its place. No foreign keys, so that nothing the ledger speaks of is
    kept alive, or blocked from erasure, by it.

    Entries of the global log have no event and are about a log, named as there.
    """

    pk = models.CompositePrimaryKey("tenant_id", "idx")
    tenant_id = models.UUIDField()
    idx = models.BigIntegerField()
    event_id = models.UUIDField(null=True)
    kind = models.TextField()
    subject = models.TextField()
    envelope = models.BinaryField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "idx", "event_id", "kind"})
        pseudonymous: ClassVar = frozenset({"subject", "envelope"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="ledger_entry_event", fields=["tenant_id", "event_id"]
            ),
        ]
        indexes = [
            models.Index(fields=["tenant_id", "subject", "idx"], name="ledger_entry_by_subject")
        ]

    def __str__(self) -> str:
        return f"entry:{self.tenant_id}/{self.idx}"


class Tile(models.Model):
    """The root of a full subtree: of 256 leaves at level 1, of 256 tiles at level 2, …"""

    pk = models.CompositePrimaryKey("tenant_id", "level", "n")
    tenant_id = models.UUIDField()
    level = models.SmallIntegerField()
    n = models.BigIntegerField()
    root = models.BinaryField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "level", "n", "root"})

    def __str__(self) -> str:
        return f"tile:{self.tenant_id}/{self.level}/{self.n}"


class Head(models.Model):
    """How far a log has come, and all it takes to go on. The only row here that changes."""

    tenant_id = models.UUIDField(primary_key=True)
    size = models.BigIntegerField()
    frontier = models.BinaryField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "size", "frontier"})

    def __str__(self) -> str:
        return f"head:{self.tenant_id}/{self.size}"


class Checkpoint(models.Model):
    """What was signed of the global log; `n` counts from 1 without gaps. Public."""

    n = models.BigIntegerField(primary_key=True)
    size = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    note = models.TextField()
    signed_at = models.DateTimeField(db_default=Now())

    class PersonalData:
        none: ClassVar = frozenset({"n", "size", "root", "note", "signed_at"})

    def __str__(self) -> str:
        return f"checkpoint:{self.n}"


class Rejected(models.Model):
    """A row of the inbox that no process of ours had written. Kept as it was, as evidence."""

    id = models.BigAutoField(primary_key=True)
    tenant_id = models.UUIDField()
    event_id = models.UUIDField()
    kind = models.TextField()
    subject = models.TextField()
    envelope = models.BinaryField()
    mac = models.BinaryField()
    reason = models.TextField()
    rejected_at = models.DateTimeField(db_default=Now())

    class PersonalData:
        none: ClassVar = frozenset(
            {"id", "tenant_id", "event_id", "mac", "reason", "rejected_at"}
        )
        # An attacker wrote these, and may have written anything.
        mixed: ClassVar = frozenset({"kind", "subject", "envelope"})

    def __str__(self) -> str:
        return f"rejected:{self.id}"


class Words(models.Model):
    """What an event says about a person, with the salt of the commitment to it. Erasable."""

    pk = models.CompositePrimaryKey("tenant_id", "event_id")
    tenant_id = models.UUIDField()
    event_id = models.UUIDField()
    subject = models.TextField()
    salt = models.BinaryField()
    words = models.BinaryField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "event_id", "salt"})
        pseudonymous: ClassVar = frozenset({"subject"})
        mixed: ClassVar = frozenset({"words"})

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "subject"], name="ledger_words_by_subject")
        ]

    def __str__(self) -> str:
        return f"words:{self.event_id}"
