"""Words with a stop that ends no sentence.

A space in a word here stands for what people write between its letters: a stop,
a space, or both ("t.ex", "t ex", "t. ex").
"""

from __future__ import annotations

import re

_BOTH = (
    "e g", "eg", "i e", "ie", "vs", "cf", "dr", "prof", "approx", "tel", "ca", "resp", "incl",
    "excl", "viz",
)  # fmt: skip
_SWEDISH = (
    "t ex", "tex", "ex vis", "exv", "d v s", "dvs", "bl a", "s k", "p g a", "pga", "p gr a",
    "fr o m", "t o m", "f o m", "m a o", "i st f", "o s a", "ev", "jfr", "jmf", "kl", "org",
    "inkl", "exkl", "f d", "f n", "u a", "enl", "avs", "avd", "ang",
)  # fmt: skip
_ENGLISH = ("mr", "mrs", "ms", "st", "esp", "messrs", "a k a")
_BEFORE_NUMBERS = (
    "nr", "nos", "no", "art", "arts", "bil", "p", "pp", "s", "sid", "mom", "st", "vol", "dnr",
    "ver", "v", "kap", "ch", "sec", "fig", "para", "reg", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "okt", "oct", "nov", "dec",
)  # fmt: skip


def _ends_with(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = (word.replace(" ", r"(?:\.\s?|\s)") for word in words)
    return re.compile(rf"(?:^|[^\w.])(?:{'|'.join(forms)})$", re.IGNORECASE)


NEVER_LAST = {
    "sv": _ends_with(_BOTH + _SWEDISH),
    "en": _ends_with(_BOTH + _ENGLISH),
}
"""Always followed by what they announce."""

BEFORE_NUMBERS = _ends_with(_BEFORE_NUMBERS)
"""An abbreviation in front of a number ("p. 4"), a plain word elsewhere ("We said no.")."""

INITIAL = re.compile(r"(?:^|[^\w.])(?:[^\W\d_a-zåäö]\.)*[^\W\d_a-zåäö]$")
"""A capital on its own, or several with stops between ("A.", "U.S.")."""
