"""What may happen to a request, and when. Pure.

    UNCONFIRMED --code proven--> COLLECTING --package made--> REVIEW --release--> ANSWERED
    ANSWERED --thirty days--> CLOSED        UNCONFIRMED --seven days--> CLOSED

Anything not drawn is refused. An extension moves the deadline, not the state.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from lofte.kernel import deadlines
from lofte.kernel.errors import Conflict, Invalid

CODE_LIVES = timedelta(minutes=10)
CODE_TRIES = 5
UNCONFIRMED_LIVES = timedelta(days=7)
PACKAGE_LIVES = timedelta(days=30)
STRAYS_LIVE = timedelta(days=1)
NEAR = timedelta(days=5)
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LANGUAGES = ("sv", "en")


class State(StrEnum):
    UNCONFIRMED = "unconfirmed"
    COLLECTING = "collecting"
    REVIEW = "review"
    ANSWERED = "answered"
    CLOSED = "closed"


OPEN = (State.COLLECTING, State.REVIEW)
"""Confirmed and not answered: what a deadline is running for."""


class Outcome(StrEnum):
    RELEASED = "released"
    UNCONFIRMED = "unconfirmed"


class WrongCode(Invalid):
    """The code is not right. Look at the latest mail, or ask for a new code."""

    code: ClassVar[str] = "wrong_code"


class CodeExpired(Conflict):
    """The code no longer holds. Ask for a new one."""

    code: ClassVar[str] = "code_expired"


class NotNow(Conflict):
    """The request is not in a state where this can be done."""

    code: ClassVar[str] = "request_not_now"


class NotReadThrough(Conflict):
    """Nobody has opened the package yet. Read it through first, then let it go."""

    code: ClassVar[str] = "not_read_through"


class ExtensionTooLate(Conflict):
    """The first month is over, so the deadline can no longer be moved. Answer at once."""

    code: ClassVar[str] = "extension_too_late"


class ExtendedBefore(Conflict):
    """The deadline was extended before, and may be only once."""

    code: ClassVar[str] = "extended_before"


class ReasonMissing(Invalid):
    """The person must be told why it takes longer. Write the reason."""

    code: ClassVar[str] = "reason_missing"


class BadAddress(Invalid):
    """That is not an e-mail address."""

    code: ClassVar[str] = "bad_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The dates of one request: what staff aim for, the safe limit and the last lawful day."""

    target_on: date
    safe_on: date
    legal_on: date


def first_due(received_on: date) -> Due:
    """Art. 12(3) GDPR: one month from receipt, whatever we ask of the person meanwhile."""
    found = deadlines.request_deadlines(received_on)
    return Due(target_on=found.target, safe_on=found.safe, legal_on=found.legal)


def extended_due(received_on: date, *, today: date, extended: bool, reason: str) -> Due:
    """Three months from receipt, if the person is told why inside the first month."""
    if not reason.strip():
        raise ReasonMissing()
    if extended:
        raise ExtendedBefore()
    if not deadlines.may_extend(received_on, today):
        raise ExtensionTooLate(legal_on=deadlines.request_deadlines(received_on).legal)
    found = deadlines.request_deadlines(received_on)
    return Due(
        target_on=found.target, safe_on=found.extended_safe, legal_on=found.extended_legal
    )


def require(state: str, *allowed: State) -> None:
    if state not in allowed:
        raise NotNow(state=str(state))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeState:
    expires_at: datetime
    tries: int
    used: bool


def code_may_be_tried(code: CodeState | None, *, now: datetime) -> None:
    """One use, five tries, ten minutes (OWASP ASVS 5.0, 6.5)."""
    if code is None or code.used or code.tries >= CODE_TRIES or now >= code.expires_at:
        raise CodeExpired()


def new_reference() -> str:
    """A short name for a request, easy to read aloud; it opens nothing by itself."""
    letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def read_reference(text: str) -> str:
    """A reference as people type it: any case, with or without the hyphen."""
    letters = "".join(ch for ch in text.upper() if ch.isalnum())
    return f"{letters[:4]}-{letters[4:8]}"


def check_email(text: str) -> str:
    """The address trimmed and case-folded; a rough check, since the code is the real one."""
    address = text.strip().casefold()
    local, at, domain = address.rpartition("@")
    if not (at and local and "." in domain and len(address) <= 254) or any(
        ch.isspace() for ch in address
    ):
        raise BadAddress()
    return address


def in_time(*, answered_on: date, legal_on: date) -> bool:
    return answered_on <= legal_on
