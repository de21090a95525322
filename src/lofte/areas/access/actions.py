"""Everything that changes who may do what. One function, one transaction, one ledger entry."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError

from lofte.areas.access import events, rules
from lofte.areas.access.models import (
    ApiToken,
    IdempotencyKey,
    Membership,
    Organisation,
)
from lofte.areas.access.rules import Permission, Role
from lofte.areas.access.steps import ensure_account
from lofte.areas.ledger import steps as ledger
from lofte.infra.secrets import seal, unseal
from lofte.infra.tenancy import action
from lofte.kernel.context import Context
from lofte.kernel.errors import Conflict, Invalid, NotFound


class SlugTaken(Conflict):
    """Another organisation already has this address; choose another."""

    code = "slug_taken"


class LastOwner(Conflict):
    """An organisation must keep at least one owner; make somebody else owner first."""

    code = "last_owner"


class KeyReused(Conflict):
    """This Idempotency-Key belongs to another request. Use a new key for each thing to do."""

    code = "idempotency_key_reused"


class KeyInProgress(Conflict):
    """The first request with this Idempotency-Key got no answer yet. Look at what it was to
    change before asking for it under a new key."""

    code = "idempotency_in_progress"


KEY_LIVES = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The answer a program once got."""

    status: int
    answer: bytes


@action
def create_organisation(ctx: Context, *, slug: str, name: str) -> Organisation:
    """Make the organisation whose tenant is `ctx.tenant`. Only the system may."""
    ctx.require("platform.organisations")
    rules.check_slug(slug)
    if not name.strip():
        raise Invalid("An organisation needs a name.")
    made = Organisation(tenant_id=ctx.tenant, slug=slug, name=name.strip(), created_at=ctx.now)
    try:
        made.save(force_insert=True)
    except IntegrityError:
        raise SlugTaken(slug=slug) from None
    ledger.record(
        ctx, events.OrganisationCreated(slug=slug), subject=f"organisation:{ctx.tenant}"
    )
    return made


@action
def publish_contact(
    ctx: Context,
    *,
    contact_email: str,
    contact_address: str = "",
    officer_name: str = "",
    officer_email: str = "",
    org_number: str = "",
) -> None:
    """Set how people reach the organisation and its data protection officer.

    Art. 13(1)(a)-(b) GDPR: identity and contact details come with every notice.
    """
    ctx.require(Permission.NOTICES_PUBLISH)
    Organisation.objects.filter(tenant_id=ctx.tenant).update(
        contact_email=contact_email.strip(),
        contact_address=contact_address.strip(),
        officer_name=officer_name.strip(),
        officer_email=officer_email.strip(),
        org_number=org_number.strip(),
    )
    event = events.ContactPublished(
        has_email=bool(contact_email.strip()), has_officer=bool(officer_email.strip())
    )
    ledger.record(ctx, event, subject=f"organisation:{ctx.tenant}")


@action
def publish_board(ctx: Context) -> None:
    """Show the state of every promise to everyone, beside the policy."""
    ctx.require(Permission.NOTICES_PUBLISH)
    Organisation.objects.filter(tenant_id=ctx.tenant).update(
        board_published_at=ctx.now, board_published_by=ctx.actor
    )
    ledger.record(ctx, events.BoardPublished(), subject=f"organisation:{ctx.tenant}")


@action
def withdraw_board(ctx: Context) -> None:
    ctx.require(Permission.NOTICES_PUBLISH)
    Organisation.objects.filter(tenant_id=ctx.tenant).update(
        board_published_at=None, board_published_by=None
    )
    ledger.record(ctx, events.BoardWithdrawn(), subject=f"organisation:{ctx.tenant}")


@action
def grant_role(ctx: Context, *, email: str, name: str, role: str) -> UUID:
    """Let a person serve the organisation as `role`, ending what they served as before."""
    ctx.require(Permission.MEMBERS_MANAGE)
    wanted = rules.parse_role(role)
    if "@" not in email:
        raise Invalid("Write the e-mail address the person signs in with.", email=email)
    account_id = ensure_account(email=email, name=name, now=ctx.now)
    _end(ctx, account_id, unless_role=wanted)
    Membership.objects.create(
        tenant_id=ctx.tenant,
        account_id=account_id,
        role=wanted,
        granted_at=ctx.now,
        granted_by=ctx.actor,
    )
    event = events.RoleGranted(account=account_id, role=wanted)
    ledger.record(ctx, event, subject=f"account:{account_id}")
    return account_id


