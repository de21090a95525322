"""A few literals at once: Vectorscan in one pass, or re2 and plain search, slower, equal.

For what hardly ever stands there, such as the beginnings of keys: each match of Vectorscan
calls back into Python, and that costs more than the search (bench/discovery). Words, which
stand everywhere, are matched by numpy (`matching`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from lofte.discovery.text.pages import Ints

try:
    import hyperscan
except ImportError:  # no wheel for this machine
    hyperscan = None  # type: ignore[assignment]

_PLACES = 40


class Engine(Protocol):
    def __init__(self, literals: Sequence[bytes]) -> None: ...

    def ends(self, text: bytes) -> tuple[Ints, Ints]:
        """Which literals (by index) end where, whatever the case, in any order."""


class Vectorscan:
    """One pass over the text; a call into Python for each match."""

    def __init__(self, literals: Sequence[bytes]) -> None:
        self._base: Any = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._base.compile(
            expressions=list(literals),
            ids=list(range(len(literals))),
            elements=len(literals),
            flags=[hyperscan.HS_FLAG_CASELESS] * len(literals),
            literal=True,
        )

    def ends(self, text: bytes) -> tuple[Ints, Ints]:
        matches: list[int] = []
        note = matches.append

        def take(literal: int, _from: int, to: int, _flags: int, _context: object) -> None:
            note(literal << _PLACES | to)

        self._base.scan(text, match_event_handler=take)
        both = np.array(matches, np.int64)
        return both >> _PLACES, both & ((1 << _PLACES) - 1)


class Search:
    """re2 says which literals are there at all; then each is looked for by itself."""

    def __init__(self, literals: Sequence[bytes]) -> None:
        self._literals = [literal.lower() for literal in literals]
        self._present = _present(self._literals)

    def ends(self, text: bytes) -> tuple[Ints, Ints]:
        lower = text.lower()
        which: list[int] = []
        where: list[int] = []
        every = range(len(self._literals))
        for literal in (self._present.Match(lower) or ()) if self._present else every:
            ends = _all_ends(lower, self._literals[literal])
            which += [literal] * len(ends)
            where += ends
        return np.array(which, np.int64), np.array(where, np.int64)


def _all_ends(text: bytes, literal: bytes) -> list[int]:
    ends = []
    at = text.find(literal)
    while at >= 0:
        ends.append(at + len(literal))
        at = text.find(literal, at + 1)
    return ends


def _present(literals: Sequence[bytes]) -> Any:
    try:
        import re2
    except ImportError:
        return None
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.literal = True
    # Out of memory it would say that nothing is there.
    options.max_mem = 1 << 28
    found = re2.Set.SearchSet(options)
    for literal in literals:
        found.Add(literal)
    found.Compile()
    return found


def fastest() -> type[Engine]:
    """What this machine has."""
    return Vectorscan if hyperscan else Search
