"""What we write to the person: short, dated, in their language."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from lofte.infra.mail import Letter


def letter(kind: str, *, key: str, to: str, language: str, **context: object) -> Letter:
    """The letter `templates/requests/mail/<kind>.txt`: its first line is the subject."""
    with translation.override(language):
        said = {"base_url": settings.SITE_URL, **context}
        text = render_to_string(f"requests/mail/{kind}.txt", said)
    subject, _, body = text.strip().partition("\n")
    return Letter(key=key, to=to, subject=subject.strip(), text=body.strip() + "\n")
