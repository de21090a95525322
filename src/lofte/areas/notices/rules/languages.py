"""The languages whose sentences we can read."""

from __future__ import annotations

from lofte.kernel.errors import Invalid

LANGUAGES = ("sv", "en")


class UnknownLanguage(Invalid):
    """The language of the policy is not one we can read."""

    code = "unknown_language"


def checked_language(lang: str) -> str:
    """Only a language we have rules for is read; another is refused, not read wrongly."""
    if lang not in LANGUAGES:
        choices = " or ".join(LANGUAGES)
        raise UnknownLanguage(
            f"We cannot read policies in {lang!r}: choose {choices}.",
            language=lang,
            choices=LANGUAGES,
        )
    return lang
