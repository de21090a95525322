"""What every table of a tenant has in common."""

from __future__ import annotations

from django.db import models

from lofte.kernel.ids import new_id


class Tenanted(models.Model):
    """A row that belongs to one organisation; its key is (tenant, id).

    The tenant stands first in the key, so that no unique or foreign key check, which
    PostgreSQL makes outside row security, can tell one tenant about another's rows.
    References to other tenanted rows are plain UUIDs here and composite foreign keys
    in the database (`infra.migrations.References`).
    """

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant_id = models.UUIDField()
    id = models.UUIDField(default=new_id)

    class Meta:
        abstract = True
