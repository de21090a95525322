"""Examples that show what values look like, and not what they are."""

from __future__ import annotations

import re

from lofte.discovery.columns.distinct import Distinct

EXAMPLES = 3
_LONGEST = 40


def examples(of: Distinct) -> tuple[str, ...]:
    """A few of the commonest values, masked."""
    order = sorted(range(len(of)), key=lambda at: (-int(of.counts[at]), at))[:EXAMPLES]
    return tuple(masked(of.texts[at].as_py()) for at in order)


def masked(text: str) -> str:
    """The first sign and the separators stay; letters and digits become x and 0."""
    shown = text[:_LONGEST]
    rest = re.sub(r"\d", "0", re.sub(r"[^\W\d_]", "x", shown[1:]))
    return shown[:1] + rest + ("…" if len(text) > _LONGEST else "")
