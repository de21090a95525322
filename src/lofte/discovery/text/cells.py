"""A first name and a surname in two cells beside each other: 'Elsa', 'Ek' and Elsa;Ek.

Rows of a dump or an export whose columns nobody names: that the two stand together tells.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.pages import Bools, Ints, Page, table
from lofte.discovery.text.tokens import Words

_WIDEST = 4
_QUOTES = table(b"'\"`")
_DIVIDERS = table(b",;|\t")
_BLANKS = table(b" ")
_EDGES = table(b"'\"`,;|\t\r\n\x1e(")
_ENDS = table(b"'\"`,;|\t\r\n\x1e)")


def names_in_cells(
    page: Page, words: Words, first: Bools, last: Bools, sure: Bools
) -> tuple[Ints, npt.NDArray[np.float64]]:
    """Which words are such a first name or surname, and how sure that is."""
    following = np.append(first[1:], False), np.append(last[1:], False)
    at = np.flatnonzero((first & following[1]) | (last & following[0]))
    at = at[(words.gap[at] <= _WIDEST) & words.capital[at] & words.capital[at + 1]]
    at = at[_divided(page, words, at)]
    score = np.where(sure[at] & sure[at + 1], 0.8, np.where(sure[at] | sure[at + 1], 0.2, -1.0))
    return np.concatenate([at, at + 1]), np.concatenate([score, score])


def _divided(page: Page, words: Words, at: Ints) -> Bools:
    """One sign that divides cells and at most quotes around it; a space only with quotes."""
    end, beyond = words.end[at], words.end[np.minimum(at + 1, len(words) - 1)]
    between = page.windows(end, _WIDEST)
    inside = np.arange(_WIDEST) < words.gap[at][:, None]
    divides = (_DIVIDERS[between] & inside).sum(axis=1) == 1
    known = _DIVIDERS[between] | _QUOTES[between] | _BLANKS[between] | ~inside
    quoted = _QUOTES[between[:, 0]]
    spaced = (_BLANKS[between] & inside).any(axis=1)
    edges = _EDGES[page.raw[words.start[at] - 1]] & _ENDS[page.raw[beyond]]
    return np.asarray(divides & known.all(axis=1) & (quoted | ~spaced) & edges)
