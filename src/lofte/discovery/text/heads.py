"""What the names of a table's columns say about the values below them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from lofte.discovery.text.cues import WEIGHTS
from lofte.discovery.text.hearing import BY_NAME, hear_in, strongest
from lofte.discovery.text.pages import Page

MOST_COLUMNS = 64
"""Further columns are not told apart."""


@lru_cache(maxsize=512)
def weights_of_head(head: bytes, divider: int) -> npt.NDArray[np.float32]:
    """By column and type, the strongest word of the column's name."""
    weights = np.zeros((MOST_COLUMNS, len(WEIGHTS)), np.float32)
    page = Page(head)
    at = (len(page.raw) - len(head)) // 2
    for names in (False, True):
        heard = hear_in(page.tokens, names)
        begin = at
        for column, name in enumerate(head.split(bytes([divider]))[: MOST_COLUMNS - 1]):
            said = strongest(heard, begin, begin + len(name))
            weights[column] += np.where(BY_NAME if names else ~BY_NAME, said, 0)
            begin += len(name) + 1
    return weights
