"""What others may know of organisations, accounts, memberships and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import connection
from psycopg import sql

from lofte.areas.access import rules
from lofte.areas.access.models import Account, ApiToken, Membership, Organisation
from lofte.infra.sql import statement
from lofte.infra.tenancy import query
from lofte.kernel.context import SYSTEM, ActorId, Context, TenantId
from lofte.kernel.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    tenant: TenantId
    slug: str
    name: str
    org_number: str
    contact_email: str
    contact_address: str
    officer_name: str
    officer_email: str
    board_is_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An organisation an account serves, and as what."""

    tenant: TenantId
    slug: str
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    membership_id: UUID
    account_id: UUID
    name: str
    email: str
    role: str
    granted_at: datetime
    last_sign_in: datetime | None
    second_factor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    id: UUID
    name: str
    scopes: tuple[str, ...]
    expires_on: date
    revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSeen:
    """A table with tenants in it; `seen` is None where this role may not read at all."""

    name: str
    fenced: bool
    seen: int | None


def find_organisation(slug: str) -> TenantId:
    """The tenant at a public address. Asked before any tenant is known, hence without ctx."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenant_id FROM lofte_find_organisation(%s)", [slug])
        row = cursor.fetchone()
    if row is None:
        raise NotFound(slug=slug)
    return TenantId(row[0])


@query
def organisation(ctx: Context) -> OrganisationRow:
    try:
        found = Organisation.objects.get(tenant_id=ctx.tenant)
    except Organisation.DoesNotExist:
        raise NotFound() from None
    return OrganisationRow(
        tenant=ctx.tenant,
        slug=found.slug,
        name=found.name,
        org_number=found.org_number,
        contact_email=found.contact_email,
        contact_address=found.contact_address,
        officer_name=found.officer_name,
        officer_email=found.officer_email,
        board_is_public=found.board_published_at is not None,
    )


@query
def my_role(ctx: Context) -> str | None:
    """The role `ctx.actor` has in this organisation now, if any."""
    return (
        Membership.objects.filter(tenant_id=ctx.tenant, account_id=ctx.actor, ended_at=None)
        .values_list("role", flat=True)
        .first()
    )


@query
def my_organisations(ctx: Context) -> Sequence[Place]:
    """Every organisation `ctx.actor` serves. The tenant of `ctx` does not matter."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenant_id, slug, name, role FROM lofte_my_organisations()")
        rows = cursor.fetchall()
    return [Place(tenant=TenantId(t), slug=s, name=n, role=r) for t, s, n, r in rows]


@query
def members(ctx: Context) -> Sequence[MemberRow]:
    serving = Membership.objects.filter(tenant_id=ctx.tenant, ended_at=None)
    accounts = Account.objects.in_bulk([m.account_id for m in serving])
    strong = with_second_factor(accounts)
    return sorted(
        (
            MemberRow(
                membership_id=m.id,
                account_id=m.account_id,
                name=accounts[m.account_id].name,
                email=accounts[m.account_id].email,
                role=m.role,
                granted_at=m.granted_at,
                last_sign_in=accounts[m.account_id].last_login,
                second_factor=m.account_id in strong,
            )
            for m in serving
        ),
        key=lambda row: (row.name, str(row.account_id)),
    )


def with_second_factor(accounts: Sequence[UUID] | dict[UUID, Account]) -> frozenset[UUID]:
    """Those of `accounts` that have a passkey or an authenticator app."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    found = Authenticator.objects.filter(user_id__in=list(accounts), type__in=kinds)
    return frozenset(found.values_list("user_id", flat=True))


@query
def tokens(ctx: Context) -> Sequence[TokenRow]:
    rows = ApiToken.objects.filter(tenant_id=ctx.tenant).order_by("-made_at", "id")
    return [
        TokenRow(
            id=row.id,
            name=row.name,
            scopes=tuple(row.scopes.split()),
            expires_on=row.expires_on,
            revoked=row.revoked_at is not None,
        )
        for row in rows
    ]


@query
def token_scopes(ctx: Context, *, secret: str) -> tuple[ActorId, frozenset[str]]:
    """Who a program is and what it may do, by the secret it shows; NotFound if it may nothing.

    The scopes are cut down to what the token's maker may do today, so that a token never
    outlives the rights it was made from.
    """
    digest = sha256(secret.encode()).digest()
    found = ApiToken.objects.filter(
        tenant_id=ctx.tenant, digest=digest, revoked_at=None, expires_on__gte=ctx.today
    ).first()
    if found is None:
        raise NotFound()
    return ActorId(found.id), frozenset(found.scopes.split()) & _held(ctx, found.made_by)


def _held(ctx: Context, maker: UUID) -> frozenset[str]:
    if maker == SYSTEM:
        # Made on the command line, by whoever runs this machine.
        return frozenset(str(permission) for permission in rules.Permission)
    role = my_role(replace(ctx, actor=ActorId(maker)))
    return rules.permissions_of(role) if role else frozenset()


@query
def dormant_accounts(ctx: Context, *, days: int) -> Sequence[UUID]:
    """Memberships whose account has not signed in for `days` days, nor been made since."""
    limit = ctx.now - timedelta(days=days)
    serving = Membership.objects.filter(
        tenant_id=ctx.tenant, ended_at=None, granted_at__lt=limit
    ).values_list("id", "account_id")
    active = set(
        Account.objects.filter(
            id__in=[account for _, account in serving], last_login__gte=limit
        ).values_list("id", flat=True)
    )
    return [membership for membership, account in serving if account not in active]


@query
def as_seen_from(ctx: Context) -> Sequence[TableSeen]:
    """Every table with tenants in it, as `ctx.tenant` sees it; for trying the fences."""
    with connection.cursor() as cursor:
        # Or the planner would rather read a whole table of others' rows than its index.
        cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")
        cursor.execute(statement("access", "tenant_tables"))
        return [
            TableSeen(name=name, fenced=fenced, seen=_rows_seen(name) if readable else None)
            for name, fenced, readable in cursor.fetchall()
        ]


def account_by_email(email: str) -> UUID | None:
    """The account that signs in with `email`. Accounts are global, hence without ctx."""
    found = Account.objects.filter(email=email.strip().casefold()).values_list("id", flat=True)
    return found.first()


@query
def account_names(ctx: Context, *, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Names of colleagues, past and present, for showing who did what."""
    mine = Membership.objects.filter(tenant_id=ctx.tenant, account_id__in=ids)
    known = mine.values_list("account_id", flat=True)
    return dict(Account.objects.filter(id__in=list(known)).values_list("id", "name"))


def _rows_seen(table: str) -> int:
    counting = sql.SQL(statement("access", "rows_seen"))
    with connection.cursor() as cursor:
        cursor.execute(counting.format(table=sql.Identifier("public", table)))
        (seen,) = cursor.fetchone() or (0,)
    return int(seen)
