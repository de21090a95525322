"""Organisations to whom things happen, and a sequencer worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from lofte.areas.ledger import steps
from lofte.areas.ledger.queries.memory import trust
from lofte.areas.ledger.queries.stored import connect_as
from lofte.areas.ledger.queries.verification import Report, verify_everything
from lofte.areas.ledger.rules.signatures import Signed
from lofte.areas.ledger.workers.publishing import catch_up, publish
from lofte.areas.ledger.workers.sequencing import move
from lofte.areas.ledger.workers.signing import Signer
from lofte.infra import env
from lofte.infra.tenancy import action
from lofte.kernel.context import EVERYTHING, SYSTEM, Context, TenantId
from lofte.kernel.ids import new_id


class Outcome(StrEnum):
    GRANTED = "granted"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestClosed:
    outcome: Outcome
    days: int


def organisation() -> Context:
    return Context(
        tenant=TenantId(new_id()),
        actor=SYSTEM,
        now=datetime.now(UTC),
        permissions=EVERYTHING,
    )


@action
def close(
    ctx: Context, *, first: int = 0, count: int = 1, words: Mapping[str, str] | None = None
) -> list[UUID]:
    return [
        steps.record(
            ctx,
            RequestClosed(outcome=Outcome.GRANTED, days=number),
            subject=f"request:{number}",
            words=words,
        )
        for number in range(first, first + count)
    ]


@action
def forget(ctx: Context, *, subject: str) -> int:
    return steps.erase_words(ctx, subject=subject)


def signer() -> Signer:
    return Signer(env.current().home, address="https://privacy.example")


def sequence() -> None:
    """Everything in the inbox goes to the logs; nothing is signed yet."""
    with connect_as("sequencer", program="test") as connection:
        while move(connection):
            pass


def sequence_and_sign() -> Signed | None:
    sequence()
    with connect_as("sequencer", program="test") as connection:
        catch_up(connection, signer())
        return publish(connection, signer())


def verified() -> Report:
    with connect_as("sequencer", program="test") as connection:
        return verify_everything(connection, trust(env.current().home))


def faults() -> str:
    return "\n".join(str(fault) for fault in verified().faults)
