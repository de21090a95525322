"""Mail, sent at once by the worker that holds the job for it.

A message has a `key`, and its Message-ID is made from it: a worker that dies between
sending and its receipt may send twice, and the reader's program then shows one.
"""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage

from lofte.infra import env
from lofte.infra.crash import crash_point
from lofte.kernel.errors import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    key: str
    to: str
    subject: str
    text: str


class MailNotSent(Unavailable):
    """The mail server did not take the message; it is tried again later."""

    code = "mail_not_sent"


def send(letter: Letter) -> None:
    digest = sha256(letter.key.encode()).hexdigest()[:40]
    message = EmailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=env.current().mail_from,
        to=[letter.to],
        headers={"Message-ID": f"<{digest}@lofte>", "Auto-Submitted": "auto-generated"},
    )
    crash_point("mail.before_send")
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        raise MailNotSent() from error
    crash_point("mail.after_send")


def smtp_settings(url: str) -> dict[str, object]:
    """Django's mail settings for smtp://, smtp+tls:// (STARTTLS) or smtps://."""
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise env.BadSetting(
            "LOFTE_SMTP_URL must look like smtp+tls://user:password@mail.example:587."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
