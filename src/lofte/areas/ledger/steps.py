"""What other areas do to the ledger, inside their own transaction."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from lofte.areas.ledger.events import WordsErased
from lofte.areas.ledger.models import Words
from lofte.areas.ledger.rules.commitments import SALT, commitment, words_of
from lofte.areas.ledger.rules.envelopes import Envelope
from lofte.areas.ledger.rules.refusals import INBOX_KEY, inbox_mac
from lofte.infra import secrets
from lofte.infra.sql import statement
from lofte.infra.tenancy import step
from lofte.kernel.context import Context
from lofte.kernel.ids import new_id

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ERASED_AT_ONCE = 500


@step
def record(
    ctx: Context,
    event: DataclassInstance,
    *,
    subject: str,
    words: Mapping[str, str] | None = None,
) -> UUID:
    """Record that `event` happened to `subject`, a reference such as ``request:42``.

    The event's fields are ids, enums, dates and numbers, for they can never be taken back;
    what it says about a person goes in `words`, which can (`erase_words`).
    """
    event_id = new_id()
    commit = _keep(ctx, event_id, subject, words) if words else None
    area = type(event).__module__.split(".")[-2]
    envelope = Envelope(
        id=event_id,
        tenant=ctx.tenant,
        actor=ctx.actor,
        at=ctx.now,
        kind=f"{area}.{type(event).__name__}",
        subject=subject,
        facts={field.name: getattr(event, field.name) for field in fields(event)},
        commit=commit,
    )
    _put(envelope)
    return event_id


@step
def erase_words(ctx: Context, *, subject: str) -> int:
    """Forget all that events said about `subject`, and record that it was forgotten.

    Art. 17 GDPR. The entries stay, as does the proof of them; their words can no longer
    be read nor guessed. Returns of how many events.
    """
    mine = Words.objects.filter(tenant_id=ctx.tenant, subject=subject)
    forgotten = sorted(mine.values_list("event_id", flat=True))
    mine.filter(event_id__in=forgotten).delete()
    for at in range(0, len(forgotten), ERASED_AT_ONCE):
        event = WordsErased(events=tuple(forgotten[at : at + ERASED_AT_ONCE]))
        record(ctx, event, subject=subject)
    return len(forgotten)


def _keep(ctx: Context, event_id: UUID, subject: str, words: Mapping[str, str]) -> bytes:
    salt, said = os.urandom(SALT), words_of(words)
    row = Words(tenant_id=ctx.tenant, event_id=event_id, subject=subject, salt=salt, words=said)
    row.save(force_insert=True)
    return commitment(salt, said)


def _put(envelope: Envelope) -> None:
    encoded = envelope.encode()
    row: dict[str, UUID | str | bytes] = {
        "tenant": envelope.tenant,
        "event": envelope.id,
        "kind": envelope.kind,
        "subject": envelope.subject,
        "envelope": encoded,
        "mac": inbox_mac(secrets.derive(INBOX_KEY), encoded),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement("ledger", "record"), row)