@action
def end_membership(ctx: Context, *, membership_id: UUID) -> None:
    """Stop a person serving the organisation. It holds from their very next request."""
    ctx.require(Permission.MEMBERS_MANAGE)
    found = (
        Membership.objects.select_for_update()
        .filter(tenant_id=ctx.tenant, id=membership_id, ended_at=None)
        .first()
    )
    if found is None:
        raise NotFound(membership=membership_id)
    _end(ctx, found.account_id, unless_role=None)
    event = events.MembershipEnded(account=found.account_id)
    ledger.record(ctx, event, subject=f"account:{found.account_id}")


def _end(ctx: Context, account_id: UUID, *, unless_role: Role | None) -> None:
    # Locking every owner's row makes two owners who end each other wait for one another.
    serving = Membership.objects.select_for_update().filter(tenant_id=ctx.tenant, ended_at=None)
    owners = set(serving.filter(role=Role.OWNER).values_list("account_id", flat=True))
    if owners == {account_id} and unless_role is not Role.OWNER:
        raise LastOwner()
    serving.filter(account_id=account_id).update(ended_at=ctx.now, ended_by=ctx.actor)


@action
def issue_token(
    ctx: Context, *, name: str, scopes: frozenset[str], days: int = 90
) -> tuple[UUID, str]:
    """A key for a program: its id and the secret, which is shown this once and never kept."""
    ctx.require(Permission.TOKENS_MANAGE)
    rules.check_scopes(scopes, held=ctx.permissions)
    if not 1 <= days <= 366:
        raise Invalid("A token lives for 1 to 366 days.", days=days)
    secret = secrets.token_urlsafe(32)
    made = ApiToken.objects.create(
        tenant_id=ctx.tenant,
        name=name.strip() or "API",
        digest=sha256(secret.encode()).digest(),
        scopes=" ".join(sorted(scopes)),
        made_at=ctx.now,
        made_by=ctx.actor,
        expires_on=ctx.today + timedelta(days=days),
    )
    event = events.TokenIssued(scopes=tuple(sorted(scopes)))
    ledger.record(ctx, event, subject=f"token:{made.id}")
    return made.id, f"lofte_{ctx.tenant.hex}_{secret}"


@action
def revoke_token(ctx: Context, *, token_id: UUID) -> None:
    ctx.require(Permission.TOKENS_MANAGE)
    changed = ApiToken.objects.filter(
        tenant_id=ctx.tenant, id=token_id, revoked_at=None
    ).update(revoked_at=ctx.now, revoked_by=ctx.actor)
    if not changed:
        raise NotFound(token=token_id)
    ledger.record(ctx, events.TokenRevoked(), subject=f"token:{token_id}")


@action
def claim_key(ctx: Context, *, key: str, digest: bytes) -> UUID | Kept:
    """Begin an act under a key its program chose: the claim on it, or the answer it got.

    A key belongs to one token and one request, whose `digest` this is, for a day. If the
    server stops between act and answer nobody knows whether the act was done: the key then
    stays in progress, since doing it twice would be worse than asking somebody to look.
    """
    ctx.require(rules.CALL)
    mine = {"tenant_id": ctx.tenant, "key": f"{ctx.actor}:{key}"}
    IdempotencyKey.objects.filter(**mine, made_at__lte=ctx.now - KEY_LIVES).delete()
    claim = IdempotencyKey(**mine, request_digest=digest, made_at=ctx.now)
    IdempotencyKey.objects.bulk_create([claim], ignore_conflicts=True)
    found = IdempotencyKey.objects.filter(**mine).first()
    if found and found.id == claim.id:
        return claim.id
    if found and bytes(found.request_digest) != digest:
        raise KeyReused()
    if found is None or found.status is None or found.answer is None:
        raise KeyInProgress()
    sealed = bytes(found.answer)
    return Kept(status=found.status, answer=unseal(sealed, place=_place(found)))


@action
def keep_answer(ctx: Context, *, claim_id: UUID, kept: Kept) -> None:
    """Remember, sealed, what was answered to the act begun under this claim."""
    ctx.require(rules.CALL)
    claim = IdempotencyKey.objects.get(tenant_id=ctx.tenant, id=claim_id)
    claim.status = kept.status
    claim.answer = seal(kept.answer, place=_place(claim))
    claim.save(update_fields=["status", "answer"])


@action
def free_key(ctx: Context, *, claim_id: UUID) -> None:
    """Nothing was done under this claim: the same key may be used again."""
    ctx.require(rules.CALL)
    IdempotencyKey.objects.filter(tenant_id=ctx.tenant, id=claim_id).delete()


@action
def forget_answers(ctx: Context) -> int:
    """Delete the keys, and with them the answers, whose day is over; how many."""
    ctx.require(rules.CALL)
    old = IdempotencyKey.objects.filter(tenant_id=ctx.tenant, made_at__lte=ctx.now - KEY_LIVES)
    return old.delete()[0]


def _place(row: IdempotencyKey) -> str:
    return f"idempotency:{row.tenant_id}:{row.id}"
