"""Names in SQL, as every dialect quotes them."""

from __future__ import annotations

import re

_ONE = r'(?:"(?:[^"]|"")*+"|`(?:[^`]|``)*+`|\[[^\]]*+\]|[^\s"`\[\](),;.\']++)'
NAME = rf"{_ONE}(?:\s*\.\s*{_ONE})*"
"""A name of up to four parts."""

_PART = re.compile(_ONE)
_QUOTES = {'"': '"', "`": "`", "[": "]"}


def bare(name: str) -> str:
    """One part of a name without its quotes."""
    if name[:1] in _QUOTES and len(name) > 1 and name.endswith(_QUOTES[name[0]]):
        return name[1:-1].replace(name[-1] * 2, name[-1])
    return name


def parts(name: str) -> list[str]:
    """The parts of a name, without quotes: database, schema, table."""
    return [bare(part) for part in _PART.findall(name)]


def listed(text: str) -> list[str]:
    """Names in a list, without its parentheses. What follows a name (`ASC`, a length) does
    not count."""
    return [bare(m[1]) for m in re.finditer(rf"(?:^|,)\s*({_ONE})", text)]
