"""Writes others make in their own transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q

from lofte.areas.access.models import Account, RateBucket
from lofte.infra import secrets
from lofte.infra.sql import statement
from lofte.kernel.errors import Invalid, TooMany


class TooOften(TooMany):
    """This was tried too many times. Wait a while and try again."""

    code = "too_often"


class WeakPassword(Invalid):
    """A password needs at least 12 characters, and must not be a common one."""

    code = "weak_password"


def take(*, what: str, who: str, most: int, seconds: int, now: datetime) -> None:
    """Count one try of `what` by `who`; refuse beyond `most` in `seconds`.

    Commits on its own when called outside an action, as it must where the act that
    follows may be refused: a wrong guess has to count even though it changes nothing.
    """
    key = sha256(secrets.keyed_hash("rate", f"{what}\0{who}")).digest()
    with connection.cursor() as cursor:
        cursor.execute(
            statement("access", "take"),
            {"key": key, "now": now, "most": most, "seconds": seconds},
        )
        (used,) = cursor.fetchone() or (0,)
    if used > most:
        raise TooOften(what=what, seconds=seconds)


def ensure_account(*, email: str, name: str, now: datetime) -> UUID:
    """The account with this address, made without a password if there is none."""
    address = email.strip().casefold()
    account, made = Account.objects.get_or_create(
        email=address, defaults={"name": name, "created_at": now, "password": "!"}
    )
    if made:
        EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    return account.id


def signed_in(*, account_id: UUID, at: datetime) -> None:
    """The account was used at `at`. What signing in does by itself, for a history told later;
    an earlier time never takes the place of a later one."""
    unused = Q(last_login=None) | Q(last_login__lt=at)
    Account.objects.filter(unused, id=account_id).update(last_login=at)


def give_second_step(*, account_id: UUID, secret: str) -> None:
    """Let codes made from `secret` (base32, RFC 6238) be the account's second step.

    For the demo, whose people have no telephones. An account that has an app keeps it.
    """
    known = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP)
    if not known.exists():
        TOTP.activate(Account.objects.get(id=account_id), secret)


def set_password(*, account_id: UUID, password: str) -> None:
    """Give an account a password. For the command line and the demo, never for colleagues."""
    account = Account.objects.get(id=account_id)
    try:
        validate_password(password, account)
    except ValidationError:
        raise WeakPassword() from None
    account.set_password(password)
    account.save(update_fields=["password"])


def forget_tries(*, now: datetime) -> int:
    """Forget counts of tries a day old, by which every allowance has filled up; how many."""
    return RateBucket.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()[0]


def forget_sessions(*, now: datetime) -> int:
    """Forget sessions that have ended: who was signed in, and who followed a request."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]
