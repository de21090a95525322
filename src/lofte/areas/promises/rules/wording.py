"""How the rules on words are written, so that a lawyer can read them.

In a rule a space is any white space, "..." is up to 160 characters of anything,
and small letters match large ones; the rest is a regular expression. A rule
begins where a word begins and may end inside one: "samtyck" is also
"samtycker", never "medsamtycke".
"""

from __future__ import annotations

import re

LONGEST = 2000
"""A sentence is judged by its first 2000 characters: longer ones are not sentences."""

_QUOTES = str.maketrans(dict.fromkeys('"“”„«»‘’‚´`', " ") | {"'": "'"})
_GAP = ".{0,160}?"


def wording(rule: str) -> re.Pattern[str]:
    """The rule as a pattern over `plainly` written text."""
    written = rule.replace("...", _GAP).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{written})", re.IGNORECASE | re.DOTALL)


def plainly(text: str) -> str:
    """The text with quotation marks and line breaks as spaces, every letter in its place."""
    return re.sub(r"\s", " ", text[:LONGEST].translate(_QUOTES))
