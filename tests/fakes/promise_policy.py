"""A small policy with one sentence of each sort, in both languages."""

from __future__ import annotations

from cast import Cast
from lofte.areas.promises import actions

SWEDISH = """# Om uppgifter

Vi svarar inom en månad. Vi utbildar vår personal varje år.

All läsning av dina uppgifter loggas. Läs mer i avsnitt 4.

Genom att använda tjänsten samtycker du till denna policy.
"""
ENGLISH = """# About data

We answer within a month. We train our staff every year.
"""


def publishes(cast: Cast, text: str, language: str) -> actions.Published:
    return actions.publish_policy(
        cast.bob, raw=text.encode(), filename="policy.md", language=language
    )
