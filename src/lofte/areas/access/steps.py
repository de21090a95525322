"""Writes others make in their own transaction."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import connection

from lofte.areas.access.models import Account
from lofte.infra import secrets
from lofte.infra.sql import statement
from lofte.kernel.errors import TooMany


class TooOften(TooMany):
    """This was tried too many times. Wait a while and try again."""

    code = "too_often"


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
