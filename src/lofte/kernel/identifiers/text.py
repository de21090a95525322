"""Text as people paste it, made plain before any rule looks at it."""

from __future__ import annotations

import re
import unicodedata

# Word processors turn a hyphen into these, and a minus is not a hyphen either.
_DASHES = re.compile("[\u2010-\u2015\u2212\u00ad]")
_SPACES = re.compile(r"\s+")


def plain(value: str) -> str:
    """One compatible form, one kind of dash and space, nothing invisible, no outer space."""
    text = _DASHES.sub("-", unicodedata.normalize("NFKC", value))
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return _SPACES.sub(" ", seen).strip()


def compact(value: str) -> str:
    """Plain text without any spaces."""
    return plain(value).replace(" ", "")
