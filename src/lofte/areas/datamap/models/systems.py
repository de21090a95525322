"""Systems, looks at them, and by what people are found in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lofte.areas.datamap.rules.identity import IdentityKind
from lofte.areas.datamap.rules.traversal import Relation
from lofte.infra.models import Tenanted


class System(Tenanted):
    """A database we may read. `shape` is its schema as last scanned, never a row of it."""

    name = models.TextField()
    kind = models.TextField()
    url = models.BinaryField()
    """Sealed: it holds a password."""
    description = models.TextField()
    shape = models.JSONField(null=True)
    scanned_at = models.DateTimeField(null=True)
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.UUIDField(null=True)
    writing_since = models.DateTimeField(null=True)
    writing_by = models.UUIDField(null=True)
    """Who switched writing on; until then the system is only read."""

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "name", "kind", "description", "shape", "scanned_at",
             "registered_at", "removed_at", "writing_since"}
        )  # fmt: skip
        secret: ClassVar = frozenset({"url"})
        pseudonymous: ClassVar = frozenset({"registered_by", "removed_by", "writing_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="system_name", fields=["tenant_id", "name"], condition=Q(removed_at=None)
            ),
            models.CheckConstraint(
                name="system_removed_at_and_by_together",
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="system_writing_since_and_by_together",
                condition=Q(writing_since=None, writing_by=None)
                | Q(writing_since__isnull=False, writing_by__isnull=False),
            ),
            models.CheckConstraint(
                name="system_shape_and_scanned_at_together",
                condition=Q(shape=None, scanned_at=None)
                | Q(shape__isnull=False, scanned_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"system:{self.id}"


class Scan(Tenanted):
    """One look at a system, or the reason there was none. `finished_at` is None while it goes
    on: then `done` of `total` tables have been looked at. `missed` were not, in the end."""

    system_id = models.UUIDField()
    at = models.DateTimeField()
    by = models.UUIDField()
    failure = models.TextField(blank=True, default="")
    tables = models.IntegerField(default=0)
    columns = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    missed = models.IntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "system_id", "at", "failure", "tables", "columns", "total",
             "done", "missed", "finished_at"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"by"})

    class Meta:
        indexes = [
            models.Index(fields=["tenant_id", "system_id", "-at", "id"], name="scan_latest")
        ]

    def __str__(self) -> str:
        return f"scan:{self.id}"


class Identity(Tenanted):
    """The decision that people are found by a column. Ended by another row's beginning, or by
    being cleared; never deleted, for an answer once given rests on it."""

    system_id = models.UUIDField()
    schema = models.TextField(blank=True)
    table = models.TextField()
    column = models.TextField()
    kind = models.TextField()
    accepted_at = models.DateTimeField()
    accepted_by = models.UUIDField()
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.UUIDField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "system_id", "schema", "table", "column", "kind",
             "accepted_at", "cleared_at"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"accepted_by", "cleared_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="identity_one_per_column",
                fields=["tenant_id", "system_id", "schema", "table", "column"],
                condition=Q(cleared_at=None),
            ),
            models.CheckConstraint(
                name="identity_kind_known",
                condition=Q(kind__in=[kind.value for kind in IdentityKind]),
            ),
            models.CheckConstraint(
                name="identity_cleared_at_and_by_together",
                condition=Q(cleared_at=None, cleared_by=None)
                | Q(cleared_at__isnull=False, cleared_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"identity:{self.id}"


class TableRelation(Tenanted):
    """The decision what a table's rows are to the person they point at. The latest holds."""

    system_id = models.UUIDField()
    schema = models.TextField(blank=True)
    table = models.TextField()
    relation = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()
    replaced_at = models.DateTimeField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "system_id", "schema", "table", "relation", "decided_at",
             "replaced_at"}
        )  # fmt: skip
        pseudonymous: ClassVar = frozenset({"decided_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="relation_one_per_table",
                fields=["tenant_id", "system_id", "schema", "table"],
                condition=Q(replaced_at=None),
            ),
            models.CheckConstraint(
                name="relation_known",
                condition=Q(relation__in=[relation.value for relation in Relation]),
            ),
        ]

    def __str__(self) -> str:
        return f"relation:{self.id}"
