"""Which control to link to a sentence nobody has linked yet."""

from __future__ import annotations

from collections.abc import Container

from lofte.areas.promises.rules.kinds import Kind
from lofte.areas.promises.rules.suggestions import suggest

CONFIDENT = 0.6
"""Below this, words are too thin a reason: a wrong link would show as kept what is not."""


def suggested_link(
    text: str, *, lang: str, kind: Kind, void: bool, known: Container[str]
) -> str | None:
    """The best suggestion among the `known` controls, if it is one to act on.

    What the law voids needs no proof, and of another's duty our systems prove nothing.
    """
    if void or kind not in {Kind.HARD, Kind.PROCESS}:
        return None
    for one in suggest(text, lang=lang):
        if one.control in known and one.score >= CONFIDENT:
            return one.control
    return None
