"""The letters of an installation without a mail server, as they lie in its outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

# How Django's file backend parts the messages in a file.
_BETWEEN = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    to: str
    subject: str
    text: str
    at: datetime


def letters(outbox: Path, *, most: int = 50) -> list[Sent]:
    """The newest letters, the newest first."""
    files = sorted(outbox.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    found = [letter for file in files[:most] for letter in reversed(_in(file))]
    return found[:most]


def _in(file: Path) -> list[Sent]:
    parts = file.read_bytes().split(_BETWEEN)
    return [_read(part) for part in parts if part.strip()]


def _read(part: bytes) -> Sent:
    message = message_from_bytes(part, _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    return Sent(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content().strip() if body else "",
        at=message["Date"].datetime,
    )
