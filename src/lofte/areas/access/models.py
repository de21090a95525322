from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from lofte.infra.models import Tenanted
from lofte.kernel.ids import new_id


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Account:
        account = Account(email=email.strip().casefold(), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A member of staff. Global, because one person may serve several organisations."""

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.TextField(unique=True)
    name = models.TextField()
    language = models.CharField(max_length=2, default="sv")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class PersonalData:
        none: ClassVar = frozenset({"id", "language", "is_active", "created_at"})
        contact: ClassVar = frozenset({"email", "name"})
        secret: ClassVar = frozenset({"password"})
        behaviour: ClassVar = frozenset({"last_login"})

    def __str__(self) -> str:
        return f"account:{self.id}"


class Organisation(models.Model):
    """A tenant. Its address and name are public; the list of all tenants is not."""

    tenant_id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.TextField(unique=True)
    name = models.TextField()
    org_number = models.TextField(blank=True, default="")
    contact_email = models.TextField(blank=True, default="")
    contact_address = models.TextField(blank=True, default="")
    officer_name = models.TextField(blank=True, default="")
    officer_email = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    board_published_at = models.DateTimeField(null=True)
    board_published_by = models.UUIDField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "slug", "name", "contact_email", "contact_address", "created_at",
             "board_published_at"}
        )  # fmt: skip
        # A sole trader's organisation number is the owner's personnummer.
        contact: ClassVar = frozenset({"org_number", "officer_name", "officer_email"})
        pseudonymous: ClassVar = frozenset({"board_published_by"})

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_board_published_at_and_by_together",
                condition=Q(board_published_at=None, board_published_by=None)
                | Q(board_published_at__isnull=False, board_published_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"organisation:{self.tenant_id}"


class Membership(Tenanted):
    account_id = models.UUIDField()
    role = models.TextField()
    granted_at = models.DateTimeField()
    granted_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "id", "role", "granted_at", "ended_at"})
        pseudonymous: ClassVar = frozenset({"account_id", "granted_by", "ended_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="membership_once_at_a_time",
                fields=["tenant_id", "account_id"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="membership_ended_at_and_by_together",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["account_id"], name="membership_by_account")]

    def __str__(self) -> str:
        return f"membership:{self.id}"


class ApiToken(Tenanted):
    name = models.TextField()
    digest = models.BinaryField(max_length=32)
    scopes = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class PersonalData:
        none: ClassVar = frozenset(
            {"tenant_id", "id", "name", "scopes", "made_at", "expires_on", "revoked_at"}
        )
        secret: ClassVar = frozenset({"digest"})
        pseudonymous: ClassVar = frozenset({"made_by", "revoked_by"})

    class Meta:
        constraints = [
            models.UniqueConstraint(name="token_digest", fields=["tenant_id", "digest"]),
            models.CheckConstraint(
                name="token_revoked_at_and_by_together",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"token:{self.id}"


class IdempotencyKey(Tenanted):
    """The answer a program got, so that asking again gets the same one."""

    key = models.TextField()
    request_digest = models.BinaryField(max_length=32)
    status = models.IntegerField(null=True)
    answer = models.BinaryField(null=True)
    made_at = models.DateTimeField()

    class PersonalData:
        none: ClassVar = frozenset({"tenant_id", "id", "key", "status", "made_at"})
        pseudonymous: ClassVar = frozenset({"request_digest"})
        # Sealed at rest: it may repeat whatever the API answered.
        mixed: ClassVar = frozenset({"answer"})

    class Meta:
        constraints = [
            models.UniqueConstraint(name="idempotency_key", fields=["tenant_id", "key"])
        ]

    def __str__(self) -> str:
        return f"idempotency:{self.id}"


class RateBucket(models.Model):
    """How much of an allowance is used; the key is a hash of who and what."""

    key = models.BinaryField(primary_key=True, max_length=32)
    used = models.FloatField()
    seen_at = models.DateTimeField()

    class PersonalData:
        none: ClassVar = frozenset({"used", "seen_at"})
        pseudonymous: ClassVar = frozenset({"key"})

    def __str__(self) -> str:
        return "rate bucket"
