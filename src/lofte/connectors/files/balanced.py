"""Items that stand between brackets, outside quotes: tuples of SQL, members of a JSON array.

All of a window at once: quotes are counted to know what stands inside them, and brackets to
know how deep they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from lofte.connectors.files.lottery import Places

_BACKSLASH = 92


class Items(NamedTuple):
    """Items that open and close on the outermost level. `closed` is where something closes
    that was opened before the window, or None; items behind it do not count."""

    starts: Places
    ends: Places
    closed: int | None


@dataclass(frozen=True, slots=True)
class Brackets:
    """`escapes`: a backslash takes the next character its meaning."""

    quote: int
    escapes: bool

    def items(self, window: bytes) -> Items:
        """The items of a window that begins outside of quotes and items."""
        array = np.frombuffer(window, dtype=np.uint8)
        places = np.flatnonzero(self._special(array))
        if self.escapes and b"\\" in window:
            places = places[~np.isin(places, _escaped(array), assume_unique=True)]
        chars = array[places]
        quotes = chars == self.quote
        outside = (np.cumsum(quotes, dtype=np.int32) & 1) == 0
        shown = outside & ~quotes
        return _outermost(places[shown], self._step(chars[shown]))

    def _special(self, array: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
        raise NotImplementedError

    def _step(self, chars: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
        raise NotImplementedError


class Round(Brackets):
    """`'…'` and `(…)`: three characters that follow each other, which makes one comparison."""

    def __init__(self, *, escapes: bool) -> None:
        super().__init__(quote=39, escapes=escapes)

    def _special(self, array: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
        found: npt.NDArray[np.bool_] = array - np.uint8(39) < 3
        return found

    def _step(self, chars: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
        return np.where(chars == 40, 1, -1).astype(np.int32)


class Json(Brackets):
    """`"…"`, `{…}` and `[…]`; `{` and `[` differ by one bit, as `}` and `]` do."""

    def __init__(self) -> None:
        super().__init__(quote=34, escapes=True)

    def _special(self, array: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
        folded = array | np.uint8(32)
        found: npt.NDArray[np.bool_] = (array == 34) | (folded == 123) | (folded == 125)
        return found

    def _step(self, chars: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
        return np.where((chars | np.uint8(32)) == 123, 1, -1).astype(np.int32)


def _outermost(places: Places, steps: npt.NDArray[np.int32]) -> Items:
    depth = np.cumsum(steps)
    below = np.flatnonzero(depth < 0)
    closed = None
    if len(below):
        closed = int(places[below[0]])
        end = int(below[0])
        places, steps, depth = places[:end], steps[:end], depth[:end]
    ends = places[(depth == 0) & (steps < 0)] + 1
    starts = places[(depth == 1) & (steps > 0)][: len(ends)]
    return Items(starts, ends, closed)


def _escaped(array: npt.NDArray[np.uint8]) -> Places:
    """The places right after an odd number of backslashes."""
    found = np.flatnonzero(array == _BACKSLASH)
    first = np.ones(len(found), dtype=bool)
    first[1:] = np.diff(found) != 1
    starts = np.flatnonzero(first)
    lengths = np.diff(np.append(starts, len(found)))
    odd = lengths % 2 == 1
    after: Places = found[starts[odd]] + lengths[odd]
    return after
